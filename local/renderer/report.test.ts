import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReporter, initialProgress, type RenderProgressFile, sendWebhook } from './report';

describe('progress.json', () => {
  afterEach(() => void jest.useRealTimers());

  it('is written at most once in its interval, one write at a time, in order, and to the last state', async () => {
    jest.useFakeTimers({ now: 1_700_000_000_000 });
    const begun = Date.now();
    const writes: { frames: number; startedMs: number; endedMs: number }[] = [];
    const write = async (progress: RenderProgressFile) => {
      const written = { frames: progress.framesRendered, startedMs: Date.now() - begun, endedMs: Infinity };
      writes.push(written);
      // Slower than the interval from the second write on.
      await new Promise((resolve) => setTimeout(resolve, writes.length === 1 ? 10 : 300));
      written.endedMs = Date.now() - begun;
    };
    const reporter = createReporter(initialProgress(0), write, () => undefined, 250);

    for (let frame = 1; frame <= 60; frame += 1) {
      reporter.update({ framesRendered: frame });
      await jest.advanceTimersByTimeAsync(15);
    }
    const last = reporter.written({ framesRendered: 61 });
    await jest.advanceTimersByTimeAsync(1_000);
    await last;

    expect(writes).toEqual([
      { frames: 1, startedMs: 0, endedMs: 10 },
      { frames: 17, startedMs: 250, endedMs: 550 },
      { frames: 37, startedMs: 550, endedMs: 850 },
      { frames: 57, startedMs: 850, endedMs: 1_150 },
      { frames: 61, startedMs: 1_150, endedMs: 1_450 },
    ]);
  });

  it('survives a write that fails, and says so', async () => {
    const logs: string[] = [];
    const written: number[] = [];
    const write = async (progress: RenderProgressFile) => {
      written.push(progress.framesRendered);
      if (written.length === 1) throw new Error('no bucket');
    };
    const reporter = createReporter(initialProgress(0), write, (line) => logs.push(line));

    await reporter.written({ framesRendered: 1 });
    await reporter.written({ framesRendered: 2 });

    expect(written).toEqual([1, 2]);
    expect(logs).toEqual([expect.stringContaining('no bucket')]);
  });
});

describe('a webhook', () => {
  const render = { renderId: 'abcdefghij', bucketName: 'renders' };
  let receiver: http.Server;
  let statuses: number[];
  let bodies: string[];
  const url = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;

  beforeEach(async () => {
    bodies = [];
    receiver = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        bodies.push(Buffer.concat(chunks).toString());
        response.writeHead(statuses.shift() ?? 200).end('thanks');
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });

  it('is sent again, the same to the byte, until it is taken', async () => {
    statuses = [500, 404, 200];
    await sendWebhook({ url: url(), secret: 's', customData: { id: '日本' } }, render, { type: 'timeout' });

    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
    expect(JSON.parse(bodies[0] ?? '')).toEqual({
      type: 'timeout',
      renderId: 'abcdefghij',
      expectedBucketOwner: '000000000000',
      bucketName: 'renders',
      customData: { id: '日本' },
    });
  });

  it('is given up after three tries', async () => {
    statuses = [500, 500, 503, 200];
    const sending = sendWebhook({ url: url(), secret: null, customData: null }, render, { type: 'timeout' });

    await expect(sending).rejects.toThrow('status code 503');
    expect(bodies).toHaveLength(3);
  });
});
