import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { startControl, type ControlServer } from './control';
import { EventBridge, type EventBridgeEvent } from './emulators/eventbridge';
import { describeStack, keepSecrets } from './stack';

const directory = mkdtempSync(join(tmpdir(), 'reelway-control-'));
const stack = describeStack(
  {
    service: 'reelway',
    provider: { region: 'us-east-1' },
    functions: {},
    resources: {
      Resources: {
        Generated: {
          Type: 'AWS::SecretsManager::Secret',
          Properties: { GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true } },
        },
        Given: {
          Type: 'AWS::SecretsManager::Secret',
          Properties: { Name: 'given', SecretString: 'open sesame' },
        },
      },
    },
  },
  'local',
  'http://127.0.0.1:1',
);

let control: ControlServer;
let busy: string[] = [];
const events: EventBridgeEvent[] = [];
let eventBridgeClient: EventBridgeClient;
let secretsClient: SecretsManagerClient;

beforeAll(async () => {
  writeFileSync(join(directory, 'page.js'), 'export {};');
  control = await startControl({
    eventBridge: new EventBridge({
      region: 'us-east-1',
      busNames: ['default'],
      rules: [],
      asyncInvokes: {},
      invoke: async () => undefined,
      sendMessage: async () => undefined,
      onEvent: (event) => events.push(event),
    }),
    secrets: stack.secrets,
    secretValues: keepSecrets(stack.secrets, join(directory, 'secrets.json')),
    jwks: async () => ({ keys: [] }),
    assets: async () => ({ 'page.js': join(directory, 'page.js') }),
    busy: async () => busy,
  });
  const settings = {
    endpoint: control.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  eventBridgeClient = new EventBridgeClient(settings);
  secretsClient = new SecretsManagerClient(settings);
});
afterAll(async () => {
  eventBridgeClient.destroy();
  secretsClient.destroy();
  await control.stop();
  rmSync(directory, { recursive: true });
});

describe('EventBridge over HTTP', () => {
  const entry = { Source: 'reelway.exports', DetailType: 'export.requested.v1', Detail: '{"id":"exp_1"}' };

  it('takes what the SDK sends', async () => {
    const { Entries, FailedEntryCount } = await eventBridgeClient.send(
      new PutEventsCommand({
        Entries: [
          { ...entry, Time: new Date(1_700_000_000_000) },
          { ...entry, Detail: 'x' },
        ],
      }),
    );
    expect(FailedEntryCount).toBe(1);
    expect(Entries?.[1]).toEqual({ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' });
    expect(events.at(-1)).toMatchObject({ id: Entries?.[0]?.EventId, time: '2023-11-14T22:13:20Z' });
  });

  it('refuses a request that is too long as the SDK expects it', async () => {
    const Entries = Array.from({ length: 11 }, () => entry);
    await expect(eventBridgeClient.send(new PutEventsCommand({ Entries }))).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe('Secrets Manager over HTTP', () => {
  const read = (SecretId: string) => secretsClient.send(new GetSecretValueCommand({ SecretId }));

  it('gives a secret by name and by ARN', async () => {
    expect((await read('given')).SecretString).toBe('open sesame');
    const arn = stack.resources.Generated?.ref ?? '';
    const { SecretString, ARN } = await read(arn);
    expect(SecretString).toMatch(/^[A-Za-z0-9]{64}$/);
    expect(ARN).toBe(arn);
  });

  it('keeps a generated secret between runs, readable by its owner alone', () => {
    const path = join(directory, 'secrets.json');
    expect(keepSecrets(stack.secrets, path)).toEqual(keepSecrets(stack.secrets, path));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('says that a secret is missing, or has had no other version', async () => {
    const missing = { name: 'ResourceNotFoundException' };
    await expect(read('nothing')).rejects.toMatchObject(missing);
    const previous = new GetSecretValueCommand({ SecretId: 'given', VersionStage: 'AWSPREVIOUS' });
    await expect(secretsClient.send(previous)).rejects.toMatchObject(missing);
  });
});

describe('the control server', () => {
  const get = (path: string, init?: RequestInit) => fetch(`${control.url}${path}`, init);

  it('serves keys, and assets to pages of other origins', async () => {
    expect(await (await get('/.well-known/jwks.json')).json()).toEqual({ keys: [] });
    const asset = await get('/assets/page.js');
    expect(await asset.text()).toBe('export {};');
    expect(asset.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(asset.headers.get('access-control-allow-origin')).toBe('*');
    expect(asset.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it.each([['/assets/..%2fcontrol.ts'], ['/assets/constructor'], ['/nothing']])(
    'knows no %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('answers an unknown operation, and a body that is no JSON, with an AWS error', async () => {
    const headers = { 'x-amz-target': 'AWSEvents.ListRules' };
    const unknown = await get('/', { method: 'POST', headers, body: '{}' });
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toMatchObject({ __type: 'UnknownOperationException' });
    const broken = await get('/', { method: 'POST', headers, body: '{' });
    expect(await broken.json()).toMatchObject({ __type: 'SerializationException' });
  });

  it('says when the world is idle, and what it does when it is not', async () => {
    busy = ['1 invocation of render'];
    const refused = await get('/idle?timeoutMs=40');
    expect(refused.status).toBe(503);
    expect(await refused.json()).toEqual({ idle: false, busy: ['1 invocation of render'] });
    setTimeout(() => (busy = []), 60);
    expect((await get('/idle?timeoutMs=5000')).status).toBe(200);
    expect((await get('/idle')).status).toBe(200);
  });
});
