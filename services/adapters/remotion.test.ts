import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { exampleExport, ScriptedRenderer } from '../exports/memory';
import { RendererBusyError, type ClipRequest, type RenderRequest, type StillRequest } from '../exports/ports';
import type { RenderSettings } from '../exports/video-export';
import { functionsAtOnce, functionsFor } from './remotion-functions';
import { RemotionLambdaRenderer, type RemotionLambdaTarget } from './remotion-lambda';
import { RemotionLocalRenderer } from './remotion-local';
import { RegionPool, type RegionCooling, type RenderRegion } from './remotion-regions';
import { describeRenderer } from './renderer.contract';

// Its answer is a stream, for which the client keeps a timer of half a minute; tests/lambda has the real one.
const mockStill = jest.fn<Promise<unknown>, [unknown]>();
jest.mock('@remotion/lambda-client', () => ({
  ...jest.requireActual<object>('@remotion/lambda-client'),
  renderStillOnLambda: (request: unknown) => mockStill(request),
}));

const exportId = 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E';

function request(settings: Partial<RenderSettings> = {}, title = 'Hello'): RenderRequest {
  return {
    exportId,
    ownerId: 'user-1',
    attempt: 2,
    strain: { memory: 0, time: 0 },
    settings: { ...exampleExport().settings, ...settings },
    props: {
      width: 1920,
      height: 1080,
      fps: 30,
      scenes: [{ id: 'scene-1', template: 'title', props: { title }, durationInFrames: 90 }],
    },
    outputKey: `exports/${exportId}/2.mp4`,
  };
}

const small = {
  props: request().props,
  scale: 1 / 3,
  file: `exports/${exportId}/2.mp4`,
};
const still: StillRequest = { ...small, frame: 54, outputKey: `exports/${exportId}/2.thumbnail.jpg` };
const clip: ClipRequest = {
  ...small,
  firstFrame: 10,
  lastFrame: 69,
  outputKey: `exports/${exportId}/2.preview.mp4`,
};

interface Call {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
let server: Server;
let url: string;
let calls: Call[] = [];
let respond: (call: Call, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((incoming, response) => {
    void text(incoming).then((body) => {
      const call = { path: `${incoming.method} ${incoming.url}`, headers: incoming.headers, body };
      calls.push(call);
      respond(call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  calls = [];
});

const webhook = async () => ({ url: 'https://api.example.com/webhooks/remotion', secret: 'top-secret' });
const target = { outputBucket: 'outputs', renderBucket: 'remotionlambda-useast1-renders', webhook };

/** STS's answer to GetCallerIdentity. */
const IDENTITY =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  '<Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

/** How each setting reaches Remotion; the same for both renderers. */
const encodings: [string, Partial<RenderSettings>, Record<string, unknown>][] = [
  ['H.264 with a CRF', {}, { codec: 'h264', crf: 18, videoBitrate: null }],
  ['H.265', { codec: 'H265', crf: 23 }, { codec: 'h265', crf: 23 }],
  ['VP8', { format: 'WEBM', codec: 'VP8' }, { codec: 'vp8' }],
  ['VP9', { format: 'WEBM', codec: 'VP9' }, { codec: 'vp9' }],
  ['GIF', { format: 'GIF', codec: null, crf: null }, { codec: 'gif', crf: null }],
  ['a bitrate', { crf: null, videoBitrate: '4M' }, { crf: null, videoBitrate: '4M' }],
  ['a scale and a JPEG quality', { scale: 2 / 3, jpegQuality: 70 }, { scale: 2 / 3, jpegQuality: 70 }],
];
const withNulls = (object: Record<string, unknown>, names: string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, object[name] ?? null]));

describe('RemotionLambdaRenderer', () => {
  const names = [
    'REMOTION_AWS_ACCESS_KEY_ID',
    'REMOTION_AWS_SECRET_ACCESS_KEY',
    'AWS_ENDPOINT_URL_LAMBDA',
    'AWS_ENDPOINT_URL_S3',
    'AWS_ENDPOINT_URL_STS',
  ];
  const before = names.map((name) => [name, process.env[name]] as const);
  beforeAll(() => {
    Object.assign(process.env, {
      REMOTION_AWS_ACCESS_KEY_ID: 'test',
      REMOTION_AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_LAMBDA: url,
      AWS_ENDPOINT_URL_S3: url,
      AWS_ENDPOINT_URL_STS: url,
    });
  });
  afterAll(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  const functionName = 'remotion-render-4-0-527-prod-mem2048mb-disk2048mb-240sec';
  const cooling: RegionCooling = { read: async () => new Map<string, number>(), cool: async () => {} };
  const home: RenderRegion = { region: 'us-east-1', weight: 1, bucketName: target.renderBucket };
  const away: RenderRegion = {
    region: 'eu-west-1',
    weight: 1,
    bucketName: 'reelway-prod-renders-1-eu-west-1',
  };
  const renderer = (changes: Partial<RemotionLambdaTarget> = {}) =>
    new RemotionLambdaRenderer({
      pool: new RegionPool([home], cooling),
      region: 'us-east-1',
      output: {
        ...{ bucketName: 'outputs', region: 'us-east-1', endpoint: 'https://s3.us-east-1.amazonaws.com' },
        otherStore: null,
      },
      functionName,
      largeFunctionName: null,
      serveUrl: 'site',
      licenseKey: null,
      maxFunctions: 40,
      webhook,
      ...changes,
    });
  /** Tries the home region first. */
  const inTwoRegions = () => renderer({ pool: new RegionPool([home, away], cooling, Date.now, () => 0) });
  const invocations = (): Record<string, unknown>[] =>
    calls
      .filter(({ path }) => path.startsWith('POST'))
      .map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  // Remotion's client talks to the console.
  const silent = [jest.spyOn(console, 'warn'), jest.spyOn(console, 'log')];
  afterAll(() => silent.forEach((spy) => spy.mockRestore()));

  beforeEach(() => {
    silent.forEach((spy) => spy.mockImplementation(() => {}));
    respond = ({ path }, response) => {
      if (path.startsWith('PUT')) response.writeHead(200).end();
      else
        response.end(
          JSON.stringify({ type: 'success', renderId: 'abc123', bucketName: target.renderBucket }),
        );
    };
  });

  describeRenderer(
    'Remotion Lambda',
    () => ({
      renderer: renderer(),
      renderBucket: target.renderBucket,
      answer: (kind) => {
        const accepted = JSON.stringify({
          type: 'success',
          renderId: 'abc123',
          bucketName: target.renderBucket,
        });
        respond = ({ path }, response) => {
          if (path.startsWith('GET')) response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
          else if (path === 'POST /') response.writeHead(200, { 'content-type': 'text/xml' }).end(IDENTITY);
          else if (kind === 'accept') response.end(accepted);
          else if (kind === 'no capacity') {
            response.writeHead(429, { 'x-amzn-errortype': 'TooManyRequestsException' });
            response.end(
              JSON.stringify({ Reason: 'ConcurrentInvocationLimitExceeded', message: 'Rate Exceeded.' }),
            );
          } else {
            response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' });
            response.end(JSON.stringify({ Message: 'not allowed' }));
          }
        };
      },
    }),
    request,
  );

  it.each([
    ['a render', () => renderer().start(request())],
    ['a clip', () => renderer().clip(clip)],
    ['a cancellation', () => renderer().cancel({ renderId: 'abc', bucketName: home.bucketName })],
  ])('gives up %s that AWS says nothing to', async (_name, ask) => {
    const asked = new Promise((resolve) => (respond = resolve));
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date'] });
    const answer = ask().catch((error: unknown) => error);
    await asked;
    let isOver = false;
    void answer.then(() => (isOver = true));
    // All the time that the functions have that ask.
    for (let ms = 0; ms < 60_000 && !isOver; ms += 500) {
      for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
      jest.advanceTimersByTime(500);
    }
    jest.useRealTimers();
    expect(await answer).toMatchObject({ name: 'TimeoutError' });
    // Whoever asks Lambda twice may render twice.
    expect(calls.filter(({ path }) => path.includes('/functions/')).length).toBeLessThanOrEqual(1);
  });

  it('asks the function to start the render, with everything that Remotion has to know', async () => {
    expect(await renderer().start(request())).toEqual({
      renderId: 'abc123',
      bucketName: target.renderBucket,
    });
    expect(calls.map(({ path }) => path)).toEqual([`POST /2015-03-31/functions/${functionName}/invocations`]);
    const [payload = {}] = invocations();
    expect(payload).toMatchObject({
      type: 'start',
      version: '4.0.527',
      composition: 'MainComposition',
      serveUrl: expect.stringContaining('site') as string,
      bucketName: target.renderBucket,
      privacy: 'no-acl',
      maxRetries: 1,
      enableCancellation: true,
      concurrency: 2,
      logLevel: 'warn',
      overwrite: true,
      outName: { bucketName: 'outputs', key: `exports/${exportId}/2.mp4` },
      webhook: {
        url: 'https://api.example.com/webhooks/remotion',
        secret: 'top-secret',
        customData: { exportId, attempt: 2 },
      },
      scale: 1,
      jpegQuality: 90,
      licenseKey: null,
    });
    const { type, payload: props } = payload.inputProps as { type: string; payload: string };
    expect([type, JSON.parse(props)]).toEqual(['payload', { ...request().props, exportId }]);
  });

  it.each(encodings)('tells Remotion of %s', async (_name, settings, expected) => {
    await renderer().start(request(settings));
    expect(withNulls(invocations()[0] ?? {}, Object.keys(expected))).toEqual(expected);
  });

  it('passes a licence key on, and none where there is none', async () => {
    await renderer({ licenseKey: 'key-1' }).start(request());
    expect(invocations()[0]).toMatchObject({ licenseKey: 'key-1' });
  });

  it("puts large props into Remotion's bucket", async () => {
    const title = 'x'.repeat(250_000);
    await renderer().start(request({}, title));
    const upload = calls.find(({ path }) => path.startsWith('PUT'));
    expect(upload?.path).toMatch(new RegExp(`^PUT /${target.renderBucket}/input-props/`));
    expect(upload?.body).toContain(title);
    expect(invocations()[0]).toMatchObject({ inputProps: { type: 'bucket-url' } });
  });

  const refuse = (status: number, name: string, reason?: string) => {
    respond = (_call, response) =>
      response
        .writeHead(status, { 'x-amzn-errortype': name })
        .end(JSON.stringify({ message: 'Rate Exceeded.', Reason: reason, Type: 'User' }));
  };

  it.each([
    ['TooManyRequestsException', 'ConcurrentInvocationLimitExceeded'],
    ['TooManyRequestsException', 'ReservedFunctionConcurrentInvocationLimitExceeded'],
    ['ThrottlingException', undefined],
  ])(
    'is busy when Lambda says %s, %s',
    async (name, reason) => {
      refuse(429, name, reason);
      await expect(renderer().start(request())).rejects.toThrow(RendererBusyError);
    },
    20_000,
  );

  it.each([
    [403, 'AccessDeniedException'],
    [404, 'ResourceNotFoundException'],
  ])('is not busy, but wrong, when Lambda answers %i %s', async (status, name) => {
    respond = (_call, response) =>
      response.writeHead(status, { 'x-amzn-errortype': name }).end(JSON.stringify({ message: 'No.' }));
    const starting = renderer().start(request());
    await expect(starting).rejects.toThrow();
    await expect(starting).rejects.not.toThrow(RendererBusyError);
  });

  it('fails with the error of a function that failed', async () => {
    const stack = 'Error: Version mismatch\n    at handler';
    respond = (_call, response) =>
      response.end(JSON.stringify({ type: 'error', message: 'Version mismatch', stack }));
    await expect(renderer().start(request())).rejects.toThrow('Version mismatch');
  });

  it('asks Remotion for nothing when the secret of the webhook cannot be read', async () => {
    const broken = renderer({ webhook: () => Promise.reject(new Error('no secret')) });
    await expect(broken.start(request())).rejects.toThrow('no secret');
    expect(calls).toEqual([]);
  });

  it.each([
    ['the usual function', null, { memory: 0, time: 0 }, functionName, 2],
    ['the usual one with more parts', null, { memory: 1, time: 0 }, functionName, 4],
    ['not the larger one for a first attempt', 'large', { memory: 0, time: 0 }, functionName, 2],
    ['the larger one after a lack of memory', 'large', { memory: 1, time: 0 }, 'large', 4],
    ['the larger one after a lack of time', 'large', { memory: 0, time: 2 }, 'large', 8],
  ])('asks %s', async (_name, largeFunctionName, strain, asked, concurrency) => {
    await renderer({ largeFunctionName }).start({ ...request(), strain });
    expect(calls.at(-1)?.path).toBe(`POST /2015-03-31/functions/${asked}/invocations`);
    expect(invocations()[0]).toMatchObject({ concurrency });
  });

  describe('in several regions', () => {
    /** The region that a call was signed for. */
    const regionOf = ({ headers }: Call): string => String(headers.authorization).split('/')[2] ?? '';
    const accepted = (bucketName: string) =>
      JSON.stringify({ type: 'success', renderId: 'abc123', bucketName });
    const throttle = (response: ServerResponse): void => {
      response.writeHead(429, { 'x-amzn-errortype': 'TooManyRequestsException' });
      response.end(
        JSON.stringify({ Reason: 'ConcurrentInvocationLimitExceeded', message: 'Rate Exceeded.' }),
      );
    };

    it('goes to the next region when one throttles, tells it where the output is, and stays there', async () => {
      respond = (call, response) =>
        regionOf(call) === 'us-east-1' ? throttle(response) : void response.end(accepted(away.bucketName));
      const pool = inTwoRegions();
      expect(await pool.start(request())).toEqual({ renderId: 'abc123', bucketName: away.bucketName });
      expect(await pool.start(request())).toEqual({ renderId: 'abc123', bucketName: away.bucketName });
      expect(calls.map(regionOf)).toEqual(['us-east-1', 'eu-west-1', 'eu-west-1']);
      const [atHome, abroad] = invocations();
      expect(atHome).toMatchObject({
        bucketName: home.bucketName,
        outName: { bucketName: 'outputs', key: request().outputKey },
      });
      expect(atHome?.outName).not.toHaveProperty('s3OutputProvider');
      expect(abroad).toMatchObject({
        bucketName: away.bucketName,
        outName: {
          bucketName: 'outputs',
          key: request().outputKey,
          s3OutputProvider: {
            endpoint: 'https://s3.us-east-1.amazonaws.com',
            region: 'us-east-1',
            accessKeyId: null,
            secretAccessKey: null,
          },
        },
      });
    });

    it('is busy when all of them throttle, each asked once', async () => {
      respond = (_call, response) => throttle(response);
      await expect(inTwoRegions().start(request())).rejects.toThrow(RendererBusyError);
      expect(calls.map(regionOf)).toEqual(['us-east-1', 'eu-west-1']);
    });

    it.each([
      ['a failure of the service', (response: ServerResponse) => response.writeHead(500).end('{}')],
      ['no answer', (response: ServerResponse) => response.destroy()],
      [
        'an error of the function',
        (response: ServerResponse) =>
          response.end(JSON.stringify({ type: 'error', message: 'Version mismatch', stack: '' })),
      ],
    ])('asks nobody else after %s, since the render may have begun', async (_name, answer) => {
      respond = (_call, response) => void answer(response);
      const starting = inTwoRegions().start(request());
      await expect(starting).rejects.toThrow();
      await expect(starting).rejects.not.toThrow(RendererBusyError);
      expect(calls.map(regionOf)).toEqual(['us-east-1']);
    });
  });

  describe('into another store', () => {
    const credentials = jest.fn(async () => ({ accessKeyId: 'store-key', secretAccessKey: 'store-secret' }));
    const elsewhere = (changes: Partial<RemotionLambdaTarget> = {}) =>
      renderer({
        output: {
          ...{ bucketName: 'films', region: 'auto', endpoint: 'https://store.example.com' },
          otherStore: { forcePathStyle: true, credentials },
        },
        ...changes,
      });
    const s3OutputProvider = {
      ...{ endpoint: 'https://store.example.com', region: 'auto', forcePathStyle: true },
      ...{ accessKeyId: 'store-key', secretAccessKey: 'store-secret' },
    };

    it('lets videos, clips and stills go there, from every region', async () => {
      await elsewhere().start(request());
      await elsewhere({ pool: new RegionPool([away], cooling) }).start(request());
      await elsewhere().clip(clip);
      mockStill.mockResolvedValue({ sizeInBytes: 1 });
      await elsewhere().still(still);
      const asked = [...invocations(), mockStill.mock.calls[0]?.[0]] as Record<string, unknown>[];
      const keys = [request().outputKey, request().outputKey, clip.outputKey, still.outputKey];
      expect(asked.map(({ outName }) => outName)).toEqual(
        keys.map((key) => ({ bucketName: 'films', key, s3OutputProvider })),
      );
      expect(asked.map(({ privacy }) => privacy)).toEqual(Array(4).fill('no-acl'));
      expect(asked[0]).toMatchObject({ bucketName: target.renderBucket });
    });

    afterEach(() => mockStill.mockReset());

    it('asks Remotion for nothing when the credentials cannot be read', async () => {
      credentials.mockRejectedValueOnce(new Error('no secret'));
      await expect(elsewhere().start(request())).rejects.toThrow('no secret');
      expect(calls).toEqual([]);
    });

    it('cancels in the region of the stage, whatever region the store has', async () => {
      respond = ({ path }, response) => {
        if (path === 'POST /') response.writeHead(200, { 'content-type': 'text/xml' }).end(IDENTITY);
        else if (path.startsWith('GET')) response.end('{"cancellationEnabled":true}');
        else response.end();
      };
      await elsewhere().cancel({ renderId: 'abc123', bucketName: 'remotionlambda-useast1-renders' });
      const put = calls.find(({ path }) => path.startsWith('PUT'));
      expect(String(put?.headers.authorization).split('/')[2]).toBe('us-east-1');
    });
  });

  describe('for previews', () => {
    it('asks one function for a small clip without sound, and for no webhook', async () => {
      await renderer().clip(clip);
      expect(calls.map(({ path }) => path)).toEqual([
        `POST /2015-03-31/functions/${functionName}/invocations`,
      ]);
      expect(invocations()[0]).toMatchObject({
        ...{ type: 'start', composition: 'MainComposition', codec: 'h264', crf: 30, muted: true },
        ...{ frameRange: [10, 69], scale: 1 / 3, concurrency: 1, overwrite: true, privacy: 'no-acl' },
        ...{ outName: { bucketName: 'outputs', key: clip.outputKey }, webhook: null, logLevel: 'warn' },
      });
    });

    it('asks for a small JPEG', async () => {
      mockStill.mockResolvedValue({ sizeInBytes: 1 });
      await renderer().still(still);
      expect(mockStill.mock.calls).toMatchObject([
        [
          {
            ...{ functionName, composition: 'MainComposition', inputProps: small.props },
            ...{ imageFormat: 'jpeg', jpegQuality: 80, frame: 54, scale: 1 / 3 },
            ...{ outName: { bucketName: 'outputs', key: still.outputKey } },
            ...{ forceBucketName: target.renderBucket, privacy: 'no-acl', logLevel: 'warn' },
            requestHandler: { requestTimeout: 30_000, throwOnRequestTimeout: true, socketTimeout: 30_000 },
          },
        ],
      ]);
    });

    it('is busy when Lambda has no capacity', async () => {
      const message = 'ConcurrentInvocationLimitExceeded';
      mockStill.mockRejectedValue(Object.assign(new Error(message), { name: 'TooManyRequestsException' }));
      await expect(renderer().still(still)).rejects.toThrow(RendererBusyError);
      refuse(429, 'TooManyRequestsException', message);
      await expect(renderer().clip(clip)).rejects.toThrow(RendererBusyError);
    }, 20_000);
  });

  describe('a cancellation', () => {
    const answerWith = (status: number, body: string): void => {
      respond = ({ path }, response) => {
        if (path === 'POST /') response.writeHead(200, { 'content-type': 'text/xml' }).end(IDENTITY);
        else if (path.startsWith('GET')) response.writeHead(status).end(body);
        else response.end();
      };
    };
    const cancelled = () =>
      calls.filter(({ path }) => path.startsWith('PUT')).map(({ path }) => path.split('?')[0]);

    it("leaves Remotion's signal in the bucket of the render, in the region of that bucket", async () => {
      answerWith(200, JSON.stringify({ cancellationEnabled: true }));
      await renderer().cancel({ renderId: 'abc123', bucketName: away.bucketName });
      expect(cancelled()).toEqual([`PUT /${away.bucketName}/renders/abc123/cancel.json`]);
      expect(String(calls.at(-1)?.headers.authorization)).toContain('/eu-west-1/s3/');
    });

    it('fails when the progress of the render cannot be read', async () => {
      answerWith(403, '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
      const render = { renderId: 'abc123', bucketName: target.renderBucket };
      await expect(renderer().cancel(render)).rejects.toThrow();
      expect(cancelled()).toEqual([]);
    });
  });
});

describe('functionsFor', () => {
  const clip = (width: number, height: number, durationInFrames: number) => ({
    width,
    height,
    durationInFrames,
  });
  it.each([
    ['a single frame', clip(1280, 720, 1), 40, 1],
    ['as much as one function is worth', clip(1280, 720, 120), 40, 1],
    ['one frame more', clip(1280, 720, 121), 40, 2],
    ['a minute of portrait full HD', clip(1080, 1920, 1800), 40, 30],
    ['a second of 4K', clip(3840, 2160, 60), 40, 3],
    ['half an hour', clip(1920, 1080, 54_000), 40, 40],
    ['anything where one is allowed', clip(3840, 2160, 54_000), 1, 1],
  ])('%s', (_name, settings, maxFunctions, expected) => {
    expect(functionsFor(settings, maxFunctions)).toBe(expected);
  });

  it.each([
    ['once out of memory: twice as many', clip(1280, 720, 120), { memory: 1, time: 0 }, 40, 2],
    ['once out of time: twice as many', clip(1280, 720, 120), { memory: 0, time: 1 }, 40, 2],
    ['once each: four times as many', clip(1280, 720, 120), { memory: 1, time: 1 }, 40, 4],
    ['three times: eight times as many', clip(1280, 720, 240), { memory: 3, time: 0 }, 40, 16],
    ['no more than allowed', clip(1920, 1080, 1800), { memory: 1, time: 0 }, 40, 40],
    ['no part below five frames', clip(1280, 720, 20), { memory: 5, time: 5 }, 40, 4],
    ['nor the last part', clip(1280, 720, 21), { memory: 5, time: 5 }, 40, 3],
    ['a video of four frames is one part', clip(3840, 2160, 4), { memory: 9, time: 9 }, 40, 1],
    ['nor more than one where one is allowed', clip(1920, 1080, 1800), { memory: 2, time: 2 }, 1, 1],
  ])('strained %s', (_name, settings, strain, maxFunctions, expected) => {
    expect(functionsFor(settings, maxFunctions, strain)).toBe(expected);
  });

  it.each([
    ['one that draws and leads', 120, 1],
    ['two that draw, and one that leads them', 121, 3],
  ])('runs %s', (_name, durationInFrames, expected) => {
    expect(functionsAtOnce(clip(1280, 720, durationInFrames), 40)).toBe(expected);
  });

  it('cuts every video into parts that Remotion can join, however strained', () => {
    const settings = fc.record({
      width: fc.constantFrom(640, 1920, 3840),
      height: fc.constantFrom(360, 1080, 2160),
      durationInFrames: fc.integer({ min: 1, max: 120_000 }),
    });
    const strain = fc.record({ memory: fc.nat(3), time: fc.nat(3) });
    fc.assert(
      fc.property(settings, fc.integer({ min: 1, max: 200 }), strain, (clip, maxFunctions, strained) => {
        const functions = functionsFor(clip, maxFunctions, strained);
        expect(functions).toBeGreaterThanOrEqual(1);
        expect(functions).toBeLessThanOrEqual(maxFunctions);
        const each = Math.ceil(clip.durationInFrames / functions);
        const last = clip.durationInFrames - each * (Math.ceil(clip.durationInFrames / each) - 1);
        expect(last).toBeGreaterThanOrEqual(Math.min(5, clip.durationInFrames));
      }),
    );
  });
});

describe('RemotionLocalRenderer', () => {
  const renderer = () => new RemotionLocalRenderer({ ...target, workerUrl: url });
  const answerWith = (status: number, body: string): void => {
    respond = (_call, response) => response.writeHead(status).end(body);
  };
  const accepted = JSON.stringify({ renderId: 'abc123', bucketName: target.renderBucket });

  it('asks the worker to start the render, once for each attempt', async () => {
    answerWith(202, accepted);
    expect(await renderer().start(request())).toEqual({
      renderId: 'abc123',
      bucketName: target.renderBucket,
    });
    expect(calls.map(({ path, headers }) => [path, headers['content-type']])).toEqual([
      ['POST /renders', 'application/json'],
    ]);
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({
      idempotencyKey: `${exportId}:2`,
      compositionId: 'MainComposition',
      inputProps: { ...request().props, exportId },
      codec: 'h264',
      crf: 18,
      scale: 1,
      jpegQuality: 90,
      output: { bucket: 'outputs', key: `exports/${exportId}/2.mp4` },
      segmentScope: createHash('sha256').update('user-1').digest('hex'),
      renderBucket: target.renderBucket,
      webhook: {
        url: 'https://api.example.com/webhooks/remotion',
        secret: 'top-secret',
        customData: { exportId, attempt: 2 },
      },
    });
  });

  it.each(encodings)('tells the worker of %s', async (_name, settings, expected) => {
    answerWith(202, accepted);
    await renderer().start(request(settings));
    const body = JSON.parse(calls[0]?.body ?? '') as Record<string, unknown>;
    expect(withNulls(body, Object.keys(expected))).toEqual(expected);
  });

  it.each([429, 503])('is busy when the worker answers %i', async (status) => {
    answerWith(status, '');
    await expect(renderer().start(request())).rejects.toThrow(RendererBusyError);
    await expect(renderer().still(still)).rejects.toThrow(RendererBusyError);
    await expect(renderer().clip(clip)).rejects.toThrow(RendererBusyError);
  });

  it('asks the worker for previews out of the finished file, by their size in pixels', async () => {
    answerWith(201, '');
    await renderer().still(still);
    await renderer().clip(clip);
    expect(calls.map(({ path }) => path)).toEqual(['POST /previews', 'POST /previews']);
    const source = { bucket: 'outputs', key: small.file };
    const common = { source, width: 640, height: 360, fps: 30 };
    expect(calls.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      {
        ...{ ...common, kind: 'still', firstFrame: 54, lastFrame: 54 },
        output: { bucket: 'outputs', key: still.outputKey },
      },
      {
        ...{ ...common, kind: 'clip', firstFrame: 10, lastFrame: 69 },
        output: { bucket: 'outputs', key: clip.outputKey },
      },
    ]);
  });

  it('fails with what the worker says of a preview that it could not make', async () => {
    answerWith(500, '{"error":"There is no file."}');
    const message = 'The local render worker answered 500: {"error":"There is no file."}';
    await expect(renderer().still(still)).rejects.toThrow(message);
  });

  it.each([
    [400, '{"error":"bad codec"}', 'The local render worker answered 400: {"error":"bad codec"}'],
    [500, 'x'.repeat(2000), `The local render worker answered 500: ${'x'.repeat(500)}`],
    [200, '<html>', 'The local render worker answered 200: <html>'],
    [200, '', 'The local render worker answered 200: '],
    [200, 'null', 'The local render worker answered 200: null'],
    [200, '{"renderId":"a"}', 'The local render worker answered 200: {"renderId":"a"}'],
    [
      200,
      '{"renderId":"","bucketName":"b"}',
      'The local render worker answered 200: {"renderId":"","bucketName":"b"}',
    ],
    [
      200,
      '{"renderId":1,"bucketName":"b"}',
      'The local render worker answered 200: {"renderId":1,"bucketName":"b"}',
    ],
  ])('fails when the worker answers %i %j', async (status, body, message) => {
    answerWith(status, body);
    const starting = renderer().start(request());
    await expect(starting).rejects.toThrow(new Error(message));
    await expect(starting).rejects.not.toThrow(RendererBusyError);
  });

  it.each([204, 404])('has a render cancelled, and takes %i for an answer', async (status) => {
    answerWith(status, '');
    await renderer().cancel({ renderId: 'abc123', bucketName: target.renderBucket });
    expect(calls.map(({ path }) => path)).toEqual(['DELETE /renders/abc123']);
  });

  it('fails when the worker answers 500 to a cancellation', async () => {
    answerWith(500, '');
    const cancelling = renderer().cancel({ renderId: 'abc123', bucketName: target.renderBucket });
    await expect(cancelling).rejects.toThrow(
      new Error('The local render worker answered 500 to a cancellation.'),
    );
  });

  it('fails when nobody answers', async () => {
    const nobody = new RemotionLocalRenderer({ ...target, workerUrl: 'http://127.0.0.1:1' });
    await expect(nobody.start(request())).rejects.toThrow();
  });
});

describeRenderer(
  'the local worker',
  () => ({
    renderer: new RemotionLocalRenderer({ ...target, workerUrl: url }),
    renderBucket: target.renderBucket,
    answer: (kind) => {
      respond = ({ path }, response) => {
        if (path.startsWith('DELETE')) response.writeHead(404);
        else if (kind === 'accept') response.writeHead(202);
        else response.writeHead(kind === 'no capacity' ? 503 : 400);
        response.end(JSON.stringify({ renderId: 'abc123', bucketName: target.renderBucket }));
      };
    },
  }),
  request,
);

describeRenderer(
  'the fake',
  () => {
    const renderer = new ScriptedRenderer();
    const answer = (kind: 'accept' | 'no capacity' | 'refuse') => {
      renderer.onStart = () => {
        if (kind === 'no capacity') throw new RendererBusyError('busy');
        if (kind === 'refuse') throw new Error('refused');
      };
    };
    return { renderer, renderBucket: 'renders', answer };
  },
  request,
);
