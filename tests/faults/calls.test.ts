// How many calls to AWS each step of an export may take, every function warm. Budgets, so that one more call is a decision.
import { measureExport, measureRepeated, type Step } from './measure';
import { deployedStack } from './stack';
import { World } from './world';

let world: World;

beforeAll(async () => {
  world = await World.open(await deployedStack());
});

afterAll(() => world.close());

const callsOf = (steps: readonly Step[], name: string): number =>
  Math.max(...steps.filter((step) => step.name === name).map(({ calls }) => calls.length));

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

  it('are four for the webhook; one more finds the subscribers, and each takes what ends its operation', () => {
    // A subscriber is sent the last state and `complete`; then its rows go, in one transaction.
    expect(callsOf(steps, 'webhook')).toBeLessThanOrEqual(4 + (subscribers === 0 ? 0 : 1 + 3 * subscribers));
  });
});

describe('calls to AWS for what changes nothing', () => {
  it('are at most two', async () => {
    const steps = await measureRepeated(world);

    expect(steps.map(({ name }) => name)).toEqual(['progress tick', 'webhook']);
    for (const { calls } of steps) expect(calls.length).toBeLessThanOrEqual(2);
  });
});
