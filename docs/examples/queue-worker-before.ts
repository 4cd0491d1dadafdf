// Before: a worker that takes jobs from a queue, renders them one at a time, and keeps rows about them.
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { renderMedia, selectComposition } from '@remotion/renderer';

/** What the jobs table can do. */
interface Jobs {
  update(id: string, row: { status: string; progress?: number; url?: string; error?: string }): Promise<void>;
}

const sqs = new SQSClient({});
const QueueUrl = process.env.JOBS_QUEUE_URL;
const serveUrl = 'https://example.com/site';

/** Runs for ever, on a machine that is paid for whether or not there is work. */
export async function work(jobs: Jobs, upload: (file: string) => Promise<string>): Promise<never> {
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    for (const { Body = '', ReceiptHandle } of Messages) {
      const { id, inputProps } = JSON.parse(Body) as { id: string; inputProps: Record<string, unknown> };
      // Longer than the visibility timeout, and another worker begins the same job.
      const file = `/tmp/${id}.mp4`;
      try {
        const composition = await selectComposition({ serveUrl, id: 'Greeting', inputProps });
        await renderMedia({
          serveUrl,
          composition,
          inputProps,
          codec: 'h264',
          outputLocation: file,
          onProgress: ({ progress }) => void jobs.update(id, { status: 'rendering', progress }),
        });
        await jobs.update(id, { status: 'done', url: await upload(file) });
      } catch (error) {
        await jobs.update(id, { status: 'failed', error: String(error) });
      }
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
