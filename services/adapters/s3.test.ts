import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getRenderProgress } from '@remotion/lambda-client';
import fc from 'fast-check';
import { startS3, type S3Emulator } from '../../local/emulators/s3';
import { sceneErrorArtifact } from '../../remotion/catalog';
import { outputKey } from '../exports/output-key';
import type { RenderProgress } from '../exports/ports';
import { describeDownloads, describeOutputStore, type OutputStoreWorld } from './outputs.contract';
import { describeRenderProgressReader } from './render-progress.contract';
import { contentDisposition, S3Outputs } from './s3-outputs';
import { parseProgress, progressKey, renderIdOf, S3RenderProgress } from './s3-render-progress';

const directory = mkdtempSync(path.join(tmpdir(), 'reelway-s3-'));
let s3: S3Emulator;
let client: S3Client;
let buckets = 0;

beforeAll(async () => {
  s3 = await startS3({ directory });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new S3Client({ endpoint: s3.url, region: 'us-east-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await s3.stop();
  rmSync(directory, { recursive: true });
});

async function newBucket(): Promise<string> {
  const name = `bucket-${(buckets += 1)}`;
  await s3.createBuckets([name]);
  return name;
}

const put = (Bucket: string, Key: string, Body: string | Uint8Array) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(Body) }));

const makeS3Outputs = async (): Promise<OutputStoreWorld> => {
  const bucket = await newBucket();
  return {
    outputs: new S3Outputs(client, bucket),
    put: async (key, body) => void (await put(bucket, key, body)),
    lifetime: ({ searchParams }) => Number(searchParams.get('X-Amz-Expires')),
  };
};
describeOutputStore('S3Outputs', makeS3Outputs);
describeDownloads('S3Outputs', makeS3Outputs);

describe('downloads from S3Outputs', () => {
  const key = 'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/1.mp4';

  it('have a header in ASCII without line ends or quotes of its own, for every name', () => {
    const names = fc.string({ unit: 'grapheme', maxLength: 120 });
    fc.assert(
      fc.property(names, (name) => {
        const header = contentDisposition(name);
        expect(header).toMatch(/^attachment; filename="[ !#-[\]-~]*"; filename\*=UTF-8''[\w.!~%-]*$/);
        expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(name);
      }),
    );
  });

  it('fail when S3 cannot be reached, instead of saying that there is no file', async () => {
    const outputs = new S3Outputs(
      new S3Client({
        endpoint: 'http://127.0.0.1:1',
        region: 'us-east-1',
        maxAttempts: 1,
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      }),
      'none',
    );
    await expect(outputs.head(key)).rejects.toThrow();
  });
});

/** A progress.json that says what is given, as Remotion writes it. */
function fileOf({ target, overall, outcome }: RenderProgress): string {
  const key = target === null ? undefined : outputKey(target.exportId, target.attempt, 'MP4');
  return JSON.stringify({
    framesRendered: Math.round((overall / 0.6) * 600),
    framesEncoded: 0,
    combinedFrames: 0,
    lambdasInvoked: 0,
    renderMetadata: target && {
      frameRange: [0, 599],
      estimatedRenderLambdaInvokations: 3,
      outName: { bucketName: 'outputs', key },
    },
    postRenderData:
      outcome?.type === 'success' ? { cost: { estimatedCost: outcome.billedUsd, currency: 'USD' } } : null,
    fatalErrorTimestamp: outcome?.type === 'error' ? 1 : null,
    receivedArtifact: (outcome?.type === 'success' ? (outcome.sceneErrors ?? []) : []).map((error) => ({
      filename: sceneErrorArtifact(error, 'a1'),
    })),
    errors:
      outcome?.type === 'error' ? [{ name: outcome.name, message: outcome.message, isFatal: true }] : [],
  });
}

describeRenderProgressReader('S3RenderProgress', async () => {
  const names = new Map<string, string>();
  const nameOf = async (name: string): Promise<string> => {
    const bucket = names.get(name) ?? (await newBucket());
    names.set(name, bucket);
    return bucket;
  };
  const inner = new S3RenderProgress(() => client);
  return {
    reader: {
      read: async ({ bucketName, renderId }) =>
        inner.read({ bucketName: await nameOf(bucketName), renderId }),
    },
    write: async ({ bucketName, renderId }, progress) =>
      void (await put(await nameOf(bucketName), progressKey(renderId), fileOf(progress))),
  };
});

describe('S3RenderProgress', () => {
  it.each([
    ['half a file', '{"framesRendered":'],
    ['nothing', ''],
    ['more than a file', '{}{}'],
  ])('throws on %s', async (_name, body) => {
    const bucketName = await newBucket();
    await put(bucketName, progressKey('abc'), body);
    await expect(new S3RenderProgress(() => client).read({ bucketName, renderId: 'abc' })).rejects.toThrow();
  });

  it('throws when the bucket is not there', async () => {
    await expect(
      new S3RenderProgress(() => client).read({ bucketName: 'nobodys', renderId: 'abc' }),
    ).rejects.toThrow();
  });
});

describe('the key of a progress file', () => {
  it('names its render', () => {
    expect(renderIdOf(progressKey('upuar6pdo7'))).toBe('upuar6pdo7');
  });

  it.each([
    'renders/a/out.mp4',
    'renders/a/b/progress.json',
    'renders//progress.json',
    'x/renders/a/progress.json',
    'renders/../progress.json',
    `renders/${'a'.repeat(65)}/progress.json`,
  ])('is not %s', (key) => expect(renderIdOf(key)).toBeNull());
});

type Sample = Record<string, unknown> & { renderMetadata: Record<string, unknown> };
const sample = (name: string): Sample =>
  JSON.parse(
    readFileSync(path.join(__dirname, `../../tests/fixtures/remotion/${name}.json`), 'utf8'),
  ) as Sample;
const target = { exportId: 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E', attempt: 2 };
const outName = { bucketName: 'outputs', key: outputKey(target.exportId, target.attempt, 'MP4') };
const ours = (name: string): Sample => {
  const file = sample(name);
  return { ...file, renderMetadata: { ...file.renderMetadata, outName } };
};

describe("Remotion's real progress files", () => {
  it('tell of a success, its price and whose it is', () => {
    expect(parseProgress('upuar6pdo7', ours('progress-success'))).toEqual({
      renderId: 'upuar6pdo7',
      target,
      overall: expect.closeTo(1, 10) as number,
      outcome: { type: 'success', billedUsd: 0.00038, sceneErrors: [] },
    });
  });

  it('tell of a success also where the webhook failed and is listed as an error', () => {
    const { outcome } = parseProgress('63vkazplwq', ours('progress-success-no-webhook'));
    expect(outcome).toEqual({ type: 'success', billedUsd: 5e-5, sceneErrors: [] });
  });

  it('tell of each scene that was replaced once, in their order, and of no other artifact', () => {
    const told = (sceneIndex: number, message: string, unique: string) =>
      sceneErrorArtifact({ sceneId: `s${sceneIndex}`, sceneIndex, line: 2, message }, unique);
    const names = [told(3, 'three', 'a'), told(1, 'one', 'a'), 'thumbnail.png', told(3, 'again', 'b')];
    const receivedArtifact = names.map((filename) => ({ filename, sizeInBytes: 1, s3Url: 'x', s3Key: 'y' }));
    const { outcome } = parseProgress('upuar6pdo7', { ...ours('progress-success'), receivedArtifact });
    expect(outcome).toMatchObject({
      sceneErrors: [
        { sceneId: 's1', sceneIndex: 1, line: 2, message: 'one' },
        { sceneId: 's3', sceneIndex: 3, line: 2, message: 'three' },
      ],
    });
  });

  it('tell of a fatal error', () => {
    const { outcome, overall } = parseProgress('0gm4gdov9q', ours('progress-error'));
    expect(outcome).toEqual({
      type: 'error',
      name: 'Error',
      message: 'boom at frame 30',
      billedUsd: 0.000092,
    });
    expect(overall).toBeCloseTo(0.6 / 3 + 0.2, 10);
  });

  it('are running until one of the two is said, whatever errors will be tried again', () => {
    const running = { ...ours('progress-error'), fatalErrorTimestamp: null };
    expect(parseProgress('0gm4gdov9q', running).outcome).toBeNull();
  });

  it('belong to nobody when their file goes elsewhere', () => {
    for (const other of [undefined, null, 'out.mp4', { bucketName: 'b', key: 'films/1.mp4' }]) {
      const file = sample('progress-success');
      const moved = { ...file, renderMetadata: { ...file.renderMetadata, outName: other } };
      expect(parseProgress('upuar6pdo7', moved).target).toBeNull();
    }
  });

  it('name the fatal error where there are several', () => {
    const errors = [
      { name: 'A', message: 'was tried again', isFatal: false },
      { name: 'B', message: 'was the end', isFatal: true },
    ];
    const { outcome } = parseProgress('x', { ...ours('progress-error'), errors });
    expect(outcome).toMatchObject({ type: 'error', name: 'B', message: 'was the end' });
    expect(parseProgress('x', { ...ours('progress-error'), errors: [] }).outcome).toMatchObject({
      type: 'error',
      name: 'Error',
      message: '',
    });
  });

  it.each([null, 1, 'text', { postRenderData: {} }, { renderMetadata: 'x' }])('are not %j', (json) => {
    expect(() => parseProgress('x', json)).toThrow();
  });
});

describe('overall progress', () => {
  const frames = 90;
  const counts = fc.record({
    framesRendered: fc.integer({ min: 0, max: frames }),
    framesEncoded: fc.integer({ min: 0, max: frames }),
    combinedFrames: fc.integer({ min: 0, max: frames }),
    lambdasInvoked: fc.integer({ min: 1, max: 3 }),
    serveUrlOpened: fc.option(fc.constant(1795273812810)),
    compositionValidated: fc.option(fc.constant(1795273812874)),
  });
  const running = (file: object): Sample => {
    const base = ours('progress-success');
    const renderMetadata = {
      ...base.renderMetadata,
      startedDate: Date.now(),
      frameRange: [10, 10 + frames - 1],
      totalChunks: 3,
      estimatedRenderLambdaInvokations: 3,
    };
    return {
      ...base,
      chunks: [],
      timings: [],
      timeToCombine: null,
      postRenderData: null,
      ...file,
      renderMetadata,
    };
  };

  it("is what Remotion's own client makes of the file, once a function renders", async () => {
    const { AWS_ENDPOINT_URL_S3, REMOTION_AWS_ACCESS_KEY_ID, REMOTION_AWS_SECRET_ACCESS_KEY } = process.env;
    const bucketName = 'remotionlambda-useast1-test';
    await s3.createBuckets([bucketName]);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_S3: s3.url,
      REMOTION_AWS_ACCESS_KEY_ID: 'test',
      REMOTION_AWS_SECRET_ACCESS_KEY: 'test',
    });
    try {
      await fc.assert(
        fc.asyncProperty(counts, async (file) => {
          await put(bucketName, progressKey('abc'), JSON.stringify(running(file)));
          const theirs = await getRenderProgress({
            renderId: 'abc',
            bucketName,
            functionName: 'remotion-render-4-0-527-mem2048mb-disk2048mb-120sec',
            region: 'us-east-1',
            skipLambdaInvocation: true,
          });
          const read = await new S3RenderProgress(() => client).read({ bucketName, renderId: 'abc' });
          expect(read?.overall).toBeCloseTo(theirs.overallProgress, 10);
        }),
        { numRuns: 25 },
      );
    } finally {
      const before = { AWS_ENDPOINT_URL_S3, REMOTION_AWS_ACCESS_KEY_ID, REMOTION_AWS_SECRET_ACCESS_KEY };
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  it('is from 0 to 1, whatever the file says', () => {
    const wild = fc.record({
      framesRendered: fc.nat(1000),
      framesEncoded: fc.nat(1000),
      combinedFrames: fc.nat(1000),
      lambdasInvoked: fc.nat(1000),
      renderMetadata: fc.option(fc.record({ frameRange: fc.option(fc.tuple(fc.nat(50), fc.nat(50))) })),
    });
    fc.assert(
      fc.property(wild, (file) => {
        const { overall } = parseProgress('x', file);
        expect(overall).toBeGreaterThanOrEqual(0);
        expect(overall).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
    expect(parseProgress('x', {}).overall).toBe(0);
  });

  it('counts the invoking as done where one process renders all', () => {
    const renderMetadata = { frameRange: [0, 9], estimatedRenderLambdaInvokations: 0 };
    const overallAt = (framesRendered: number): number =>
      parseProgress('x', { functionLaunched: 1, framesRendered, renderMetadata }).overall;
    expect(overallAt(0)).toBeCloseTo(0.1 / 3, 10);
    expect(overallAt(5)).toBeCloseTo(0.1 / 3 + 0.1 + 0.3, 10);
  });
});
