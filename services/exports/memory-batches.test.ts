import { describeBatchStore } from '../adapters/batches.contract';
import { MemoryExports } from './memory';
import { MemoryBatches } from './memory-batches';

describeBatchStore('MemoryBatches', async () => {
  const exports = new MemoryExports();
  return { exports, batches: new MemoryBatches(exports) };
});
