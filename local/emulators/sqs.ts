import {
  SQSClient,
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { QueueDescription } from '../stack';
import type { StringAttributes } from './eventbridge';

/** A running SQS emulator. Messages live in memory: they end with the process. */
export interface SqsEmulator {
  /** `http://127.0.0.1:<port>`, the endpoint and the beginning of every queue URL. */
  url: string;
  port: number;
  client: SQSClient;
  /** Makes the queues; `timeScale` shortens visibility timeouts, to not less than a second. */
  createQueues: (queues: QueueDescription[], timeScale?: number) => Promise<void>;
  sendMessage: (queueUrl: string, body: string, attributes: StringAttributes) => Promise<void>;
  /** Messages that are waiting or being worked on. */
  countMessages: (queueUrl: string) => Promise<number>;
  stop: () => Promise<void>;
}

/** The two methods of fauxqs's server that are used; its own type needs a package that is not ours to install. */
interface FastifyServer {
  listen: (options: { host: string; port: number }) => Promise<string>;
  close: () => Promise<void>;
}

const MESSAGE_STATES = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** The socket pool: every event source mapping holds one for its long poll. */
const MAX_SOCKETS = 200;

/**
 * Starts fauxqs on loopback.
 *
 * @param options.port 0, the default, takes a free one.
 */
export async function startSqs(options: { port?: number; region: string }): Promise<SqsEmulator> {
  // The package offers itself to `import` alone, and this code is loaded as CommonJS.
  const { buildApp } = await import('fauxqs');
  const app = buildApp({ logger: false, defaultRegion: options.region }) as unknown as FastifyServer;
  // fauxqs's own start function would listen on all interfaces.
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  const client = new SQSClient({
    endpoint: url,
    region: options.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS } },
  });
  return {
    url,
    port: Number(new URL(url).port),
    client,
    createQueues: async (queues, timeScale = 1) => {
      for (const { name, attributes } of queues) {
        const visibilityS = Math.max(1, Math.round(Number(attributes.VisibilityTimeout ?? 30) * timeScale));
        const Attributes = { ...attributes, VisibilityTimeout: String(visibilityS) };
        await client.send(new CreateQueueCommand({ QueueName: name, Attributes }));
      }
    },
    sendMessage: async (queueUrl, body, attributes) => {
      await client.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, MessageAttributes: attributes }),
      );
    },
    countMessages: async (queueUrl) => {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
      );
      return MESSAGE_STATES.reduce((sum, state) => sum + Number(Attributes[state] ?? 0), 0);
    },
    stop: async () => {
      client.destroy();
      await app.close();
    },
  };
}
