import { channel } from 'node:diagnostics_channel';

/** Sentry's SDK, as far as it is used; its layer brings the real one. */
const mockSentry = {
  init: jest.fn<void, [Options]>(),
  captureException: jest.fn(),
  captureMessage: jest.fn(),
};
jest.mock('@sentry/aws-serverless', () => mockSentry, { virtual: true });

interface Options {
  readonly dsn: string;
  readonly environment: string;
  readonly sampleRate: number;
  readonly maxBreadcrumbs: number;
  readonly sendDefaultPii: boolean;
  readonly integrations: (defaults: { name: string }[]) => { name: string }[];
  readonly beforeSend: (event: object) => unknown;
  readonly beforeSendTransaction: () => unknown;
}

const environment = { ...process.env };
let options: Options;
beforeAll(() => {
  Object.assign(process.env, {
    SENTRY_DSN: 'https://key@o1.ingest.sentry.io/1',
    SENTRY_SAMPLE_RATE: '0.5',
    STAGE: 'prod',
    AWS_LAMBDA_FUNCTION_NAME: 'reelway-prod-graphql',
  });
  jest.requireActual('./sentry.cjs');
  const [call] = mockSentry.init.mock.calls;
  if (call === undefined) throw new Error('Sentry was not started.');
  [options] = call;
});
afterAll(() => {
  process.env = environment;
});

describe('error tracking', () => {
  it('is started for the stage, without traces, breadcrumbs or what tells of persons', () => {
    expect(options).toMatchObject({
      ...{ dsn: 'https://key@o1.ingest.sentry.io/1', environment: 'prod', sampleRate: 0.5 },
      ...{ maxBreadcrumbs: 0, sendDefaultPii: false },
    });
    expect(options).not.toHaveProperty('tracesSampleRate');
    expect(options.beforeSendTransaction()).toBeNull();
  });

  it('looks at no request, log line, variable or source', () => {
    const names = [
      'AwsLambda',
      'Console',
      'Http',
      'NodeFetch',
      'LocalVariablesAsync',
      'ContextLines',
      'RequestData',
    ];
    expect(options.integrations(names.map((name) => ({ name })))).toEqual([{ name: 'AwsLambda' }]);
  });

  it('sends the kind of an error, its place and the first line of its message, and nothing that users wrote', () => {
    const secret = 't0p-s3cret';
    const frame = {
      filename: '/var/task/services/graphql/handler.js',
      function: 'save',
      lineno: 1,
      colno: 2,
      in_app: true,
    };
    const event = {
      event_id: 'e1',
      level: 'error',
      environment: 'prod',
      message: `refused https://user.example.com/hook?token=${secret}#${secret}`,
      request: { headers: { authorization: `Bearer ${secret}` }, data: secret, query_string: secret },
      user: { id: secret, ip_address: secret },
      breadcrumbs: [{ message: secret }],
      extra: { scene: secret },
      server_name: secret,
      modules: { a: secret },
      contexts: {
        runtime: { name: 'node' },
        'aws.lambda': { aws_request_id: 'r1' },
        state: { value: secret },
      },
      tags: { logged: 'A GraphQL request failed.' },
      exception: {
        values: [
          {
            type: 'TypeError',
            value: `bad token eyJhbGciOiJI.eyJzdWIi.${secret} at s3://a/b?x=${secret}\nexport default ${secret}`,
            stacktrace: {
              frames: [{ ...frame, vars: { props: secret }, context_line: secret, pre_context: [secret] }],
            },
            mechanism: { type: 'auto.function', handled: false, data: { secret } },
          },
        ],
      },
    };
    const sent = options.beforeSend(event);
    expect(JSON.stringify(sent)).not.toContain(secret);
    expect(sent).toMatchObject({
      ...{ event_id: 'e1', level: 'error', environment: 'prod', transaction: 'reelway-prod-graphql' },
      message: 'refused https://user.example.com/hook',
      contexts: { runtime: { name: 'node' }, 'aws.lambda': { aws_request_id: 'r1' } },
      exception: {
        values: [
          {
            type: 'TypeError',
            value: 'bad token … at s3://a/b',
            stacktrace: { frames: [frame] },
            mechanism: { type: 'auto.function', handled: false },
          },
        ],
      },
    });
  });

  it('shows no more of a message than its beginning', () => {
    const sent = options.beforeSend({ message: 'x'.repeat(1000) }) as { message: string };
    expect(sent.message).toHaveLength(200);
  });

  it('takes what functions log as errors', () => {
    const error = new Error('boom');
    channel('reelway:error').publish({ message: 'A GraphQL request failed.', error });
    channel('reelway:error').publish({ message: 'A batch is cancelled.', error: null });
    expect(mockSentry.captureException.mock.calls).toEqual([
      [error, { tags: { logged: 'A GraphQL request failed.' } }],
    ]);
    expect(mockSentry.captureMessage.mock.calls).toEqual([['A batch is cancelled.', { level: 'error' }]]);
  });

  it('that cannot be started is a line in the log, and no function fails of it', () => {
    const line = jest.spyOn(console, 'error').mockImplementation(() => {});
    mockSentry.init.mockImplementationOnce(() => {
      throw new Error("Cannot find module '@sentry/aws-serverless'");
    });
    jest.isolateModules(() => void jest.requireActual('./sentry.cjs'));
    expect(JSON.parse(String(line.mock.calls[0]?.[0]))).toEqual({
      ...{ level: 'ERROR', message: 'Errors are not tracked.' },
      error: "Cannot find module '@sentry/aws-serverless'",
    });
    line.mockRestore();
  });
});
