'use strict';

// The dashboard of a stage: first what users and those who pay see, then the machinery.

const { functionsOf, queuesOf } = require('./alarms.cjs');

/** A dashboard is 24 columns wide. */
const WIDTH = 24;
const HEIGHT = 6;

/**
 * The dashboard as a resource.
 *
 * @param stack its template, its name, its region and its metrics' namespace.
 */
function dashboardOf(stack) {
  const rows = [
    heading('What users see'),
    businessRow(stack),
    moneyRow(stack),
    heading('What moves it'),
    queueRow(stack),
    functionRow(stack),
    apiRow(stack),
  ];
  const body = { periodOverride: 'inherit', widgets: layOut(rows, stack.region) };
  return {
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: { DashboardName: stack.name, DashboardBody: { 'Fn::Sub': JSON.stringify(body) } },
    },
  };
}

const SERVICE = ['service', 'reelway'];
const STATES = ['COMPLETED', 'FAILED', 'CANCELLED'];
/** As reconcile counts them; to ask again for who waits is none. */
const REPAIRS = ['Ended', 'Restarted', 'Expired', 'Announced', 'Removed', 'Slots', 'Batches'];

const heading = (text) => [{ text }];

function businessRow({ namespace }) {
  const ended = STATES.map((status) => [
    ...[namespace, 'ExportsEnded', ...SERVICE, 'status', status],
    { label: status, stat: 'Sum' },
  ]);
  const gauges = ['ExportsWaiting', 'ExportsRendering', 'ExportsStuck'].map((metric) => [
    ...[namespace, metric, ...SERVICE],
    { label: metric.replace('Exports', ''), stat: 'Maximum' },
  ]);
  const finish = ['p50', 'p95'].map((stat) => [
    ...[namespace, 'ExportSeconds', ...SERVICE, 'status', 'COMPLETED'],
    { label: stat, stat },
  ]);
  return [
    { title: 'Exports that ended, by state', metrics: ended, stacked: true },
    { title: 'Exports now', metrics: gauges },
    { title: 'Time to finish, seconds', metrics: finish },
    {
      title: 'Failures by code',
      metrics: [search(namespace, 'service,code', 'MetricName="ExportFailures"')],
      stacked: true,
    },
  ];
}

function moneyRow({ namespace }) {
  const spent = STATES.map((status) => [
    ...[namespace, 'ExportUsd', ...SERVICE, 'status', status],
    { label: status, stat: 'Sum' },
  ]);
  const repairs = REPAIRS.map((kind) => [
    ...[namespace, `Reconcile${kind}`, ...SERVICE],
    { label: kind, stat: 'Sum' },
  ]);
  const wait = [...[namespace, 'OldestWaitSeconds', ...SERVICE], { label: 'oldest', stat: 'Maximum' }];
  return [
    { title: 'Renders, USD a day', metrics: spent, stacked: true, period: 86_400 },
    { title: 'Longest wait for a start, seconds', metrics: [wait] },
    { title: 'Repairs', metrics: repairs, stacked: true },
  ];
}

function queueRow({ template }) {
  const queues = queuesOf(template);
  const figure = (metric) => (id) => [
    'AWS/SQS',
    metric,
    'QueueName',
    `\${${id}.QueueName}`,
    { label: id, stat: 'Maximum' },
  ];
  const ids = (isDeadLetters) =>
    queues.filter((queue) => queue.isDeadLetters === isDeadLetters).map(({ id }) => id);
  return [
    { title: 'Messages that wait', metrics: ids(false).map(figure('ApproximateNumberOfMessagesVisible')) },
    { title: 'Oldest message, seconds', metrics: ids(false).map(figure('ApproximateAgeOfOldestMessage')) },
    { title: 'Dead letters', metrics: ids(true).map(figure('ApproximateNumberOfMessagesVisible')) },
  ];
}

function functionRow({ template }) {
  const each = (metric, stat) =>
    functionsOf(template).map(({ id, name }) => [
      'AWS/Lambda',
      metric,
      'FunctionName',
      `\${${id}}`,
      { label: name, stat },
    ]);
  return [
    { title: 'Invocations', metrics: each('Invocations', 'Sum'), stacked: true },
    { title: 'Errors', metrics: each('Errors', 'Sum'), stacked: true },
    { title: 'Throttles', metrics: each('Throttles', 'Sum'), stacked: true },
    { title: 'Duration p95, ms', metrics: each('Duration', 'p95') },
  ];
}

function apiRow({ namespace }) {
  const http = (metric, stat) => ['AWS/ApiGateway', metric, 'ApiId', '${HttpApi}', { label: metric, stat }];
  const socket = (metric) => [
    ...['AWS/ApiGateway', metric, 'ApiId', '${WebsocketsApi}', 'Stage', '${WebsocketsDeploymentStage}'],
    { label: metric, stat: 'Sum' },
  ];
  const table = (metric) => ['AWS/DynamoDB', metric, 'TableName', '${Table}', { label: metric, stat: 'Sum' }];
  return [
    {
      title: 'HTTP API',
      metrics: [
        ...[http('Count', 'Sum'), http('4xx', 'Sum'), http('5xx', 'Sum')],
        [...[namespace, 'RequestFailures', ...SERVICE], { label: 'failed in GraphQL', stat: 'Sum' }],
      ],
    },
    { title: 'HTTP API, p95 ms', metrics: [http('Latency', 'p95')] },
    {
      title: 'WebSocket API',
      metrics: ['ConnectCount', 'MessageCount', 'ClientError', 'IntegrationError'].map(socket),
    },
    { title: 'Table', metrics: ['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'].map(table) },
  ];
}

/** Every metric of a kind, also those that nobody has seen yet. */
const search = (namespace, dimensions, metric) => [
  { expression: `SEARCH('{"${namespace}",${dimensions}} ${metric}', 'Sum', 300)`, id: 'e1' },
];

/** Gives each widget its place; those of a row are equally wide. */
function layOut(rows, region) {
  let y = 0;
  return rows.flatMap((row) => {
    const width = Math.floor(WIDTH / row.length);
    const height = row[0].text === undefined ? HEIGHT : 1;
    const placed = row.map((widget, index) => ({
      ...{ x: index * width, y, width, height },
      ...(widget.text === undefined
        ? { type: 'metric', properties: graph(widget, region) }
        : { type: 'text', properties: { markdown: `## ${widget.text}` } }),
    }));
    y += height;
    return placed;
  });
}

const graph = ({ title, metrics, stacked = false, period = 300 }, region) => ({
  ...{ title, metrics, stacked, period, region },
  view: 'timeSeries',
  yAxis: { left: { min: 0 } },
});

module.exports = { dashboardOf };
