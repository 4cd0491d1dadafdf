// What functions call on stacks with an optional part, in the flows that show what is another thing there.
import { Recorder } from '../permissions/recording';
import { OPTIONAL_STACKS, type OptionalStackName } from '../permissions/stacks';
import { ROUNDS_OF_OPTIONS } from './everything';
import { deployedStack, STAGE } from './stack';
import { World } from './world';

const NAMES = Object.keys(OPTIONAL_STACKS) as OptionalStackName[];

describe.each(NAMES)('the calls of functions with %s', (name) => {
  const used = new Recorder();
  const leaks = new Set<string>();
  const told: string[] = [];
  let world: World;

  beforeAll(async () => {
    world = await World.open(await deployedStack(OPTIONAL_STACKS[name].params(STAGE)));
  });
  afterAll(() => world.close());

  function note(): void {
    for (const { functionKey, permissions } of world.invocations) used.add(functionKey, permissions);
    for (const leak of world.leaks()) leaks.add(leak);
    told.push(...world.logs.filter(({ text }) => text.startsWith('{"platform"')).map(({ text }) => text));
  }

  it.each(ROUNDS_OF_OPTIONS[name])('are made: $name', async ({ play }) => {
    await play(world, note);
    note();
    expect(world.invocations.length).toBeGreaterThan(0);
  });

  it('are those that are written down, and all that differ', () => {
    expect(used.comparedWith(name)).toEqual({ unknown: [], unused: [] });
  });

  it('leave nothing in logs that no log may hold, nor in what is told of errors', () => {
    expect([...leaks]).toEqual([]);
    expect(told.length > 0).toBe(name === 'error tracking');
  });
});
