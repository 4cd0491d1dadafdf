import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import type { QueueSource } from '../stack';
import { startSqs, type SqsEmulator } from './sqs';
import { failedIds, startEventSource, type EventSource } from './sqs-event-source';

// fauxqs offers itself to `import` alone, and Jest resolves as `require` does.
jest.mock('fauxqs', (): unknown => jest.requireActual('../../node_modules/fauxqs/dist/app.js'), {
  virtual: true,
});

const region = 'us-east-1';
const arn = (name: string) => `arn:aws:sqs:${region}:000000000000:${name}`;

let sqs: SqsEmulator;
let sources: EventSource[] = [];
let queueNumber = 0;

beforeAll(async () => {
  sqs = await startSqs({ region });
});
afterEach(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  sources = [];
});
afterAll(async () => {
  await sqs.stop();
});

async function queueWith(visibilitySeconds: number, maxReceiveCount = 3) {
  const name = `work-${(queueNumber += 1)}`;
  const redrive = JSON.stringify({ deadLetterTargetArn: arn(`${name}-dead`), maxReceiveCount });
  const url = (each: string) => `${sqs.url}/000000000000/${each}`;
  await sqs.createQueues([
    { name: `${name}-dead`, arn: arn(`${name}-dead`), url: url(`${name}-dead`), attributes: {} },
    {
      name,
      arn: arn(name),
      url: url(name),
      attributes: { VisibilityTimeout: String(visibilitySeconds), RedrivePolicy: redrive },
    },
  ]);
  return { queueUrl: url(name), queueArn: arn(name), deadUrl: url(`${name}-dead`) };
}

function listen(
  queue: { queueUrl: string; queueArn: string },
  invoke: (event: SQSEvent) => Promise<unknown>,
  more: Partial<QueueSource> = {},
): void {
  const source = {
    functionKey: 'render',
    batchSize: 10,
    batchingWindowMs: 0,
    maximumConcurrency: 5,
    reportBatchItemFailures: true,
    ...queue,
    ...more,
  };
  sources.push(
    startEventSource({ client: sqs.client, source, region, invoke: (_key, event) => invoke(event) }),
  );
}

const send = (queueUrl: string, body: string) =>
  sqs.client.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: body,
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'film' },
        blob: { DataType: 'Binary', BinaryValue: Buffer.from('abc') },
      },
    }),
  );

async function until(holds: () => boolean | Promise<boolean>, timeoutMs = 5000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it never happened');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('an SQS event source', () => {
  it('calls the function with an event of the documented shape, and deletes what went well', async () => {
    const queue = await queueWith(30);
    const events: SQSEvent[] = [];
    listen(queue, async (event) => void events.push(event));
    const sent = await send(queue.queueUrl, 'hello');
    await until(() => events.length > 0);
    expect(events[0]).toEqual({
      Records: [
        {
          messageId: sent.MessageId,
          receiptHandle: expect.any(String) as string,
          body: 'hello',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: expect.stringMatching(/^\d{13}$/) as string,
            SenderId: '000000000000',
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/) as string,
          },
          messageAttributes: {
            kind: { stringValue: 'film', stringListValues: [], binaryListValues: [], dataType: 'String' },
            blob: { binaryValue: 'YWJj', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
          },
          md5OfBody: sent.MD5OfMessageBody,
          md5OfMessageAttributes: sent.MD5OfMessageAttributes,
          eventSource: 'aws:sqs',
          eventSourceARN: queue.queueArn,
          awsRegion: region,
        },
      ],
    });
    await until(async () => (await sqs.countMessages(queue.queueUrl)) === 0);
  });

  it('wakes when a message comes, before its long poll of 20 seconds is over', async () => {
    const queue = await queueWith(30);
    let invocations = 0;
    listen(queue, async () => void (invocations += 1));
    for (let count = 1; count <= 3; count += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await send(queue.queueUrl, 'x');
      await until(() => invocations === count, 10_000);
    }
    expect(invocations).toBe(3);
  });

  it('takes no more than batchSize messages, and no more batches at a time than maximumConcurrency', async () => {
    const queue = await queueWith(30);
    for (let count = 0; count < 12; count += 1) await send(queue.queueUrl, String(count));
    const sizes: number[] = [];
    let running = 0;
    let mostRunning = 0;
    listen(
      queue,
      async ({ Records }) => {
        sizes.push(Records.length);
        mostRunning = Math.max(mostRunning, (running += 1));
        await new Promise((resolve) => setTimeout(resolve, 30));
        running -= 1;
      },
      { batchSize: 3, maximumConcurrency: 2 },
    );
    await until(() => sizes.reduce((sum, size) => sum + size, 0) === 12);
    expect(Math.max(...sizes)).toBe(3);
    expect(mostRunning).toBe(2);
  });

  it('gathers a batch for as long as its window', async () => {
    const queue = await queueWith(30);
    const bodies: string[][] = [];
    listen(queue, async ({ Records }) => void bodies.push(Records.map(({ body }) => body)), {
      batchSize: 20,
      batchingWindowMs: 1000,
    });
    for (let count = 0; count < 20; count += 1) await send(queue.queueUrl, String(count));
    await until(() => bodies.length > 0);
    expect(bodies[0]).toHaveLength(20);
  });

  it('keeps the messages that the function names, and only those', async () => {
    const queue = await queueWith(1);
    const seen: string[] = [];
    let hasFailed = false;
    listen(queue, async ({ Records }) => {
      seen.push(...Records.map(({ body }) => body));
      const bad = Records.filter(({ body }) => body === 'bad' && !hasFailed);
      hasFailed = true;
      return { batchItemFailures: bad.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    await send(queue.queueUrl, 'bad');
    await until(() => seen.length === 1);
    await send(queue.queueUrl, 'good');
    await until(() => seen.filter((body) => body === 'bad').length === 2);
    await until(async () => (await sqs.countMessages(queue.queueUrl)) === 0);
    expect(seen.filter((body) => body === 'good')).toHaveLength(1);
  });

  it('leaves a message that keeps failing to the redrive policy of the queue', async () => {
    const queue = await queueWith(1, 2);
    let calls = 0;
    listen(queue, async () => {
      calls += 1;
      throw new Error('boom');
    });
    await send(queue.queueUrl, 'poison');
    await until(async () => (await sqs.countMessages(queue.deadUrl)) === 1, 8000);
    expect(calls).toBe(2);
    const { Messages } = await sqs.client.send(new ReceiveMessageCommand({ QueueUrl: queue.deadUrl }));
    expect(Messages?.[0]?.Body).toBe('poison');
  }, 15_000);
});

describe('the answer of a function with ReportBatchItemFailures', () => {
  const messages = [{ MessageId: 'a' }, { MessageId: 'b' }];

  it.each([
    ['null', null],
    ['nothing', undefined],
    ['an empty answer', ''],
    ['an empty object', {}],
    ['an empty list', { batchItemFailures: [] }],
    ['a null list', { batchItemFailures: null }],
  ])('means success for %s', (_name, answer) => {
    expect(failedIds(answer, messages)).toEqual(new Set());
  });

  it('names single messages', () => {
    expect(failedIds({ batchItemFailures: [{ itemIdentifier: 'b' }] }, messages)).toEqual(new Set(['b']));
  });

  it.each([
    ['a string', 'done'],
    ['an array', []],
    ['a list that is none', { batchItemFailures: 'b' }],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['a null identifier', { batchItemFailures: [{ itemIdentifier: null }] }],
    ['a bad key', { batchItemFailures: [{ itemId: 'b' }] }],
    ['an unknown identifier', { batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'z' }] }],
    ['a null entry', { batchItemFailures: [null] }],
  ])('means that all failed for %s', (_name, answer) => {
    expect(failedIds(answer, messages)).toEqual(new Set(['a', 'b']));
  });
});
