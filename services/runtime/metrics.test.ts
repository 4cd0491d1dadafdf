import { failure } from '../exports/failure';
import { exampleExport } from '../exports/memory';
import { countRequestFailure, exportMetrics, publishCounts } from './metrics';

/** One line of CloudWatch's embedded metric format. */
interface Line extends Record<string, unknown> {
  readonly _aws: {
    readonly CloudWatchMetrics: {
      readonly Dimensions: string[][];
      readonly Metrics: { readonly Name: string; readonly Unit: string }[];
    }[];
  };
}

const written: string[] = [];

beforeEach(() => {
  written.length = 0;
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  jest.spyOn(console, 'log').mockImplementation((text: unknown) => void written.push(String(text)));
});
afterEach(() => jest.restoreAllMocks());

/** Each line: dimensions, and the values under their names. */
const lines = () =>
  written.map((text) => {
    const { _aws, ...values } = JSON.parse(text) as Line;
    const [{ Dimensions, Metrics } = { Dimensions: [], Metrics: [] }] = _aws.CloudWatchMetrics;
    return { Dimensions, ...Object.fromEntries(Metrics.map(({ Name }) => [Name, values[Name]])) };
  });

describe('metrics of exports', () => {
  const times = { createdAt: '2026-03-01T12:00:00.000Z', finishedAt: '2026-03-01T12:01:30.000Z' };

  it('count an end once, by its state and for all states together', () => {
    exportMetrics.ended(exampleExport({ status: 'COMPLETED', billedUsd: 0.02, ...times }));
    expect(lines()).toEqual([
      {
        Dimensions: [['service'], ['service', 'status']],
        ...{ ExportsEnded: 1, ExportUsd: 0.02, ExportSeconds: 90 },
      },
    ]);
    expect(JSON.parse(written[0] ?? '')).toMatchObject({ status: 'COMPLETED' });
  });

  it('count a failure by its code as well', () => {
    const reason = failure('TIMEOUT', 'It took too long.');
    exportMetrics.ended(exampleExport({ status: 'FAILED', failure: reason, billedUsd: null, ...times }));
    expect(lines()).toEqual([
      {
        Dimensions: [['service'], ['service', 'status']],
        ...{ ExportsEnded: 1, ExportUsd: 0, ExportSeconds: 90 },
      },
      { Dimensions: [['service', 'code']], ExportFailures: 1 },
    ]);
    expect(JSON.parse(written[1] ?? '')).toMatchObject({ code: 'TIMEOUT' });
  });

  it('tell a backlog, also an empty one', () => {
    exportMetrics.backlog({ waiting: 0, rendering: 0, oldestWaitSeconds: 0, stuck: 0 });
    expect(lines()).toEqual([
      {
        Dimensions: [['service']],
        ...{ ExportsWaiting: 0, ExportsRendering: 0, OldestWaitSeconds: 0, ExportsStuck: 0 },
      },
    ]);
  });
});

describe('counts', () => {
  it('are published under their names, those of nothing left out', () => {
    publishCounts('Reconcile', { ended: 2, slots: 0, repairs: 2 });
    expect(lines()).toEqual([{ Dimensions: [['service']], ReconcileEnded: 2, ReconcileRepairs: 2 }]);
  });

  it('of failed requests are published one by one', () => {
    countRequestFailure();
    expect(lines()).toEqual([{ Dimensions: [['service']], RequestFailures: 1 }]);
  });

  it('write nothing where nothing was counted', () => {
    publishCounts('Reconcile', { ended: 0 });
    expect(written).toEqual([]);
  });
});
