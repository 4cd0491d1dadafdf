// The renderer alone, against Remotion's own client and function code: what no whole flow shows.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getRenderProgress } from '@remotion/lambda-client';
import { renderBucket } from '../../deploy/aws';
import { renderRights } from '../../deploy/deploy';
import { recordCalls, runAs, viaRemotion } from '../../local/calls';
import { startS3, type S3Emulator, type S3Request } from '../../local/emulators/s3';
import { LOCAL_FUNCTION, remotionFunctionName } from '../../local/lambda/instances';
import { startRemotionLambda, type RemotionLambda } from '../../local/lambda/start';
import {
  OTHER_REGION,
  OTHER_RENDER_BUCKET,
  RENDER_BUCKET,
  RENDER_FUNCTION,
  templateNames,
} from '../../local/permissions';
import { probe } from '../../local/probe';
import { RemotionLambdaRenderer, type OutputTarget } from '../../services/adapters/remotion-lambda';
import { RegionPool, type RenderRegion } from '../../services/adapters/remotion-regions';
import { COMPOSITION_LIMITS } from '../../remotion/catalog';
import { S3Outputs } from '../../services/adapters/s3-outputs';
import { S3RenderProgress } from '../../services/adapters/s3-render-progress';
import { exampleExport } from '../../services/exports/memory';
import type { RenderRequest } from '../../services/exports/ports';
import { compileScene } from '../../services/scenes/compile';
import { brightnessSpread, showsSomething } from '../../services/previews/picture';
import { allows, grantsOf, type Deed } from '../permissions/iam';
import { recordingOf, type Recording } from '../permissions/recording';
import { ACCOUNT } from '../permissions/stacks';
import remotionClient from '../permissions/remotion-client.json';

const RENDER_TIMEOUT_MS = 150_000;
const OUTPUTS = 'reelway-local-outputs';
const HOME: RenderRegion = { region: 'us-east-1', weight: 1, bucketName: 'reelway-local-renders-us-east-1' };
const AWAY: RenderRegion = { region: 'eu-west-1', weight: 1, bucketName: 'reelway-local-renders-eu-west-1' };
const functionName = remotionFunctionName(LOCAL_FUNCTION);
/** Credentials of the function's role, as AWS would hand them to it. */
const FUNCTION_KEY = 'of-the-function';
const requests: S3Request[] = [];
const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-renderer-'));
const environment = { ...process.env };
/** What is called, a line each, by the method of Remotion's client for which it is, or by the function itself. */
const callsFile = path.join(folder, 'calls.txt');
let s3: S3Emulator;
let client: S3Client;
let lambda: RemotionLambda;
let stopRecording: () => void;

/** The methods of Remotion's client, each alone and with props that are too large for a call. */
type Method = keyof typeof remotionClient;
const METHODS = Object.keys(remotionClient) as Method[];
/** Stands in signatures, which have no spaces. */
const callerOf = (method: Method): string => method.replaceAll(' ', '_');

/** Calls Remotion's client, so that what it does is known to be this method's. */
const as = <T>(method: Method, call: () => Promise<T>): Promise<T> => runAs(callerOf(method), call);

beforeAll(async () => {
  s3 = await startS3({
    directory: path.join(folder, 's3'),
    onRequest: (request) => void requests.push(request),
  });
  await s3.createBuckets([OUTPUTS, HOME.bucketName, AWAY.bucketName]);
  const env = { AWS_ACCESS_KEY_ID: FUNCTION_KEY };
  lambda = await startRemotionLambda({ s3Endpoint: s3.url, dataDir: folder, functionName, env });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
    AWS_ENDPOINT_URL_STS: lambda.url,
    REMOTION_AWS_ACCESS_KEY_ID: 'local',
    REMOTION_AWS_SECRET_ACCESS_KEY: 'local',
  });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new S3Client({ endpoint: s3.url, region: 'us-east-1', credentials });
  const resources = { OutputBucket: { ref: OUTPUTS } };
  const names = templateNames(
    resources,
    { REMOTION_BUCKET: HOME.bucketName, REMOTION_FUNCTION_NAME: functionName },
    HOME.region,
  );
  stopRecording = recordCalls(callsFile, [...METHODS.map(callerOf), FUNCTION_KEY], () => names);
  await lambda.ready;
}, 180_000);
afterAll(async () => {
  stopRecording();
  client.destroy();
  await lambda.stop();
  await s3.stop();
  process.env = environment;
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => Object.assign(lambda.faults, { throttledRegions: [] }));

/** Tries the regions in their order. */
const renderer = (
  regions: readonly [RenderRegion, ...RenderRegion[]] = [HOME],
  output: OutputTarget = { bucketName: OUTPUTS, region: HOME.region, endpoint: s3.url, otherStore: null },
) =>
  new RemotionLambdaRenderer({
    pool: new RegionPool(
      regions,
      { read: async () => new Map<string, number>(), cool: async () => {} },
      Date.now,
      () => 0,
    ),
    region: HOME.region,
    output,
    functionName,
    largeFunctionName: null,
    serveUrl: lambda.siteUrl,
    licenseKey: null,
    maxFunctions: 2,
    webhook: async () => ({ url: 'http://127.0.0.1:1/', secret: 'top-secret' }),
  });

const props = (durationInFrames: number) => ({
  width: 640,
  height: 360,
  fps: 30,
  scenes: [{ id: 'only', template: 'title', props: { title: 'Short and sweet' }, durationInFrames }] as const,
});

const request = (durationInFrames: number, outputKey: string): RenderRequest => {
  const { settings, id: exportId } = exampleExport();
  const size = { width: 640, height: 360, scale: 1, durationInFrames };
  return {
    exportId,
    ownerId: 'user-1',
    attempt: 1,
    strain: { memory: 0, time: 0 },
    settings: { ...settings, ...size, crf: 28 },
    props: { ...props(durationInFrames), scenes: [...props(durationInFrames).scenes] },
    outputKey,
  };
};

async function untilIdle(): Promise<void> {
  for (let tries = 0; tries < 1200 && !(await lambda.idle()); tries += 1) await sleep(100);
  expect(await lambda.idle()).toBe(true);
}

/** All that is in the files below a folder. */
async function textBelow(directory: string): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map((file) => readFile(path.join(file.parentPath, file.name), 'latin1'));
  expect(texts.length).toBeGreaterThan(0);
  return (await Promise.all(texts)).join('\n');
}

/** Brings an object of the output bucket to the disk. @returns its path. */
async function fetchOutput(key: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: OUTPUTS, Key: key }));
  const file = path.join(folder, path.basename(key));
  writeFileSync(file, (await Body?.transformToByteArray()) ?? '');
  return file;
}

/** More than 5 MB of code that was compiled, in scenes of a frame each. */
function largeProps() {
  const compiled = compileScene(
    `import { AbsoluteFill, useCurrentFrame } from 'remotion';
    export default function Scene({ color }: { color: string }) {
      return <AbsoluteFill style={{ backgroundColor: color }}>{useCurrentFrame()}</AbsoluteFill>;
    }`,
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  // As long as the code of one scene may be; what is at its end must arrive, too.
  const { js } = compiled.scene;
  const padding = COMPOSITION_LIMITS.maxSceneCodeLength - js.length - 100;
  const code = `${js}//${'x'.repeat(padding)}\nconst Drawn = $exports.default; $exports.default = Drawn;`;
  const scenes = Array.from({ length: 11 }, (_value, index) => ({
    ...{ id: `s${index}`, template: 'code' as const, code, durationInFrames: 1 },
    props: { color: `#${index.toString(16).repeat(6)}` },
  }));
  const large = { ...{ width: 640, height: 360, fps: 30 }, scenes };
  expect(JSON.stringify(large).length).toBeGreaterThan(5 * 1024 * 1024);
  return large;
}

const preview = (durationInFrames: number, outputKey: string) => ({
  props: { ...props(durationInFrames), scenes: [...props(durationInFrames).scenes] },
  scale: 0.5,
  file: 'exports/still/1.mp4',
  outputKey,
});

describe('a still', () => {
  it(
    'of our site and composition is a readable JPEG in the output bucket, on which there is something to see',
    async () => {
      const outputKey = 'exports/still/1.thumbnail.jpg';
      await as('renderStillOnLambda', () => renderer().still({ ...preview(30, outputKey), frame: 18 }));
      const file = await fetchOutput(outputKey);
      expect(await probe(file)).toMatchObject({ videoCodec: 'mjpeg', width: 320, height: 180, frames: 1 });
      expect(showsSomething(brightnessSpread(readFileSync(file)))).toBe(true);
    },
    RENDER_TIMEOUT_MS,
  );

  it(
    'of 5 MB of compiled code takes them by way of the bucket of renders',
    async () => {
      const outputKey = 'exports/still/large.thumbnail.jpg';
      const still = { ...preview(11, outputKey), props: largeProps(), frame: 5 };
      await as('renderStillOnLambda with large props', () => renderer().still(still));
      expect((await probe(await fetchOutput(outputKey))).width).toBe(320);
    },
    RENDER_TIMEOUT_MS,
  );

  it(
    'is drawn in the next region when one throttles, and is put into the same bucket',
    async () => {
      lambda.faults.throttledRegions = [HOME.region];
      const outputKey = 'exports/still/abroad.thumbnail.jpg';
      await renderer([HOME, AWAY]).still({ ...preview(30, outputKey), frame: 29 });
      expect((await probe(await fetchOutput(outputKey))).width).toBe(320);
    },
    RENDER_TIMEOUT_MS,
  );
});

describe('a clip', () => {
  it(
    'is a small H.264 video without sound of the frames asked for, and no webhook is sent',
    async () => {
      const outputKey = 'exports/still/1.preview.mp4';
      await renderer().clip({ ...preview(60, outputKey), firstFrame: 5, lastFrame: 24 });
      await untilIdle();
      expect(await probe(await fetchOutput(outputKey))).toMatchObject({
        ...{ videoCodec: 'h264', audioCodec: null, width: 320, height: 180, fps: 30, frames: 20 },
      });
    },
    RENDER_TIMEOUT_MS,
  );
});

describe('another store', () => {
  const SECRET = 'open-sesame-of-the-store';

  it(
    'gets the file, which is looked at and deleted there, and no file of the render tells its credentials',
    async () => {
      const other = await startS3({ directory: path.join(folder, 'other') });
      const films = new S3Client({
        ...{ endpoint: other.url, region: 'auto', forcePathStyle: true },
        credentials: { accessKeyId: 'store', secretAccessKey: SECRET },
      });
      try {
        await other.createBuckets(['films']);
        const outputs = new S3Outputs(films, 'films');
        const key = `exports/${exampleExport().id}/3.mp4`;
        const credentials = async () => ({ accessKeyId: 'store', secretAccessKey: SECRET });
        const elsewhere = { bucketName: 'films', region: 'auto', endpoint: other.url };
        const otherStore = { forcePathStyle: true, credentials };
        const render = await renderer([HOME], { ...elsewhere, otherStore }).start(request(10, key));
        await untilIdle();
        const progress = await new S3RenderProgress(() => client).read(render);
        expect(progress).toMatchObject({ target: { attempt: 3 }, outcome: { type: 'success' } });
        expect((await outputs.head(key))?.sizeInBytes).toBeGreaterThan(1000);
        expect(await new S3Outputs(client, OUTPUTS).head(key)).toBeNull();
        expect(await textBelow(path.join(folder, 's3'))).not.toContain(SECRET);
        await outputs.delete(key);
        expect(await outputs.head(key)).toBeNull();
      } finally {
        films.destroy();
        await other.stop();
      }
    },
    RENDER_TIMEOUT_MS,
  );
});

describe('a render', () => {
  it(
    'in another region leaves its progress there, and its file in the output bucket of the first',
    async () => {
      lambda.faults.throttledRegions = [HOME.region];
      const outputKey = `exports/${exampleExport().id}/1.mp4`;
      const render = await renderer([HOME, AWAY]).start(request(10, outputKey));
      expect(render.bucketName).toBe(AWAY.bucketName);
      await untilIdle();
      const progress = await new S3RenderProgress(() => client).read(render);
      expect(progress).toMatchObject({ target: { attempt: 1 }, outcome: { type: 'success' } });
      expect((await probe(await fetchOutput(outputKey))).frames).toBe(10);
    },
    RENDER_TIMEOUT_MS,
  );

  it(
    'is followed from S3 alone: with skipLambdaInvocation Remotion calls no function, and reads what we read',
    async () => {
      const outputKey = `exports/${exampleExport().id}/2.mp4`;
      const render = await as('renderMediaOnLambda', () => renderer().start(request(10, outputKey)));
      await untilIdle();
      // No call would be answered now.
      lambda.faults.throttledRegions = [HOME.region];
      const common = { ...render, functionName, region: HOME.region };
      const theirs = await getRenderProgress({ ...common, skipLambdaInvocation: true });
      await expect(getRenderProgress(common)).rejects.toMatchObject({ name: 'TooManyRequestsException' });
      const ours = await new S3RenderProgress(() => client).read(render);
      expect(theirs).toMatchObject({ done: true, overallProgress: 1 });
      expect(ours).toMatchObject({
        overall: 1,
        outcome: { type: 'success', billedUsd: theirs.costs.accruedSoFar },
      });
    },
    RENDER_TIMEOUT_MS,
  );

  it(
    'draws scenes that are code under its content security policy, and tells of those that fail',
    async () => {
      const outputKey = `exports/${exampleExport().id}/4.mp4`;
      const { props: _props, ...plain } = request(10, outputKey);
      const code = (drawn: string) =>
        `const { Img, staticFile } = $require('remotion'); const { jsx } = $require('react/jsx-runtime');
         $exports.default = () => ${drawn};`;
      const scenes = [
        ['good', code(`jsx(Img, { src: staticFile('sample/lake.jpg') })`)],
        ['bad', code(`{ throw new Error('weiß nicht weiter') }`)],
      ] as const;
      const render = await renderer().start({
        ...plain,
        props: {
          ...{ width: 640, height: 360, fps: 30, onSceneError: 'fallback' },
          scenes: scenes.map(([id, text]) => ({
            ...{ id, template: 'code', code: text, props: {}, durationInFrames: 5 },
          })),
        },
      });
      await untilIdle();
      const progress = await new S3RenderProgress(() => client).read(render);
      expect(progress?.outcome).toMatchObject({
        type: 'success',
        sceneErrors: [{ sceneId: 'bad', sceneIndex: 1, line: 2, message: 'weiß nicht weiter' }],
      });
      expect((await probe(await fetchOutput(outputKey))).frames).toBe(10);
    },
    RENDER_TIMEOUT_MS,
  );

  it(
    'takes 5 MB of compiled code, by way of its bucket',
    async () => {
      const props = largeProps();
      const { scenes } = props;
      const { props: _props, ...plain } = request(scenes.length, `exports/${exampleExport().id}/5.mp4`);
      const render = await as('renderMediaOnLambda with large props', () =>
        // Two functions draw it, each of which reads the props.
        renderer().start({ ...plain, props, strain: { memory: 1, time: 0 } }),
      );
      await untilIdle();
      const progress = await new S3RenderProgress(() => client).read(render);
      expect(progress?.outcome).toMatchObject({ type: 'success' });
      expect((await probe(await fetchOutput(plain.outputKey))).frames).toBe(scenes.length);
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: HOME.bucketName, Key: `renders/${render.renderId}/progress.json` }),
      );
      expect(JSON.parse((await Body?.transformToString()) ?? '')).toMatchObject({
        renderMetadata: { inputProps: { type: 'bucket-url' }, totalChunks: 2 },
      });
    },
    RENDER_TIMEOUT_MS,
  );

  it(
    'that is cancelled ends with a CancelledError, and may be cancelled again; so may one that nobody knows',
    async () => {
      const render = await renderer().start(request(3000, `exports/${exampleExport().id}/3.mp4`));
      await as('cancelRenderOnLambda', () => renderer().cancel(render));
      await untilIdle();
      const progress = await new S3RenderProgress(() => client).read(render);
      expect(progress?.outcome).toMatchObject({ type: 'error', message: 'renderMedia() got cancelled' });
      await renderer().cancel(render);
      await as('cancelRenderOnLambda', () => renderer().cancel({ ...render, renderId: 'unknown000' }));
    },
    RENDER_TIMEOUT_MS,
  );
});

// The policy of the output bucket in resources/buckets.yml lets the function do this and nothing else. Asked for by the tests above:
// renders, stills and clips, in the stage's own region and in another. `renders/` are artifacts, which tell of broken scenes.
it('writes to the output bucket, and neither reads nor lists what is in it', () => {
  const own = requests.filter(({ accessKeyId }) => accessKeyId === FUNCTION_KEY);
  const asked = (bucket: string): string[] =>
    own.flatMap(({ method, url }) => {
      const [, name, folder] = url.replace(/\?.*/, '').split('/');
      return name === bucket ? [`${method} ${folder}`] : [];
    });
  expect([...new Set(asked(OUTPUTS))].toSorted()).toEqual(['PUT exports', 'PUT renders']);
  // Its own bucket it does read: a read would have been seen.
  expect(asked(HOME.bucketName)).toContain('GET input-props');
});

describe("what Remotion's own code calls", () => {
  const calls = (): Recording => recordingOf(readFileSync(callsFile, 'utf8'));

  it.each(METHODS)('is what is written down of its client: %s', (method) => {
    expect(calls()[viaRemotion(callerOf(method))]).toEqual(remotionClient[method].toSorted());
  });

  it('is what the role of its function allows, and no less', () => {
    const rights = renderRights('local', ACCOUNT);
    const grants = grantsOf(rights.map(({ Action, Resource }) => ({ actions: Action, resources: Resource })));
    const deeds = (calls()[FUNCTION_KEY] ?? [])
      // Who may do what there is in the policy of that bucket: the test above.
      .filter((line) => !line.includes('OutputBucket'))
      .map(deedOf);
    const unused = grants
      .filter((grant) => !deeds.some((deed) => allows(grant, deed)))
      .map(({ action, resource }) => `${action} ${resource}`)
      .filter((text) => !NOT_HERE.some(({ grant }) => grant.test(text)));

    expect(deeds.filter((deed) => !grants.some((grant) => allows(grant, deed)))).toEqual([]);
    expect(unused).toEqual([]);
  });

  /** With the names of a deployed stage. */
  function deedOf(line: string): Deed {
    const words: Readonly<Record<string, string>> = {
      [RENDER_BUCKET]: renderBucket('local', ACCOUNT, HOME.region),
      [OTHER_RENDER_BUCKET]: renderBucket('local', ACCOUNT, AWAY.region),
      [RENDER_FUNCTION]: functionName,
      [OTHER_REGION]: AWAY.region,
      'AWS::Region': HOME.region,
      'AWS::AccountId': ACCOUNT,
    };
    const text = line.replace(/\$\{([\w:]+)\}/g, (whole, name: string) => words[name] ?? whole);
    const [action = '', resource = ''] = text.split(' ');
    return { action, resource };
  }
});

/** Rights of the function that nothing here can be in need of, and why. */
const NOT_HERE: readonly { readonly grant: RegExp; readonly reason: string }[] = [
  { grant: /^logs:/, reason: 'Lambda writes logs with the role of the function; here they go to a pipe.' },
];
