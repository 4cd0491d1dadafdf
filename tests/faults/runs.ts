import { isDone, violations } from './invariants';
import { play, type Scenario } from './scenarios';
import { UNDISTURBED, type Plan, type World } from './world';

/** What came of one run. */
export interface Outcome {
  /** The plan, in words. */
  readonly plan: string;
  readonly violations: readonly string[];
  /** Calls that were made, and messages that were sent: the places where the next runs are disturbed. */
  readonly calls: number;
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
    calls: world.calls.length,
    messages: world.sent,
  };
}

function describePlan(
  { crash, secondCrash, redelivers, copies, order, loses, delays }: Plan,
  at: string | null,
): string {
  return [
    ...(crash === null
      ? []
      : [`call ${crash.index} crashes ${crash.when} it is executed (${at ?? 'never reached'})`]),
    ...(secondCrash === null ? [] : [`call ${secondCrash.index} as well, ${secondCrash.when}`]),
    ...(redelivers ? [] : ['and its message is dropped']),
    ...(copies === 'once' ? [] : [`each message comes twice (${copies})`]),
    ...(order === 'sent' ? [] : ['the last message comes first']),
    ...(loses === null ? [] : [`message ${loses} is lost`]),
    ...(delays === null ? [] : [`message ${delays} comes ten minutes late`]),
  ].join(', ');
}

/** Each message twice, in every way, and all of them in reverse. */
export const ORDERS: readonly Plan[] = [
  { ...UNDISTURBED, copies: 'twice' },
  { ...UNDISTURBED, copies: 'together' },
  { ...UNDISTURBED, copies: 'late' },
  { ...UNDISTURBED, order: 'reversed' },
  { ...UNDISTURBED, order: 'reversed', copies: 'twice' },
];

/** Both sides of a call × its message once again, each message twice, its message dropped. */
export function crashesAt(index: number): Plan[] {
  return (['before', 'after'] as const).flatMap((when): Plan[] => {
    const plan = { ...UNDISTURBED, crash: { index, when } };
    return [plan, { ...plan, copies: 'twice' }, { ...plan, redelivers: false }];
  });
}

/** A call and one of the next dozen: whoever goes on where one has died may die, too. */
export function twoCrashesAt(index: number): Plan[] {
  const second = index + 1 + ((index * 7) % 12);
  return (['before', 'after'] as const).map((when) => {
    return { ...UNDISTURBED, crash: { index, when }, secondCrash: { index: second, when } };
  });
}

/** A message that never comes, and one that comes when nobody expects it any more. */
export const troublesOf = (message: number): Plan[] => [
  { ...UNDISTURBED, loses: message },
  { ...UNDISTURBED, delays: message },
];
