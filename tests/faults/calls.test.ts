// How many calls to AWS each step of an export may take, every function warm. Budgets, so that one more call is a decision.
import { measureExport, measureRepeated, type Step } from './measure';
import { deployedStack } from './stack';
import { World, type Frame, type State } from './world';

let world: World;

beforeAll(async () => {
  world = await World.open(await deployedStack());
});

afterAll(() => world.close());

const callsOf = (steps: readonly Step[], name: string): number =>
  Math.max(...steps.filter((step) => step.name === name).map(({ calls }) => calls.length));

const isEnd = (payload: Frame['payload']): boolean => {
  const state = payload?.data?.exportProgress as State | undefined;
  return state?.status === 'COMPLETED';
};

describe.each([0, 1, 10])('calls to AWS of an export with %i subscribers', (subscribers) => {
  let steps: Step[];

  beforeAll(async () => {
    steps = await measureExport(world, subscribers);
  });

  it('are one transaction and one PutEvents for createExport', () => {
    const { calls = [] } = steps.find(({ name }) => name === 'createExport') ?? {};

    expect(calls.map(({ label }) => label.split(' ').slice(0, 2).join(' '))).toEqual([
      'DynamoDB TransactWriteItems',
      'EventBridge PutEvents',
    ]);
  });

  it('are at most three for a progress tick, and one for each subscriber', () => {
    expect(callsOf(steps, 'progress tick')).toBeLessThanOrEqual(3 + subscribers);
  });

  it('are four for the webhook, and one for each subscriber', () => {
    expect(callsOf(steps, 'webhook')).toBe(4 + subscribers);
  });

  it('are two for each subscriber when admission completes its operation, after one that finds them', () => {
    // `complete`, and the removal of the subscription from the topic and from its connection, in one transaction.
    expect(callsOf(steps, 'admission')).toBeLessThanOrEqual(
      6 + (subscribers === 0 ? 0 : 1 + 2 * subscribers),
    );
  });

  it('bring each subscriber the end once, and its completion once', () => {
    const measured = world.subscriptions.slice(1);
    const ends = measured.map(({ frames }) => frames.slice(-2).map(({ type }) => type));
    const repeated = measured.map(({ frames }) => frames.filter(({ payload }) => isEnd(payload)).length);

    expect(ends).toEqual(measured.map(() => ['next', 'complete']));
    expect(repeated).toEqual(measured.map(() => 1));
  });
});

describe('calls to AWS for what changes nothing', () => {
  it('are none for a tick within a second of the last one, and at most two for a second word on the end', async () => {
    const steps = await measureRepeated(world);

    expect(steps.map(({ name }) => name)).toEqual(['progress tick', 'webhook']);
    const [tick = -1, webhook = Infinity] = steps.map(({ calls }) => calls.length);
    expect(tick).toBe(0);
    expect(webhook).toBeLessThanOrEqual(2);
  });
});
