import type { HistoryStore } from '../exports/cost';
import { exampleExport } from '../exports/memory';
import {
  coarseClient,
  statisticsOf,
  statisticsOfDownload,
  statisticsPeriod,
  type CoarseClient,
  type StatisticsPeriod,
  type StatisticsStore,
} from '../exports/statistics';
import type { VideoExport } from '../exports/video-export';

/** Counters, and how they come into being. */
export interface StatisticsWorld {
  readonly store: StatisticsStore;
  countEnd(ended: VideoExport): Promise<void>;
  countDownload(ownerId: string, at: string, client: CoarseClient): Promise<void>;
}

/** History, and how it comes into being. */
export interface HistoryWorld {
  readonly store: HistoryStore;
  countHistory(ended: VideoExport): Promise<void>;
}

const completedAt = (finishedAt: string, changes: Partial<VideoExport> = {}): VideoExport =>
  exampleExport({
    status: 'COMPLETED',
    attempt: 1,
    cacheHit: false,
    startedAt: new Date(Date.parse(finishedAt) - 20_000).toISOString(),
    finishedAt,
    sizeInBytes: 1000,
    billedUsd: 0.000002,
    ...changes,
  });

function period(from: string, to: string): StatisticsPeriod {
  const result = statisticsPeriod(from, to);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.period;
}

/** The contract of a statistics store. `make` gives an empty one for each test. */
export function describeStatisticsStore(name: string, make: () => Promise<StatisticsWorld>): void {
  describe(`${name} as a StatisticsStore`, () => {
    let world: StatisticsWorld;
    beforeEach(async () => {
      world = await make();
    });

    it('has nothing of an owner who never ended an export', async () => {
      await world.countEnd(completedAt('2026-03-01T12:00:00.000Z'));
      expect(await world.store.read('user-2', period('2026-03-01', '2026-03-01'))).toEqual([]);
      expect(await world.store.read('user-1#', period('2026-03-01', '2026-03-01'))).toEqual([]);
    });

    it('gives back exactly what was counted', async () => {
      const failed = completedAt('2026-03-01T12:00:00.000Z', {
        status: 'FAILED',
        sizeInBytes: null,
        failure: { code: 'TIMEOUT', message: 'x', retryable: true, sceneId: null },
      });
      await world.countEnd(failed);
      expect(await world.store.read('user-1', period('2026-03-01', '2026-03-01'))).toEqual([
        statisticsOf(failed),
      ]);
    });

    it('adds up ends and downloads of one UTC day', async () => {
      const client = coarseClient('curl/8.5.0');
      await world.countEnd(completedAt('2026-03-01T00:00:00.000Z'));
      await world.countEnd(completedAt('2026-03-01T23:59:59.999Z'));
      await world.countDownload('user-1', '2026-03-01T12:00:00.000Z', client);
      const [row, ...others] = await world.store.read('user-1', period('2026-03-01', '2026-03-01'));
      expect(others).toEqual([]);
      const once = statisticsOf(completedAt('2026-03-01T12:00:00.000Z'));
      const twice = Object.fromEntries(Object.entries(once).map(([key, count]) => [key, 2 * count]));
      expect(row).toEqual({ ...twice, ...statisticsOfDownload(client) });
    });

    it('counts ends that come at the same time', async () => {
      await Promise.all(
        Array.from({ length: 5 }, () => world.countEnd(completedAt('2026-03-01T12:00:00.000Z'))),
      );
      const [row] = await world.store.read('user-1', period('2026-03-01', '2026-03-01'));
      expect(row).toMatchObject({ completed: 5, usdMillionths: 10 });
    });

    it('reads the days of a period, both ends included, oldest first', async () => {
      for (const [day, sizeInBytes] of [
        ['31', 4],
        ['01', 1],
        ['15', 2],
        ['30', 3],
      ] as const) {
        await world.countEnd(completedAt(`2026-03-${day}T12:00:00.000Z`, { sizeInBytes }));
      }
      await world.countEnd(completedAt('2026-04-01T00:00:00.000Z', { sizeInBytes: 5 }));
      const bytes = async (from: string, to: string) =>
        (await world.store.read('user-1', period(from, to))).map((row) => row.bytes);
      expect(await bytes('2026-03-01', '2026-03-31')).toEqual([1, 2, 3, 4]);
      expect(await bytes('2026-03-02', '2026-03-30')).toEqual([2, 3]);
      expect(await bytes('2026-03-31T13:00:00Z', '2026-04-01T00:00:00Z')).toEqual([4, 5]);
    });

    it('reads a whole leap year', async () => {
      const first = Date.parse('2028-01-01T12:00:00.000Z');
      for (let day = 0; day < 366; day += 1) {
        await world.countEnd(completedAt(new Date(first + day * 86_400_000).toISOString()));
      }
      const rows = await world.store.read('user-1', period('2028-01-01', '2028-12-31'));
      expect(rows).toHaveLength(366);
    });
  });
}

/** The contract of a history store. `make` gives an empty one for each test. */
export function describeHistoryStore(name: string, make: () => Promise<HistoryWorld>): void {
  describe(`${name} as a HistoryStore`, () => {
    const march = new Date('2026-03-31T12:00:00.000Z');
    const { settings } = exampleExport();
    let world: HistoryWorld;
    beforeEach(async () => {
      world = await make();
    });

    it('has nothing of what was never rendered', async () => {
      expect(await world.store.read(settings, march)).toBeNull();
    });

    it('adds up the renders of a codec and size, and keeps others apart', async () => {
      const at = '2026-03-01T12:00:00.000Z';
      await world.countHistory(completedAt(at));
      await world.countHistory(completedAt(at, { settings: { ...settings, durationInFrames: 30 } }));
      await world.countHistory(completedAt(at, { settings: { ...settings, codec: 'H265' } }));
      await world.countHistory(completedAt(at, { settings: { ...settings, width: 1280, height: 720 } }));
      expect(await world.store.read(settings, march)).toMatchObject({
        renders: 2,
        usdMillionths: 4,
        renderMs: 40_000,
        bytes: 2000,
        kilopixelFrames: Math.round(2073.6 * 90) + Math.round(2073.6 * 30),
      });
      expect(await world.store.read({ ...settings, codec: 'H265' }, march)).toMatchObject({ renders: 1 });
    });

    it('counts nothing of an end that tells nothing', async () => {
      await world.countHistory(completedAt('2026-03-01T12:00:00.000Z', { status: 'FAILED' }));
      expect(await world.store.read(settings, march)).toBeNull();
    });

    it('reads this month and the one before, and forgets what is older', async () => {
      await world.countHistory(completedAt('2026-01-31T23:59:59.999Z', { sizeInBytes: 1 }));
      await world.countHistory(completedAt('2026-02-01T00:00:00.000Z', { sizeInBytes: 10 }));
      await world.countHistory(completedAt('2026-03-31T00:00:00.000Z', { sizeInBytes: 100 }));
      expect(await world.store.read(settings, march)).toMatchObject({ renders: 2, bytes: 110 });
      const january = new Date('2026-01-01T00:00:00.000Z');
      expect(await world.store.read(settings, january)).toMatchObject({ renders: 1, bytes: 1 });
    });
  });
}
