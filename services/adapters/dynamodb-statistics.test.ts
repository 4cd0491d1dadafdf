import { ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { emulatedTables } from './tables.contract';
import { exampleExport } from '../exports/memory';
import { coarseClient, statisticsPeriod } from '../exports/statistics';
import type { VideoExport } from '../exports/video-export';
import { transact } from './dynamodb';
import {
  countDownload,
  countEnd,
  countHistory,
  DynamoDbHistory,
  DynamoDbStatistics,
} from './dynamodb-statistics';
import { describeHistoryStore, describeStatisticsStore } from './statistics.contract';

const newTable = emulatedTables();

describeStatisticsStore('DynamoDbStatistics', async () => {
  const table = await newTable();
  return {
    store: new DynamoDbStatistics(table),
    countEnd: (ended) => transact(table, [countEnd(table, ended)]),
    countDownload: (...download) => transact(table, [countDownload(table, ...download)]),
  };
});

describeHistoryStore('DynamoDbHistory', async () => {
  const table = await newTable();
  return {
    store: new DynamoDbHistory(table),
    countHistory: async (ended) => {
      const item = countHistory(table, ended);
      if (item !== null) await transact(table, [item]);
    },
  };
});

describe('what is counted in the table', () => {
  const ended: VideoExport = exampleExport({
    status: 'COMPLETED',
    cacheHit: false,
    startedAt: '2026-03-01T11:59:00.000Z',
    finishedAt: '2026-03-01T12:00:00.000Z',
    sizeInBytes: 1,
    billedUsd: 0.000001,
  });

  it('is written together with the rest of an end; history expires, statistics never', async () => {
    const table = await newTable();
    const history = countHistory(table, ended);
    if (history === null) throw new Error('The export should tell something.');
    await transact(table, [countEnd(table, ended), history]);
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const expiry = Object.fromEntries(
      Items.map((item) => [`${String(item.pk)} ${String(item.sk)}`, item.expiresAt as unknown]),
    );
    expect(expiry).toStrictEqual({
      'HISTORY#H264_1080 MONTH#2026-03': Date.parse('2026-03-01T12:00:00.000Z') / 1000 + 100 * 24 * 3600,
      'USER#user-1 STATS#2026-03-01': undefined,
    });
  });

  it('holds of who downloads nothing but three classes', async () => {
    const table = await newTable();
    const visitor = coarseClient('Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) secret/192.0.2.1');
    await transact(table, [countDownload(table, 'user-1', '2026-03-01T12:00:00.000Z', visitor)]);
    const { Items } = await table.client.send(new ScanCommand({ TableName: table.name }));
    expect(Items).toEqual([
      {
        pk: 'USER#user-1',
        sk: 'STATS#2026-03-01',
        downloads: 1,
        device_MOBILE: 1,
        browser_OTHER: 1,
        os_IOS: 1,
      },
    ]);
  });
});

describe('a period that DynamoDB answers in parts', () => {
  const parsed = statisticsPeriod('2026-03-01', '2026-03-31');
  if (!parsed.ok) throw new Error('The period should be right.');
  const { period } = parsed;
  const row = (day: string) => ({ pk: 'USER#user-1', sk: `STATS#2026-03-${day}`, completed: Number(day) });

  function scripted(...answers: object[]) {
    const sent: { input: { ExclusiveStartKey?: unknown } }[] = [];
    const send = async (command: (typeof sent)[number]): Promise<object> => {
      sent.push(command);
      return answers[sent.length - 1] ?? (answers.at(-1) as object);
    };
    return { table: { client: { send } as unknown as DynamoDBDocumentClient, name: 'table' }, sent };
  }

  it('is read on from where the last part ended', async () => {
    const last = { pk: 'USER#user-1', sk: 'STATS#2026-03-01' };
    const { table, sent } = scripted({ Items: [row('01')], LastEvaluatedKey: last }, { Items: [row('02')] });
    const rows = await new DynamoDbStatistics(table).read('user-1', period);
    expect(rows).toEqual([{ completed: 1 }, { completed: 2 }]);
    expect(sent.map(({ input }) => input.ExclusiveStartKey)).toEqual([undefined, last]);
  });

  it('fails when there is no end of parts, rather than leaving out days', async () => {
    const { table, sent } = scripted({ Items: [], LastEvaluatedKey: { pk: 'a', sk: 'b' } });
    await expect(new DynamoDbStatistics(table).read('user-1', period)).rejects.toThrow(
      'The statistics of a period were more than can be read.',
    );
    expect(sent).toHaveLength(8);
  });
});
