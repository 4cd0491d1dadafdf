import { cancelExport } from './cancel';
import { createExport, type CreateExportRequest } from './create';
import { deleteExport, finishRemoval } from './delete';
import { previewKeys } from './output-key';
import { finishRender } from './finish';
import { createDomain, exampleProject } from './memory';
import { startExport } from './start';

type Domain = ReturnType<typeof createDomain>;

const caller = { userId: 'user-1', requestId: 'request-1' };
const project = exampleProject();

async function givenDomain(): Promise<Domain> {
  const domain = createDomain({ concurrentRenders: 5 });
  await domain.projects.put(project);
  return domain;
}

async function given(domain: Domain, changes: Partial<CreateExportRequest> = {}): Promise<string> {
  const result = await createExport(domain, caller, {
    ...{ projectId: project.id, format: 'MP4', quality: 'HIGH', resolution: null, fps: null, codec: null },
    ...{ videoBitrate: null, idempotencyKey: null, variables: {}, callbackUrl: null },
    ...changes,
  });
  if (result.type !== 'success') throw new Error(result.type);
  return result.videoExport.id;
}

const start = (domain: Domain, exportId: string) =>
  startExport(domain, { exportId, attempt: 1, ownerId: 'user-1', causationId: 'evt_1' });
const fileOf = (exportId: string): string => `exports/${exportId}/1.mp4`;
const finish = (domain: Domain, exportId: string, renderId: string) =>
  finishRender(domain, {
    ...{ exportId, attempt: 1, renderId, causationId: 'webhook' },
    outcome: { type: 'success', billedUsd: 0 },
  });

async function givenCompleted(domain: Domain, changes: Partial<CreateExportRequest> = {}): Promise<string> {
  const exportId = await given(domain, changes);
  expect(await start(domain, exportId)).toBe('started');
  domain.outputs.sizes.set(fileOf(exportId), 9);
  const renderId = `render${domain.renderer.started.length}`;
  expect(await finish(domain, exportId, renderId)).toEqual({ type: 'completed' });
  return exportId;
}

const removed = async (domain: Domain, exportId: string) => [
  await domain.exports.get(exportId),
  await domain.exports.props(exportId),
  await domain.exports.removal(exportId),
];

describe('deleting an export', () => {
  it('removes it with its file and its props', async () => {
    const domain = await givenDomain();
    const exportId = await givenCompleted(domain);
    expect(await deleteExport(domain, caller, exportId)).toEqual({ type: 'success', exportId });
    expect(await removed(domain, exportId)).toEqual([null, null, null]);
    expect([...domain.outputs.sizes]).toEqual([]);
    expect(await deleteExport(domain, caller, exportId)).toEqual({ type: 'not-found' });
  });

  it('keeps a file that another export shares, until that one is deleted too, and its thumbnail and clip', async () => {
    const domain = await givenDomain();
    const first = await givenCompleted(domain);
    const { thumbnail, clip } = previewKeys(fileOf(first));
    for (const key of [thumbnail, clip]) domain.outputs.sizes.set(key, 5);
    const second = await given(domain);
    expect(await start(domain, second)).toBe('reused');
    await deleteExport(domain, caller, first);
    expect([...domain.outputs.sizes.keys()]).toEqual([fileOf(first), thumbnail, clip]);
    await deleteExport(domain, caller, second);
    expect([...domain.outputs.sizes]).toEqual([]);
  });

  it('keeps a shared file also when the render that made it reports once more', async () => {
    const domain = await givenDomain();
    const first = await givenCompleted(domain);
    const second = await given(domain);
    expect(await start(domain, second)).toBe('reused');
    await deleteExport(domain, caller, first);
    expect(await finish(domain, first, 'render1')).toEqual({ type: 'ignored', reason: 'unknown' });
    expect([...domain.outputs.sizes.keys()]).toEqual([fileOf(first)]);
  });

  it('leaves no file when a cancelled render of it reports a success afterwards', async () => {
    const domain = await givenDomain();
    const exportId = await given(domain);
    await start(domain, exportId);
    await cancelExport(domain, caller, exportId);
    await deleteExport(domain, caller, exportId);
    domain.outputs.sizes.set(fileOf(exportId), 9);
    expect(await finish(domain, exportId, 'render1')).toEqual({ type: 'ignored', reason: 'unknown' });
    expect([...domain.outputs.sizes]).toEqual([]);
  });

  it.each(['PENDING', 'RENDERING'] as const)('is refused while it is %s', async (status) => {
    const domain = await givenDomain();
    const exportId = await given(domain);
    if (status === 'RENDERING') await start(domain, exportId);
    expect(await deleteExport(domain, caller, exportId)).toEqual({ type: 'not-ended', status });
    expect((await domain.exports.get(exportId))?.status).toBe(status);
  });

  it.each([
    ['that is not there', 'exp_unknown', 'user-1'],
    ["of somebody else's", null, 'user-2'],
  ])('%s is not found', async (_name, unknown, userId) => {
    const domain = await givenDomain();
    const exportId = await givenCompleted(domain);
    expect(await deleteExport(domain, { userId }, unknown ?? exportId)).toEqual({ type: 'not-found' });
    expect(domain.outputs.sizes.size).toBe(1);
  });

  it('frees its idempotency key, so that the same request makes a new export', async () => {
    const domain = await givenDomain();
    const exportId = await givenCompleted(domain, { idempotencyKey: 'k' });
    await deleteExport(domain, caller, exportId);
    expect(await given(domain, { idempotencyKey: 'k' })).not.toBe(exportId);
  });

  it('frees its idempotency key also when it dies half way', async () => {
    const domain = await givenDomain();
    const exportId = await givenCompleted(domain, { idempotencyKey: 'k' });
    const outputs = { delete: async () => Promise.reject(new Error('S3 is down')) };
    await expect(deleteExport({ ...domain, outputs }, caller, exportId)).rejects.toThrow('S3 is down');
    expect(await domain.exports.get(exportId)).toBeNull();
    expect(await given(domain, { idempotencyKey: 'k' })).not.toBe(exportId);
    // Reconcile does the rest, and may do it twice.
    for (let times = 0; times < 2; times += 1) await finishRemoval(domain, exportId);
    expect([await removed(domain, exportId), [...domain.outputs.sizes]]).toEqual([[null, null, null], []]);
  });

  describe('that is watched', () => {
    async function givenWatched() {
      const domain = await givenDomain();
      const exportId = await given(domain);
      await domain.exports.watch(exportId);
      await cancelExport(domain, caller, exportId);
      return { domain, exportId };
    }

    it('tells the end first, since nobody can be told afterwards', async () => {
      const { domain, exportId } = await givenWatched();
      const ended = await domain.exports.get(exportId);
      await deleteExport(domain, caller, exportId);
      expect(domain.watchers.concludedEnds).toEqual([ended]);
    });

    it('is left alone when the end could not be told, and can be deleted later', async () => {
      const { domain, exportId } = await givenWatched();
      domain.watchers.failure = new Error('Query is throttled');
      await expect(deleteExport(domain, caller, exportId)).rejects.toThrow('Query is throttled');
      expect((await domain.exports.get(exportId))?.status).toBe('CANCELLED');
      domain.clock.advance(130 * 60_000 + 1);
      expect(await deleteExport(domain, caller, exportId)).toEqual({ type: 'success', exportId });
    });
  });

  it('tells nobody where nobody watches', async () => {
    const domain = await givenDomain();
    await deleteExport(domain, caller, await givenCompleted(domain));
    expect(domain.watchers.concludedEnds).toEqual([]);
  });

  it('starts again when somebody downloads it at the same time, but not for ever', async () => {
    const domain = await givenDomain();
    const exportId = await givenCompleted(domain);
    let disturbed = 0;
    const disturb = (times: number) =>
      Object.assign(Object.create(domain.exports) as typeof domain.exports, {
        get: async (id: string) => {
          const read = await domain.exports.get(id);
          if ((disturbed += 1) <= times) {
            await domain.exports.countDownload({ id, ownerId: 'user-1' }, '2026-03-01T12:00:00.000Z', {
              device: 'DESKTOP',
              browser: 'FIREFOX',
              os: 'LINUX',
            });
          }
          return read;
        },
      });
    const failing = deleteExport({ ...domain, exports: disturb(5) }, caller, exportId);
    await expect(failing).rejects.toThrow(`The export ${exportId} is being changed by too many at once.`);
    disturbed = 0;
    const result = await deleteExport({ ...domain, exports: disturb(4) }, caller, exportId);
    expect(result).toEqual({ type: 'success', exportId });
  });
});
