import type { MemoryBatches } from './memory-batches';
import type { BatchTurn, WatchedBatch, WatchStore } from './ports';
import { tellWaiting, type Watch } from './video-export';

/** Who watches, in the memory of one process, for tests. Batches are kept by {@link MemoryBatches}. */
export class MemoryWatches implements WatchStore {
  private readonly owners = new Map<string, number>();

  constructor(private readonly batches: MemoryBatches | null = null) {}

  async watchOwner(ownerId: string, untilSeconds: number): Promise<void> {
    this.owners.set(ownerId, untilSeconds);
  }

  async watchBatch(batchId: string): Promise<void> {
    const batch = this.row(batchId);
    if (batch === undefined || batch.watched) return;
    this.put({ ...batch, watched: true, version: batch.version + 1 });
  }

  async watching(ownerId: string, batchId: string | null, at: string) {
    const found: Exclude<Watch, 'export'>[] = [];
    if ((this.owners.get(ownerId) ?? 0) * 1000 > Date.parse(at)) found.push('owner');
    if (batchId !== null && this.row(batchId)?.watched) found.push('batch');
    return found;
  }

  async tellBatch(batchId: string, at: string): Promise<BatchTurn | null> {
    const batch = this.row(batchId);
    if (!batch?.watched) return null;
    if ((batch.toldVersion ?? 0) >= batch.version) return { type: 'told', batch };
    if (batch.telling !== undefined && batch.telling.until > at) {
      return { type: 'busy', until: batch.telling.until };
    }
    const version = batch.version + 1;
    const told = { ...batch, version, toldVersion: version, telling: tellWaiting(at) };
    this.put(told);
    return { type: 'turn', batch: structuredClone(told) };
  }

  private row(batchId: string): WatchedBatch | undefined {
    return this.batches?.['batches'].get(batchId);
  }

  private put(batch: WatchedBatch): void {
    this.batches?.['batches'].set(batch.id, batch);
  }
}
