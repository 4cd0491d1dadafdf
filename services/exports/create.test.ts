import { cancelExport } from './cancel';
import { createExport, type CreateExportRequest } from './create';
import { deleteExport } from './delete';
import { saveProject } from '../projects/save';
import { createDomain, exampleProject } from './memory';

const caller = { userId: 'user-1', requestId: 'request-1' };
const project = exampleProject();
const request = (changes: Partial<CreateExportRequest> = {}): CreateExportRequest => ({
  projectId: project.id,
  format: 'MP4',
  quality: 'HIGH',
  resolution: null,
  fps: null,
  codec: null,
  videoBitrate: null,
  idempotencyKey: null,
  variables: {},
  callbackUrl: null,
  ...changes,
});

type Domain = ReturnType<typeof createDomain>;

async function given(limits: Parameters<typeof createDomain>[0] = {}): Promise<Domain> {
  const domain = createDomain(limits);
  await domain.projects.put(project);
  return domain;
}

const pendingIds = async (domain: Domain): Promise<string[]> =>
  (await domain.lists.alive('PENDING', { first: 100, after: null })).items.map(({ id }) => id);

describe('creating an export', () => {
  it('accepts it, keeps what is to be rendered, and asks for the render', async () => {
    const domain = await given();
    const result = await createExport(domain, caller, request({ fps: 60, quality: 'LOW' }));
    if (result.type !== 'success') throw new Error(result.type);
    const { videoExport } = result;
    expect(await domain.exports.get(videoExport.id)).toEqual(videoExport);
    expect(videoExport).toMatchObject({
      id: expect.stringMatching(/^exp_[0-9A-HJKMNP-TV-Z]{26}$/) as string,
      ownerId: 'user-1',
      projectId: project.id,
      title: 'Example',
      status: 'PENDING',
      progress: 0,
      version: 1,
      attempt: 1,
      correlationId: 'request-1',
      createdAt: '2026-03-01T12:00:00.000Z',
      settings: { fps: 60, durationInFrames: 180, width: 1280, height: 720 },
    });
    expect(await domain.exports.props(videoExport.id)).toEqual({
      width: 1920,
      height: 1080,
      fps: 60,
      scenes: [{ id: 'scene-1', template: 'title', props: { title: 'Hello' }, durationInFrames: 180 }],
    });
    expect(domain.events.published).toEqual([
      {
        type: 'export.requested.v1',
        detail: {
          metadata: {
            id: expect.stringMatching(/^evt_/) as string,
            time: '2026-03-01T12:00:00.000Z',
            correlationId: 'request-1',
            causationId: 'request-1',
          },
          data: { exportId: videoExport.id, ownerId: 'user-1', attempt: 1 },
        },
      },
    ]);
  });

  it('keeps what is rendered apart from later changes of the project', async () => {
    const domain = await given();
    const result = await createExport(domain, caller, request());
    await domain.projects.put({ ...project, version: 2, title: 'Changed', scenes: [] });
    if (result.type !== 'success') throw new Error(result.type);
    expect((await domain.exports.props(result.videoExport.id))?.scenes).toHaveLength(1);
  });

  it('accepts it also when the event could not be sent, and says so in the log', async () => {
    const domain = await given();
    domain.events.failure = new Error('EventBridge is down');
    const result = await createExport(domain, caller, request());
    expect(result.type).toBe('success');
    expect(await pendingIds(domain)).toHaveLength(1);
    expect(domain.log.lines).toMatchObject([{ level: 'warn', details: { error: domain.events.failure } }]);
  });

  it.each([
    ['a project that is not there', request({ projectId: 'prj_unknown' }), caller],
    ["somebody else's project", request(), { ...caller, userId: 'user-2' }],
  ])('knows nothing of %s', async (_name, each, who) => {
    const domain = await given();
    expect(await createExport(domain, who, each)).toEqual({ type: 'project-not-found' });
    expect(domain.events.published).toEqual([]);
  });

  it('tells what is wrong with the settings, and counts nothing', async () => {
    const domain = await given();
    expect(await createExport(domain, caller, request({ fps: 25, codec: 'VP8' }))).toEqual({
      type: 'invalid',
      issues: [
        { path: 'fps', message: 'must be 24, 30 or 60, got 25' },
        { path: 'codec', message: 'VP8 does not fit the format MP4, which takes H264 or H265' },
      ],
    });
    expect((await domain.usage.read('user-1', domain.clock())).dailyUsed).toBe(0);
  });
});

describe('a project that this process remembers', () => {
  const changed = { ...project, version: 2, title: 'Changed' };
  /** Remembers the first version, while the second one is stored. */
  async function givenStale(limits: Parameters<typeof createDomain>[0] = {}) {
    const domain = await given(limits);
    await domain.projects.put(changed);
    return { ...domain, recentProjects: { get: async () => project } };
  }

  it('is read again when it was changed since', async () => {
    const domain = await givenStale();
    expect(await createExport(domain, caller, request())).toMatchObject({
      videoExport: { title: 'Changed' },
    });
    expect(domain.events.published).toHaveLength(1);
  });

  it('refuses nothing: what is stored decides', async () => {
    const domain = await given();
    const unknown = { ...domain, recentProjects: { get: async () => null } };
    expect((await createExport(unknown, caller, request())).type).toBe('success');
    const long = {
      ...project,
      scenes: [{ ...project.scenes[0], durationInFrames: 1_000_000 }],
    } as typeof project;
    const remembered = { ...domain, recentProjects: { get: async () => long } };
    expect((await createExport(remembered, caller, request())).type).toBe('success');
  });

  it('that is saved again and again is not waited for', async () => {
    const domain = await givenStale();
    const stale = { ...domain, projects: { get: async () => project } };
    await expect(createExport(stale, caller, request())).rejects.toThrow(
      `The project ${project.id} is being changed by too many at once.`,
    );
    expect((await domain.usage.read('user-1', domain.clock())).dailyUsed).toBe(0);
  });
});

describe('limits', () => {
  it('of a day are told with the figures, and when the count starts again', async () => {
    const domain = await given({ dailyExports: 2 });
    for (let count = 0; count < 2; count += 1) await createExport(domain, caller, request());
    domain.clock.advance(11 * 3600_000);
    expect(await createExport(domain, caller, request())).toEqual({
      type: 'daily-limit',
      limit: 2,
      used: 2,
      resetsAt: '2026-03-02T00:00:00.000Z',
    });
    domain.clock.advance(3600_000);
    expect((await createExport(domain, caller, request())).type).toBe('success');
    expect(domain.events.published).toHaveLength(3);
  });

  it('of a minute are told with the seconds until the next one begins', async () => {
    const domain = await given({ mutationsPerMinute: 1 });
    await createExport(domain, caller, request());
    domain.clock.advance(42_500);
    const refused = { type: 'rate-limit', perMinute: 1, retryAfterSeconds: 18 };
    expect(await createExport(domain, caller, request())).toEqual(refused);
    domain.clock.advance(17_500);
    expect((await createExport(domain, caller, request())).type).toBe('success');
  });

  it('of the length are told in seconds; exactly the limit is accepted', async () => {
    expect(await createExport(await given({ maxRenderSeconds: 2.9 }), caller, request())).toEqual({
      type: 'too-long',
      limitInSeconds: 2.9,
      durationInSeconds: 3,
    });
    expect((await createExport(await given({ maxRenderSeconds: 3 }), caller, request())).type).toBe(
      'success',
    );
  });

  const MINUTE = 60;
  /** Scenes of a minute each, with a second of transition between them. */
  const minutesOf = (scenes: number, fps: number) => ({
    ...{ title: 'Long', fps },
    scenes: Array.from({ length: scenes }, (_, index) => ({
      ...{ template: 'title', props: { title: `Minute ${index}` }, durationInFrames: MINUTE * fps },
      ...(index < scenes - 1 && { transition: { type: 'fade', durationInFrames: fps } }),
    })),
  });
  const answerTo = async (input: object, fps: number | null = null, maxMinutes = 30) => {
    const domain = createDomain({ maxRenderSeconds: maxMinutes * MINUTE });
    const saved = await saveProject(domain, caller.userId, input);
    if (saved.type !== 'success') return saved;
    return createExport(domain, caller, request({ projectId: saved.project.id, fps }));
  };

  it.each([24, 30, 60])(
    'accept half an hour at %d fps, transitions counted, and not a frame more',
    async (fps) => {
      // Thirty minutes and thirty seconds of scenes overlap for half a minute.
      const { scenes, ...film } = minutesOf(31, fps);
      const last = (frames: number) => ({
        ...film,
        scenes: scenes.with(-1, { ...(scenes.at(-1) as (typeof scenes)[0]), durationInFrames: frames }),
      });
      expect(await answerTo(last(30 * fps))).toMatchObject({
        type: 'success',
        videoExport: { settings: { durationInFrames: 30 * MINUTE * fps } },
      });
      expect(await answerTo(last(30 * fps + 1))).toEqual({
        type: 'too-long',
        limitInSeconds: 1800,
        durationInSeconds: 1800 + 1 / fps,
      });
    },
  );

  it.each([24, 30])('refuse two hours at %d fps, also for another rate', async (fps) => {
    const twoHours = minutesOf(122, fps);
    for (const rate of [null, 60]) {
      const { type, ...figures } = (await answerTo(twoHours, rate)) as unknown as Record<string, unknown>;
      expect([type, figures]).toEqual(['too-long', { limitInSeconds: 1800, durationInSeconds: 7199 }]);
    }
  });

  it('refuse what no composition holds, however long a deployment would render', async () => {
    const twoHours = minutesOf(122, 30);
    expect((await answerTo(twoHours, 30, 180)).type).toBe('success');
    expect(await answerTo(twoHours, 60, 180)).toEqual({
      type: 'too-long',
      limitInSeconds: 3600,
      durationInSeconds: 7199,
    });
  });

  it('refuse two hours at 60 fps when the project is saved: no composition holds so many frames', async () => {
    expect(await answerTo(minutesOf(122, 60))).toEqual({
      type: 'invalid',
      issues: [{ path: 'scenes', message: 'add up to 431940 frames; at most 216000 are accepted' }],
    });
  });

  it('of the price are told in USD; exactly the limit is accepted', async () => {
    const refused = { ...(await given({ maxRenderUsd: 1 })), estimateUsd: () => 1.000001 };
    expect(await createExport(refused, caller, request())).toEqual({
      type: 'too-expensive',
      limitUsd: 1,
      estimatedUsd: 1.000001,
    });
    const accepted = { ...(await given({ maxRenderUsd: 1 })), estimateUsd: () => 1 };
    expect(await createExport(accepted, caller, request())).toMatchObject({
      videoExport: { estimatedUsd: 1 },
    });
  });

  it('of the month are told with what is committed', async () => {
    const domain = { ...(await given({ monthlyBudgetUsd: 1 })), estimateUsd: () => 0.6 };
    await createExport(domain, caller, request());
    expect(await createExport(domain, caller, request())).toEqual({
      type: 'budget',
      budgetUsd: 1,
      committedUsd: 0.6,
      estimatedUsd: 0.6,
    });
  });
});

describe('an idempotency key', () => {
  it('gives the same export as it is now, and sends no second event', async () => {
    const domain = await given({ dailyExports: 1 });
    const first = await createExport(domain, caller, request({ idempotencyKey: 'k' }));
    if (first.type !== 'success') throw new Error(first.type);
    await domain.exports.watch(first.videoExport.id);
    const second = await createExport(domain, caller, request({ idempotencyKey: 'k' }));
    expect(second).toEqual({ type: 'success', videoExport: await domain.exports.get(first.videoExport.id) });
    expect(domain.events.published).toHaveLength(1);
  });

  it.each([
    ['format', { format: 'GIF' }],
    ['quality', { quality: 'LOW' }],
    ['resolution', { resolution: 'P720' }],
    ['fps', { fps: 24 }],
    ['codec', { codec: 'H265' }],
    ['videoBitrate', { videoBitrate: '4M' }],
    ['variables', { variables: { name: 'Ada' } }],
    [
      'depth of variables',
      { variables: { name: JSON.parse('['.repeat(500_000) + ']'.repeat(500_000)) as unknown } },
    ],
    ['callbackUrl', { callbackUrl: 'https://example.com/hook' }],
  ] as const)('conflicts when the %s is another', async (_name, changes) => {
    const domain = await given();
    const first = await createExport(domain, caller, request({ idempotencyKey: 'k' }));
    if (first.type !== 'success') throw new Error(first.type);
    expect(await createExport(domain, caller, request({ idempotencyKey: 'k', ...changes }))).toEqual({
      type: 'idempotency-conflict',
      exportId: first.videoExport.id,
    });
  });

  it('conflicts when the project is another', async () => {
    const domain = await given();
    const other = exampleProject({ id: 'prj_01JZ8Q4S4T6V8X0Y2Z4A6B8C0G' });
    await domain.projects.put(other);
    await createExport(domain, caller, request({ idempotencyKey: 'k' }));
    const result = await createExport(domain, caller, request({ idempotencyKey: 'k', projectId: other.id }));
    expect(result.type).toBe('idempotency-conflict');
  });

  it.each([
    ['the project has become too long', { maxRenderSeconds: 0.001 }],
    ['a render has become too dear', { maxRenderUsd: -1 }],
  ])('gives the same export although %s since', async (_name, limits) => {
    const domain = await given();
    const first = await createExport(domain, caller, request({ idempotencyKey: 'k' }));
    const stricter = { ...domain, limits: { ...domain.limits, ...limits } };
    expect(await createExport(stricter, caller, request({ idempotencyKey: 'k' }))).toEqual(first);
    const other = await createExport(stricter, caller, request({ idempotencyKey: 'k', quality: 'LOW' }));
    expect(other.type).toBe('idempotency-conflict');
    const refused = await createExport(stricter, caller, request({ idempotencyKey: 'new' }));
    expect(['too-long', 'too-expensive']).toContain(refused.type);
  });

  it('does not mind the order of variables', async () => {
    const domain = await given();
    const [one, other] = [
      { name: 'Ada', year: 1815 },
      { year: 1815, name: 'Ada' },
    ];
    const first = await createExport(domain, caller, request({ idempotencyKey: 'k', variables: one }));
    const again = await createExport(domain, caller, request({ idempotencyKey: 'k', variables: other }));
    expect([first.type, again]).toEqual(['success', first]);
    const swapped = { name: '1815', year: 'Ada' };
    const conflict = await createExport(domain, caller, request({ idempotencyKey: 'k', variables: swapped }));
    expect(conflict.type).toBe('idempotency-conflict');
  });

  it('whose export is deleted at this moment makes a new one', async () => {
    const domain = await given();
    const first = await createExport(domain, caller, request({ idempotencyKey: 'k' }));
    if (first.type !== 'success') throw new Error(first.type);
    await cancelExport(domain, caller, first.videoExport.id);
    const exports = Object.assign(Object.create(domain.exports) as typeof domain.exports, {
      get: async (id: string) => {
        await deleteExport(domain, caller, id);
        return domain.exports.get(id);
      },
    });
    const second = await createExport({ ...domain, exports }, caller, request({ idempotencyKey: 'k' }));
    if (second.type !== 'success') throw new Error(second.type);
    expect(second.videoExport.id).not.toBe(first.videoExport.id);
    expect(await domain.exports.get(second.videoExport.id)).toEqual(second.videoExport);
  });

  it('makes one export of 50 requests at once', async () => {
    const domain = await given();
    const results = await Promise.all(
      Array.from({ length: 50 }, () => createExport(domain, caller, request({ idempotencyKey: 'k' }))),
    );
    const ids = results.map((result) => (result.type === 'success' ? result.videoExport.id : result.type));
    expect(new Set(ids)).toEqual(new Set(await pendingIds(domain)));
    expect(new Set(ids).size).toBe(1);
    expect(domain.events.published).toHaveLength(1);
  });

  it.each(['', 'x'.repeat(256), 'ü', 'a\nb', '\u007f'])('may not be %j', async (idempotencyKey) => {
    expect(await createExport(await given(), caller, request({ idempotencyKey }))).toEqual({
      type: 'invalid',
      issues: [{ path: 'idempotencyKey', message: 'must be 1 to 255 printable ASCII characters' }],
    });
  });
});
