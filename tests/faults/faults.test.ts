// Every flow, disturbed in every way that AWS may disturb it. `npm run test:faults` tries everything there is; otherwise a
// sample of it: every flow in every order, and some of its crash points.
import { Recorder } from '../permissions/recording';
import { ROUNDS_OF_ALL } from './everything';
import { crashesAt, failuresAt, ORDERS, placesOf, run, troublesOf, type Outcome } from './runs';
import { SCENARIOS, type Scenario } from './scenarios';
import { deployedStack } from './stack';
import { UNDISTURBED, World, type Plan } from './world';

const TRIES_ALL = process.env.REELWAY_FAULTS === 'all';
/** Of the places of a flow where a function may die, every how manyth is in the sample. */
const SAMPLED = 12;
/** Of the ways in which a call may throw, every how manyth. */
const FAILURES_SAMPLED = 79;
const TIMEOUT_MS = 3_600_000;

const tried = { calls: 0, places: 0, ways: 0, failures: 0, runs: 0 };
const used = new Recorder();
/** What logs hold that no log may hold. */
const leaks = new Set<string>();
let world: World;

beforeAll(async () => {
  world = await World.open(await deployedStack());
});

afterAll(async () => {
  await world.close();
  const { calls, places, ways, failures, runs } = tried;
  process.stdout.write(
    `${SCENARIOS.length} flows with ${calls} calls; ${places} different places to die, ${ways} ways in all; ${failures} calls that throw; ${runs} runs\n`,
  );
});

/** Runs a flow once, and notes what each function needed to be allowed. */
async function attempt(scenario: Scenario, plan: Plan): Promise<Outcome> {
  const outcome = await run(world, scenario, plan);
  tried.runs += 1;
  note();
  return outcome;
}

function note(): void {
  for (const { functionKey, permissions } of world.invocations) used.add(functionKey, permissions);
  for (const leak of world.leaks()) leaks.add(leak);
}

/** Runs of which something is wrong. */
async function wrongOf(
  scenario: Scenario,
  plans: readonly Plan[],
): Promise<Pick<Outcome, 'plan' | 'violations'>[]> {
  const wrong = [];
  for (const plan of plans) {
    const { violations, plan: words } = await attempt(scenario, plan);
    if (violations.length > 0) wrong.push({ plan: words, violations });
  }
  return wrong;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe.each(SCENARIOS)('$name', (scenario) => {
  let clean: Outcome;

  beforeAll(async () => {
    clean = await attempt(scenario, UNDISTURBED);
  });

  it('ends as it should when nothing goes wrong, and no function fails', async () => {
    const failed = world.invocations.filter(({ ended }) => ended !== 'answered').map(({ by }) => by);

    expect({ violations: clean.violations, failed }).toEqual({ violations: [], failed: [] });
  });

  it(
    'ends the same when messages come twice, in another order, late or never',
    async () => {
      const troubles = upTo(clean.messages).flatMap(troublesOf);

      const wrong = await wrongOf(scenario, [
        ...ORDERS,
        ...troubles.filter((_, at) => TRIES_ALL || at % 6 === 0),
      ]);

      expect(wrong).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'ends the same wherever a function dies',
    async () => {
      const places = placesOf(clean.calls).filter((_, at) => TRIES_ALL || at % SAMPLED === 0);
      // Of the ways to die at a place, the sample takes another one at each.
      const plans = places
        .map(crashesAt)
        .flatMap((all, at) => all.filter((_, way) => TRIES_ALL || way === at % all.length));
      tried.calls += clean.calls.length;
      tried.places += places.length;
      tried.ways += plans.length;

      const wrong = await wrongOf(scenario, plans);

      expect(wrong).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'ends the same whichever call throws, before it was carried out or after',
    async () => {
      const failures = clean.calls.flatMap(failuresAt);
      const plans = failures.filter((_, at) => TRIES_ALL || at % FAILURES_SAMPLED === 0);
      tried.failures += plans.length;

      const wrong = await wrongOf(scenario, plans);

      expect(wrong).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe('the calls of functions', () => {
  it.each(ROUNDS_OF_ALL)('are made: $name', async ({ play }) => {
    await play(world, note);
    note();
    expect(world.invocations.length).toBeGreaterThan(0);
    expect([...leaks]).toEqual([]);
  });

  it('are those that are written down, and all of them', () => {
    expect(used.compared()).toEqual({ unknown: [], unused: [] });
  });
});
