// `npm run bench:calls`: how many calls to AWS each step of an export takes, counted, and what that costs at list prices,
// beside a queue worker that waits for the render in a Lambda function of its own.
import { measureExport, measureRepeated, type Step } from '../tests/faults/measure';
import { deployedStack, type DeployedStack } from '../tests/faults/stack';
import { World } from '../tests/faults/world';
import { printWholeExports } from './whole-export';

/** List prices of us-east-1 in USD, without free tiers. Noted in 2026, at second hand: docs/costs.md says where to look them up. */
const PRICES = {
  /** Lambda on arm64: a GB-second, and a request. */
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2e-6,
  /** DynamoDB on demand, standard class: request units. */
  dynamoDbWrite: 0.625e-6,
  dynamoDbRead: 0.125e-6,
  /** EventBridge: a custom event, and one that a service sends because it was asked to, such as S3's. */
  event: 1e-6,
  /** SQS, standard queue. */
  sqsRequest: 0.4e-6,
  s3Get: 0.4e-6,
  /** API Gateway: a request of the HTTP API, a message of the WebSocket API in either direction, a connected minute. */
  httpRequest: 1e-6,
  socketMessage: 1e-6,
  socketMinute: 0.25e-6,
  /** CloudWatch Logs, ingestion of a byte. */
  logByte: 0.5 / 1e9,
} as const;

/** What a call takes within a region, in milliseconds. Assumed: the emulators tell nothing of it. */
const LATENCY_MS: Readonly<Record<string, number>> = {
  DynamoDB: 6,
  EventBridge: 15,
  S3: 25,
  SQS: 10,
  ApiGatewayManagementApi: 10,
  // Lambda accepts an asynchronous invocation.
  Remotion: 60,
};

/** Memory that comes with one whole virtual CPU (Lambda developer guide); less memory is as much slower. */
const MB_OF_ONE_CPU = 1769;
/** START, END and REPORT of an invocation. */
const PLATFORM_LOG_BYTES = 350;
const RENDER_SECONDS = 120;
const MINUTE_SECONDS = 60;
const MINUTES_OF_MONTH = 43_800;
/** Remotion rewrites progress.json every 250 ms while frames come (overall-render-progress.js of 4.0.527): the most there can be. */
const WRITES_PER_SECOND = 4;
/** How often progress is raised where somebody watches (900 ms at least lie between), and where nobody does. */
const RAISED_EVERY_SECONDS = { watched: 1, unwatched: 3 } as const;
/** What the worker that waits would be: 2 GB for the time of the render, on x86 as most are, at 0.0000166667 USD a GB-second. */
const WORKER_USD = 2 * RENDER_SECONDS * 0.0000166667;

interface Line {
  readonly step: Step;
  readonly times: number;
}

/** USD of one invocation, by what is paid for. */
interface Cost {
  readonly lambda: number;
  readonly dynamoDb: number;
  readonly events: number;
  /** S3 and SQS. */
  readonly storage: number;
  /** API Gateway: requests, and messages to and from WebSockets. */
  readonly api: number;
  readonly logs: number;
}

/** What is paid for, in the order of the columns. */
const ITEMS = ['lambda', 'dynamoDb', 'events', 'storage', 'api', 'logs'] as const satisfies (keyof Cost)[];

const seconds = (ms: number): number => ms / 1000;

function durationMs({ workMs, calls, waits }: Step, memorySize: number): number {
  const latencies = calls.map(({ label }) => LATENCY_MS[label.split(' ')[0] ?? ''] ?? 0);
  const sum = latencies.reduce((total, latency) => total + latency, 0);
  // Calls at the same time are waited for once.
  const waitedMs = calls.length === 0 ? 0 : (sum * waits) / calls.length;
  return workMs * Math.max(1, MB_OF_ONE_CPU / memorySize) + waitedMs;
}

/** Request units of DynamoDB. The row of an export has 1 to 2 KB, all others below 1 KB; a transaction counts twice. */
function dynamoDbUsd(step: Step): number {
  let usd = 0;
  for (const { label } of step.calls) {
    if (!label.startsWith('DynamoDB ')) continue;
    const larger = (label.match(/\/EXPORT\b/g) ?? []).length;
    if (label.startsWith('DynamoDB TransactWriteItems'))
      usd += 2 * (label.split(', ').length + larger) * PRICES.dynamoDbWrite;
    else if (/^DynamoDB (?:Put|Update|Delete)Item/.test(label)) usd += (1 + larger) * PRICES.dynamoDbWrite;
    else usd += PRICES.dynamoDbRead;
    // A new state moves the export within its index.
    if (/TransactWriteItems.*Put EXPORT/.test(label)) usd += 2 * PRICES.dynamoDbWrite;
  }
  return usd;
}

type CallItem = 'events' | 'storage' | 'api';

/** What brings an invocation about. */
function triggerUsd({ functionKey, name }: Step): Partial<Record<CallItem, number>> {
  if (functionKey === 'progress') return { events: PRICES.event };
  if (functionKey === 'websocket') return { api: PRICES.socketMessage };
  if (name === 'createExport' || functionKey === 'webhook') return { api: PRICES.httpRequest };
  // EventBridge sends the message; the event source mapping receives and deletes it.
  if (functionKey === 'render') return { storage: 3 * PRICES.sqsRequest };
  return {};
}

const CALL_USD: readonly (readonly [prefix: string, item: CallItem, usd: number])[] = [
  ['EventBridge', 'events', PRICES.event],
  ['S3 ', 'storage', PRICES.s3Get],
  ['SQS', 'storage', PRICES.sqsRequest],
  ['ApiGatewayManagementApi', 'api', PRICES.socketMessage],
];

function costOf(step: Step, { functions, defaultMemorySize }: DeployedStack): Cost {
  const { memorySize = defaultMemorySize, logs } = functions[step.functionKey] ?? {};
  const gbSeconds = (memorySize / 1024) * seconds(durationMs(step, memorySize));
  const trigger = triggerUsd(step);
  const usdOf = (item: CallItem): number =>
    step.calls.reduce((sum, { label }) => {
      const [, , usd = 0] = CALL_USD.find(([prefix, of]) => of === item && label.startsWith(prefix)) ?? [];
      return sum + usd;
    }, trigger[item] ?? 0);
  return {
    lambda: gbSeconds * PRICES.lambdaGbSecond + PRICES.lambdaRequest,
    dynamoDb: dynamoDbUsd(step),
    events: usdOf('events'),
    storage: usdOf('storage'),
    api: usdOf('api'),
    logs: logs?.systemLogLevel === 'WARN' ? 0 : PLATFORM_LOG_BYTES * PRICES.logByte,
  };
}

const sumOf = (cost: Cost): number => ITEMS.reduce((sum, item) => sum + cost[item], 0);

const micro = (usd: number): string => (usd * 1e6).toFixed(2).padStart(9);

/** What one minute of rendering costs, when Remotion writes as often as it can. */
function minuteOfProgress(raising: Step | undefined, skipped: Step, everySeconds: number): readonly Line[] {
  if (raising === undefined) throw new Error('There was no progress.');
  const raised = MINUTE_SECONDS / everySeconds;
  return [
    { step: { ...raising, name: 'progress tick that is raised' }, times: raised },
    {
      step: { ...skipped, name: 'progress tick that is skipped' },
      times: MINUTE_SECONDS * WRITES_PER_SECOND - raised,
    },
  ];
}

/** The tick that did most: the first one may come while the start is still being told. */
const tickOf = (steps: readonly Step[] = []): Step | undefined =>
  steps.filter(({ name }) => name === 'progress tick').toSorted((a, b) => b.calls.length - a.calls.length)[0];

function printSums(bare: number, minute: number, unwatchedMinute: number): void {
  const whole = bare + (RENDER_SECONDS / MINUTE_SECONDS) * minute;
  console.log('\nUSD for each                             export       1 000 a month     100 000 a month');
  for (const [name, usd] of [
    ['without progress', bare],
    ['a minute of progress, watched', minute],
    ['a minute of progress, unwatched', unwatchedMinute],
    [`with ${RENDER_SECONDS} s of progress, watched`, whole],
    ['a worker that waits, 2 GB', WORKER_USD],
  ] as const) {
    console.log(
      `  ${name.padEnd(35)}${usd.toFixed(6).padStart(10)}${(usd * 1e3).toFixed(2).padStart(20)}${(usd * 1e5).toFixed(2).padStart(20)}`,
    );
  }
  console.log(
    `\nratio to the worker: ${(whole / WORKER_USD).toFixed(2)}, without progress ${(bare / WORKER_USD).toFixed(3)}`,
  );
}

/** What a month costs in which nothing happens: reconcile, every minute. */
function printIdle(steps: readonly Step[], deployed: DeployedStack): void {
  const reconcile = steps.find(({ functionKey }) => functionKey === 'reconcile');
  if (reconcile === undefined) throw new Error('There was no reconcile.');
  const usd = MINUTES_OF_MONTH * sumOf(costOf(reconcile, deployed));
  console.log(`\nreconcile, ${MINUTES_OF_MONTH} times a month: ${usd.toFixed(2)} USD`);
}

function printCalls(measured: ReadonlyMap<number, readonly Step[]>, repeated: readonly Step[]): void {
  const counts = [...measured.keys()];
  console.log(
    `AWS calls, every function warm${' '.repeat(14)}${counts.map((count) => `${count} subscribers`.padStart(16)).join('')}`,
  );
  const names = new Set([...measured.values()].flatMap((steps) => steps.map(({ name }) => name)));
  for (const name of names) {
    const cells = counts.map((count) => {
      const calls = (measured.get(count) ?? [])
        .filter((step) => step.name === name)
        .map((step) => step.calls.length);
      return (calls.length === 0 ? '-' : String(Math.max(...calls))).padStart(16);
    });
    console.log(`  ${name.padEnd(42)}${cells.join('')}`);
  }
  for (const { name, calls } of repeated)
    console.log(`  ${`${name} that changes nothing`.padEnd(42)}${String(calls.length).padStart(16)}`);
}

function printMoney(title: string, lines: readonly Line[], deployed: DeployedStack): number {
  console.log(
    `\n${title}\nmillionths of a USD${' '.repeat(23)}times   Lambda DynamoDB   events S3, SQS  API GW.     logs      sum`,
  );
  const print = (name: string, times: string, cost: Cost): void => {
    const cells = [...ITEMS.map((item) => cost[item]), sumOf(cost)].map(micro).join('');
    console.log(`  ${name.padEnd(38)}${times.padStart(7)}${cells}`);
  };
  let all: Cost = { lambda: 0, dynamoDb: 0, events: 0, storage: 0, api: 0, logs: 0 };
  const each = (of: (item: keyof Cost) => number): Cost =>
    Object.fromEntries(ITEMS.map((item) => [item, of(item)])) as unknown as Cost;
  for (const { step, times } of lines) {
    const once = costOf(step, deployed);
    const cost = each((item) => once[item] * times);
    all = each((item) => all[item] + cost[item]);
    print(step.name, String(times), cost);
  }
  print('all', '', all);
  return sumOf(all);
}

async function main(): Promise<void> {
  const deployed = await deployedStack();
  const world = await World.open(deployed);
  try {
    // Once more, so that compilers have done their work before anything is timed.
    for (const count of [1, 10]) await measureExport(world, count);
    const measured = new Map<number, readonly Step[]>();
    for (const count of [0, 1, 10]) measured.set(count, await measureExport(world, count));
    const [idleTick, secondWord] = await measureRepeated(world);
    if (idleTick === undefined || secondWord === undefined) throw new Error('Nothing was repeated.');
    printCalls(measured, [idleTick, secondWord]);

    // Progress is counted by the minute; reconcile runs every minute, whether or not there is an export.
    const once = (measured.get(1) ?? []).filter(
      ({ name, functionKey }) => name !== 'progress tick' && functionKey !== 'reconcile',
    );
    const repeat = { ...secondWord, name: `${secondWord.name}, or progress.json, once more` };
    const bare = printMoney(
      'An export with one subscriber: everything but progress',
      [...once, repeat].map((step) => ({ step, times: 1 })),
      deployed,
    );
    const [watched, unwatched] = ([1, 0] as const).map((count) => {
      const everySeconds = RAISED_EVERY_SECONDS[count === 1 ? 'watched' : 'unwatched'];
      return printMoney(
        `A minute of its progress, when Remotion writes ${WRITES_PER_SECOND} times a second, with ${count} subscribers`,
        minuteOfProgress(tickOf(measured.get(count)), idleTick, everySeconds),
        deployed,
      );
    }) as [number, number];
    printSums(bare, watched + PRICES.socketMinute, unwatched);
    printIdle(measured.get(0) ?? [], deployed);
    const secondUsd = (watched + PRICES.socketMinute) / MINUTE_SECONDS;
    printWholeExports({ onceUsd: bare, secondUsd, prices: PRICES });
  } finally {
    await world.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
