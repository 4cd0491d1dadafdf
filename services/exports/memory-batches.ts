import type { Variables } from '../projects/merge-fields';
import type { Project } from '../projects/project';
import {
  isUnfinished,
  BATCH_LIMITS,
  batchCounter,
  returnsOf,
  type Batch,
  type BatchChange,
  type BatchStore,
  type NewBatch,
  type NewBatchOutcome,
} from './batch';
import { roundUsd } from './cost';
import { IDEMPOTENCY_HOURS } from './create';
import type { MemoryExports } from './memory';
import type { Page, PageRequest } from './ports';
import { effectsOf, type VideoExport } from './video-export';

/**
 * Batches in the memory of one process, for tests. They share one table with exports, so this reaches into the private rows of
 * {@link MemoryExports}, and hears of every end that is saved there.
 */
export class MemoryBatches implements BatchStore {
  private readonly batches = new Map<string, Batch>();
  private readonly sources = new Map<
    string,
    { readonly project: Project; readonly rows: readonly Variables[] }
  >();
  private readonly knownKeys = new Map<
    string,
    { readonly inputHash: string; readonly batchId: string; readonly expiresAtMs: number }
  >();

  constructor(private readonly exports: MemoryExports) {
    const save = exports.save.bind(exports);
    exports.save = async (change) => {
      const outcome = await save(change);
      if (outcome === 'saved' && effectsOf(change.before, change.after).ends) this.countEnd(change.after);
      return outcome;
    };
  }

  async create({ batch, project, rows, idempotency, limits }: NewBatch): Promise<NewBatchOutcome> {
    const { id, ownerId, createdAt, total } = batch;
    const key = idempotency === null ? null : JSON.stringify([ownerId, idempotency.key]);
    const known = key === null ? undefined : this.knownKeys.get(key);
    if (known !== undefined && known.expiresAtMs > Date.parse(createdAt)) {
      const type = known.inputHash === idempotency?.inputHash ? 'replayed' : 'idempotency-conflict';
      return { type, batchId: known.batchId };
    }
    const { minutes, days } = this.counts();
    const [minute, day] = [minuteOf(batch), dayOf(batch)];
    if ((minutes.get(minute) ?? 0) >= limits.mutationsPerMinute) return { type: 'rate-limit' };
    const used = days.get(day) ?? 0;
    if (used + total > limits.dailyExports) return { type: 'daily-limit', used };
    const month = this.exports['monthOf'](ownerId, createdAt);
    const committedUsd = roundUsd(month.committedUsd + total * batch.estimatedUsd);
    if (limits.monthlyBudgetUsd !== null && committedUsd > limits.monthlyBudgetUsd) {
      return { type: 'budget', committedUsd: month.committedUsd };
    }
    minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    days.set(day, used + total);
    month.committedUsd = committedUsd;
    this.batches.set(id, structuredClone(batch));
    this.sources.set(id, structuredClone({ project, rows }));
    if (key !== null && idempotency !== null) {
      const expiresAtMs = Date.parse(createdAt) + IDEMPOTENCY_HOURS * 3_600_000;
      this.knownKeys.set(key, { inputHash: idempotency.inputHash, batchId: id, expiresAtMs });
    }
    return { type: 'created' };
  }

  async madeWith(ownerId: string, key: string, at: string) {
    const known = this.knownKeys.get(JSON.stringify([ownerId, key]));
    if (known === undefined || known.expiresAtMs <= Date.parse(at)) return null;
    return { batchId: known.batchId, inputHash: known.inputHash };
  }

  async get(id: string): Promise<Batch | null> {
    return structuredClone(this.batches.get(id) ?? null);
  }

  async source(id: string, row: number) {
    const source = this.sources.get(id);
    if (source === undefined || row >= source.rows.length) return null;
    const end = (Math.floor(row / BATCH_LIMITS.rowsPerStep) + 1) * BATCH_LIMITS.rowsPerStep;
    return structuredClone({ project: source.project, rows: source.rows.slice(row, end) });
  }

  async save(change: BatchChange): Promise<boolean> {
    const { before, after, exports } = change;
    if (this.batches.get(after.id)?.version !== before.version) return false;
    for (const { videoExport } of exports) {
      if (this.exports['rows'].has(videoExport.id)) {
        throw new Error(`There is an export ${videoExport.id} already.`);
      }
    }
    for (const { videoExport, props } of exports) {
      this.exports['put'](videoExport);
      this.exports['propsOf'].set(videoExport.id, structuredClone(props));
    }
    const { units, usd } = returnsOf(change);
    const { days } = this.counts();
    const month = this.exports['monthOf'](after.ownerId, after.createdAt);
    if (units > 0) days.set(dayOf(after), (days.get(dayOf(after)) ?? 0) - units);
    month.committedUsd = roundUsd(month.committedUsd - usd);
    this.batches.set(after.id, structuredClone(after));
    return true;
  }

  async unfinished({ first, after }: PageRequest): Promise<Page<{ readonly id: string }>> {
    const ids = [...this.batches.values()]
      .filter(isUnfinished)
      .map(({ id }) => id)
      .filter((id) => after === null || id > after)
      .toSorted();
    return { items: ids.slice(0, first).map((id) => ({ id })), hasNextPage: ids.length > first };
  }

  private counts(): { readonly minutes: Map<string, number>; readonly days: Map<string, number> } {
    return { minutes: this.exports['minutes'], days: this.exports['days'] };
  }

  private countEnd(ended: VideoExport): void {
    const counter = batchCounter(ended);
    const batch = this.batches.get(ended.batchId ?? '');
    if (counter === null || batch === undefined) return;
    const counted = { [counter]: batch[counter] + 1, version: batch.version + 1, endedAt: ended.finishedAt };
    this.batches.set(batch.id, { ...batch, ...counted });
  }
}

const dayOf = ({ ownerId, createdAt }: Batch): string => JSON.stringify([ownerId, createdAt.slice(0, 10)]);
const minuteOf = ({ ownerId, createdAt }: Batch): string => JSON.stringify([ownerId, createdAt.slice(0, 16)]);

/** A batch of three rows that has just been accepted, with the given changes. */
export const exampleBatch = (changes: Partial<Batch> = {}): Batch => ({
  id: 'bat_01JZ8Q4S4T6V8X0Y2Z4A6B8C0G',
  ownerId: 'user-1',
  projectId: 'prj_01JZ8Q4S4T6V8X0Y2Z4A6B8C0F',
  phase: 'CREATING',
  version: 1,
  format: 'MP4',
  quality: 'HIGH',
  estimatedUsd: 0,
  total: 3,
  created: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  cancelAsked: 0,
  isEndTold: false,
  correlationId: 'request-1',
  createdAt: '2026-03-01T12:00:00.000Z',
  steppedAt: '2026-03-01T12:00:00.000Z',
  endedAt: null,
  ...changes,
});
