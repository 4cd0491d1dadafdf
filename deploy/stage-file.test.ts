import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FUNCTION_SIZE, functionName, LARGE_FUNCTION_SIZE } from './deploy';
import { readStageFile, stageInFunction, valuesFor } from './stage-file.cjs';

const root = mkdtempSync(path.join(tmpdir(), 'reelway-stages-'));
mkdirSync(path.join(root, 'stages'));
afterAll(() => rmSync(root, { recursive: true }));

/** What is read of a stage whose file has this text. */
function reading(text: string) {
  writeFileSync(path.join(root, 'stages/prod.json'), text);
  return () => readStageFile('prod', root);
}

describe('the file of a stage', () => {
  it('says regions and whether there is a larger function', () => {
    expect(reading('{"regions": ["eu-central-1=3", "us-east-1"], "largeFunction": true}')()).toEqual({
      regions: ['eu-central-1=3', 'us-east-1'],
      largeFunction: true,
    });
  });

  it.each([
    ['blanks around regions', '{"regions": [" us-east-1=2", "eu-west-1 "]}', ['us-east-1=2', 'eu-west-1']],
    ['a byte order mark', '\uFEFF{"regions": ["us-east-1"]}', ['us-east-1']],
  ])('may have %s', (_title, text, regions) => {
    expect(reading(text)()).toEqual({ regions, largeFunction: false });
  });

  it('need not be there', () => {
    expect(readStageFile('alice', root)).toBeNull();
  });

  const REGIONS =
    '"regions" must be a list such as ["eu-central-1=3", "us-east-1"], of regions that Remotion Lambda runs in, each once.';
  it.each([
    ['[]', 'it must hold an object.'],
    ['null', 'it must hold an object.'],
    ['{}', REGIONS],
    ['{"regions": []}', REGIONS],
    ['{"regions": "us-east-1"}', REGIONS],
    ['{"regions": ["us-east-1=0"]}', REGIONS],
    ['{"regions": ["us-east-1=10000"]}', REGIONS],
    ['{"regions": ["us-east-1,eu-west-1"]}', REGIONS],
    ['{"regions": ["us-east-9"]}', REGIONS],
    ['{"regions": ["us-east-1", "il-central-1"]}', REGIONS],
    ['{"regions": ["cn-north-1"]}', REGIONS],
    ['{"regions": ["us-east-1", "us-east-1=2"]}', REGIONS],
    ['{"regions": ["us-east-1", 1]}', REGIONS],
    ['{"regions": ["us-east-1"], "largeFunction": "yes"}', '"largeFunction" must be true or false.'],
    ['{"regions": ["us-east-1"], "large": true}', 'there is no "large", only "regions" and "largeFunction".'],
  ])('is refused with a sentence: %s', (text, problem) => {
    expect(reading(text)).toThrow(new Error(`stages/prod.json: ${problem}`));
  });

  it('is refused when it is no JSON', () => {
    expect(reading('{"regions": [')).toThrow(/^stages\/prod\.json is no JSON: /);
  });
});

/** What serverless.yml gets for `sls … --stage prod`, with this file. */
async function resolved(text: string | null, named = '') {
  const stage = text === null ? 'a-long-stage' : 'prod';
  if (text !== null) writeFileSync(path.join(root, 'stages/prod.json'), text);
  const variables: Readonly<Record<string, string>> = {
    "opt:stage, 'dev'": stage,
    "opt:region, ''": named,
    'param:remotionFunctionName': functionName(stage, FUNCTION_SIZE),
  };
  const framework = { resolveVariable: async (name: string) => variables[name] ?? '' };
  const values = Object.entries(valuesFor(root)).map(async ([name, value]) => [name, await value(framework)]);
  return Object.fromEntries(await Promise.all(values)) as Record<string, string | null>;
}

describe('serverless.yml', () => {
  it('knows regions and the larger function of a stage by its file alone', async () => {
    expect(await resolved('{"regions":["eu-central-1=3","us-east-1"],"largeFunction":true}')).toEqual({
      region: 'eu-central-1',
      remotionRegions: 'eu-central-1=3,us-east-1=1',
      functionSuffix: '_prod',
      remotionLargeFunctionName: functionName('prod', LARGE_FUNCTION_SIZE),
    });
  });

  it('takes its defaults for a stage without one', async () => {
    expect(await resolved(null)).toEqual({
      region: null,
      remotionRegions: '',
      functionSuffix: stageInFunction('a-long-stage'),
      remotionLargeFunctionName: null,
    });
  });

  it('is told which name the function of a stage has, as the deploy gives it', () => {
    for (const stage of ['dev', 'a-long-stage'])
      expect(functionName(stage)).toContain(`${stageInFunction(stage)}-mem`);
  });

  it('takes no other region for a stage than the one that it is in', async () => {
    const file = '{"regions":["eu-central-1","us-east-1"]}';
    await expect(resolved(file, 'us-east-1')).rejects.toThrow(
      'Stage prod is in eu-central-1 (stages/prod.json), not in us-east-1.',
    );
    expect((await resolved(file, 'eu-central-1')).region).toBe('eu-central-1');
  });
});

interface PluginClass {
  new (serverless: object): { hooks: Record<string, () => Promise<void>> };
}
const StagePlugin = jest.requireActual<PluginClass>('./stage-plugin.cjs');

/** Deploys the stage `alice`, which has no file, over a stack whose render function has this environment. */
async function deployOver(
  before: Record<string, string> | null,
  {
    regions = '',
    commands = ['deploy'],
    region,
  }: { regions?: string; commands?: string[]; region?: string } = {},
) {
  const stage = 'alice';
  const send = async () => {
    if (before === null) {
      const error = new Error(`Stack with id reelway-${stage} does not exist`);
      throw Object.assign(error, { name: 'ValidationError' });
    }
    const RenderLambdaFunction = { Properties: { Environment: { Variables: before } } };
    return { TemplateBody: JSON.stringify({ Resources: { RenderLambdaFunction } }) };
  };
  const plugin = new StagePlugin({
    service: { provider: { stage, region: 'us-east-1', environment: { REMOTION_REGIONS: regions } } },
    processedInput: { commands, options: { stage, region } },
    classes: { Error },
    getProvider: () => ({
      naming: { getStackName: () => `reelway-${stage}` },
      getCloudFormationClient: async () => ({ send }),
    }),
  });
  await plugin.hooks.initialize?.();
}

describe('`sls deploy` without the file of its stage', () => {
  it.each([
    ['over a stage that renders in its own region', { REMOTION_REGIONS: 'us-east-1=1' }, ''],
    ['over one without regions', { REMOTION_REGIONS: '' }, ''],
    [
      'that names the same regions',
      { REMOTION_REGIONS: 'us-east-1=1,eu-west-1=2' },
      'eu-west-1=1,us-east-1=1',
    ],
    [
      'that names them with blanks',
      { REMOTION_REGIONS: 'us-east-1=1, eu-west-1=2' },
      'eu-west-1=1, us-east-1=1',
    ],
  ])('goes on %s', async (_title, before, regions) => {
    await expect(deployOver(before, { regions })).resolves.toBeUndefined();
  });

  it('makes a stage where it is told to, and is refused where nobody says where the stage is', async () => {
    await expect(deployOver(null, { region: 'us-east-1' })).resolves.toBeUndefined();
    await expect(deployOver(null)).rejects.toThrow(
      new Error(
        'Stage alice has no stack in us-east-1, and there is no stages/alice.json here, which would say where it is. ' +
          'For a new stage, run npm run deploy -- --stage alice; for one that is elsewhere, add --region.',
      ),
    );
  });

  it.each([
    [{ REMOTION_REGIONS: 'us-east-1=3,eu-west-1=1' }, '--region us-east-1=3 --region eu-west-1'],
    [
      { REMOTION_REGIONS: 'us-east-1=1', REMOTION_LARGE_FUNCTION_NAME: 'large' },
      '--region us-east-1 --large-function',
    ],
  ])('is refused where it would forget %j', async (before, flags) => {
    const refusal = new Error(
      `Stage alice is deployed with ${flags}, and some of it would be lost: there is no stages/alice.json here. ` +
        `Run npm run deploy -- --stage alice ${flags}, which writes that file, and commit it.`,
    );
    await expect(deployOver(before)).rejects.toThrow(refusal);
    await expect(deployOver(before, { commands: ['deploy', 'function'] })).rejects.toThrow(refusal);
  });

  it.each([['package'], ['remove'], ['deploy', 'list'], ['print']])(
    'is the only command that asks: %s',
    async (...commands) => {
      await expect(
        deployOver({ REMOTION_REGIONS: 'us-east-1=3,eu-west-1=1' }, { commands }),
      ).resolves.toBeUndefined();
    },
  );
});
