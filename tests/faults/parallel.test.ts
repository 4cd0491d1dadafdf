// What many may do at the same moment: each request has a process of its own, and DynamoDB decides.
import { isDone } from './invariants';
import { User } from './scenarios';
import { deployedStack } from './stack';
import { ALL_WELL, World } from './world';

let world: World;

beforeAll(async () => {
  world = await World.open(await deployedStack());
});

afterAll(() => world.close());

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const countOf = async (prefix: string, attribute: string): Promise<unknown> => {
  const rows = await world.rows();
  return rows.find(({ pk, sk }) => pk === 'USER#ann' && String(sk).startsWith(prefix))?.[attribute];
};

describe('requests at the same time', () => {
  it('make one export, one unit of the daily limit and one render, when 50 of them have the same key', async () => {
    await world.reset();
    const user = await User.arrive(world, 'ann');

    const ids = await Promise.all(upTo(50).map(() => user.createExport('the same')));
    await world.settle(() => isDone(world));

    expect(new Set(ids).size).toBe(1);
    expect(await countOf('DAY#', 'exports')).toBe(1);
    expect(world.renders).toHaveLength(1);
  });

  it('are accepted once where one is left of the daily limit', async () => {
    await world.reset({ ...ALL_WELL, environment: { DAILY_EXPORT_LIMIT: '3' } });
    const user = await User.arrive(world, 'ann');
    for (const key of ['one', 'two']) await user.createExport(key);

    const answers = await Promise.allSettled(upTo(20).map((index) => user.createExport(`parallel ${index}`)));

    const refusals = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [String(answer.reason)] : [],
    );
    expect(refusals).toEqual(upTo(19).map(() => 'Error: createExport answered DAILY_LIMIT_REACHED.'));
    expect(await countOf('DAY#', 'exports')).toBe(3);
  });

  it('start one render where one slot is left', async () => {
    await world.reset({
      ...ALL_WELL,
      environment: { CONCURRENT_RENDER_LIMIT: '2' },
      render: () => ({ type: 'silent' }),
    });
    const user = await User.arrive(world, 'ann');
    for (const index of upTo(8))
      await user.createExport(`export ${index}`, {
        fps: [24, 30, 60][index % 3],
        quality: ['LOW', 'MEDIUM', 'HIGH'][Math.floor(index / 3)],
      });

    await world.goOn();

    expect(world.renders).toHaveLength(2);
    expect(await countOf('SLOTS', 'holders')).toEqual(new Set(world.renders.map(({ exportId }) => exportId)));
  });
});
