import { setTimeout as sleep } from 'node:timers/promises';
import {
  describeStack,
  type AsyncInvokeConfig,
  type RuleDescription,
  type TargetDescription,
} from '../stack';
import { EventBridge, FunctionError, PutEventsValidationError, type EventBridgeEvent } from './eventbridge';

// As it is, but how long it was asked to wait is known.
jest.mock('node:timers/promises', () => {
  const timers = jest.requireActual<{ setTimeout: typeof sleep }>('node:timers/promises');
  return { ...timers, setTimeout: jest.fn(timers.setTimeout) };
});

const DAY_POLICY = { maximumEventAgeSeconds: 86_400, maximumRetryAttempts: 185 };
const entry = {
  Source: 'reelway.exports',
  DetailType: 'export.completed.v1',
  Detail: '{"id":1}',
  EventBusName: 'bus',
};

const toFunction = (functionKey: string, more: Partial<TargetDescription> = {}) =>
  ({
    kind: 'function',
    functionKey,
    arn: `arn:aws:lambda:us-east-1:000000000000:function:${functionKey}`,
    retryPolicy: DAY_POLICY,
    ...more,
  }) as TargetDescription;

const toQueue = (queueUrl: string): TargetDescription => ({
  kind: 'queue',
  queueUrl,
  arn: `arn:queue:${queueUrl}`,
  retryPolicy: DAY_POLICY,
});

const ruleFor = (targets: TargetDescription[], busName = 'bus'): RuleDescription => ({
  arn: 'arn:rule',
  busName,
  matches: () => true,
  targets,
});

interface World {
  bridge: EventBridge;
  invoked: { functionKey: string; payload: EventBridgeEvent }[];
  sent: { queueUrl: string; body: unknown; attributes: Record<string, { StringValue: string }> }[];
  warnings: string[];
  settled: () => Promise<void>;
}

function world(
  rules: RuleDescription[],
  behave: (functionKey: string, call: number) => Promise<unknown> = async () => undefined,
  asyncInvokes: Record<string, AsyncInvokeConfig> = {},
): World {
  const invoked: World['invoked'] = [];
  const sent: World['sent'] = [];
  const warnings: string[] = [];
  const bridge = new EventBridge({
    region: 'us-east-1',
    busNames: ['default', 'bus'],
    rules,
    asyncInvokes,
    timeScale: 0.001,
    random: () => 0,
    invoke: async (functionKey, payload) => {
      invoked.push({ functionKey, payload: payload as EventBridgeEvent });
      return behave(functionKey, invoked.filter((call) => call.functionKey === functionKey).length);
    },
    sendMessage: async (queueUrl, body, attributes) => {
      sent.push({ queueUrl, body: JSON.parse(body), attributes });
    },
    onWarning: (message) => warnings.push(message),
  });
  const settled = async () => {
    for (let tries = 0; bridge.pending > 0; tries += 1) {
      if (tries > 500) throw new Error('deliveries do not end');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { bridge, invoked, sent, warnings, settled };
}

describe('PutEvents', () => {
  it.each([
    ['no Source', { ...entry, Source: '' }, 'InvalidArgument', /Source is a required argument/],
    ['no DetailType', { ...entry, DetailType: '' }, 'InvalidArgument', /DetailType is a required argument/],
    ['no Detail', { ...entry, Detail: '' }, 'InvalidArgument', /Detail is a required argument/],
    ['a Detail that is no JSON', { ...entry, Detail: '{' }, 'MalformedDetail', /malformed/],
    ['a Detail that is no object', { ...entry, Detail: '[1]' }, 'MalformedDetail', /malformed/],
    ['a source of AWS', { ...entry, Source: 'aws.s3' }, 'NotAuthorizedForSourceException', /Not authorized/],
    [
      'an unknown bus',
      { ...entry, EventBusName: 'other' },
      'ResourceNotFoundException',
      /bus other does not exist/,
    ],
  ])('refuses an entry with %s, and takes the one beside it', async (_name, bad, code, message) => {
    const { bridge, invoked, settled } = world([ruleFor([toFunction('stats')])]);
    const { FailedEntryCount, Entries } = bridge.putEvents([bad, entry]);
    await settled();
    expect(FailedEntryCount).toBe(1);
    expect(Entries[0]).toMatchObject({
      ErrorCode: code,
      ErrorMessage: expect.stringMatching(message) as string,
    });
    expect(invoked.map(({ payload }) => payload.id)).toEqual([(Entries[1] as { EventId: string }).EventId]);
  });

  it('refuses a request of no entry, of more than ten, and of more than 256 KB', () => {
    const { bridge } = world([]);
    expect(() => bridge.putEvents([])).toThrow(PutEventsValidationError);
    expect(() => bridge.putEvents(Array.from({ length: 11 }, () => entry))).toThrow(
      /less than or equal to 10/,
    );
    const half = { ...entry, Detail: JSON.stringify({ text: 'é'.repeat(66_000) }) };
    expect(bridge.putEvents([half]).FailedEntryCount).toBe(0);
    expect(() => bridge.putEvents([half, half])).toThrow(/Total size/);
  });

  it('delivers the event in the documented envelope', async () => {
    const { bridge, invoked, settled } = world([ruleFor([toFunction('stats')])]);
    bridge.putEvents([{ ...entry, Time: 1_700_000_000, Resources: ['arn:x'] }]);
    await settled();
    expect(invoked[0]?.payload).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      'detail-type': 'export.completed.v1',
      source: 'reelway.exports',
      account: '000000000000',
      time: '2023-11-14T22:13:20Z',
      region: 'us-east-1',
      resources: ['arn:x'],
      detail: { id: 1 },
    });
  });

  it('knows a bus by its ARN, and keeps buses apart', async () => {
    const { bridge, invoked, settled } = world([
      ruleFor([toFunction('onBus')]),
      ruleFor([toFunction('onDefault')], 'default'),
    ]);
    bridge.putEvents([{ ...entry, EventBusName: 'arn:aws:events:us-east-1:000000000000:event-bus/bus' }]);
    await settled();
    expect(invoked.map(({ functionKey }) => functionKey)).toEqual(['onBus']);
  });
});

describe('deliveries', () => {
  it('reach every target of every rule, functions and queues', async () => {
    const { bridge, invoked, sent, settled } = world([
      ruleFor([toFunction('a'), toQueue('http://q')]),
      ruleFor([toFunction('b', { input: { constant: true } })]),
    ]);
    bridge.putEvents([entry]);
    await settled();
    expect(invoked.map(({ functionKey }) => functionKey)).toEqual(['a', 'b']);
    expect(invoked[1]?.payload).toEqual({ constant: true });
    expect(sent).toEqual([{ queueUrl: 'http://q', body: invoked[0]?.payload, attributes: {} }]);
  });

  it('are tried again with growing pauses and the same event id while a target cannot be reached', async () => {
    const { bridge, invoked, settled } = world([ruleFor([toFunction('a')])], async (_key, call) => {
      if (call < 7) throw new Error('connect ECONNREFUSED');
    });
    jest.mocked(sleep).mockClear();
    bridge.putEvents([entry]);
    await settled();
    expect(invoked).toHaveLength(7);
    expect(new Set(invoked.map(({ payload }) => payload.id)).size).toBe(1);
    expect(jest.mocked(sleep).mock.calls.map(([pauseMs]) => pauseMs)).toEqual([0.5, 1, 2, 4, 8, 16]);
  });

  it.each([
    ['MaximumRetryAttempts', { maximumEventAgeSeconds: 86_400, maximumRetryAttempts: 2 }, 3, 3],
    ['MaximumEventAgeInSeconds', { maximumEventAgeSeconds: 1, maximumRetryAttempts: 185 }, 1, 2],
  ])(
    'go to the dead letter queue with the reason when %s is used up',
    async (condition, retryPolicy, leastTries, mostTries) => {
      const target = toFunction('a', { deadLetterQueueUrl: 'http://dlq', retryPolicy });
      const { bridge, invoked, sent, settled } = world([ruleFor([target])], async () => {
        throw Object.assign(new Error('gone'), { name: 'ResourceNotFoundException' });
      });
      bridge.putEvents([entry]);
      await settled();
      expect(invoked.length).toBeGreaterThanOrEqual(leastTries);
      expect(invoked.length).toBeLessThanOrEqual(mostTries);
      expect(sent).toHaveLength(1);
      expect(sent[0]?.queueUrl).toBe('http://dlq');
      expect(sent[0]?.body).toEqual(invoked[0]?.payload);
      const attributes = Object.entries(sent[0]?.attributes ?? {}).map(([name, { StringValue }]) => [
        name,
        StringValue,
      ]);
      expect(Object.fromEntries(attributes)).toMatchObject({
        RULE_ARN: 'arn:rule',
        TARGET_ARN: target.arn,
        ERROR_CODE: 'ResourceNotFoundException',
        ERROR_MESSAGE: 'gone',
        EXHAUSTED_RETRY_CONDITION: condition,
        RETRY_ATTEMPTS: String(invoked.length - 1),
      });
    },
  );

  it('leave a function that fails to Lambda: two more tries, then the on-failure destination', async () => {
    const target = toFunction('a', { deadLetterQueueUrl: 'http://dlq' });
    const { bridge, invoked, sent, settled } = world(
      [ruleFor([target])],
      async () => {
        throw new FunctionError('boom', { errorType: 'Error', errorMessage: 'boom' });
      },
      { a: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 60, onFailureQueueUrl: 'http://failures' } },
    );
    bridge.putEvents([entry]);
    await settled();
    expect(invoked).toHaveLength(3);
    expect(sent).toEqual([
      {
        queueUrl: 'http://failures',
        attributes: {},
        body: expect.objectContaining({
          requestPayload: invoked[0]?.payload,
          requestContext: expect.objectContaining({
            condition: 'RetriesExhausted',
            approximateInvokeCount: 3,
          }) as object,
          responsePayload: { errorType: 'Error', errorMessage: 'boom' },
        }) as object,
      },
    ]);
  });

  it('that hang or fail never hold up another target', async () => {
    const { bridge, invoked } = world([ruleFor([toFunction('bad'), toFunction('good')])], (key) =>
      key === 'bad' ? new Promise(() => undefined) : Promise.resolve(),
    );
    for (let sent = 0; sent < 12; sent += 1) bridge.putEvents(Array.from({ length: 10 }, () => entry));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const count = (key: string) => invoked.filter(({ functionKey }) => functionKey === key).length;
    expect({ good: count('good'), bad: count('bad') }).toEqual({ good: 120, bad: 50 });
    bridge.stop();
  });

  it('end at once when the emulator stops', async () => {
    const { bridge, warnings, settled } = world([ruleFor([toFunction('a')])], async () => {
      throw new Error('unreachable');
    });
    bridge.putEvents([entry]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    bridge.stop();
    await settled();
    expect(warnings.filter((warning) => warning.includes('lost'))).toEqual([]);
  });
});

describe('a stack of serverless.yml', () => {
  const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const service = {
    service: 'reelway',
    provider: { region: 'us-east-1' },
    resources: {
      Resources: {
        EventBus: { Type: 'AWS::Events::EventBus' },
        Queue: {
          Type: 'AWS::SQS::Queue',
          Properties: { RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 5 } },
        },
        Dead: { Type: 'AWS::SQS::Queue' },
        Rule: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventBusName: { Ref: 'EventBus' },
            EventPattern: { source: ['reelway.exports'] },
            Targets: [{ Id: 'q', Arn: arn('Queue'), DeadLetterConfig: { Arn: arn('Dead') } }],
          },
        },
      },
    },
    functions: {
      worker: {
        name: 'reelway-local-worker',
        destinations: { onFailure: { type: 'sqs', arn: arn('Dead') } },
        events: [
          {
            sqs: {
              arn: arn('Queue'),
              batchSize: 1,
              maximumConcurrency: 10,
              functionResponseType: 'ReportBatchItemFailures',
            },
          },
          {
            eventBridge: {
              eventBus: { Ref: 'EventBus' },
              pattern: { source: ['reelway.exports'] },
              retryPolicy: { maximumEventAge: 3600, maximumRetryAttempts: 10 },
              deadLetterQueueArn: arn('Dead'),
            },
          },
        ],
      },
    },
  };

  it('gives rules with their targets, event source mappings and destinations', () => {
    const stack = describeStack(service, 'local', 'http://127.0.0.1:1');
    const dead = 'http://127.0.0.1:1/000000000000/reelway-local-dead';
    const queue = 'http://127.0.0.1:1/000000000000/reelway-local-queue';
    expect(stack.busNames).toEqual(['default', 'reelway-local-eventbus']);
    expect(stack.rules.map(({ busName, targets }) => ({ busName, targets }))).toMatchObject([
      {
        busName: 'reelway-local-eventbus',
        targets: [{ kind: 'queue', queueUrl: queue, deadLetterQueueUrl: dead, retryPolicy: DAY_POLICY }],
      },
      {
        busName: 'reelway-local-eventbus',
        targets: [
          {
            kind: 'function',
            functionKey: 'worker',
            deadLetterQueueUrl: dead,
            retryPolicy: { maximumEventAgeSeconds: 3600, maximumRetryAttempts: 10 },
          },
        ],
      },
    ]);
    expect(
      stack.rules.every(({ matches }) => matches({ source: 'reelway.exports' }) && !matches({ source: 'x' })),
    ).toBe(true);
    expect(stack.queueSources).toMatchObject([
      {
        functionKey: 'worker',
        queueUrl: queue,
        batchSize: 1,
        maximumConcurrency: 10,
        reportBatchItemFailures: true,
      },
    ]);
    expect(stack.asyncInvokes.worker).toEqual({
      maximumRetryAttempts: 2,
      maximumEventAgeSeconds: 21_600,
      onFailureQueueUrl: dead,
    });
    expect(JSON.parse(stack.queues[0]?.attributes.RedrivePolicy ?? '{}')).toEqual({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:reelway-local-dead',
      maxReceiveCount: 5,
    });
  });

  it.each([
    [
      'a target outside the stack',
      { Targets: [{ Id: 'x', Arn: 'arn:aws:sns:us-east-1:1:topic' }], EventPattern: { source: ['a'] } },
      /neither a function nor a queue/,
    ],
    ['a schedule', { ScheduleExpression: 'rate(1 minute)' }, /needs an EventPattern/],
    ['a bad pattern', { EventPattern: { source: [] } }, /empty array/],
  ])('is refused for a rule with %s', (_name, properties, message) => {
    const resources = { Resources: { Rule: { Type: 'AWS::Events::Rule', Properties: properties } } };
    expect(() => describeStack({ ...service, functions: {}, resources }, 'local', 'http://x')).toThrow(
      message,
    );
  });
});
