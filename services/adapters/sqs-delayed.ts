import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DelayedQueue } from '../exports/callback';

/** The longest DelaySeconds (SQS API reference, SendMessage). */
export const MAX_DELAY_SECONDS = 900;

/** An SQS queue, written to with a delay for each message. A delay beyond 900 seconds is cut to 900. */
export class SqsDelayedQueue implements DelayedQueue {
  constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  async later(body: string, delaySeconds: number): Promise<void> {
    // SQS takes whole seconds; a fraction more is harmless, a fraction less would be one more hop.
    const DelaySeconds = Math.min(Math.max(Math.ceil(delaySeconds), 0), MAX_DELAY_SECONDS);
    await this.client.send(
      new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody: body, DelaySeconds }),
    );
  }
}
