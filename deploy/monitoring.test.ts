import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FailureCode } from '../services/exports/video-export';

interface Alarm {
  readonly Type: string;
  readonly Properties: {
    readonly AlarmName?: string;
    readonly AlarmDescription?: string;
    readonly Threshold?: number;
    readonly Metrics?: readonly { readonly Expression?: string }[];
  };
}
type Resources = Record<string, Alarm>;
interface Stack {
  readonly template: { readonly Resources: Record<string, object> };
  readonly name: string;
  readonly region: string;
  readonly namespace: string;
}

const { alarmsOf } = jest.requireActual<{
  alarmsOf: (stack: Stack, options: { email: string; dailySpendUsd: number }) => Resources;
}>('../resources/alarms.cjs');
const { dashboardOf } = jest.requireActual<{
  dashboardOf: (stack: Stack) => {
    Dashboard: { Properties: { DashboardBody: { 'Fn::Sub': string } } };
  };
}>('../resources/dashboard.cjs');

const stack: Stack = {
  template: {
    Resources: {
      WorkQueue: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: {} } },
      RenderQueue: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: {} } },
      WorkDeadLetterQueue: { Type: 'AWS::SQS::Queue', Properties: {} },
      WorkLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'reelway-qa-work' } },
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: { GlobalSecondaryIndexes: [{ IndexName: 'byOwner' }, { IndexName: 'byState' }] },
      },
    },
  },
  name: 'reelway-qa',
  region: 'eu-central-1',
  namespace: 'Reelway/qa',
};
const options = { email: '', dailySpendUsd: 20 };
const alarms = (): [string, Alarm][] =>
  Object.entries(alarmsOf(stack, options)).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm');

describe('the alarms of a stage', () => {
  it('are one for each dead-letter queue, one for each other queue and two for each function', () => {
    const names = alarms().flatMap(([id]) => (/Queue|Lambda/.test(id) ? [id] : []));
    expect(names).toEqual([
      'WorkQueueAgeAlarm',
      'RenderQueueAgeAlarm',
      'WorkDeadLetterQueueAlarm',
      'WorkLambdaFunctionErrorsAlarm',
      'WorkLambdaFunctionThrottlesAlarm',
    ]);
  });

  it('know of the delays that messages of a queue are sent with', () => {
    const { WorkQueueAgeAlarm: other, RenderQueueAgeAlarm: delayed } = alarmsOf(stack, options);
    expect([other?.Properties.Threshold, delayed?.Properties.Threshold]).toEqual([900, 2700]);
  });

  it('count every failure that users have not made themselves', () => {
    const isOurs: Readonly<Record<FailureCode, boolean>> = {
      ...{ INTERNAL: true, STORAGE: true, TIMEOUT: true, OUT_OF_MEMORY: true, THROTTLED: true },
      ...{ ASSET_LOAD: false, COMPOSITION: false, SCENE_CODE: false },
    };
    const ours = Object.entries(isOurs).flatMap(([code, our]) => (our ? [code] : []));
    const { FailedExportsAlarm: failed } = alarmsOf(stack, options);
    const counted = JSON.stringify(failed?.Properties.Metrics).match(/(?<="code","Value":")\w+/g) ?? [];
    expect(counted.toSorted()).toEqual(ours.sort());
  });

  it('count what the table and each of its indexes refuse, also while one of them refuses nothing', () => {
    const [figure, ...metrics] = (alarmsOf(stack, options).TableThrottlesAlarm?.Properties.Metrics ??
      []) as readonly {
      Expression?: string;
      MetricStat?: { Metric: { MetricName: string; Dimensions: object[] } };
    }[];
    expect(figure?.Expression).toBe(metrics.map((_metric, index) => `FILL(m${index}, 0)`).join(' + '));
    const table = { Name: 'TableName', Value: { Ref: 'Table' } };
    const index = (Value: string) => ({ Name: 'GlobalSecondaryIndexName', Value });
    expect(metrics.map(({ MetricStat: { Metric } = { Metric: undefined } }) => Metric)).toEqual(
      ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((MetricName) =>
        [[table], [table, index('byOwner')], [table, index('byState')]].map((Dimensions) => ({
          ...{ Namespace: 'AWS/DynamoDB', MetricName },
          Dimensions,
        })),
      ),
    );
  });

  it('take the figure of a day that their stage allows', () => {
    expect(alarmsOf(stack, options).SpendAlarm?.Properties.Threshold).toBe(20);
  });

  it.each(alarms())('have a runbook: %s', (_id, { Properties: { AlarmDescription = '', AlarmName } }) => {
    const operations = readFileSync(path.join(__dirname, '../docs/operations.md'), 'utf8');
    const headings = operations.match(/^### .+$/gm) ?? [];
    const anchors = headings.map((heading) => heading.slice(4).toLowerCase().replaceAll(' ', '-'));
    expect(anchors).toContain(/Runbook: docs\/operations\.md#(\S+)$/.exec(AlarmDescription)?.[1]);
    expect(AlarmName).toMatch(/^reelway-qa-/);
  });

  it('send a mail only where there is an address', () => {
    expect(alarmsOf(stack, options)).not.toHaveProperty('AlarmEmail');
    expect(alarmsOf(stack, { ...options, email: 'ops@example.com' })).toMatchObject({
      AlarmEmail: { Properties: { Protocol: 'email', Endpoint: 'ops@example.com' } },
    });
  });
});

describe('the dashboard of a stage', () => {
  const { widgets } = JSON.parse(dashboardOf(stack).Dashboard.Properties.DashboardBody['Fn::Sub']) as {
    widgets: {
      x: number;
      y: number;
      width: number;
      height: number;
      type: string;
      properties: { title?: string; markdown?: string; metrics?: unknown[]; region?: string };
    }[];
  };

  it('shows users and money before the machinery', () => {
    const titles = widgets.map(({ properties: { title, markdown } }) => title ?? markdown);
    expect(titles.slice(0, 8)).toEqual([
      '## What users see',
      'Exports that ended, by state',
      'Exports now',
      'Time to finish, seconds',
      'Failures by code',
      'Renders, USD a day',
      'Longest wait for a start, seconds',
      'Repairs',
    ]);
    expect(titles[8]).toBe('## What moves it');
  });

  it('names each repair that reconcile counts', () => {
    const source = readFileSync(path.join(__dirname, '../services/exports/reconcile.ts'), 'utf8');
    const [, body = ''] = /export interface Repairs \{([^}]+)\}/.exec(source) ?? [];
    const counted = [...body.matchAll(/readonly (\w+):/g)].map(([, name = '']) => name);
    const { metrics = [] } =
      widgets.find(({ properties: { title } }) => title === 'Repairs')?.properties ?? {};
    const shown = metrics.map((metric) => (metric as string[])[1]);
    // Batches are counted beside the others, by the handler.
    const names = [...counted.filter((name) => name !== 'asked'), 'batches'];
    expect(shown.toSorted()).toEqual(
      names.map((name) => `Reconcile${name[0]?.toUpperCase()}${name.slice(1)}`).sort(),
    );
  });

  it('fills its columns, and no widget lies on another', () => {
    for (const [index, { x, y, width, height }] of widgets.entries()) {
      expect(x + width).toBeLessThanOrEqual(24);
      const over = widgets.slice(index + 1).filter((other) => {
        const besides = other.x >= x + width || x >= other.x + other.width;
        return !besides && other.y < y + height && y < other.y + other.height;
      });
      expect(over).toEqual([]);
    }
  });

  it('has a graph for each queue and function, in its own region', () => {
    const graphs = widgets.filter(({ type }) => type === 'metric');
    const text = JSON.stringify(graphs);
    for (const id of ['WorkQueue', 'WorkDeadLetterQueue']) expect(text).toContain(`"\${${id}.QueueName}"`);
    expect(text).toContain('"${WorkLambdaFunction}"');
    expect(new Set(graphs.map(({ properties }) => properties.region))).toEqual(new Set(['eu-central-1']));
  });
});
