// The real clients, against a server on loopback that answers as AWS does: what is planned is what goes over the wire.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql, printSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { schema } from '../services/graphql/schema';
import {
  advice,
  CALLS_INSIDE,
  CONCURRENCY_QUOTA,
  createAws,
  createFunction,
  describeRule,
  findStack,
  getBucketLocation,
  getCallerIdentity,
  getFunctionConfiguration,
  getNotifications,
  getFunctionInfo,
  getLifecycle,
  getRole,
  getSecretValue,
  getServiceQuota,
  getSites,
  orNull,
  putLifecycle,
  putNotifications,
  putRolePolicy,
  putRule,
  putTargets,
  smokeExport,
  writeStageFile,
} from './aws';
import { FUNCTION_SIZE, LIFECYCLE_RULES } from './deploy';
import { awsError } from './fake-aws';
import { readStageFile } from './stage-file.cjs';

interface Request {
  readonly method: string;
  readonly path: string;
  /** The operation, of protocols that name it in the request. */
  readonly operation: string;
  readonly body: string;
}

const xml = (text: string) => `<?xml version="1.0" encoding="UTF-8"?>${text}`;
const CALLER = xml(
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
    '<Arn>arn:aws:iam::123456789012:user/ops</Arn><UserId>AIDAEXAMPLE</UserId><Account>123456789012</Account>' +
    '</GetCallerIdentityResult></GetCallerIdentityResponse>',
);
const queryError = (code: string, message: string) =>
  xml(
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );

let server: Server;
let requests: Request[];
/** Answers by `METHOD path` or by operation; all else is 200 without a body. */
type Answer = readonly [number, string];
let answers: Record<string, Answer | (() => Answer)>;
const environment = { ...process.env };
const aws = createAws();

async function read(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const target = String(request.headers['x-amz-target'] ?? '').split('.')[1];
  const operation = target ?? new URLSearchParams(body).get('Action') ?? '';
  // Two ways to write the same, of two versions of the client.
  const path = (request.url ?? '').replace(/(?<=.)\/\?/, '?').replace(/=(?=&|$)/, '');
  return { method: request.method ?? '', path, operation, body };
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void read(request).then((got) => {
      requests.push(got);
      const answer = answers[got.operation] ?? answers[`${got.method} ${got.path}`] ?? [200, ''];
      const [status, body] = typeof answer === 'function' ? answer() : answer;
      response.writeHead(status, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/xml' });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A profile of whoever runs the tests would win over these.
  delete process.env.AWS_PROFILE;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
});
afterAll(() => {
  process.env = environment;
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
  answers = { GetCallerIdentity: [200, CALLER] };
});

describe('calls of AWS', () => {
  it('ask STS who calls', async () => {
    await expect(aws.send(getCallerIdentity('eu-west-1'))).resolves.toEqual({
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/ops',
      UserId: 'AIDAEXAMPLE',
    });
  });

  it('read and write what a bucket notifies, and keep the rest', async () => {
    const queue =
      '<QueueConfiguration><Queue>arn:aws:sqs:eu-west-1:1:q</Queue><Event>s3:ObjectRemoved:*</Event><Id>mine</Id></QueueConfiguration>';
    answers['GET /remotionlambda-a?notification'] = [
      200,
      xml(`<NotificationConfiguration>${queue}</NotificationConfiguration>`),
    ];
    const before = await aws.send(getNotifications('eu-west-1', { Bucket: 'remotionlambda-a' }));
    expect(before).toEqual({
      QueueConfigurations: [
        { Id: 'mine', QueueArn: 'arn:aws:sqs:eu-west-1:1:q', Events: ['s3:ObjectRemoved:*'] },
      ],
    });
    await aws.send(
      putNotifications('eu-west-1', {
        Bucket: 'remotionlambda-a',
        NotificationConfiguration: { ...before, EventBridgeConfiguration: {} },
      }),
    );
    const { method, path, body } = requests.at(-1)!;
    expect([method, path]).toEqual(['PUT', '/remotionlambda-a?notification']);
    expect(body).toContain(queue);
    expect(body).toMatch(
      /<EventBridgeConfiguration\s*\/>|<EventBridgeConfiguration><\/EventBridgeConfiguration>/,
    );
  });

  it('write how long a bucket keeps what, and read the same again', async () => {
    await aws.send(
      putLifecycle('eu-west-1', { Bucket: 'b', LifecycleConfiguration: { Rules: LIFECYCLE_RULES } }),
    );
    const { method, path, body } = requests.at(-1)!;
    expect([method, path]).toEqual(['PUT', '/b?lifecycle']);
    expect(body.match(/<Prefix>[^<]+<\/Prefix>/g)).toEqual([
      '<Prefix>renders/</Prefix>',
      '<Prefix>input-props/</Prefix>',
      '<Prefix>resolved-props/</Prefix>',
    ]);
    expect(body).toContain('<Expiration><Days>7</Days></Expiration>');
    answers['GET /b?lifecycle'] = [200, body];
    const { Rules } = await aws.send(getLifecycle('eu-west-1', { Bucket: 'b' }));
    expect(Rules).toEqual(LIFECYCLE_RULES);
  });

  it('see that EventBridge is on', async () => {
    answers['GET /remotionlambda-a?notification'] = [
      200,
      xml('<NotificationConfiguration><EventBridgeConfiguration/></NotificationConfiguration>'),
    ];
    const { EventBridgeConfiguration } = await aws.send(
      getNotifications('eu-west-1', { Bucket: 'remotionlambda-a' }),
    );
    expect(EventBridgeConfiguration).toBeDefined();
  });

  it.each([
    ['>eu-west-1</LocationConstraint>', 'eu-west-1'],
    ['/>', 'nothing, which means us-east-1'],
  ])('find out where a bucket is: %s', async (end, region) => {
    const tag = '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
    answers['GET /remotionlambda-a?location'] = [200, xml(tag + end)];
    const { LocationConstraint } = await aws.send(
      getBucketLocation('eu-west-1', { Bucket: 'remotionlambda-a' }),
    );
    expect(LocationConstraint || 'nothing, which means us-east-1').toBe(region);
  });

  it('write a policy of a role', async () => {
    await aws.send(
      putRolePolicy('eu-west-1', {
        RoleName: 'reelway-prod-remotion',
        PolicyName: 'p',
        PolicyDocument: '{"a":1}',
      }),
    );
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toMatchObject({
      Action: 'PutRolePolicy',
      RoleName: 'reelway-prod-remotion',
      PolicyName: 'p',
      PolicyDocument: '{"a":1}',
    });
  });

  it('read a quota, a secret and the outputs of a stack', async () => {
    answers.GetServiceQuota = [200, '{"Quota":{"Value":10}}'];
    answers.GetSecretValue = [200, '{"SecretString":"hush"}'];
    answers.DescribeStacks = [
      200,
      xml(
        '<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>reelway-prod</StackName>' +
          '<StackStatus>UPDATE_COMPLETE</StackStatus><Outputs><member><OutputKey>HttpApiUrl</OutputKey>' +
          '<OutputValue>https://a.example</OutputValue></member></Outputs></member></Stacks>' +
          '</DescribeStacksResult></DescribeStacksResponse>',
      ),
    ];
    expect(await aws.send(getServiceQuota('eu-west-1', { ...CONCURRENCY_QUOTA }))).toEqual({
      Quota: { Value: 10 },
    });
    expect(await aws.send(getSecretValue('eu-west-1', { SecretId: 'arn' }))).toEqual({
      SecretString: 'hush',
    });
    expect(await findStack(aws, 'eu-west-1', 'prod')).toMatchObject({
      StackStatus: 'UPDATE_COMPLETE',
      Outputs: [{ OutputKey: 'HttpApiUrl', OutputValue: 'https://a.example' }],
    });
  });
});

describe('a rule that forwards events', () => {
  it('is sent with its target, and found again', async () => {
    const target = { Id: 'home', Arn: 'arn:aws:events:us-east-1:1:event-bus/default', RoleArn: 'arn:role' };
    answers.PutTargets = [200, '{"FailedEntryCount":0,"FailedEntries":[]}'];
    answers.DescribeRule = [200, '{"Name":"r","State":"ENABLED"}'];
    await aws.send(putRule('eu-west-1', { Name: 'r', EventPattern: '{"source":["aws.s3"]}' }));
    expect(await aws.send(putTargets('eu-west-1', { Rule: 'r', Targets: [target] }))).toMatchObject({
      FailedEntryCount: 0,
    });
    expect(await aws.send(describeRule('eu-west-1', { Name: 'r' }))).toMatchObject({ State: 'ENABLED' });
    expect(requests.map(({ operation, body }) => [operation, JSON.parse(body) as unknown])).toEqual([
      ['PutRule', { Name: 'r', EventPattern: '{"source":["aws.s3"]}' }],
      ['PutTargets', { Rule: 'r', Targets: [target] }],
      ['DescribeRule', { Name: 'r' }],
    ]);
    answers.DescribeRule = [400, '{"__type":"ResourceNotFoundException","message":"Rule r does not exist."}'];
    expect(await orNull(aws.send(describeRule('eu-west-1', { Name: 'r' })))).toBeNull();
  });
});

describe('what is not there', () => {
  it('is null: a stack', async () => {
    answers.DescribeStacks = [
      400,
      queryError('ValidationError', 'Stack with id reelway-prod does not exist'),
    ];
    await expect(findStack(aws, 'eu-west-1', 'prod')).resolves.toBeNull();
  });

  it('is null: a role', async () => {
    answers.GetRole = [404, queryError('NoSuchEntity', 'The role with name x cannot be found.')];
    await expect(orNull(aws.send(getRole('eu-west-1', { RoleName: 'x' })))).resolves.toBeNull();
  });

  it('is null: rules about how long a bucket keeps what', async () => {
    answers['GET /b?lifecycle'] = [
      404,
      xml('<Error><Code>NoSuchLifecycleConfiguration</Code><Message>There is none.</Message></Error>'),
    ];
    await expect(orNull(aws.send(getLifecycle('eu-west-1', { Bucket: 'b' })))).resolves.toBeNull();
  });

  it('is null: a function', async () => {
    answers['GET /2015-03-31/functions/f/configuration'] = [
      404,
      '{"__type":"ResourceNotFoundException","Type":"User","Message":"Function not found"}',
    ];
    const configuration = aws.send(getFunctionConfiguration('eu-west-1', { FunctionName: 'f' }));
    await expect(orNull(configuration)).resolves.toBeNull();
  });

  it('is null: a secret', async () => {
    answers.GetSecretValue = [400, '{"__type":"ResourceNotFoundException","message":"cannot find"}'];
    await expect(orNull(aws.send(getSecretValue('eu-west-1', { SecretId: 's' })))).resolves.toBeNull();
  });

  it('is not mixed up with what may not be seen', async () => {
    answers.DescribeStacks = [403, queryError('AccessDenied', 'User is not authorized to perform: x')];
    await expect(findStack(aws, 'eu-west-1', 'prod')).rejects.toThrow('not authorized');
    answers.GetRole = [403, queryError('AccessDenied', 'User is not authorized to perform: x')];
    await expect(orNull(aws.send(getRole('eu-west-1', { RoleName: 'x' })))).rejects.toThrow('not authorized');
  });
});

describe("Remotion's functions", () => {
  it('say that a function is not there, and which version one has that is', async () => {
    const missing: Answer = [
      404,
      '{"__type":"ResourceNotFoundException","Type":"User","Message":"Function not found"}',
    ];
    answers['GET /2015-03-31/functions/remotion-render-x'] = missing;
    answers['POST /2015-03-31/functions/remotion-render-x/invocations'] = missing;
    const look = () => orNull(aws.send(getFunctionInfo('eu-west-1', { functionName: 'remotion-render-x' })));
    expect(await look()).toBeNull();
    answers['GET /2015-03-31/functions/remotion-render-x'] = [
      200,
      '{"Configuration":{"MemorySize":2048,"Timeout":900,"EphemeralStorage":{"Size":10240}}}',
    ];
    answers['POST /2015-03-31/functions/remotion-render-x/invocations'] = [
      200,
      '{"type":"success","version":"4.0.1"}',
    ];
    expect(await look()).toMatchObject({ version: '4.0.1', memorySizeInMb: 2048, diskSizeInMb: 10_240 });
  });

  it('find sites and the version that each was bundled with', async () => {
    const bucket = 'remotionlambda-euwest1-abc';
    answers['GET /?x-id=ListBuckets'] = [
      200,
      xml(
        `<ListAllMyBucketsResult><Buckets><Bucket><Name>${bucket}</Name>` +
          '<CreationDate>2026-01-01T00:00:00.000Z</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>',
      ),
    ];
    answers[`GET /${bucket}?list-type=2&prefix=sites%2F`] = [
      200,
      xml(
        '<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>sites/reelway-prod/index.html</Key>' +
          '<LastModified>2026-01-01T00:00:00.000Z</LastModified><Size>9</Size></Contents></ListBucketResult>',
      ),
    ];
    answers[`GET /${bucket}/sites/reelway-prod/index.html?x-id=GetObject`] = [
      200,
      "<script>window.remotion_version = '4.0.1';</script>",
    ];
    const { sites } = await aws.send(getSites('eu-west-1', { forceBucketName: bucket }));
    expect(sites).toMatchObject([
      {
        id: 'reelway-prod',
        version: '4.0.1',
        serveUrl: `https://${bucket}.s3.eu-west-1.amazonaws.com/sites/reelway-prod/index.html`,
      },
    ]);
  });
});

describe('a new render function', () => {
  it("is made by Remotion's own code, under our name and role, and tried again while IAM makes the role known", async () => {
    let tries = 0;
    const functionName = 'remotion-render-x';
    answers['POST /2015-03-31/functions'] = () => {
      tries += 1;
      return tries < 3
        ? [
            400,
            '{"__type":"InvalidParameterValueException","message":"The role defined for the function cannot be assumed by Lambda."}',
          ]
        : [201, '{"FunctionName":"remotion-render-x","FunctionArn":"arn:aws:lambda:eu-west-1:1:function:x"}'];
    };
    answers['GET /2015-03-31/functions/remotion-render-x'] = [200, '{"Configuration":{"State":"Active"}}'];
    const { memorySizeInMb, timeoutInSeconds, diskSizeInMb } = FUNCTION_SIZE;
    const made = await createAws({ rolePauseMs: 1 }).send(
      createFunction('eu-west-1', {
        functionName,
        accountId: '123456789012',
        customRoleArn: 'arn:aws:iam::123456789012:role/reelway-prod-remotion',
        memorySizeInMb,
        timeoutInSeconds,
        ephemerealStorageInMb: diskSizeInMb,
        createCloudWatchLogGroup: true,
        retentionInDays: 30,
      }),
    );
    expect(made).toEqual({ FunctionName: functionName });
    expect(tries).toBe(3);
    const { body } = requests.findLast(
      ({ method, path }) => `${method} ${path}` === 'POST /2015-03-31/functions',
    )!;
    const sent = JSON.parse(body) as { Code: { ZipFile: string }; Layers: string[] };
    expect(sent).toMatchObject({
      FunctionName: functionName,
      MemorySize: 2048,
      Timeout: 900,
      EphemeralStorage: { Size: 10_240 },
      Role: 'arn:aws:iam::123456789012:role/reelway-prod-remotion',
      Architectures: ['arm64'],
    });
    expect(sent.Layers.join()).toMatch(/remotion-binaries-chromium-arm64/);
    const zip = Buffer.from(sent.Code.ZipFile, 'base64');
    expect([zip.length > 1e6, zip.subarray(0, 2).toString()]).toEqual([true, 'PK']);
    expect(requests.map(({ method, path, operation }) => operation || `${method} ${path}`)).toEqual([
      // The group and its retention, again with every try.
      ...Array.from({ length: 3 }, () => [
        'CreateLogGroup',
        'PutRetentionPolicy',
        'POST /2015-03-31/functions',
      ]).flat(),
      'POST /2017-03-31/tags/arn%3Aaws%3Alambda%3Aeu-west-1%3A1%3Afunction%3Ax',
      'PUT /2019-09-25/functions/remotion-render-x/event-invoke-config',
      'GET /2015-03-31/functions/remotion-render-x',
      'PUT /2021-07-20/functions/remotion-render-x/runtime-management-config',
    ]);
    expect(CALLS_INSIDE.createFunction).toBe(
      'Logs CreateLogGroup, PutRetentionPolicy, Lambda CreateFunction, TagResource, PutFunctionEventInvokeConfig, ' +
        'GetFunction, PutRuntimeManagementConfig',
    );
  });
});

describe('a smoke export', () => {
  type Ending = 'COMPLETED' | 'FAILED' | 'never';
  let api: Server;
  let saved: unknown[];

  /** The real schema over HTTP and WebSocket; exports end as they are told. */
  async function serve(ending: Ending, projects: object[] = []): Promise<{ url: string; wsUrl: string }> {
    const state = (status: string) => ({
      ...{ id: 'exp_1', progress: 0, version: 1, width: 640, height: 360, fps: 30, durationInFrames: 60 },
      status,
      failure: status === 'FAILED' ? { code: 'STORAGE', message: 'Access Denied' } : null,
    });
    const executable = makeExecutableSchema({
      typeDefs: printSchema(schema),
      resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
      resolvers: {
        Query: { projects: () => ({ nodes: projects }) },
        Mutation: {
          saveProject: (_: unknown, { input }: { input: unknown }) => {
            saved.push(input);
            return { __typename: 'SaveProjectSuccess', project: { id: 'prj_1' } };
          },
          createExport: () => ({ __typename: 'CreateExportSuccess', export: state('PENDING') }),
        },
        Subscription: {
          exportProgress: {
            async *subscribe() {
              yield { exportProgress: state('RENDERING') };
              if (ending === 'never') await new Promise(() => undefined);
              yield { exportProgress: state(ending) };
            },
          },
        },
      },
    });
    api = createServer((request, response) => {
      void read(request)
        .then(({ body }) => {
          const { query, variables } = JSON.parse(body) as {
            query: string;
            variables: Record<string, unknown>;
          };
          return graphql({ schema: executable, source: query, variableValues: variables });
        })
        .then((result) => response.end(JSON.stringify(result)));
    });
    useServer({ schema: executable }, new WebSocketServer({ server: api }));
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(api.address() as AddressInfo).port}`;
    return { url: `http://${host}`, wsUrl: `ws://${host}` };
  }

  beforeEach(() => {
    saved = [];
  });
  afterEach(() => {
    api.closeAllConnections();
    api.close();
  });

  const smoke = createAws({ smokeToken: 'token', smokeTimeoutMs: 300 });

  it('is waited for until it ends', async () => {
    const result = await smoke.send(smokeExport('eu-west-1', await serve('COMPLETED')));
    expect(result).toMatchObject({ exportId: 'exp_1', status: 'COMPLETED', failure: null });
  });

  it('that fails says why', async () => {
    const result = await smoke.send(smokeExport('eu-west-1', await serve('FAILED')));
    expect(result).toMatchObject({ status: 'FAILED', failure: 'STORAGE: Access Denied' });
  });

  it('that never ends is given up', async () => {
    const result = await smoke.send(smokeExport('eu-west-1', await serve('never')));
    expect(result).toMatchObject({ status: 'RENDERING', failure: 'it was still RENDERING after 0.3 s' });
  });

  it('uses the project of the one before', async () => {
    const before = { id: 'prj_0', title: 'Smoke test' };
    await smoke.send(
      smokeExport('eu-west-1', await serve('COMPLETED', [{ id: 'prj_9', title: 'Other' }, before])),
    );
    expect(saved).toMatchObject([{ id: 'prj_0', title: 'Smoke test' }]);
  });
});

describe('the file of a stage', () => {
  it('is written as it is read', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'reelway-stage-'));
    const file = { regions: ['eu-central-1=3', 'us-east-1'], largeFunction: true };
    await aws.send(writeStageFile('us-east-1', { file: path.join(folder, 'stages/prod.json'), ...file }));
    expect(readStageFile('prod', folder)).toEqual(file);
    expect(requests).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

describe('advice', () => {
  it.each([
    ['CredentialsProviderError', 'Could not load credentials from any providers', 'Give credentials'],
    ['ExpiredToken', 'The security token included in the request is expired', 'Sign in again'],
    ['AccessDenied', 'Access Denied', 'Let these credentials do that'],
    ['Error', 'getaddrinfo ENOTFOUND sts.eu-west-1.amazonaws.com', 'Check the network'],
  ])('for %s: %s', (name, message, text) => {
    expect(advice(awsError(name, message))).toContain(text);
  });

  it('is not made up', () => {
    expect(advice(new Error('The moon is full.'))).toBeNull();
  });
});
