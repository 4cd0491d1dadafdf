import { isDone, violations } from './invariants';
import { play, type Scenario } from './scenarios';
import type { Call, Cut } from './functions';
import { UNDISTURBED, type Crash, type Plan, type World } from './world';

/** What came of one run. */
export interface Outcome {
  /** The plan, in words. */
  readonly plan: string;
  readonly violations: readonly string[];
  /** Calls that were made, and messages that were sent: the places where the next runs are disturbed. */
  readonly calls: readonly Call[];
  readonly messages: number;
}

/** Plays a scenario under a plan, lets everything settle, and looks at what is left. */
export async function run(world: World, scenario: Scenario, plan: Plan): Promise<Outcome> {
  const user = await play(world, scenario, () => world.disturb(plan));
  const hasSettled = await world.settle(() => isDone(world));
  const found = await violations(world, user, scenario);
  if (!hasSettled) found.unshift('it never settles');
  return {
    plan: describePlan(plan, world.crashedAt && `${world.crashedAt.by}: ${world.crashedAt.label}`),
    violations: found,
    calls: [...world.calls],
    messages: world.sent,
  };
}

function describePlan(
  { crash, secondCrash, redelivers, copies, order, loses, delays }: Plan,
  at: string | null,
): string {
  return [
    ...(crash === null ? [] : [`call ${crash.index} ${HAPPENS[crash.when]} (${at ?? 'never reached'})`]),
    ...(secondCrash === null ? [] : [`call ${secondCrash.index} as well, ${secondCrash.when}`]),
    ...(redelivers ? [] : ['and its message is dropped']),
    ...(copies === 'once' ? [] : [`each message comes twice (${copies})`]),
    ...(order === 'sent' ? [] : ['the last message comes first']),
    ...(loses === null ? [] : [`message ${loses} is lost`]),
    ...(delays === null ? [] : [`message ${delays} comes ten minutes late`]),
  ].join(', ');
}

/** What happens to a call, in words. */
const HAPPENS: Readonly<Record<Crash['when'], string>> = {
  before: 'crashes before it is executed',
  after: 'crashes after it is executed',
  refused: 'is refused',
  unanswered: 'is executed, and its answer is lost',
  repeated: 'is executed, its answer is lost, and the SDK sends it again',
};

/** Each message twice, in every way, and all of them in reverse. */
export const ORDERS: readonly Plan[] = [
  { ...UNDISTURBED, copies: 'twice' },
  { ...UNDISTURBED, copies: 'together' },
  { ...UNDISTURBED, copies: 'late' },
  { ...UNDISTURBED, order: 'reversed' },
  { ...UNDISTURBED, order: 'reversed', copies: 'twice' },
];

/** Calls that change nothing; every other call may. */
const READS =
  /^(?:DynamoDB (?:GetItem|BatchGetItem|Query)|S3 (?:HeadObject|GetObject)|Secrets Manager|GET|HEAD) /;

const changes = ({ label }: Call): boolean => !READS.test(label);

/** Those that the SDK sends again when no answer comes. Remotion's client calls once, and users' servers are called once. */
const REPEATED = /^(?:DynamoDB|S3|EventBridge|SQS|ApiGatewayManagementApi) /;

/** The ways in which a call that changes something may fail. */
const failuresOf = ({ label }: Call): readonly Cut[] =>
  REPEATED.test(label) ? ['refused', 'unanswered', 'repeated'] : ['refused', 'unanswered'];

/**
 * The places where a function may die, each once: before its first call, and after each one that may change something. To die
 * before the next call, or on either side of one that only reads, leaves the world the same. Not so where calls are under way
 * at the same time: there it is both sides of each.
 */
export function placesOf(calls: readonly Call[]): Crash[] {
  return calls.flatMap((call, index): Crash[] => {
    const siblings = calls.filter((other) => other !== call && other.invocation === call.invocation);
    const beside = siblings.filter((other) => other.begunMs < call.endedMs && call.begunMs < other.endedMs);
    const mayChange = changes(call) || beside.some(changes);
    const isFirst = siblings.every((other) => other.begunMs >= call.begunMs);
    const isBefore = isFirst || (mayChange && beside.length > 0);
    return [
      ...(isBefore ? [{ index, when: 'before' as const }] : []),
      ...(mayChange ? [{ index, when: 'after' as const }] : []),
    ];
  });
}

/**
 * What follows a death: its message comes again, each message comes twice, its message is dropped, or whoever goes on where it
 * has died dies as well, at one of the next dozen calls.
 */
export function crashesAt(crash: Crash): Plan[] {
  const plan = { ...UNDISTURBED, crash };
  const second = crash.index + 1 + ((crash.index * 7) % 12);
  const secondCrash = { index: second, when: crash.index % 2 === 0 ? crash.when : ('before' as const) };
  return [plan, { ...plan, copies: 'twice' }, { ...plan, redelivers: false }, { ...plan, secondCrash }];
}

/**
 * The ways in which a call throws, or is sent twice, where its function lives on. To lose the answer of a read is the same as to be refused it.
 */
export const failuresAt = (call: Call, index: number): Plan[] =>
  (changes(call) ? failuresOf(call) : (['refused'] as const)).map((when) => ({
    ...UNDISTURBED,
    crash: { index, when },
  }));

/** A message that never comes, and one that comes when nobody expects it any more. */
export const troublesOf = (message: number): Plan[] => [
  { ...UNDISTURBED, loses: message },
  { ...UNDISTURBED, delays: message },
];
