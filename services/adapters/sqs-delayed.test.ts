import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { startSqs, type SqsEmulator } from '../../local/emulators/sqs';
import { MAX_DELAY_SECONDS, SqsDelayedQueue } from './sqs-delayed';

// fauxqs offers itself to `import` alone, and Jest resolves as `require` does.
jest.mock('fauxqs', (): unknown => jest.requireActual('../../node_modules/fauxqs/dist/app.js'), {
  virtual: true,
});

let emulator: SqsEmulator;
let queues = 0;

beforeAll(async () => {
  emulator = await startSqs({ region: 'us-east-1' });
});
afterAll(async () => {
  await emulator.stop();
});

async function newQueue(): Promise<{ url: string; queue: SqsDelayedQueue }> {
  const name = `queue-${(queues += 1)}`;
  const url = `${emulator.url}/000000000000/${name}`;
  await emulator.createQueues([{ name, url, arn: '', attributes: {} }]);
  return { url, queue: new SqsDelayedQueue(emulator.client, url) };
}

/** Waits up to SQS's own bound of 20 seconds for a message. */
async function receive(url: string, waitSeconds: number): Promise<string[]> {
  const { Messages = [] } = await emulator.client.send(
    new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: waitSeconds, MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body = '' }) => Body);
}

async function countDelayed(url: string): Promise<number> {
  const { Attributes = {} } = await emulator.client.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessagesDelayed'],
    }),
  );
  return Number(Attributes.ApproximateNumberOfMessagesDelayed);
}

describe('SqsDelayedQueue', () => {
  it('delivers at once what need not wait', async () => {
    const { url, queue } = await newQueue();
    await queue.later('now', 0);
    expect(await receive(url, 20)).toEqual(['now']);
  });

  it('delivers later what is to wait', async () => {
    const { url, queue } = await newQueue();
    await queue.later('later', 2);
    expect(await receive(url, 20)).toEqual(['later']);
  });

  it.each([MAX_DELAY_SECONDS, MAX_DELAY_SECONDS + 1, 86_400, 300.5])(
    'holds back what is to wait for %d seconds',
    async (seconds) => {
      const { url, queue } = await newQueue();
      await queue.later('much later', seconds);
      expect(await countDelayed(url)).toBe(1);
      expect(await receive(url, 0)).toEqual([]);
    },
  );

  it.each([
    [-5, 0],
    [0.2, 1],
    [900, 900],
    [901, 900],
    [Number.POSITIVE_INFINITY, 900],
  ])('asks SQS for whole seconds within its bounds: %d is sent as %d', async (asked, sent) => {
    const commands: { input: unknown }[] = [];
    const client = { send: async (command: { input: unknown }) => void commands.push(command) };
    await new SqsDelayedQueue(client as never, 'https://queue').later('body', asked);
    expect(commands.map(({ input }) => input)).toEqual([
      { QueueUrl: 'https://queue', MessageBody: 'body', DelaySeconds: sent },
    ]);
  });
});
