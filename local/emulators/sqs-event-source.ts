import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type Message,
  type MessageAttributeValue,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';
import type { QueueSource } from '../stack';

export interface EventSourceOptions {
  client: SQSClient;
  source: QueueSource;
  region: string;
  /** Resolves with what the function answered; rejects when it failed. */
  invoke: (functionKey: string, payload: SQSEvent) => Promise<unknown>;
  /** Every failed batch and every failed poll, as a sentence. */
  onWarning?: (message: string) => void;
}

/** One running event source mapping. */
export interface EventSource {
  /** Batches that are being worked on. */
  readonly inFlight: number;
  /** Takes no more messages, and waits for the batches under way up to the given time. */
  stop: (graceMs?: number) => Promise<void>;
}

/** SQS's own bounds: messages in one answer or request, and seconds of one long poll. */
const MAX_RECEIVE = 10;
const MAX_WAIT_SECONDS = 20;

/** The pause after a poll that failed. */
const POLL_RETRY_MS = 1000;

/**
 * Reads a queue and calls a function with what it finds, as Lambda's event source mapping does.
 *
 * Messages of a batch that went well are deleted. What failed stays in the queue, comes back after the visibility
 * timeout and goes to the dead letter queue by the queue's own redrive policy.
 */
export function startEventSource(options: EventSourceOptions): EventSource {
  const mapping = new Mapping(options);
  const polling = mapping.poll();
  return {
    get inFlight() {
      return mapping.batches.size;
    },
    stop: async (graceMs = 1000) => {
      mapping.stopping.abort();
      await polling;
      await Promise.race([Promise.allSettled(mapping.batches), sleep(graceMs, undefined, { ref: false })]);
    },
  };
}

class Mapping {
  readonly batches = new Set<Promise<void>>();
  readonly stopping = new AbortController();
  private readonly stopped = new Promise<void>((resolve) => {
    this.stopping.signal.addEventListener('abort', () => resolve());
  });

  constructor(private readonly options: EventSourceOptions) {}

  async poll(): Promise<void> {
    const { source } = this.options;
    while (!this.stopping.signal.aborted) {
      // A message that nobody is free for had better stay in the queue, where its visibility timeout does not run.
      if (this.batches.size >= source.maximumConcurrency) {
        await Promise.race([...this.batches, this.stopped]);
        continue;
      }
      try {
        const messages = await this.receiveBatch();
        if (messages.length > 0) this.start(messages);
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        this.options.onWarning?.(`${source.queueArn} could not be read: ${messageOf(error)}`);
        await sleep(POLL_RETRY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  /** Waits for a first message, then gathers until the batch is full or its window has passed. */
  private async receiveBatch(): Promise<Message[]> {
    const { batchSize, batchingWindowMs } = this.options.source;
    const messages = await this.receive(batchSize, MAX_WAIT_SECONDS);
    const deadline = Date.now() + batchingWindowMs;
    while (messages.length > 0 && messages.length < batchSize && Date.now() < deadline) {
      const remainingSeconds = Math.ceil((deadline - Date.now()) / 1000);
      const more = await this.receive(
        batchSize - messages.length,
        Math.min(remainingSeconds, MAX_WAIT_SECONDS),
      );
      messages.push(...more);
    }
    return messages;
  }

  private async receive(count: number, waitSeconds: number): Promise<Message[]> {
    const answer = await this.options.client.send(
      new ReceiveMessageCommand({
        QueueUrl: this.options.source.queueUrl,
        MaxNumberOfMessages: Math.min(count, MAX_RECEIVE),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: this.stopping.signal },
    );
    return answer.Messages ?? [];
  }

  private start(messages: Message[]): void {
    const batch = this.work(messages).finally(() => this.batches.delete(batch));
    this.batches.add(batch);
  }

  private async work(messages: Message[]): Promise<void> {
    const { source, region, invoke } = this.options;
    try {
      const event = { Records: messages.map((message) => toRecord(message, source.queueArn, region)) };
      const answer = await invoke(source.functionKey, event);
      const failed = source.reportBatchItemFailures ? failedIds(answer, messages) : new Set<string>();
      if (failed.size > 0) {
        this.options.onWarning?.(
          `${source.functionKey} failed on ${failed.size} of ${messages.length} messages; they stay in the queue.`,
        );
      }
      await this.remove(messages.filter(({ MessageId }) => !failed.has(MessageId ?? '')));
    } catch (error) {
      this.options.onWarning?.(
        `${source.functionKey} failed on ${messages.length} messages; they stay in the queue: ${messageOf(error)}`,
      );
    }
  }

  private async remove(messages: Message[]): Promise<void> {
    for (let at = 0; at < messages.length; at += MAX_RECEIVE) {
      const Entries = messages
        .slice(at, at + MAX_RECEIVE)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.options.client.send(
        new DeleteMessageBatchCommand({ QueueUrl: this.options.source.queueUrl, Entries }),
      );
    }
  }
}

/**
 * The ids of the messages to keep, by the rules of ReportBatchItemFailures: an answer that is empty or null, or
 * whose list is, means success; one that is malformed in any way means that the whole batch failed.
 *
 * @param answer what the function returned, parsed.
 */
export function failedIds(answer: unknown, messages: Message[]): Set<string> {
  const sent = new Set(messages.map(({ MessageId }) => MessageId ?? ''));
  if (answer === null || answer === undefined || answer === '') return new Set();
  if (typeof answer !== 'object' || Array.isArray(answer)) return sent;
  const failures: unknown = (answer as Partial<SQSBatchResponse>).batchItemFailures;
  if (failures === null || failures === undefined) return new Set();
  if (!Array.isArray(failures)) return sent;
  const failed = new Set<string>();
  for (const failure of failures as unknown[]) {
    const id = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof id !== 'string' || !sent.has(id)) return sent;
    failed.add(id);
  }
  return failed;
}

function toRecord(message: Message, eventSourceARN: string, awsRegion: string): SQSRecord {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(
    ([name, value]) => [name, toAttribute(value)] as const,
  );
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: { ...message.Attributes } as unknown as SQSRecord['attributes'],
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody ?? '',
    ...(message.MD5OfMessageAttributes && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion,
  };
}

function toAttribute(value: MessageAttributeValue): SQSMessageAttributes[string] {
  return {
    ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
    ...(value.BinaryValue !== undefined && {
      binaryValue: Buffer.from(value.BinaryValue).toString('base64'),
    }),
    stringListValues: [],
    binaryListValues: [],
    dataType: value.DataType as SQSMessageAttributes[string]['dataType'],
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
