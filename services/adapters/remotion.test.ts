import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exampleExport, ScriptedRenderer } from '../exports/memory';
import { RendererBusyError, type RenderRequest } from '../exports/ports';
import type { RenderSettings } from '../exports/video-export';
import { functionsFor, RemotionLambdaRenderer } from './remotion-lambda';
import { RemotionLocalRenderer } from './remotion-local';
import { describeRenderer } from './renderer.contract';

const exportId = 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E';

function request(settings: Partial<RenderSettings> = {}, title = 'Hello'): RenderRequest {
  return {
    exportId,
    attempt: 2,
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
  ];
  const before = names.map((name) => [name, process.env[name]] as const);
  beforeAll(() => {
    Object.assign(process.env, {
      REMOTION_AWS_ACCESS_KEY_ID: 'test',
      REMOTION_AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_LAMBDA: url,
      AWS_ENDPOINT_URL_S3: url,
    });
  });
  afterAll(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  const functionName = 'remotion-render-4-0-527-mem2048mb-disk2048mb-240sec';
  const renderer = (licenseKey: string | null = null) =>
    new RemotionLambdaRenderer({
      ...target,
      region: 'us-east-1',
      functionName,
      serveUrl: 'site',
      licenseKey,
      maxFunctions: 40,
    });
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
        respond = (_call, response) => {
          if (kind === 'accept') response.end(accepted);
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
    await renderer('key-1').start(request());
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
    const broken = new RemotionLambdaRenderer({
      ...target,
      region: 'us-east-1',
      functionName,
      serveUrl: 'site',
      licenseKey: null,
      maxFunctions: 40,
      webhook: () => Promise.reject(new Error('no secret')),
    });
    await expect(broken.start(request())).rejects.toThrow('no secret');
    expect(calls).toEqual([]);
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
      respond = (_call, response) => {
        if (kind === 'accept') response.writeHead(202);
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
