import { leaks } from './log-secrets';

const line = (details: object): string =>
  JSON.stringify({ level: 'INFO', message: 'Something.', ...details });
const url = 'https://bucket.s3.amazonaws.com/exports/a.mp4';

describe('a line of a log is found', () => {
  it.each([
    ['a token', line({ token: `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.${'c'.repeat(40)}` })],
    ['a bearer token', line({ headers: { authorization: 'Bearer abcdefgh.ijkl' } })],
    ['a signed URL', line({ url: `${url}?X-Amz-Expires=60&X-Amz-Signature=${'0a'.repeat(32)}` })],
    ['a signed URL', line({ url: `${url}?Expires=1&Signature=Zm9vYmFyYmF6~_` })],
    ["a webhook's signature", line({ signature: `sha512=${'0a'.repeat(64)}` })],
    ["a callback's signature", line({ signature: `v1,${'Zm9v'.repeat(11)}=` })],
    ['a private key', line({ key: '-----BEGIN PRIVATE KEY-----' })],
    ['code of a scene', line({ code: 'export default function Scene() { return null; }' })],
    ['code of a scene', line({ code: 'import { Img } from "remotion";' })],
    ['the value of webhook', line({ secret: 'hush-hush-hush' })],
  ])('that holds %s', (what, text) => {
    const found = leaks(`${line({})}\n${text}\n`, { webhook: 'hush-hush-hush' });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^Line 2 of the log holds ${what}: `));
  });
});

it('shows the message of what was found, and nothing of what was found', () => {
  const secrets = { webhook: 'hush-hush-hush' };
  expect(leaks('hush-hush-hush was asked for', secrets)).toEqual([
    'Line 1 of the log holds the value of webhook: … was asked for',
  ]);
  expect(leaks(line({ secret: 'hush-hush-hush' }), secrets)).toEqual([
    'Line 1 of the log holds the value of webhook: Something.',
  ]);
  expect(leaks(line({ message: `Bearer ${'a'.repeat(20)}.b and Bearer ${'c'.repeat(20)}.d` }), {})).toEqual([
    'Line 1 of the log holds a bearer token: … and …',
  ]);
});

it('lets lines through that tell what happened', () => {
  const lines = [
    line({ exportId: 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0D', requestId: 'c0ffee' }),
    line({ error: { message: 'Scene intro (index 0, line 3): boom', stack: 'Error: boom\n    at render' } }),
    line({ url, bucket: 'reelway-local', policy: 'none' }),
  ];
  expect(leaks(lines.join('\n'), { webhook: 'hush-hush-hush', empty: '' })).toEqual([]);
});
