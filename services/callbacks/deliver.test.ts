import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { CALLBACK_ATTEMPTS, type CallbackAnswer } from '../exports/callback';
import { MemoryCallbacks, RecordingDelayedQueue, ScriptedSender } from '../exports/memory-callbacks';
import { createRecordingLog, createSteppedClock, exampleExport } from '../exports/memory';
import type { VideoExport } from '../exports/video-export';
import { deliverCallback, parseMessage, signingSecrets, type CallbackMessage } from './deliver';

// 48 bytes each, as CloudFormation makes them: Standard Webhooks asks for 24 to 64.
const SECRET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ012345678901';
const OLD_SECRET = SECRET.toLowerCase();
const ofBytes = (length: number, byte: number): string => Buffer.alloc(length, byte).toString('base64');
const url = 'https://hooks.example.com/reelway?token=t0p-s3cret';
const completed = exampleExport({
  status: 'COMPLETED',
  sizeInBytes: 1234,
  finishedAt: '2026-03-01T12:00:00.000Z',
  callbackUrl: url,
});
const first: CallbackMessage = { exportId: completed.id, number: 1, dueAt: null };

function world(videoExport: VideoExport | null = completed) {
  // The reference library compares timestamps with the real time.
  const clock = createSteppedClock(new Date().toISOString());
  const over: string[] = [];
  const deps = {
    exports: {
      get: async (id: string) => (id === videoExport?.id ? videoExport : null),
      acknowledgeCallback: async (id: string): Promise<void> => void over.push(id),
    },
    /** Exports whose callback is over. */
    over,
    callbacks: new MemoryCallbacks(),
    sender: new ScriptedSender(),
    queue: new RecordingDelayedQueue(),
    secrets: async (): Promise<readonly string[]> => [SECRET],
    clock,
    random: () => 0,
    log: createRecordingLog(),
  };
  const deliver = (message: CallbackMessage = first) => deliverCallback(deps, message);
  /** Takes the oldest waiting message out of the queue when its time has come, as SQS would. */
  const next = async () => {
    const { body, delaySeconds } = deps.queue.waiting.shift() ?? { body: '', delaySeconds: 0 };
    clock.advance(Math.min(Math.max(Math.ceil(delaySeconds), 0), 900) * 1000);
    return deliver(parseMessage(body));
  };
  return { ...deps, deliver, next };
}

const at = (time: Date, plusSeconds: number): string =>
  new Date(time.getTime() + plusSeconds * 1000).toISOString();

describe('the message that is sent', () => {
  it('is signed so that the reference library accepts it', async () => {
    const { deliver, sender, over } = world();
    expect(await deliver()).toBe('delivered');
    expect(over).toEqual([completed.id]);
    const [request] = sender.sent;
    expect(request?.url).toBe(url);
    expect(new Webhook(`whsec_${SECRET}`).verify(request?.body ?? '', { ...request?.headers })).toMatchObject(
      {
        type: 'export.completed',
        data: { id: completed.id, status: 'COMPLETED', sizeInBytes: 1234 },
      },
    );
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': `${completed.id}_completed`,
    });
  });

  it('is signed as the specification says, whatever library reads it', async () => {
    const { deliver, sender } = world();
    await deliver();
    const { headers = {}, body = '' } = sender.sent[0] ?? {};
    const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const mac = createHmac('sha256', Buffer.from(SECRET, 'base64')).update(text).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${mac}`);
  });

  it('is refused by the reference library when a byte of it, or the secret, is another', async () => {
    const { deliver, sender } = world();
    await deliver();
    const { headers = {}, body = '' } = sender.sent[0] ?? {};
    const verify = (secret: string, text: string) => () => new Webhook(secret).verify(text, { ...headers });
    expect(verify(SECRET, body.replace('1234', '1235'))).toThrow('No matching signature found');
    expect(verify(OLD_SECRET, body)).toThrow('No matching signature found');
  });

  it('is signed with every secret while one is being replaced', async () => {
    const { sender, ...deps } = world();
    await deliverCallback({ ...deps, sender, secrets: async () => [SECRET, `whsec_${OLD_SECRET}`] }, first);
    const { headers = {}, body = '' } = sender.sent[0] ?? {};
    for (const secret of [SECRET, OLD_SECRET]) {
      expect(new Webhook(secret).verify(body, { ...headers })).toMatchObject({ type: 'export.completed' });
    }
  });

  it.each<[string, readonly [string, ...string[]], readonly string[]]>([
    ['the only version', [SECRET], [SECRET]],
    ['the current version and the one before it', [SECRET, OLD_SECRET], [SECRET, OLD_SECRET]],
    ['each value of a version', [` ${SECRET}\nwhsec_${OLD_SECRET} `], [SECRET, `whsec_${OLD_SECRET}`]],
    ['the same value once', [`${SECRET} ${OLD_SECRET}`, SECRET], [SECRET, OLD_SECRET]],
    ['no earlier version that cannot sign', [SECRET, ''], [SECRET]],
    ['a current version that cannot sign, so that this is seen', ['', SECRET], ['', SECRET]],
    [
      'four values at most, the newest first',
      [`${ofBytes(51, 1)} ${ofBytes(51, 2)} ${ofBytes(51, 3)}`, `${ofBytes(51, 4)} ${ofBytes(51, 5)}`],
      [1, 2, 3, 4].map((byte) => ofBytes(51, byte)),
    ],
  ])('is signed with %s', (_name, versions, expected) => {
    expect(signingSecrets(versions)).toEqual(expected);
  });

  it('has the same id and body at every try, and its own timestamp', async () => {
    const { deliver, next, sender } = world();
    sender.answer = () => ({ statusCode: 500 });
    await deliver();
    await next();
    const [one, two] = sender.sent;
    expect(two?.body).toBe(one?.body);
    expect(two?.headers['webhook-id']).toBe(one?.headers['webhook-id']);
    expect(Number(two?.headers['webhook-timestamp'])).toBe(Number(one?.headers['webhook-timestamp']) + 5);
  });
});

describe('how a try goes', () => {
  it.each<[CallbackAnswer, string | null, boolean]>([
    [{ statusCode: 200 }, null, false],
    [{ statusCode: 204 }, null, false],
    [{ statusCode: 299 }, null, false],
    [{ statusCode: 301 }, 'REDIRECT', true],
    [{ statusCode: 307 }, 'REDIRECT', true],
    [{ statusCode: 400 }, 'STATUS', true],
    [{ statusCode: 404 }, 'STATUS', true],
    [{ statusCode: 410 }, 'GONE', false],
    [{ statusCode: 429 }, 'STATUS', true],
    [{ statusCode: 500 }, 'STATUS', true],
    [{ statusCode: 503 }, 'STATUS', true],
    [{ error: 'TIMEOUT' }, 'TIMEOUT', true],
    [{ error: 'DNS' }, 'DNS', true],
    [{ error: 'TLS' }, 'TLS', true],
    [{ error: 'CONNECTION' }, 'CONNECTION', true],
    [{ error: 'ADDRESS_REFUSED' }, 'ADDRESS_REFUSED', true],
  ])('when the answer is %j: error %s, tried again: %s', async (answer, error, isTriedAgain) => {
    const { deliver, sender, callbacks, queue, clock } = world();
    sender.answer = () => {
      clock.advance(70);
      return answer;
    };
    const begun = clock();
    expect(await deliver()).toBe(error === null ? 'delivered' : 'failed');
    const outcome = {
      statusCode: 'statusCode' in answer ? answer.statusCode : null,
      error,
      durationMs: 70,
      nextAttemptAt: isTriedAgain ? at(begun, 5.07) : null,
    };
    expect(await callbacks.list(completed.id)).toStrictEqual([
      { number: 1, at: begun.toISOString(), outcome },
    ]);
    expect(queue.waiting.map(({ delaySeconds }) => delaySeconds)).toEqual(isTriedAgain ? [5] : []);
  });

  it('is logged without the URL, which may hold a token', async () => {
    const { deliver, log } = world();
    await deliver();
    expect(log.lines).toMatchObject([
      { message: 'A callback was tried.', details: { number: 1, statusCode: 200 } },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('s3cret');
  });
});

describe('trying again', () => {
  it('goes on through the queue for most of a day, each wait in steps the queue can hold, and then ends', async () => {
    const { deliver, next, sender, queue, callbacks, clock } = world();
    sender.answer = () => ({ statusCode: 503 });
    const begun = clock().getTime();
    await deliver();
    let hops = 0;
    for (; queue.waiting.length > 0 && hops < 1000; hops += 1) await next();
    // 5 s and 5 min fit into one wait of at most 15 min; the others need 2, 8, 20, 24 and 32 of them.
    expect(hops).toBe(88);
    const attempts = await callbacks.list(completed.id);
    expect(attempts).toHaveLength(CALLBACK_ATTEMPTS);
    expect(attempts.map((attempt) => (Date.parse(attempt.at) - begun) / 1000)).toEqual([
      0, 5, 305, 2105, 9305, 27_305, 48_905, 77_705,
    ]);
    expect(attempts.at(-1)?.outcome?.nextAttemptAt).toBeNull();
    expect(sender.sent).toHaveLength(CALLBACK_ATTEMPTS);
  });

  it('ends as soon as the receiver takes it', async () => {
    const { deliver, next, sender, queue } = world();
    sender.answer = () => ({ statusCode: sender.sent.length < 3 ? 500 : 200 });
    expect(await deliver()).toBe('failed');
    expect(await next()).toBe('failed');
    expect(await next()).toBe('delivered');
    expect(queue.waiting).toEqual([]);
  });

  it('sends back what comes too early, for what is left to wait', async () => {
    const { deliver, sender, queue, clock } = world();
    const message = { ...first, number: 2, dueAt: at(clock(), 4000) };
    expect(await deliver(message)).toBe('waiting');
    expect(sender.sent).toEqual([]);
    expect(queue.waiting).toEqual([{ body: JSON.stringify(message), delaySeconds: 4000 }]);
  });
});

describe('a message that is delivered twice', () => {
  it('is posted once when both come at once, and the second looks again later', async () => {
    const { deliver, sender, queue, clock, callbacks } = world();
    let second: Promise<string> | null = null;
    sender.answer = async () => {
      second = deliver();
      expect(await second).toBe('waiting');
      return { statusCode: 200 };
    };
    const begun = clock();
    expect(await deliver()).toBe('delivered');
    expect(sender.sent).toHaveLength(1);
    expect(queue.waiting).toEqual([
      { body: JSON.stringify({ ...first, dueAt: at(begun, 60) }), delaySeconds: 60 },
    ]);
    expect(await callbacks.list(completed.id)).toHaveLength(1);
  });

  it.each([
    ['delivered', 200],
    ['failed', 500],
  ])('is not posted again once it was %s', async (result, statusCode) => {
    const { deliver, sender, queue } = world();
    sender.answer = () => ({ statusCode });
    await deliver();
    const planned = [...queue.waiting];
    expect(await deliver()).toBe(result);
    expect(sender.sent).toHaveLength(1);
    // Whoever was first may have died before it planned the next try, so it is planned again, for the same time.
    expect(queue.waiting).toEqual([...planned, ...planned]);
  });

  it('plans the next try where the first one died before doing so', async () => {
    const { deliver, next, sender, queue } = world();
    sender.answer = () => ({ statusCode: 500 });
    queue.failure = new Error('SQS is away');
    await expect(deliver()).rejects.toThrow('SQS is away');
    queue.failure = null;
    expect(await deliver()).toBe('failed');
    expect(sender.sent).toHaveLength(1);
    sender.answer = () => ({ statusCode: 200 });
    expect(await next()).toBe('delivered');
  });

  it('counts a try whose maker died as one, and goes on with the next', async () => {
    const { deliver, next, sender, callbacks, clock, queue } = world();
    sender.answer = () => Promise.reject(new Error('the process ends here'));
    await expect(deliver()).rejects.toThrow('the process ends here');
    sender.answer = () => ({ statusCode: 200 });
    clock.advance(59_999);
    expect(await deliver()).toBe('waiting');
    expect(await next()).toBe('failed');
    expect((await callbacks.list(completed.id))[0]?.outcome).toMatchObject({
      statusCode: null,
      error: 'INTERRUPTED',
      durationMs: null,
    });
    expect(queue.waiting).toHaveLength(1);
    expect(await next()).toBe('delivered');
    expect(sender.sent).toHaveLength(2);
  });

  it('posts each number at most once, whatever is delivered again and in whatever order', async () => {
    const steps = fc.array(fc.constantFrom('deliver', 'repeat', 'next'), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, fc.array(fc.constantFrom(200, 410, 500)), async (script, statuses) => {
        const { deliver, next, sender, queue, callbacks } = world();
        sender.answer = () => ({ statusCode: statuses[sender.sent.length - 1] ?? 500 });
        for (const step of script) {
          if (step === 'deliver') await deliver();
          const [waiting] = queue.waiting;
          if (waiting === undefined) continue;
          if (step === 'repeat') queue.waiting.push({ ...waiting });
          if (step === 'next') await next();
        }
        const attempts = await callbacks.list(completed.id);
        expect(sender.sent).toHaveLength(attempts.length);
        const endings = attempts.filter(
          ({ outcome }) => outcome?.error === null || outcome?.error === 'GONE',
        );
        expect(endings.length).toBeLessThanOrEqual(1);
        expect(attempts.map(({ number }) => number)).toEqual(attempts.map((_attempt, index) => index + 1));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a message about', () => {
  it.each<[string, VideoExport | null]>([
    ['an export that is not there any more', null],
    ['an export without a callback', { ...completed, callbackUrl: null }],
    ['an export that has not ended', exampleExport({ status: 'RENDERING', callbackUrl: url })],
  ])('%s is dropped', async (_name, videoExport) => {
    const { deliver, sender, queue, callbacks } = world(videoExport);
    expect(await deliver()).toBe('ignored');
    expect([sender.sent, queue.waiting, await callbacks.list(completed.id)]).toEqual([[], [], []]);
  });

  it('an export that is deleted during the try plans nothing', async () => {
    const { queue, sender, ...deps } = world();
    sender.answer = () => ({ statusCode: 500 });
    const callbacks = Object.assign(new MemoryCallbacks(), { finish: async () => null });
    expect(await deliverCallback({ ...deps, queue, sender, callbacks }, first)).toBe('ignored');
    expect(queue.waiting).toEqual([]);
  });

  it('anything uses up no try while the secret cannot be read', async () => {
    const { callbacks, ...deps } = world();
    const secrets = () => Promise.reject(new Error('Secrets Manager is away'));
    await expect(deliverCallback({ ...deps, callbacks, secrets }, first)).rejects.toThrow('is away');
    expect(await callbacks.list(completed.id)).toEqual([]);
  });
});

describe('what the queue holds', () => {
  it('is an event of an end, which asks for the first try', () => {
    const detail = { metadata: { id: 'evt_1' }, data: { exportId: 'exp_1', hasCallback: true } };
    const event = { 'detail-type': 'export.completed.v1', source: 'reelway.exports', detail };
    expect(parseMessage(JSON.stringify(event))).toEqual({ exportId: 'exp_1', number: 1, dueAt: null });
  });

  it('is our own message, which asks for a later one', () => {
    const message = { exportId: 'exp_1', number: 8, dueAt: '2026-03-01T12:00:00.000Z' };
    expect(parseMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    '',
    'null',
    '{}',
    '{"detail":{"data":{}}}',
    '{"exportId":"exp_1","number":0,"dueAt":null}',
    '{"exportId":"exp_1","number":9,"dueAt":null}',
    '{"exportId":"exp_1","number":1.5,"dueAt":null}',
    '{"exportId":"exp_1","number":2,"dueAt":"soon"}',
    '{"exportId":"","number":2,"dueAt":null}',
  ])('is not %j', (body) => {
    expect(() => parseMessage(body)).toThrow();
  });
});
