import type { Call } from './functions';
import { User } from './scenarios';
import { ALL_WELL, UNDISTURBED, type Invocation, type World } from './world';

/** One step of an export's life on the happy path, as one function did it. */
export interface Step {
  readonly name: string;
  readonly functionKey: string;
  /** Calls to AWS, Remotion's included. */
  readonly calls: readonly Call[];
  /** Milliseconds that the function itself worked, without waiting for calls. */
  readonly workMs: number;
  /** Calls that waited one after the other; those at the same time count as one. */
  readonly waits: number;
}

/** Another file, whose cost is estimated from the same history. */
const OTHER_CONTENT = { fps: 24 };

/** The steps of one export with so many subscribers, every function warm. */
export async function measureExport(world: World, subscribers: number): Promise<Step[]> {
  // The last word of progress.json is left out, so that the webhook is who ends the export.
  await world.reset({ ...ALL_WELL, sendsProgress: 'ticks' });
  const user = await User.arrive(world, 'ann');
  // An export with a subscriber, from beginning to end, warms all that the next one needs.
  await user.subscribe(await user.createExport('warm', OTHER_CONTENT));
  await world.goOn();
  world.invocations.length = 0;

  const id = await user.createExport('measured');
  for (let count = 0; count < subscribers; count += 1) await user.subscribe(id);
  await world.goOn();
  // Previews follow the end, and are no part of the way to it.
  return world.invocations.filter(({ functionKey }) => functionKey !== 'previews').map(toStep);
}

/** What messages cost that change nothing: a tick within a second of the last one, and Remotion's second word on the end. */
export async function measureRepeated(world: World): Promise<Step[]> {
  await world.reset();
  const user = await User.arrive(world, 'ann');
  await user.createExport('warm', OTHER_CONTENT);
  await world.goOn();
  await user.createExport('measured');
  world.disturb({ ...UNDISTURBED, copies: 'twice' });
  await world.goOn(() => world.renders.length > 1);
  world.invocations.length = 0;
  await world.goOn();
  const steps = world.invocations.map(toStep);
  return [
    ...steps.filter(({ name }) => name === 'progress tick').slice(1, 2),
    ...steps.filter(({ name }) => name === 'webhook').slice(1, 2),
  ];
}

function toStep({ functionKey, by, calls, elapsedMs }: Invocation): Step {
  const spans = calls
    .map(({ begunMs, endedMs }) => ({ begunMs, endedMs }))
    .toSorted((a, b) => a.begunMs - b.begunMs);
  let [waits, waitedMs, untilMs] = [0, 0, -Infinity];
  for (const { begunMs, endedMs } of spans) {
    if (begunMs >= untilMs) waits += 1;
    waitedMs += Math.max(0, endedMs - Math.max(begunMs, untilMs));
    untilMs = Math.max(untilMs, endedMs);
  }
  return { name: NAMES[by] ?? by, functionKey, calls, workMs: elapsedMs - waitedMs, waits };
}

/** What invocations are for, in the words of docs/architecture.md. */
const NAMES: Readonly<Record<string, string>> = {
  'graphql (createExport)': 'createExport',
  'render (export.requested.v1)': 'start',
  'progress (Object Created)': 'progress tick',
  'webhook (webhook)': 'webhook',
  'admission (export.completed.v1)': 'admission',
  'websocket ($connect)': 'connect',
  'websocket (connection_init)': 'connection_init',
  'websocket (subscribe)': 'subscribe',
};
