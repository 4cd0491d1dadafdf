import { readFileSync } from 'node:fs';
import path from 'node:path';
import { classifyError, failure, isTransient } from './failure';

const fixtures = path.join(__dirname, '../../tests/fixtures/remotion');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(fixtures, name), 'utf8'));

describe('an error of a scene', () => {
  it.each([
    ['Error', 'Scene timeout-1 (index 2): boom', 'SCENE_CODE', 'boom', 'timeout-1'],
    [
      'CancelledError',
      'Error: Scene intro (index 0): Error loading image with src: https://a.test/b.png',
      'ASSET_LOAD',
      'Error loading image with src: https://a.test/b.png',
      'intro',
    ],
    ['Error', 'boom', 'SCENE_CODE', 'boom', null],
  ] as const)('%s: %s', (name, message, code, shown, sceneId) => {
    expect(classifyError({ name, message })).toMatchObject({ code, message: shown, sceneId });
  });
});

describe('an error of Remotion', () => {
  it.each([
    ['Error', 'boom at frame 30', 'SCENE_CODE'],
    ['TypeError', "Cannot read properties of undefined (reading 'x')", 'SCENE_CODE'],
    ['TimeoutError', 'waiting for the page to render the React component failed', 'TIMEOUT'],
    ['Error', 'The render timed out after 240 seconds', 'TIMEOUT'],
    ['Error', 'renderMedia() got cancelled', 'TIMEOUT'],
    [
      'Error',
      'A delayRender() "Loading font" was called but not cleared after 28000ms. See https://remotion.dev/docs/timeout',
      'TIMEOUT',
    ],
    ['Error', 'Error loading image with src: https://example.com/a.png', 'ASSET_LOAD'],
    ['Error', 'Could not play video with src https://example.com/a.mp4', 'ASSET_LOAD'],
    ['Error', 'Received a status code of 404 while downloading file https://example.com/a.mp3', 'ASSET_LOAD'],
    ['Error', 'net::ERR_NAME_NOT_RESOLVED at https://example.com/', 'ASSET_LOAD'],
    ['Error', 'Target closed', 'OUT_OF_MEMORY'],
    ['Error', 'Page crashed!', 'OUT_OF_MEMORY'],
    ['RangeError', 'JavaScript heap out of memory', 'OUT_OF_MEMORY'],
    ['Error', 'Compositor quit with signal SIGKILL', 'OUT_OF_MEMORY'],
    ['TooManyRequestsException', 'Rate Exceeded.', 'THROTTLED'],
    [
      'Error',
      'AWS Concurrency limit reached (Original Error: ConcurrentInvocationLimitExceeded)',
      'THROTTLED',
    ],
    ['NoSuchBucket', 'The specified bucket does not exist', 'STORAGE'],
    ['Error', 'ENOSPC: no space left on device, write', 'STORAGE'],
    ['Error', 'No composition with the ID Nope found.', 'COMPOSITION'],
    ['Error', 'Error calling calculateMetadata() of MainComposition', 'COMPOSITION'],
    ['ZodError', 'The input is not valid', 'COMPOSITION'],
    ['Error', 'RequestId: 7a Error: Runtime exited with error: signal: killed', 'OUT_OF_MEMORY'],
    ['Runtime.ExitError', 'RequestId: 7a Error: Runtime exited without providing a reason', 'INTERNAL'],
    ['Error', 'read ECONNRESET', 'INTERNAL'],
    ['Error', 'socket hang up', 'INTERNAL'],
    ['ServiceUnavailable', 'Service Unavailable', 'INTERNAL'],
    ['InternalServerError', 'Internal Server Error', 'INTERNAL'],
    ['Error', 'Failed to launch the browser process!', 'INTERNAL'],
    ['Error', 'Protocol error (Runtime.callFunctionOn): Session closed.', 'INTERNAL'],
  ] as const)('%s: %s is %s', (name, message, code) => {
    expect(classifyError({ name, message })).toMatchObject({ code, message });
  });

  it.each([
    ['OUT_OF_MEMORY', true],
    ['TIMEOUT', true],
    ['ASSET_LOAD', true],
    ['COMPOSITION', false],
    ['SCENE_CODE', false],
    ['STORAGE', true],
    ['THROTTLED', true],
    ['INTERNAL', true],
  ] as const)('of the code %s may be tried again: %s', (code, retryable) => {
    expect(failure(code, 'x')).toEqual({ code, message: 'x', retryable, sceneId: null });
  });

  it.each([
    [400, false],
    [401, false],
    [403, false],
    [404, false],
    [410, false],
    [451, false],
    [408, true],
    [425, true],
    [429, true],
  ])('of an asset that answered %i may be tried again: %s', (status, retryable) => {
    const message = `Received a status code of ${status} while downloading file https://example.com/a.mp3`;
    expect(classifyError({ name: 'Error', message })).toEqual({
      ...{ code: 'ASSET_LOAD', message, retryable, sceneId: null },
    });
  });

  it('is told by its first line, and not by what its stack happens to name', () => {
    const message = [
      'boom',
      '    at loadingImage (bundle.js:1:1)',
      '    at Timeout._onTimeout (bundle.js:2:2)',
      '    at listOnTimeout (node:internal/timers:581:17)',
    ].join('\n');
    expect(classifyError({ name: 'Error', message })).toEqual({
      code: 'SCENE_CODE',
      message: 'boom',
      retryable: false,
      sceneId: null,
    });
  });

  it.each(['progress-error.json', 'webhooks.json'])('is found in the real sample %s', (name) => {
    const sample = read(name) as
      { errors?: { name: string; message: string; stack: string }[] } | { body: string }[];
    const error = Array.isArray(sample)
      ? (JSON.parse(sample[1]?.body ?? '') as { errors: { name: string; message: string; stack: string }[] })
          .errors[0]
      : sample.errors?.[0];
    expect(classifyError({ name: error?.name ?? '', message: error?.message ?? '' })).toEqual({
      code: 'SCENE_CODE',
      message: 'boom at frame 30',
      retryable: false,
      sceneId: null,
    });
    expect(classifyError({ name: 'Error', message: error?.stack ?? '' }).message).toBe(
      'Error: boom at frame 30',
    );
  });

  it('shows at most 500 characters of one line, and never nothing', () => {
    expect(failure('INTERNAL', 'x'.repeat(600)).message).toBe(`${'x'.repeat(499)}…`);
    expect(failure('INTERNAL', 'x'.repeat(500)).message).toBe('x'.repeat(500));
    expect(failure('INTERNAL', '  padded  \r\n at stack').message).toBe('padded');
    for (const message of ['', '   ', '\nsecond']) {
      expect(failure('INTERNAL', message).message).toBe('The render failed without a message.');
    }
  });
});

it('says what the first issue of a Zod error says, not its first line', () => {
  const message = JSON.stringify(
    [{ code: 'custom', path: ['a'], message: 'must be "b"' }, { message: 'second' }],
    null,
    2,
  );
  expect(classifyError({ name: 'ZodError', message })).toMatchObject({
    code: 'COMPOSITION',
    message: 'must be "b"',
  });
});

describe('an error of the code of a scene', () => {
  it('names scene and line, and ends the export whatever it says', () => {
    const message =
      'Scene intro (index 0, line 12): TimeoutError: timed out, out of memory, Rate exceeded\n  at x';
    expect(classifyError({ name: 'TimeoutError', message })).toEqual({
      code: 'SCENE_CODE',
      message: 'TimeoutError: timed out, out of memory, Rate exceeded',
      retryable: false,
      sceneId: 'intro',
      line: 12,
    });
  });

  it('of which no line is known may be one of an asset', () => {
    const message = 'Scene intro (index 0): Error loading image with src: https://example.com/a.png';
    expect(classifyError({ name: 'Error', message })).toMatchObject({ code: 'ASSET_LOAD', sceneId: 'intro' });
  });
});

describe('an error that may be gone in a minute', () => {
  it.each([
    ['a refused connection', Object.assign(new Error(), { code: 'ECONNREFUSED' }), true],
    ['one wrapped twice', new Error('a', { cause: new Error('b', { cause: { code: 'x' } }) }), false],
    [
      'a reset connection inside of another error',
      new Error('a', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }),
      true,
    ],
    ['a throttled call', Object.assign(new Error(), { $metadata: { httpStatusCode: 429 } }), true],
    ['a server that fails', Object.assign(new Error(), { $metadata: { httpStatusCode: 503 } }), true],
    ['a call that is not allowed', Object.assign(new Error(), { $metadata: { httpStatusCode: 403 } }), false],
    ['a time-out', Object.assign(new Error(), { name: 'TimeoutError' }), true],
    ['a mistake in the code', new TypeError('x is not a function'), false],
    ['no error at all', 'text', false],
  ])('is told apart: %s', (_name, error, expected) => {
    expect(isTransient(error)).toBe(expected);
  });
});
