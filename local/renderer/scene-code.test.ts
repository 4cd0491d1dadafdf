// Scenes that are code, drawn by the real renderer: what they cannot reach, and what becomes of a video when they fail.
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { readSceneErrorArtifact, type SceneError } from '../../remotion/catalog';
import { startS3, type S3Emulator } from '../emulators/s3';
import { ATTACKS as QUICK_ATTACKS, SLOW_ATTACKS } from './attacking-scenes';
import { renderIdOf } from './renders';
import type { RenderProgressFile } from './report';
import { startRenderer, type Renderer, type RendererOptions } from './start';

// Bundling the site alone takes minutes on a machine that is busy with other things.
jest.setTimeout(600_000);

// What a scene waits for is ended by `remotion/isolation/delays.test.ts` as well, where no time passes.
const ATTACKS = process.env.REELWAY_MATRIX === 'all' ? [...QUICK_ATTACKS, ...SLOW_ATTACKS] : QUICK_ATTACKS;
const BUCKET = 'renders';
const RENDER_TIMEOUT_MS = 500_000;
const root = mkdtempSync(path.join(os.tmpdir(), 'reelway-scene-code-'));
const logs: string[] = [];
/** What was asked of a server that nobody may know of. */
const heard: string[] = [];
let canary: http.Server;
let port: number;
let s3: S3Emulator;
let client: S3Client;
let renderer: Renderer;

const options = (name: string): RendererOptions => ({
  s3Endpoint: s3.url,
  dataDir: path.join(root, name),
  onLog: (line) => logs.push(line),
});

beforeAll(async () => {
  canary = http.createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.setHeader('access-control-allow-origin', '*').end('here');
  });
  canary.on('upgrade', (request, socket) => {
    heard.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  port = (canary.address() as AddressInfo).port;
  s3 = await startS3({ directory: path.join(root, 's3') });
  await s3.createBuckets([BUCKET]);
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  client = new S3Client({ endpoint: s3.url, region: 'us-east-1', forcePathStyle: true, credentials });
  renderer = await startRenderer(options('main'));
  await renderer.ready;
});
afterAll(async () => {
  await renderer.stop();
  client.destroy();
  await s3.stop();
  canary.closeAllConnections();
  await new Promise((resolve) => canary.close(resolve));
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

async function readObject(key: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
  return (await Body?.transformToString()) ?? '';
}

/** Renders, and gives what progress.json says in the end. */
async function render(
  idempotencyKey: string,
  inputProps: object,
  { by = renderer, compositionId = 'MainComposition' } = {},
): Promise<RenderProgressFile> {
  const request = {
    ...{ idempotencyKey, compositionId, inputProps, codec: 'h264', renderBucket: BUCKET, webhook: null },
    output: { bucket: BUCKET, key: `out/${idempotencyKey}.mp4` },
  };
  const response = await fetch(`${by.url}/renders`, { method: 'POST', body: JSON.stringify(request) });
  expect(response.status).toBe(202);
  const endMs = Date.now() + RENDER_TIMEOUT_MS;
  while (!(await by.idle())) {
    if (Date.now() > endMs) throw new Error(`the render did not end\n${logs.slice(-20).join('\n')}`);
    await sleep(50);
  }
  return JSON.parse(
    await readObject(`renders/${renderIdOf(idempotencyKey)}/progress.json`),
  ) as RenderProgressFile;
}

const video = (scenes: readonly object[], onSceneError: 'fail' | 'fallback') => ({
  ...{ width: 64, height: 64, fps: 30, onSceneError },
  scenes,
});

const codeScene = (id: string, code: string, durationInFrames = 1, props: object = {}) => ({
  ...{ id, template: 'code', code, durationInFrames, props },
});

const titleScene = (id: string) => ({
  ...{ id, template: 'title', durationInFrames: 2, props: { title: 'secret of another scene' } },
});

/** By the scene's id. */
const errorsOf = ({ receivedArtifact }: RenderProgressFile): Map<string, SceneError> => {
  const errors = receivedArtifact.map(({ filename }) => readSceneErrorArtifact(filename));
  return new Map(errors.flatMap((error) => (error === null ? [] : [[error.sceneId, error]])));
};

describe('scenes that attack', () => {
  let progress: RenderProgressFile;
  beforeAll(async () => {
    const attacks = ATTACKS.map(({ id, code, urls }) => ({
      ...codeScene(id, code({ port }), 1, { own: 'mine' }),
      ...(urls !== undefined && { urls }),
    }));
    progress = await render('attacks', video([...attacks, titleScene('victim')], 'fallback'));
  });

  it('do not end the video, nor change the length of it', () => {
    expect(progress).toMatchObject({ errors: [], fatalErrorTimestamp: null });
    expect(progress.framesEncoded).toBe(ATTACKS.length + 2);
    expect(progress.postRenderData?.outputSize).toBeGreaterThan(0);
  });

  it.each(ATTACKS.map((attack) => [attack.id, attack.expected] as const))('%s', (id, expected) => {
    const error = errorsOf(progress).get(id);
    if (expected === null) expect(error).toBeUndefined();
    else expect(error?.message).toMatch(expected);
  });

  // What docs/security.md says cannot be told.
  it('are named without a line where React finds out what they have drawn', () => {
    expect(errorsOf(progress).get('css-url')).toMatchObject({
      sceneId: 'css-url',
      message: expect.stringMatching(/^<div>: /) as string,
    });
    expect(errorsOf(progress).get('css-url')).not.toHaveProperty('line');
  });

  it('leave the scenes after them as they were', () => {
    expect(errorsOf(progress).has('victim')).toBe(false);
  });

  it('send nothing anywhere', () => {
    expect(heard).toEqual([]);
  });

  it('leave nothing of what they said in the log', () => {
    expect(logs.join('\n')).not.toMatch(/held: |I end it all/);
  });
});

const throwing = (what: string): string =>
  `const { useCurrentFrame } = $require('remotion'); const { useEffect } = $require('react');
   $exports.default = () => {
     ${what}
     return null;
   };`;

/** Ways to fail, each on line 3. */
const FAILURES: readonly (readonly [when: string, code: string])[] = [
  ['when it is run', `\n\nthrow new Error('it broke')`],
  ['when it is mounted', throwing(`throw new Error('it broke')`)],
  ['in a later frame', throwing(`if (useCurrentFrame() === 2) throw new Error('it broke')`)],
  ['in an effect', throwing(`useEffect(() => { throw new Error('it broke') }, [])`)],
  [
    'in a promise',
    throwing(`useEffect(() => { Promise.resolve().then(() => { throw new Error('it broke') }) }, [])`),
  ],
  ['in a timer', throwing(`useEffect(() => { setTimeout(() => { throw new Error('it broke') }, 0) }, [])`)],
];

describe('a scene that fails', () => {
  it('is replaced and told of, with its line, whenever that is', async () => {
    const scenes = FAILURES.map(([, code], index) => codeScene(`s${index}`, code, 4));
    const progress = await render('fallback', video([...scenes, titleScene('last')], 'fallback'));
    expect(progress.fatalErrorTimestamp).toBeNull();
    const expected = FAILURES.map((_failure, index) => ({
      ...{ sceneId: `s${index}`, sceneIndex: index, line: 3, message: 'it broke' },
    }));
    expect([...errorsOf(progress).values()].toSorted((a, b) => a.sceneIndex - b.sceneIndex)).toEqual(
      expected,
    );
    const [artifact] = progress.receivedArtifact;
    expect(JSON.parse(await readObject(artifact?.s3Key ?? ''))).toMatchObject({ message: 'it broke' });
  });

  it('ends the video with its name and line, where the project says so', async () => {
    const [, code] = FAILURES.find(([when]) => when === 'in a promise') as [string, string];
    const progress = await render('fail', video([codeScene('bad', code, 4), titleScene('last')], 'fail'));
    expect(progress.postRenderData).toBeNull();
    expect(progress.errors[0]?.message).toMatch(/^(?:Error: )?Scene bad \(index 0, line 3\): it broke/);
  });
});

describe('the page of a project with code', () => {
  it('can reach nothing outside of the project, whatever code gets hold of the page', async () => {
    const entryPoint = path.join(__dirname, 'fixture-site/index.tsx');
    const fixture = await startRenderer({ ...options('fixture'), entryPoint });
    try {
      const { receivedArtifact } = await render(
        'page',
        { port },
        { by: fixture, compositionId: 'Contained' },
      );
      const [outcomes] = receivedArtifact.filter(({ filename }) => filename === 'outcomes.json');
      expect(JSON.parse(await readObject(outcomes?.s3Key ?? ''))).toEqual({
        ...{ fetch: 'connect-src', runtimeApi: 'connect-src', xhr: 'connect-src', webSocket: 'connect-src' },
        ...{
          eventSource: 'connect-src',
          beacon: 'connect-src',
          image: 'img-src',
          css: 'img-src',
          font: 'font-src',
        },
        ...{ stylesheet: 'style-src-elem', styleImport: 'style-src-elem', script: 'script-src-elem' },
        ...{ inlineScript: 'script-src-elem', handler: 'script-src-attr', module: 'script-src-elem' },
        ...{ worker: 'worker-src', frame: 'frame-src', object: 'object-src', form: 'form-action' },
        ...{ video: 'media-src', base: 'base-uri' },
      });
    } finally {
      await fixture.stop();
    }
    expect(heard).toEqual([]);
  });
});
