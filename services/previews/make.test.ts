import { encode } from 'jpeg-js';
import { createExport } from '../exports/create';
import { deleteExport } from '../exports/delete';
import { finishRender } from '../exports/finish';
import { RecordingDelayedQueue } from '../exports/memory-callbacks';
import { createDomain, exampleProject } from '../exports/memory';
import { outputKey, previewKeys } from '../exports/output-key';
import { RendererBusyError, type ClipRequest, type StillRequest } from '../exports/ports';
import { startExport } from '../exports/start';
import { exportCompleted } from '../events/catalog';
import { makePreviews, parseMessage, type PreviewMessage, type WantedPreviews } from './make';

const caller = { userId: 'user-1', requestId: 'request-1' };

/** Two halves, so that it shows something; or black. */
function picture(shows: boolean, mark = 0): Uint8Array {
  const data = new Uint8Array(4 * 64 * 36).map((_, at) => {
    if (at % 4 === 3) return 255;
    return shows && at % 256 < 128 ? 200 : mark;
  });
  return encode({ width: 64, height: 36, data }, 80).data;
}

/** Four scenes of a hundred frames; the candidates are 60, 160, 260 and 30. */
const project = exampleProject({
  scenes: [1, 2, 3].map((number) => ({
    ...{ id: `scene-${number}`, name: null, template: 'title' as const, props: { title: 'Hello' } },
    durationInFrames: 100,
  })),
});

/** A completed export of this project, and a function that makes previews of it. */
async function world(wanted: Partial<WantedPreviews> = {}) {
  const domain = createDomain({ concurrentRenders: 5 });
  await domain.projects.put(project);
  const exportId = await given(domain);
  const { outputs, clock } = domain;
  const file = outputKey(exportId, 1, 'MP4');
  const keys = previewKeys(file);
  const drawn = { stills: [] as StillRequest[], clips: [] as ClipRequest[] };
  const counted: Record<string, number> = {};
  const script = {
    /** Whether a frame shows something. */
    shows: (_frame: number): boolean => true,
    /** Thrown instead of drawing. */
    still: null as Error | null,
    clip: null as Error | null,
    /** `later`: a clip is accepted, and comes when somebody puts it there. */
    clips: 'at once' as 'at once' | 'later',
  };
  const queue = new RecordingDelayedQueue();
  const deps = {
    ...domain,
    previews: domain.exports.previews,
    queue,
    wanted: { thumbnails: true, clipSeconds: 4, ...wanted },
    count: (counts: Record<string, number>) => {
      for (const [name, count] of Object.entries(counts)) counted[name] = (counted[name] ?? 0) + count;
    },
    renderer: {
      async still(request: StillRequest) {
        if (script.still !== null) throw script.still;
        drawn.stills.push(request);
        await outputs.write(request.outputKey, picture(script.shows(request.frame), request.frame % 8));
      },
      async clip(request: ClipRequest) {
        if (script.clip !== null) throw script.clip;
        drawn.clips.push(request);
        if (script.clips === 'at once') outputs.sizes.set(request.outputKey, 9);
      },
    },
  };
  const message: PreviewMessage = { exportId, attempt: 1, failed: 0, busy: 0, clipAskedAt: null };
  /** Takes the oldest waiting message when its time has come. */
  const next = async () => {
    const { body, delaySeconds } = queue.waiting.shift() ?? { body: '', delaySeconds: 0 };
    clock.advance(delaySeconds * 1000);
    return makePreviews(deps, parseMessage(body));
  };
  const known = async () => {
    const file = await domain.exports.sharedFile((await cacheKeyOf(domain, exportId)) ?? '');
    return { thumbnailFrame: file?.previews.thumbnailFrame, hasClip: file?.previews.hasClip };
  };
  return {
    ...{ domain, deps, exportId, file, keys, drawn, counted, script, queue, next, known, message },
    make: (changes: Partial<PreviewMessage> = {}) => makePreviews(deps, { ...message, ...changes }),
    there: () => [...outputs.sizes.keys()],
  };
}

type Domain = ReturnType<typeof createDomain>;

const cacheKeyOf = async (domain: Domain, exportId: string) => (await domain.exports.get(exportId))?.cacheKey;

async function create(domain: Domain): Promise<string> {
  const request = {
    ...{
      projectId: project.id,
      format: 'MP4' as const,
      quality: 'LOW' as const,
      resolution: null,
      fps: null,
    },
    ...{ codec: null, videoBitrate: null, idempotencyKey: null, variables: {}, callbackUrl: null },
  };
  const result = await createExport(domain, caller, request);
  if (result.type !== 'success') throw new Error(result.type);
  return result.videoExport.id;
}

const start = (domain: Domain, exportId: string) =>
  startExport(domain, { exportId, ownerId: 'user-1', attempt: 1, causationId: 'test' });

async function given(domain: Domain): Promise<string> {
  const exportId = await create(domain);
  expect(await start(domain, exportId)).toBe('started');
  domain.outputs.sizes.set(outputKey(exportId, 1, 'MP4'), 9);
  const outcome = { type: 'success', billedUsd: 0 } as const;
  const request = { exportId, attempt: 1, renderId: 'render1', outcome, causationId: 'test' };
  expect(await finishRender(domain, request)).toEqual({ type: 'completed' });
  return exportId;
}

describe('what the queue holds', () => {
  it('are events of completed exports, and our own messages', () => {
    const metadata = { id: 'e', time: '2026-03-01T12:00:00.000Z', correlationId: 'c', causationId: 'c' };
    const data = { exportId: 'exp_1', ownerId: 'user-1', attempt: 2, sizeInBytes: 1, billedUsd: null };
    const event = {
      'detail-type': 'export.completed.v1',
      detail: exportCompleted.make(metadata, data).detail,
    };
    const message = { exportId: 'exp_1', attempt: 2, failed: 0, busy: 0, clipAskedAt: null };
    expect(parseMessage(JSON.stringify(event))).toEqual(message);
    expect(parseMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    '',
    '{}',
    '{"exportId":"exp_1"}',
    '{"exportId":"exp_1","attempt":0,"failed":0,"busy":0,"clipAskedAt":null}',
  ])('is refused when it is %j', (body) => {
    expect(() => parseMessage(body)).toThrow();
  });
});

describe('previews of a finished export', () => {
  it('are a thumbnail of the first good frame and a clip around it, beside the file', async () => {
    const { make, drawn, keys, file, known, there, counted, exportId, domain } = await world();
    const before = await domain.exports.get(exportId);
    expect(await make()).toBe('made');
    expect(drawn.stills).toMatchObject([{ frame: 60, file, outputKey: keys.thumbnail, scale: 1 / 3 }]);
    expect(drawn.clips).toMatchObject([
      { firstFrame: 0, lastFrame: 119, outputKey: keys.clip, scale: 1 / 3 },
    ]);
    expect(await known()).toEqual({ thumbnailFrame: 60, hasClip: true });
    expect(there()).toEqual([file, keys.thumbnail, keys.clip]);
    expect(counted).toEqual({ stills: 1, thumbnails: 1, clips: 1 });
    // The export itself is what it was.
    expect(await domain.exports.get(exportId)).toEqual(before);
  });

  it.each([
    ['a thumbnail alone', { clipSeconds: 0 }, { thumbnailFrame: 60, hasClip: false }],
    ['a clip alone', { thumbnails: false }, { thumbnailFrame: null, hasClip: true }],
    ['nothing', { thumbnails: false, clipSeconds: 0 }, { thumbnailFrame: null, hasClip: false }],
  ])('are %s where that is wanted', async (_name, wanted, expected) => {
    const { make, known } = await world(wanted);
    const isWanted = expected.hasClip || expected.thumbnailFrame !== null;
    expect(await make()).toBe(isWanted ? 'made' : 'ignored');
    expect(await known()).toEqual(expected);
  });

  it('are made once, however often the event comes', async () => {
    const { make, drawn, queue } = await world();
    expect(await make()).toBe('made');
    expect([await make(), await make()]).toEqual(['ignored', 'ignored']);
    expect([drawn.stills.length, drawn.clips.length, queue.waiting]).toEqual([1, 1, []]);
  });

  it('are asked for once, also when the event comes again while the clip is on its way', async () => {
    const { make, script, drawn, next, domain, keys } = await world();
    script.clips = 'later';
    expect([await make(), await make()]).toEqual(['waiting', 'waiting']);
    expect([drawn.stills.length, drawn.clips.length]).toEqual([1, 1]);
    domain.outputs.sizes.set(keys.clip, 9);
    expect([await next(), await next()]).toEqual(['made', 'ignored']);
  });

  it('are made by one at a time: the other comes back when the first must be done', async () => {
    const { make, drawn, next } = await world();
    expect((await Promise.all([make(), make()])).toSorted()).toEqual(['made', 'waiting']);
    expect([drawn.stills.length, drawn.clips.length]).toEqual([1, 1]);
    expect(await next()).toBe('ignored');
  });

  it('are finished by the next delivery when the function has died', async () => {
    const { make, deps, drawn, domain, known, message } = await world();
    const dead = { record: async () => new Promise<never>(() => undefined) };
    void makePreviews({ ...deps, previews: { ...deps.previews, ...dead } }, message);
    while (drawn.clips.length === 0) await new Promise(setImmediate);
    expect(await make()).toBe('waiting');
    domain.clock.advance(100_000);
    expect(await make()).toBe('made');
    // Picture and clip were there, so nothing was drawn a second time.
    expect([drawn.stills.length, drawn.clips.length]).toEqual([1, 1]);
    expect(await known()).toEqual({ thumbnailFrame: 60, hasClip: true });
  });

  it('are none of an export that shares a file: it shows those of the file', async () => {
    const { domain, make, deps, message, drawn, known } = await world();
    const second = await create(domain);
    expect(await start(domain, second)).toBe('reused');
    expect(await makePreviews(deps, { ...message, exportId: second })).toBe('ignored');
    expect(drawn.stills).toEqual([]);
    await make();
    expect(await cacheKeyOf(domain, second)).toBe(await cacheKeyOf(domain, message.exportId));
    expect(await known()).toEqual({ thumbnailFrame: 60, hasClip: true });
  });
});

describe('the frame of a thumbnail', () => {
  it('is the next one when the first is black', async () => {
    const { make, script, drawn, known } = await world();
    script.shows = (frame) => frame >= 100;
    await make();
    expect(drawn.stills.map(({ frame }) => frame)).toEqual([60, 160]);
    expect(await known()).toMatchObject({ thumbnailFrame: 160 });
  });

  it('is the best of all when none shows much, and it is the one that lies there', async () => {
    const { make, script, keys, known, domain, deps } = await world();
    script.shows = () => false;
    const { still } = deps.renderer;
    const faint = encode(
      { width: 16, height: 16, data: Buffer.from([...Array(1024).keys()].map((at) => (at < 512 ? 0 : 12))) },
      90,
    ).data;
    deps.renderer.still = async (request) => {
      await still(request);
      if (request.frame === 160) await domain.outputs.write(request.outputKey, faint);
    };
    expect(await make()).toBe('made');
    expect(await known()).toMatchObject({ thumbnailFrame: 160 });
    expect(domain.outputs.bodies.get(keys.thumbnail)).toEqual(Uint8Array.from(faint));
  });

  it('is looked for no longer than the function may run', async () => {
    const { make, script, known, drawn, deps, domain } = await world();
    script.shows = (frame) => frame === 30;
    const { still } = deps.renderer;
    deps.renderer.still = async (request) => {
      domain.clock.advance(20_000);
      await still(request);
    };
    expect(await make()).toBe('made');
    expect(drawn.stills.map(({ frame }) => frame)).toEqual([60, 160, 260]);
    expect(await known()).toMatchObject({ hasClip: true });
  });

  it('is not taken from a black still that a dead function has left', async () => {
    const { make, domain, keys, drawn, known } = await world();
    await domain.outputs.write(keys.thumbnail, picture(false));
    await make();
    expect(drawn.stills).toHaveLength(1);
    expect(await known()).toMatchObject({ thumbnailFrame: 60 });
  });
});

describe('a clip that takes its time', () => {
  it('is looked for until it is there', async () => {
    const { make, script, next, domain, keys, known, drawn } = await world();
    script.clips = 'later';
    expect(await make()).toBe('waiting');
    // The thumbnail does not wait for it.
    expect(await known()).toEqual({ thumbnailFrame: 60, hasClip: false });
    expect(await next()).toBe('waiting');
    domain.outputs.sizes.set(keys.clip, 9);
    expect(await next()).toBe('made');
    expect(await known()).toEqual({ thumbnailFrame: 60, hasClip: true });
    expect(drawn.clips).toHaveLength(1);
  });

  it('is asked for again when it does not come, and given up in the end', async () => {
    const { make, script, next, known, drawn, counted, queue, domain } = await world();
    script.clips = 'later';
    let result = await make();
    for (let messages = 0; result === 'waiting' && messages < 200; messages += 1) result = await next();
    expect(result).toBe('given-up');
    expect([drawn.stills.length, drawn.clips.length, counted.givenUp, queue.waiting]).toEqual([1, 3, 1, []]);
    expect(await known()).toEqual({ thumbnailFrame: 60, hasClip: false });
    expect(domain.log.lines.filter(({ level }) => level === 'warn')).toMatchObject([
      { message: 'A preview could not be made and was given up.', details: { failed: 2 } },
    ]);
  });
});

describe('a renderer', () => {
  it('that has no capacity is asked again later, without counting as a failure', async () => {
    const { make, script, next, known, queue } = await world();
    script.still = new RendererBusyError('busy');
    expect(await make()).toBe('waiting');
    expect(queue.waiting[0]?.delaySeconds).toBe(15);
    for (let times = 0; times < 5; times += 1) expect(await next()).toBe('waiting');
    expect(queue.waiting[0]?.delaySeconds).toBe(480);
    script.still = null;
    expect(await next()).toBe('made');
    expect(await known()).toEqual({ thumbnailFrame: 60, hasClip: true });
  });

  it('that never has capacity is given up after some hours', async () => {
    const { make, script, next, domain } = await world();
    script.still = new RendererBusyError('busy');
    const begun = domain.clock().getTime();
    let result = await make();
    for (let messages = 0; result === 'waiting' && messages < 200; messages += 1) result = await next();
    expect(result).toBe('given-up');
    const hours = (domain.clock().getTime() - begun) / 3_600_000;
    expect(hours).toBeGreaterThan(4);
    expect(hours).toBeLessThan(6);
  });

  it('that fails is asked three times; the export is what it was', async () => {
    const { make, script, next, known, counted, domain, exportId, file, there } = await world();
    script.still = new Error('Scene scene-1 (index 0): no');
    expect([await make(), await next(), await next()]).toEqual(['waiting', 'waiting', 'given-up']);
    expect(counted).toMatchObject({ givenUp: 1 });
    expect(await known()).toEqual({ thumbnailFrame: null, hasClip: false });
    expect(there()).toEqual([file]);
    expect((await domain.exports.get(exportId))?.status).toBe('COMPLETED');
  });

  it('that fails at the clip leaves the thumbnail', async () => {
    const { make, script, known } = await world();
    script.clip = new Error('no');
    expect(await make()).toBe('waiting');
    expect(await known()).toEqual({ thumbnailFrame: 60, hasClip: false });
  });
});

describe('an export that is deleted meanwhile', () => {
  it('leaves no thumbnail and no clip, though both are drawn afterwards', async () => {
    const { make, deps, domain, exportId, there } = await world();
    const { still } = deps.renderer;
    deps.renderer.still = async (request) => {
      await deleteExport(domain, caller, exportId);
      await still(request);
    };
    expect(await make()).toBe('ignored');
    expect(there()).toEqual([]);
  });

  it('leaves no clip that comes after it', async () => {
    const { make, script, next, domain, exportId, keys, there } = await world();
    script.clips = 'later';
    await make();
    await deleteExport(domain, caller, exportId);
    expect(await next()).toBe('waiting');
    domain.outputs.sizes.set(keys.clip, 9);
    expect(await next()).toBe('ignored');
    expect(there()).toEqual([]);
  });

  it('leaves nothing that a dead function has made of it', async () => {
    const { make, domain, exportId, keys, there } = await world();
    await deleteExport(domain, caller, exportId);
    for (const key of [keys.thumbnail, keys.clip]) domain.outputs.sizes.set(key, 9);
    expect(await make()).toBe('ignored');
    expect(there()).toEqual([]);
  });

  it('leaves the previews to those who share its file', async () => {
    const { make, domain, exportId, keys, file, there } = await world();
    await make();
    const second = await create(domain);
    expect(await start(domain, second)).toBe('reused');
    await deleteExport(domain, caller, exportId);
    expect(await make()).toBe('ignored');
    expect(there()).toEqual([file, keys.thumbnail, keys.clip]);
    await deleteExport(domain, caller, second);
    expect(there()).toEqual([]);
  });
});
