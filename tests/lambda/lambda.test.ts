// Remotion's own client and function, unmodified, behind RENDER_MODE=lambda: whole exports, and each way they go wrong.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { viaRemotion } from '../../local/calls';
import { createExport, download, saveProject, type ExportState, type Target } from '../../local/client';
import { startRemotionLambda, type RemotionLambda } from '../../local/lambda/start';
import { probe } from '../../local/probe';
import { startWorld, type RunningWorld, type WorldOptions } from '../../local/start';
import { leaks } from '../log-secrets';
import { assertKnownCalls, recordingOf } from '../permissions/recording';
import { shortProject, watchToTheEnd } from '../world';

/** Of a test with a render or two, on a machine that is busy with other things. */
const EXPORT_TIMEOUT_MS = 150_000;
/** A world gives up by itself before. */
const START_TIMEOUT_MS = 240_000;

interface LambdaWorld extends RunningWorld {
  readonly dataDir: string;
  /** What the world logged so far. */
  readonly logged: string[];
}

async function startLambdaWorld(options: Partial<WorldOptions> = {}): Promise<LambdaWorld> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'reelway-lambda-'));
  const logged: string[] = [];
  const onRecord: WorldOptions['onRecord'] = (record) => logged.push(JSON.stringify(record));
  // Each still and clip is a function more, and what is looked at here is the export. renderer.test.ts has them.
  const params = { thumbnails: 'false', previewSeconds: 0, ...options.params };
  const callsFile = path.join(dataDir, 'calls.txt');
  const world = await startWorld({ dataDir, renderMode: 'lambda', onRecord, callsFile, ...options, params });
  return { ...world, dataDir, logged };
}

/**
 * Ends a world, in which nothing may have been called that is not written down, nor logged that no log may hold. Of Remotion's
 * client something was called.
 */
async function stopWorld(world: LambdaWorld | undefined): Promise<void> {
  if (world === undefined) return;
  await world.stop();
  const read = (name: string): string => readFileSync(path.join(world.dataDir, name), 'utf8');
  const calls = read('calls.txt');
  const secrets = JSON.parse(read('secrets.json')) as Record<string, string>;
  rmSync(world.dataDir, { recursive: true, force: true });
  assertKnownCalls(calls);
  expect(leaks(world.logged.join('\n'), secrets)).toEqual([]);
  expect(Object.keys(recordingOf(calls))).toContain(viaRemotion('render'));
}

let users = 0;
async function newUser(world: RunningWorld): Promise<Target> {
  users += 1;
  return { httpUrl: world.httpUrl, wsUrl: world.wsUrl, token: await world.token(`user-${users}`) };
}

async function exportOf(
  world: RunningWorld,
  project: Record<string, unknown>,
): Promise<{ user: Target; created: ExportState }> {
  const user = await newUser(world);
  const { id: projectId } = await saveProject(user, project);
  return { user, created: await createExport(user, { projectId, quality: 'LOW' }) };
}

const media = (src: string) => ({
  ...shortProject(),
  scenes: [{ template: 'media', props: { src, caption: 'A picture' }, durationInFrames: 5 }],
});

const setFaults = async (world: RunningWorld, faults: Record<string, unknown>): Promise<void> => {
  const response = await fetch(`${world.rendererUrl}/faults`, {
    method: 'PUT',
    body: JSON.stringify(faults),
  });
  expect(response.status).toBe(204);
};

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const s3Of = (world: RunningWorld): S3Client =>
  new S3Client({ region: 'us-east-1', endpoint: world.s3Url, credentials });

/** What Remotion's function wrote last of the only render that belongs to an export. */
async function progressOf(
  world: RunningWorld,
  exportId: string,
  Bucket = world.resources.bucketNames.REMOTION_BUCKET ?? 'remotionlambda-local',
): Promise<RemotionProgress> {
  const client = s3Of(world);
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'renders/' }));
  const found: RemotionProgress[] = [];
  for (const { Key = '' } of Contents.filter((object) => object.Key?.endsWith('/progress.json'))) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    const progress = JSON.parse((await Body?.transformToString()) ?? '') as RemotionProgress;
    if (progress.renderMetadata?.outName.key.includes(exportId)) found.push(progress);
  }
  client.destroy();
  expect(found).toHaveLength(1);
  return found[0] as RemotionProgress;
}

interface RemotionProgress {
  readonly renderMetadata?: {
    readonly outName: { readonly key: string };
    readonly inputProps: { readonly type: string };
    readonly lambdaVersion: string;
    readonly region: string;
    readonly functionName: string;
    readonly totalChunks: number;
    readonly estimatedTotalLambdaInvokations: number;
  };
  readonly postRenderData?: object;
  readonly errors: readonly { readonly type: string; readonly message: string }[];
}

async function probeDownload(world: LambdaWorld, user: Target, exportId: string) {
  const file = path.join(world.dataDir, `${exportId}.mp4`);
  await download(user, exportId, file);
  return probe(file);
}

/** Calls a function of the stack. */
async function invoke(world: RunningWorld, name: string): Promise<void> {
  const url = `${world.lambdaUrl}/2015-03-31/functions/reelway-local-${name}/invocations`;
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ id: 'evt_test' }) });
  expect(answer.status).toBe(200);
}

/** As if the render of an export had been silent for an hour. Nothing happens unless it renders. */
async function silenceForAnHour(world: RunningWorld, exportId: string): Promise<void> {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ region: 'us-east-1', endpoint: world.dynamodbUrl, credentials }),
  );
  const request = new UpdateCommand({
    TableName: world.resources.tableNames.Table,
    Key: { pk: `EXPORT#${exportId}`, sk: 'EXPORT' },
    UpdateExpression: 'SET updatedAt = :then',
    ConditionExpression: '#status = :rendering AND attribute_type(#render, :map)',
    ExpressionAttributeNames: { '#status': 'status', '#render': 'render' },
    ExpressionAttributeValues: {
      ':then': new Date(Date.now() - 3_600_000).toISOString(),
      ':rendering': 'RENDERING',
      ':map': 'M',
    },
  });
  await client.send(request).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  });
  client.destroy();
}

/** As a boolean, since a log is too long to be shown by a failing assertion. */
const hasLogged = (world: LambdaWorld, text: string): boolean =>
  world.logged.some((line) => line.includes(text));

const webhooksIn = (world: LambdaWorld): number =>
  world.logged.filter((line) => line.includes('POST /webhooks/remotion')).length;

describe("a world that renders with Remotion's own Lambda function", () => {
  let world: LambdaWorld;
  beforeAll(async () => {
    world = await startLambdaWorld();
  }, START_TIMEOUT_MS);
  afterAll(() => stopWorld(world));
  afterEach(() => setFaults(world, { throttledInvocations: 0, timeoutSeconds: null }));

  it(
    'makes the whole film, and its signed webhook is accepted',
    async () => {
      const sample = JSON.parse(
        readFileSync(path.join(__dirname, '../../remotion/sample-project.json'), 'utf8'),
      ) as { scenes: { durationInFrames: number; transition?: object }[] };
      const scenes = sample.scenes.map(({ transition, ...scene }) => ({
        ...scene,
        durationInFrames: 15,
        ...(transition && { transition: { ...transition, durationInFrames: 4 } }),
      }));
      const webhooksBefore = webhooksIn(world);
      const { user, created } = await exportOf(world, { ...sample, scenes });

      const states = await watchToTheEnd(user, created.id);

      expect(states.at(-1)).toMatchObject({ status: 'COMPLETED', progress: 1, failure: null });
      expect(await probeDownload(world, user, created.id)).toMatchObject({
        videoCodec: 'h264',
        audioCodec: 'aac',
        width: 1280,
        height: 720,
        frames: created.durationInFrames,
        sizeInBytes: states.at(-1)?.sizeInBytes,
      });
      await world.idle();
      expect(webhooksIn(world)).toBe(webhooksBefore + 1);
      expect(hasLogged(world, 'A webhook was refused')).toBe(false);
      const progress = await progressOf(world, created.id);
      expect(progress.postRenderData).toBeDefined();
      expect(progress.errors).toEqual([]);
      expect(progress.renderMetadata).toMatchObject({
        lambdaVersion: '4.0.527',
        functionName: 'remotion-render-4-0-527_local-mem2048mb-disk2048mb-120sec',
        totalChunks: 1,
        estimatedTotalLambdaInvokations: 1,
      });
    },
    EXPORT_TIMEOUT_MS,
  );

  it(
    'fails with the code of what went wrong, in one line',
    async () => {
      const { user, created } = await exportOf(world, media('sample/none.jpg'));
      const last = (await watchToTheEnd(user, created.id)).at(-1);
      expect(last).toMatchObject({ status: 'FAILED', failure: { code: 'ASSET_LOAD' } });
      expect(last?.failure?.message).not.toContain('\n');
    },
    EXPORT_TIMEOUT_MS,
  );

  it(
    'ends as TIMEOUT when the function has not the time to finish, and the slot is free again',
    async () => {
      const { user, created } = await exportOf(world, shortProject(10));
      expect((await watchToTheEnd(user, created.id)).at(-1)?.status).toBe('COMPLETED');
      // Below 14 seconds Remotion refuses to begin at all.
      await setFaults(world, { timeoutSeconds: 15 });
      const { id: projectId } = await saveProject(user, shortProject(1800));
      const long = await createExport(user, { projectId, quality: 'LOW' });
      expect((await watchToTheEnd(user, long.id)).at(-1)).toMatchObject({
        status: 'FAILED',
        failure: { code: 'TIMEOUT' },
      });
      await world.idle();

      await setFaults(world, { timeoutSeconds: null });
      const { id: shortId } = await saveProject(user, shortProject(10));
      const next = await createExport(user, { projectId: shortId, quality: 'LOW' });
      expect((await watchToTheEnd(user, next.id)).at(-1)?.status).toBe('COMPLETED');
    },
    // The first export, three long attempts that run out of time, and the last one.
    300_000,
  );

  it(
    'waits when Lambda has no capacity, and is made once there is some',
    async () => {
      await setFaults(world, { throttledInvocations: 1 });
      const { user, created } = await exportOf(world, shortProject());
      // Version 1 is made, 2 has a slot, 3 has given it back.
      const seen: ExportState[] = [];
      const watching = watchToTheEnd(user, created.id).then((states) => seen.push(...states));
      await world.idle();
      expect(hasLogged(world, 'The renderer has no capacity now; the export waits.')).toBe(true);

      // What asks again on AWS is the end of another export or, a minute later, the schedule.
      await invoke(world, 'admission');
      await watching;

      expect(seen.map(({ status }) => status)).not.toContain('FAILED');
      expect(seen.at(-1)).toMatchObject({ status: 'COMPLETED', failure: null });
      expect(seen.at(-1)?.version).toBeGreaterThan(4);
    },
    EXPORT_TIMEOUT_MS,
  );

  it(
    'takes props that are too large for a call',
    async () => {
      // JSON writes this character as six, so few scenes make more than Remotion sends along with a call.
      const long = (length: number): string => '\u0001'.repeat(length);
      const props = { title: long(120), subtitle: long(240), eyebrow: long(60) };
      const scenes = Array.from({ length: 80 }, () => ({ template: 'title', props, durationInFrames: 1 }));
      const { user, created } = await exportOf(world, { ...shortProject(), scenes });
      expect((await watchToTheEnd(user, created.id)).at(-1)).toMatchObject({
        status: 'COMPLETED',
        failure: null,
      });
      expect((await probeDownload(world, user, created.id)).frames).toBe(80);
      const { renderMetadata } = await progressOf(world, created.id);
      expect(renderMetadata?.inputProps.type).toBe('bucket-url');
    },
    EXPORT_TIMEOUT_MS,
  );
});

describe('a world whose webhooks never arrive', () => {
  let world: LambdaWorld;
  beforeAll(async () => {
    world = await startLambdaWorld({
      params: {
        // Nothing listens on port 1.
        webhookUrl: 'http://127.0.0.1:1/webhooks/remotion',
        remotionMaxFunctions: 2,
      },
    });
  }, START_TIMEOUT_MS);
  afterAll(() => stopWorld(world));

  it(
    'ends exports by progress.json alone, and joins the parts of several functions without losing a frame',
    async () => {
      const { user, created } = await exportOf(world, { ...shortProject(125), audioUrl: 'sample/music.mp3' });
      expect((await watchToTheEnd(user, created.id)).at(-1)).toMatchObject({
        status: 'COMPLETED',
        failure: null,
      });
      expect(await probeDownload(world, user, created.id)).toMatchObject({ frames: 125, audioCodec: 'aac' });
      const { renderMetadata } = await progressOf(world, created.id);
      expect(renderMetadata).toMatchObject({ totalChunks: 2, estimatedTotalLambdaInvokations: 3 });
      expect(webhooksIn(world)).toBe(0);
    },
    EXPORT_TIMEOUT_MS,
  );

  it(
    'fails them by it as well',
    async () => {
      const { user, created } = await exportOf(world, media('sample/none.jpg'));
      expect((await watchToTheEnd(user, created.id)).at(-1)).toMatchObject({
        status: 'FAILED',
        failure: { code: 'ASSET_LOAD' },
      });
      expect(webhooksIn(world)).toBe(0);
    },
    EXPORT_TIMEOUT_MS,
  );
});

describe('a world whose renders die without a word', () => {
  let world: LambdaWorld;
  beforeAll(async () => {
    world = await startLambdaWorld({ params: { renderTimeoutSeconds: 60 } });
  }, START_TIMEOUT_MS);
  afterAll(() => stopWorld(world));

  it(
    'ends exports as TIMEOUT once reconcile finds them silent, after every attempt that is allowed',
    async () => {
      // Each attempt: the function that leads it is killed as it begins.
      await setFaults(world, { killedRenders: 1000 });
      const { user, created } = await exportOf(world, shortProject());
      let states: ExportState[] | undefined;
      const watching = watchToTheEnd(user, created.id).then((seen) => (states = seen));
      const until = Date.now() + EXPORT_TIMEOUT_MS;
      while (states === undefined && Date.now() < until) {
        await silenceForAnHour(world, created.id);
        // What asks on AWS is the schedule, every minute.
        await invoke(world, 'reconcile');
        await Promise.race([watching, sleep(500)]);
      }
      expect(states?.at(-1)).toMatchObject({ status: 'FAILED', failure: { code: 'TIMEOUT' } });
      expect(hasLogged(world, 'A render died without a word.')).toBe(true);
      expect(webhooksIn(world)).toBe(0);

      await setFaults(world, { killedRenders: 0 });
      const { id: projectId } = await saveProject(user, shortProject(12));
      const next = await createExport(user, { projectId, quality: 'LOW' });
      expect((await watchToTheEnd(user, next.id)).at(-1)?.status).toBe('COMPLETED');
    },
    EXPORT_TIMEOUT_MS * 2,
  );
});

describe('a world whose scenes throw', () => {
  let site: RemotionLambda;
  let siteDir: string;
  let world: LambdaWorld;
  beforeAll(async () => {
    siteDir = mkdtempSync(path.join(os.tmpdir(), 'reelway-site-'));
    // Serves the site; nobody calls its function.
    site = await startRemotionLambda({
      s3Endpoint: 'http://127.0.0.1:1',
      dataDir: siteDir,
      functionName: 'nobody-calls-it',
      entryPoint: path.join(__dirname, 'throwing-site/index.tsx'),
    });
    await site.ready;
    world = await startLambdaWorld({ params: { remotionServeUrl: site.siteUrl } });
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await stopWorld(world);
    await site.stop();
    rmSync(siteDir, { recursive: true, force: true });
  });

  const titled = (title: string) => ({
    ...shortProject(),
    scenes: [{ id: 'only', template: 'title', props: { title }, durationInFrames: 10 }],
  });

  it.each([
    ['in ASCII, by webhook or progress.json', 'There is nothing at index 7'],
    // Remotion counts characters where HTTP counts bytes, so the webhook never arrives.
    ['in other letters, by progress.json alone', 'Der Wert „7“ ist zu groß 数値'],
  ])(
    "fails an export with the scene's own words %s",
    async (_how, words) => {
      const { user, created } = await exportOf(world, titled(words));
      const last = (await watchToTheEnd(user, created.id)).at(-1);
      expect(last).toMatchObject({ status: 'FAILED', failure: { code: 'SCENE_CODE', message: words } });
    },
    EXPORT_TIMEOUT_MS,
  );
});

describe('a world of two regions', () => {
  const home = 'reelway-local-renders-us-east-1';
  const away = 'reelway-local-renders-eu-west-1';
  let world: LambdaWorld;
  beforeAll(async () => {
    world = await startLambdaWorld({
      params: {
        remotionRegions: 'us-east-1=9999,eu-west-1=1',
        remotionBucket: home,
        remotionBuckets: 'reelway-local-renders-*',
      },
    });
    const client = s3Of(world);
    await client.send(new CreateBucketCommand({ Bucket: away }));
    client.destroy();
  }, START_TIMEOUT_MS);
  afterAll(() => stopWorld(world));

  it(
    'renders in the other region when one throttles, stays there, and the user sees no difference',
    async () => {
      await setFaults(world, { throttledRegions: ['us-east-1'] });
      const { user, created } = await exportOf(world, shortProject());
      const states = await watchToTheEnd(user, created.id);
      expect(states.at(-1)).toMatchObject({ status: 'COMPLETED', failure: null });
      // Progress of the other region was told on the way, and its webhook at the end.
      expect(states.map(({ status }) => status)).not.toContain('FAILED');
      expect((await progressOf(world, created.id, away)).renderMetadata?.region).toBe('eu-west-1');
      expect((await probeDownload(world, user, created.id)).frames).toBe(10);
      expect(hasLogged(world, 'The renderer has no capacity now; the export waits.')).toBe(false);

      // The first region would answer again, and is left alone all the same.
      await setFaults(world, { throttledRegions: [] });
      const { id: projectId } = await saveProject(user, shortProject(11));
      const next = await createExport(user, { projectId, quality: 'LOW' });
      expect((await watchToTheEnd(user, next.id)).at(-1)?.status).toBe('COMPLETED');
      expect((await progressOf(world, next.id, away)).renderMetadata?.region).toBe('eu-west-1');
    },
    EXPORT_TIMEOUT_MS,
  );
});
