import {
  addUpHistories,
  historyMonths,
  historyOf,
  renderClass,
  type HistoryStore,
  type RenderHistory,
} from './cost';
import {
  statisticsOf,
  statisticsOfDownload,
  type CoarseClient,
  type Counters,
  type StatisticsPeriod,
  type StatisticsStore,
} from './statistics';
import type { RenderSettings, VideoExport } from './video-export';

/** Counters and history in the memory of one process, for tests. */
export class MemoryStatistics implements StatisticsStore {
  private readonly days = new Map<string, { ownerId: string; day: string; counters: Counters }>();

  countEnd(ended: VideoExport): void {
    this.add(ended.ownerId, ended.finishedAt ?? ended.updatedAt, statisticsOf(ended));
  }

  /** @param at ISO 8601. */
  countDownload(ownerId: string, at: string, client: CoarseClient): void {
    this.add(ownerId, at, statisticsOfDownload(client));
  }

  async read(ownerId: string, { fromDay, toDay }: StatisticsPeriod): Promise<Counters[]> {
    return [...this.days.values()]
      .filter((row) => row.ownerId === ownerId && row.day >= fromDay && row.day <= toDay)
      .sort((a, b) => a.day.localeCompare(b.day))
      .map((row) => ({ ...row.counters }));
  }

  private add(ownerId: string, at: string, added: Counters): void {
    const day = at.slice(0, 10);
    const key = JSON.stringify([ownerId, day]);
    const counters: Record<string, number> = { ...this.days.get(key)?.counters };
    for (const [name, count] of Object.entries(added)) counters[name] = (counters[name] ?? 0) + count;
    this.days.set(key, { ownerId, day, counters });
  }
}

/** What renders were measured to be, in the memory of one process, for tests. */
export class MemoryHistory implements HistoryStore {
  private readonly rows = new Map<string, RenderHistory>();

  countHistory(ended: VideoExport): void {
    const measured = historyOf(ended);
    if (measured === null || ended.finishedAt === null) return;
    const key = `${renderClass(ended.settings)}#${ended.finishedAt.slice(0, 7)}`;
    const row = addUpHistories([...this.rowsOf([key]), measured]);
    if (row !== null) this.rows.set(key, row);
  }

  async read(settings: RenderSettings, at: Date): Promise<RenderHistory | null> {
    return addUpHistories(this.rowsOf(historyMonths(at).map((month) => `${renderClass(settings)}#${month}`)));
  }

  private rowsOf(keys: readonly string[]): RenderHistory[] {
    return keys.flatMap((key) => this.rows.get(key) ?? []);
  }
}
