import type { ExportStore, FileRef, PreviewStore } from '../exports/ports';
import { exampleExport } from '../exports/memory';
import { applyTransition, type Transition, type VideoExport } from '../exports/video-export';

/** A store of previews, and of the exports whose files they are of. */
export interface PreviewStoreWorld {
  readonly exports: Pick<ExportStore, 'create' | 'save' | 'sharedFile' | 'remove' | 'forgetFile'>;
  readonly previews: PreviewStore;
}

const AT = '2026-03-01T12:00:00.000Z';
const LATER = '2026-03-01T12:01:00.000Z';
/** Nothing is made. */
const NONE = { thumbnailFrame: null, hasClip: false, clipAskedAt: null };
const limits = { concurrentRenders: 5, totalRenders: 5, totalFunctions: 9, monthlyBudgetUsd: null };

/** The contract of a store of previews. `make` gives an empty one for each test. */
export function describePreviewStore(name: string, make: () => Promise<PreviewStoreWorld>): void {
  describe(`${name} as a PreviewStore`, () => {
    it('gives the turn to one at a time, and to the next when its time is over', async () => {
      const { previews, file } = await givenFile(make);
      const turn = { at: AT, until: LATER };
      const all = await Promise.all([1, 2, 3].map(() => previews.takeTurn(file, turn)));
      expect(all.filter((known) => known !== null)).toEqual([NONE]);
      expect(await previews.takeTurn(file, turn)).toBeNull();
      expect(await previews.takeTurn(file, { at: LATER, until: '2026-03-01T12:02:00.000Z' })).toEqual(NONE);
      expect(await previews.takeTurn(file, turn)).toBeNull();
    });

    it('remembers what was made besides what was there, and gives the turn back', async () => {
      const { previews, exports, file } = await givenFile(make);
      const known = async () => (await exports.sharedFile(file.cacheKey))?.previews;
      expect(await known()).toEqual(NONE);
      await previews.takeTurn(file, { at: AT, until: LATER });
      expect(await previews.record(file, { thumbnailFrame: 0 })).toBe(true);
      expect(await known()).toEqual({ ...NONE, thumbnailFrame: 0 });
      expect(await previews.takeTurn(file, { at: AT, until: LATER })).toEqual({ ...NONE, thumbnailFrame: 0 });
      expect(await previews.record(file, { clipAskedAt: AT })).toBe(true);
      expect(await known()).toEqual({ ...NONE, thumbnailFrame: 0, clipAskedAt: AT });
      expect(await previews.record(file, { hasClip: true, clipAskedAt: null })).toBe(true);
      expect(await previews.record(file, {})).toBe(true);
      expect(await known()).toEqual({ ...NONE, thumbnailFrame: 0, hasClip: true });
    });

    it('knows nothing of a file that nobody has, or of another one', async () => {
      const { previews, exports, file, ended } = await givenFile(make);
      const another = { ...file, outputKey: 'another' };
      const turn = { at: AT, until: LATER };
      expect([await previews.takeTurn(another, turn), await previews.record(another, {})]).toEqual([
        null,
        false,
      ]);
      expect(await exports.remove(ended, AT)).toEqual({ unusedFile: file.outputKey, sharedFile: null });
      expect([await previews.takeTurn(file, turn), await previews.record(file, { hasClip: true })]).toEqual([
        null,
        false,
      ]);
      expect(await exports.sharedFile(file.cacheKey)).toBeNull();
    });

    it('keeps what it knows while others share the file, and forgets it with the file', async () => {
      const { previews, exports, file, ended } = await givenFile(make);
      await previews.record(file, { thumbnailFrame: 7, hasClip: true });
      const second = await given(exports, { id: 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C1E' });
      await change(exports, second, {
        ...{ type: 'reuse', at: AT, attempt: 1, outputKey: file.outputKey, sizeInBytes: 9 },
      });
      expect(await exports.remove(ended, AT)).toEqual({ unusedFile: null, sharedFile: file.outputKey });
      expect((await exports.sharedFile(file.cacheKey))?.previews).toEqual({
        ...NONE,
        thumbnailFrame: 7,
        hasClip: true,
      });
      await exports.forgetFile(file.cacheKey, file.outputKey);
      await givenFile(async () => ({ exports, previews }), 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C2E');
      expect((await exports.sharedFile(file.cacheKey))?.previews).toEqual(NONE);
    });
  });
}

type Exports = PreviewStoreWorld['exports'];

async function given(exports: Exports, changes: Partial<VideoExport>): Promise<VideoExport> {
  const videoExport = exampleExport(changes);
  const props = { width: 640, height: 360, fps: 30, scenes: [] };
  const quota = { dailyExports: 10, monthlyBudgetUsd: null, mutationsPerMinute: 60 };
  await exports.create({ videoExport, props, idempotency: null, limits: quota, projectVersion: null });
  return videoExport;
}

async function change(exports: Exports, before: VideoExport, transition: Transition): Promise<VideoExport> {
  const result = applyTransition(before, transition);
  if (!result.ok) throw new Error(result.reason);
  expect(await exports.save({ before, after: result.next, limits })).toBe('saved');
  return result.next;
}

/** A world in which an export has just been completed. */
async function givenFile(make: () => Promise<PreviewStoreWorld>, id = exampleExport().id) {
  const world = await make();
  const outputKey = `exports/${id}/1.mp4`;
  let ended = await given(world.exports, { id });
  ended = await change(world.exports, ended, { type: 'claim', at: AT, attempt: 1, functions: 1 });
  ended = await change(world.exports, ended, {
    ...{ type: 'complete', at: AT, attempt: 1, renderId: 'render1' },
    ...{ outputKey, sizeInBytes: 9, attemptUsd: 0 },
  });
  const file: FileRef = { cacheKey: ended.cacheKey, outputKey };
  return { ...world, file, ended };
}
