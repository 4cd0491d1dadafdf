import { describeWatchStore } from '../adapters/watches.contract';
import { MemoryExports } from './memory';
import { MemoryBatches } from './memory-batches';
import { MemoryWatches } from './memory-watches';

describeWatchStore('MemoryWatches', async () => {
  const batches = new MemoryBatches(new MemoryExports());
  return {
    store: new MemoryWatches(batches),
    put: async (batch) => void batches['batches'].set(batch.id, batch),
    get: (id) => batches.get(id),
  };
});
