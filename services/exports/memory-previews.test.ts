import { describePreviewStore } from '../adapters/previews.contract';
import { MemoryExports } from './memory';

describePreviewStore('MemoryExports', async () => {
  const exports = new MemoryExports();
  return { exports, previews: exports.previews };
});
