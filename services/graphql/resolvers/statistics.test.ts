import { graphql } from 'graphql';
import { LOCAL_RENDER_FUNCTION, estimate } from '../../exports/cost';
import { createDomain, exampleExport, exampleProject } from '../../exports/memory';
import { MemoryStatistics } from '../../exports/memory-statistics';
import { coarseClient } from '../../exports/statistics';
import type { RenderSettings, VideoExport } from '../../exports/video-export';
import type { RequestContext } from '../context';
import { schema } from '../schema';

const project = exampleProject();

/** An API in memory with one project of user-1. `over` replaces parts of it. */
async function given(limits: Parameters<typeof createDomain>[0] = {}, over: object = {}) {
  const statistics = new MemoryStatistics();
  const domain = createDomain(limits);
  await domain.projects.put(project);
  const api = {
    ...domain,
    statistics,
    estimate: async (settings: RenderSettings) => estimate(settings, null, LOCAL_RENDER_FUNCTION),
    ...over,
  };
  const ask = async (source: string, variableValues: Record<string, unknown>, userId = 'user-1') => {
    const caller = { userId, expiresAt: 2_000_000_000 };
    const contextValue = { caller, requestId: 'request-1', reads: api, api } as unknown as RequestContext;
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    return { data: data as Record<string, unknown> | null | undefined, errors };
  };
  return { domain, statistics, ask };
}

const completed = (changes: Partial<VideoExport> = {}): VideoExport =>
  exampleExport({
    status: 'COMPLETED',
    cacheHit: false,
    startedAt: '2026-03-01T11:59:50.000Z',
    finishedAt: '2026-03-01T12:00:00.000Z',
    sizeInBytes: 1000,
    billedUsd: 0.25,
    ...changes,
  });

const STATS = `query ($from: DateTime!, $to: DateTime!) {
  exportStats(from: $from, to: $to) {
    from to ended completed failed cancelled successRate failureRate
    failures { code count } formats { format count } cacheHits
    renderTime { renders meanSeconds p95Seconds }
    renderTimeByLength { length time { renders meanSeconds } }
    spentUsd meanUsd sizeInBytes frames
    downloads { count devices { device count } browsers { browser count } operatingSystems { os count } }
  }
}`;

describe('exportStats', () => {
  const march = { from: '2026-03-01T12:00:00Z', to: '2026-03-31T12:00:00Z' };

  it('shows what was counted, in whole days', async () => {
    const { statistics, ask } = await given();
    const failure = { code: 'TIMEOUT', message: 'x', retryable: true, sceneId: null } as const;
    statistics.countEnd(completed());
    statistics.countEnd(completed({ status: 'FAILED', failure, sizeInBytes: null }));
    statistics.countDownload('user-1', '2026-03-02T12:00:00.000Z', coarseClient('curl/8.5.0'));
    const none = { renders: 0, meanSeconds: null };
    const { data, errors } = await ask(STATS, march);
    expect(errors).toBeUndefined();
    expect(data?.exportStats).toEqual({
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-03-31T23:59:59.999Z',
      ended: 2,
      completed: 1,
      failed: 1,
      cancelled: 0,
      successRate: 0.5,
      failureRate: 0.5,
      failures: [{ code: 'TIMEOUT', count: 1 }],
      formats: [{ format: 'MP4', count: 2 }],
      cacheHits: 0,
      renderTime: { renders: 1, meanSeconds: 10, p95Seconds: expect.closeTo(10, 0) as number },
      renderTimeByLength: [
        { length: 'UP_TO_10_SECONDS', time: { renders: 1, meanSeconds: 10 } },
        { length: 'UP_TO_1_MINUTE', time: none },
        { length: 'UP_TO_5_MINUTES', time: none },
        { length: 'LONGER', time: none },
      ],
      spentUsd: 0.5,
      meanUsd: 0.25,
      sizeInBytes: 1000,
      frames: 90,
      downloads: {
        count: 1,
        devices: [{ device: 'BOT', count: 1 }],
        browsers: [{ browser: 'OTHER', count: 1 }],
        operatingSystems: [{ os: 'OTHER', count: 1 }],
      },
    });
  });

  it('shows nothing of another user', async () => {
    const { statistics, ask } = await given();
    statistics.countEnd(completed());
    const { data } = await ask(STATS, march, 'user-2');
    expect(data?.exportStats).toMatchObject({ ended: 0, successRate: null, meanUsd: null, formats: [] });
  });

  it.each([
    ['2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z', 'from: must not be after `to`'],
    [
      '2025-01-01T00:00:00Z',
      '2026-01-02T00:00:00Z',
      'to: must be within 366 days from `from`, both included; these are 367',
    ],
    [
      '-000001-01-01T00:00:00Z',
      '+010000-01-01T00:00:00Z',
      'from: must be an ISO 8601 time of the years 0 to 9999, such as 2026-03-01T12:00:00Z; to: must be an ISO 8601 time of the years 0 to 9999, such as 2026-03-01T12:00:00Z',
    ],
  ])('from %s to %s is refused with the reason', async (from, to, message) => {
    const { ask } = await given();
    const { data, errors } = await ask(STATS, { from, to });
    expect(data).toBeNull();
    expect(errors?.map(({ message: text, extensions }) => [text, extensions.code])).toEqual([
      [message, 'BAD_USER_INPUT'],
    ]);
  });

  it('from what is no time is refused before anything is read', async () => {
    const read = jest.fn();
    const { ask } = await given({}, { statistics: { read } });
    const { errors } = await ask(STATS, { from: 'yesterday', to: '2026-03-01T00:00:00Z' });
    expect(errors?.map(({ message }) => message)).toEqual([
      expect.stringContaining('DateTime must be ISO 8601, such as 2026-03-01T12:00:00Z'),
    ]);
    expect(read).not.toHaveBeenCalled();
  });
});

const ESTIMATE = `query ($input: CreateExportInput!) {
  estimateExport(input: $input) {
    __typename
    ... on EstimateExportSuccess {
      estimatedUsd renderSeconds sizeInBytes durationInSeconds durationInFrames width height
    }
    ... on UserError { code message }
    ... on InvalidInput { issues { path message } }
    ... on RenderTooLong { limitInSeconds durationInSeconds }
    ... on RenderTooExpensive { limitUsd estimatedUsd }
  }
}`;

describe('estimateExport', () => {
  const estimateOf = async (
    world: Awaited<ReturnType<typeof given>>,
    input: object = {},
    userId?: string,
  ) => {
    const { data, errors } = await world.ask(
      ESTIMATE,
      { input: { projectId: project.id, ...input } },
      userId,
    );
    expect(errors).toBeUndefined();
    return data?.estimateExport;
  };

  it('says what an export would come to, and makes none', async () => {
    const world = await given({}, { estimateUsd: () => 0.5 });
    expect(await estimateOf(world, { quality: 'LOW', idempotencyKey: 'key' })).toEqual({
      __typename: 'EstimateExportSuccess',
      estimatedUsd: 0.5,
      // 90 frames of 720p in one process.
      renderSeconds: 10.8,
      sizeInBytes: Math.round((1280 * 720 * 90 * 0.032 * 2.25 ** 0.45 * 2 ** (-10 / 7) + 3 * 320_000) / 8),
      durationInSeconds: 3,
      durationInFrames: 90,
      width: 1280,
      height: 720,
    });
    const { domain } = world;
    const page = { first: 10, after: null, projectId: null, status: null };
    expect((await domain.exports.byOwner('user-1', page)).items).toEqual([]);
    expect(domain.events.published).toEqual([]);
    expect(await domain.usage.read('user-1', domain.clock())).toMatchObject({ dailyUsed: 0 });
  });

  it('refuses what is not there, and another user’s in the same words', async () => {
    const world = await given();
    const refusal = {
      __typename: 'ProjectNotFound',
      code: 'PROJECT_NOT_FOUND',
      message: 'There is no such project.',
    };
    expect(await estimateOf(world, { projectId: 'prj_0' })).toEqual(refusal);
    expect(await estimateOf(world, {}, 'user-2')).toEqual(refusal);
  });

  it('refuses what createExport would refuse, with the figures', async () => {
    expect(await estimateOf(await given(), { fps: 25 })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'fps', message: 'must be 24, 30 or 60, got 25' }],
    });
    expect(await estimateOf(await given({ maxRenderSeconds: 2 }))).toMatchObject({
      __typename: 'RenderTooLong',
      limitInSeconds: 2,
      durationInSeconds: 3,
    });
    expect(await estimateOf(await given({ maxRenderUsd: 1 }, { estimateUsd: () => 1.5 }))).toMatchObject({
      __typename: 'RenderTooExpensive',
      limitUsd: 1,
      estimatedUsd: 1.5,
    });
  });

  it('does not look at the limits of the day and the month', async () => {
    const world = await given({ dailyExports: 0, monthlyBudgetUsd: 0 }, { estimateUsd: () => 0.5 });
    expect(await estimateOf(world)).toMatchObject({ __typename: 'EstimateExportSuccess' });
  });
});
