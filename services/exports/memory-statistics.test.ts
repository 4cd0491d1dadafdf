import { describeHistoryStore, describeStatisticsStore } from '../adapters/statistics.contract';
import { MemoryHistory, MemoryStatistics } from './memory-statistics';

describeStatisticsStore('MemoryStatistics', async () => {
  const store = new MemoryStatistics();
  return {
    store,
    countEnd: async (ended) => store.countEnd(ended),
    countDownload: async (...download) => store.countDownload(...download),
  };
});

describeHistoryStore('MemoryHistory', async () => {
  const store = new MemoryHistory();
  return { store, countHistory: async (ended) => store.countHistory(ended) };
});
