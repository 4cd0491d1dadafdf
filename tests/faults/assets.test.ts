// An export whose files are on somebody's server: looked at before anything is rendered.
import { isDone } from './invariants';
import { PROJECT_WITH_ASSET, User } from './scenarios';
import { deployedStack } from './stack';
import { ALL_WELL, World } from './world';

let world: World;

beforeAll(async () => {
  world = await World.open(await deployedStack());
});

afterAll(() => world.close());

const FAILURE =
  '{ export(id: $id) { status failure { code message retryable sceneId } cost { billedUsd } } }';

/** Exports the project with an asset, and tells how that has ended. */
async function exportWithAsset(assets: (request: number) => number): Promise<unknown> {
  await world.reset({ ...ALL_WELL, assets });
  const user = await User.arrive(world, 'ann', PROJECT_WITH_ASSET);
  const id = await user.createExport('one');
  await world.settle(() => isDone(world));
  const query = `query($id: ID!) ${FAILURE}`;
  const { export: ended } = await world.graphql<{ export: unknown }>(await world.token('ann'), query, { id });
  return ended;
}

describe('a file that a scene shows', () => {
  it('fails the export when it is not there: with its URL and scene, without a render, at once', async () => {
    expect(await exportWithAsset(() => 404)).toEqual({
      status: 'FAILED',
      failure: {
        code: 'ASSET_LOAD',
        message: 'Scene intro: https://cdn.example.com/lake.jpg answered with status code 404.',
        retryable: false,
        sceneId: 'intro',
      },
      cost: { billedUsd: 0 },
    });
    // HEAD, and GET to be sure.
    expect(world.assets).toHaveLength(2);
    expect(world.renders).toEqual([]);
    expect(world.leaks()).toEqual([]);
  });

  it('is asked for three times while its server is down, and fails the export then', async () => {
    expect(await exportWithAsset(() => 503)).toMatchObject({
      status: 'FAILED',
      failure: { code: 'ASSET_LOAD', retryable: true, sceneId: 'intro' },
    });
    expect([world.assets.length, world.renders.length]).toEqual([6, 0]);
  });

  it('is asked for once when it is there', async () => {
    expect(await exportWithAsset(() => 200)).toMatchObject({ status: 'COMPLETED', failure: null });
    expect(world.assets).toEqual(['http://cdn.example.com/lake.jpg?token=for-no-log']);
  });
});
