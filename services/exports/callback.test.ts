import fc from 'fast-check';
import { describeCallbackStore } from '../adapters/callbacks.contract';
import {
  CALLBACK_ATTEMPTS,
  callbackBody,
  callbackId,
  callbackState,
  checkCallbackUrl,
  nextAttemptAt,
  type CallbackAttempt,
  type CallbackOutcome,
} from './callback';
import { exampleExport } from './memory';
import { MemoryCallbacks } from './memory-callbacks';

describeCallbackStore('MemoryCallbacks', async () => new MemoryCallbacks());

const HOST = 'must name a host on the internet, not an address or a private name';
const HTTPS = 'must be an https:// URL';
const CREDENTIALS = 'must not hold a user name or a password';
const LONG = 'must be at most 2048 characters';

const messagesOf = (url: string, allowPrivate = false): string[] =>
  checkCallbackUrl(url, { allowPrivate }).map(({ path, message }) => `${path} ${message}`);

describe('the URL of a callback', () => {
  it.each([
    'https://example.com',
    'HTTPS://hooks.example.com/reelway?token=a%20b',
    'https://example.com:8443/hook',
    'https://bücher.example/hook#part',
    `https://example.com/${'x'.repeat(2048 - 20)}`,
  ])('may be %s', (url) => {
    expect(messagesOf(url)).toEqual([]);
  });

  it.each([
    ['', HTTPS],
    ['http://example.com/hook', HTTPS],
    ['//example.com/hook', HTTPS],
    ['example.com/hook', HTTPS],
    ['ftp://example.com/hook', HTTPS],
    ['file:///etc/passwd', HTTPS],
    ['javascript:alert(1)', HTTPS],
    ['https://', HTTPS],
    [' https://example.com', HTTPS],
    ['https://example.com\n', HTTPS],
    ['https://exa\tmple.com', HTTPS],
    ['https://example.com:99999/', HTTPS],
    ['https://user@example.com/', CREDENTIALS],
    ['https://user:secret@example.com/', CREDENTIALS],
    ['https://:secret@example.com/', CREDENTIALS],
    [`https://example.com/${'x'.repeat(2048 - 19)}`, LONG],
    ['https://169.254.169.254/latest/meta-data', HOST],
    ['https://[::1]/hook', HOST],
    ['https://[fd00:ec2::254]/latest/meta-data', HOST],
    ['https://[::ffff:169.254.169.254]/', HOST],
    ['https://[64:ff9b::a9fe:a9fe]/', HOST],
    ['https://127.0.0.1/', HOST],
    ['https://127.1/', HOST],
    ['https://2130706433/', HOST],
    ['https://0x7f000001/', HOST],
    ['https://0177.0.0.1/', HOST],
    ['https://①②⑦.0.0.1/', HOST],
    ['https://127.0.0.1./', HOST],
    ['https://93.184.215.14/', HOST],
    ['https://localhost/', HOST],
    ['https://LOCALHOST./', HOST],
    ['https://a.localhost/', HOST],
    ['https://printer.local/', HOST],
    ['https://instance-data.ec2.internal/', HOST],
    ['https://intranet/', HOST],
  ])('must not be %s', (url, message) => {
    expect(messagesOf(url)).toEqual([`callbackUrl ${message}`]);
  });

  it.each(['http://127.0.0.1:4000/hook', 'http://localhost/hook', 'https://[::1]/hook'])(
    'may be %s in a world without internet',
    (url) => {
      expect(messagesOf(url, true)).toEqual([]);
    },
  );

  it.each([
    ['ftp://127.0.0.1/', 'must be an https:// URL or an http:// URL'],
    ['http://user:secret@127.0.0.1/', CREDENTIALS],
    [`http://127.0.0.1/${'x'.repeat(2048)}`, LONG],
  ])('must not be %s even there', (url, message) => {
    expect(messagesOf(url, true)).toEqual([`callbackUrl ${message}`]);
  });

  it('is never accepted with an IPv4 address for a host, in whatever notation', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const notation = fc.constantFrom<(octets: number[]) => string>(
      (octets) => octets.join('.'),
      (octets) => octets.map((part) => `0x${part.toString(16)}`).join('.'),
      (octets) => octets.map((part) => `0${part.toString(8)}`).join('.'),
      (octets) => String(octets.reduce((sum, part) => sum * 256 + part, 0)),
      (octets) => `[::ffff:${octets.join('.')}]`,
    );
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), notation, (octets, write) => {
        expect(messagesOf(`https://${write(octets)}/`)).toEqual([`callbackUrl ${HOST}`]);
      }),
    );
  });
});

describe('the schedule', () => {
  const begun = new Date('2026-03-01T12:00:00.000Z');
  const secondsAfter = (number: number, random: number): number | null => {
    const at = nextAttemptAt(number, begun, random);
    return at === null ? null : (Date.parse(at) - begun.getTime()) / 1000;
  };

  it.each([
    [1, 5, 5.5],
    [2, 300, 330],
    [3, 1800, 1980],
    [4, 7200, 7920],
    [5, 18_000, 19_800],
    [6, 21_600, 23_760],
    [7, 28_800, 31_680],
  ])('waits after try %d for %d to %d seconds', (number, least, most) => {
    expect(secondsAfter(number, 0)).toBe(least);
    expect(secondsAfter(number, 1)).toBe(most);
  });

  it.each([0, CALLBACK_ATTEMPTS, CALLBACK_ATTEMPTS + 1])('plans nothing after try %d', (number) => {
    expect(nextAttemptAt(number, begun, 0)).toBeNull();
  });

  it('lasts for most of a day and never longer, even when each try takes its ten seconds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 }),
        (all) => {
          const waited = all.map((random, index) => (secondsAfter(index + 1, random) ?? 0) + 10);
          const hours = waited.reduce((sum, seconds) => sum + seconds, 0) / 3600;
          expect(hours).toBeGreaterThan(21);
          expect(hours).toBeLessThan(24);
        },
      ),
    );
  });
});

describe('the state of a callback', () => {
  const attempt = (number: number, outcome: Partial<CallbackOutcome> | null): CallbackAttempt => ({
    number,
    at: '2026-03-01T12:00:00.000Z',
    outcome: outcome && {
      statusCode: 500,
      error: 'STATUS',
      durationMs: 1,
      nextAttemptAt: '2026-03-01T12:05:00.000Z',
      ...outcome,
    },
  });
  const delivered = { statusCode: 204, error: null, nextAttemptAt: null };

  it.each<[string, CallbackAttempt[], string, string | null]>([
    ['nothing was tried', [], 'PENDING', null],
    ['the first try is under way', [attempt(1, null)], 'PENDING', null],
    ['a try failed', [attempt(1, {})], 'PENDING', '2026-03-01T12:05:00.000Z'],
    ['the second try is under way', [attempt(1, {}), attempt(2, null)], 'PENDING', null],
    ['a try was taken', [attempt(1, delivered)], 'DELIVERED', null],
    ['the second try was taken', [attempt(1, {}), attempt(2, delivered)], 'DELIVERED', null],
    ['the last try failed', [attempt(1, {}), attempt(2, { nextAttemptAt: null })], 'FAILED', null],
    ['the receiver is gone', [attempt(1, { error: 'GONE', nextAttemptAt: null })], 'FAILED', null],
    [
      'one was taken though another came after it',
      [attempt(1, delivered), attempt(2, {})],
      'DELIVERED',
      null,
    ],
  ])('when %s', (_name, attempts, status, nextAt) => {
    expect(callbackState(attempts)).toEqual({ status, nextAttemptAt: nextAt });
  });
});

describe('the message', () => {
  const finishedAt = '2026-03-01T12:01:00.000Z';

  it('tells of a file', () => {
    const videoExport = exampleExport({ status: 'COMPLETED', sizeInBytes: 1234, finishedAt });
    expect(callbackBody(videoExport)).toStrictEqual({
      type: 'export.completed',
      timestamp: finishedAt,
      data: {
        id: videoExport.id,
        projectId: videoExport.projectId,
        status: 'COMPLETED',
        format: 'MP4',
        width: 1920,
        height: 1080,
        fps: 30,
        durationInFrames: 90,
        sizeInBytes: 1234,
        failure: null,
        finishedAt,
      },
    });
  });

  it('tells of a failure', () => {
    const failure = {
      code: 'SCENE_CODE',
      message: 'x is undefined',
      retryable: false,
      sceneId: 'scene-1',
    } as const;
    const body = callbackBody(exampleExport({ status: 'FAILED', failure, finishedAt }));
    expect(body?.type).toBe('export.failed');
    expect(body?.data.failure).toStrictEqual({
      code: 'SCENE_CODE',
      message: 'x is undefined',
      sceneId: 'scene-1',
    });
  });

  it('tells of a cancellation', () => {
    const body = callbackBody(exampleExport({ status: 'CANCELLED', finishedAt }));
    expect(body).toMatchObject({ type: 'export.cancelled', data: { status: 'CANCELLED', failure: null } });
  });

  it.each(['PENDING', 'RENDERING'] as const)('is none while the export is %s', (status) => {
    expect(callbackBody(exampleExport({ status }))).toBeNull();
  });

  it('has an id of its export and its end', () => {
    expect(callbackId({ id: 'exp_1', status: 'COMPLETED' })).toBe('exp_1_completed');
  });

  it('names no owner, no title and no place of a file', () => {
    const videoExport = exampleExport({ status: 'COMPLETED', outputKey: 'exports/key.mp4', finishedAt });
    const text = JSON.stringify(callbackBody(videoExport));
    for (const kept of [videoExport.ownerId, videoExport.title, 'exports/key.mp4'])
      expect(text).not.toContain(kept);
  });
});
