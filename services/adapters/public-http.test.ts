import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import fc from 'fast-check';
import { isPublicAddress, PublicHttp, type PublicHttpOptions, type ResolveAll } from './public-http';

// For the name receiver.example, signed by itself, valid for a hundred years. Nobody else uses it.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBqjCCAVCgAwIBAgIUWwdztn5dXzacM8NR9UnFcic36KgwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQcmVjZWl2ZXIuZXhhbXBsZTAgFw0yNjExMjExODUwNThaGA8y
MTI2MTAyODE4NTA1OFowGzEZMBcGA1UEAwwQcmVjZWl2ZXIuZXhhbXBsZTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABJJMyY0Dh9FULj0R1v1GAqFul5pwAl0kY/iw
fZR8pJqq5efZ8K8VNqhq+RDzXxyyuvKSiPCZoti3KyUQGKPHj+OjcDBuMB0GA1Ud
DgQWBBQecn+uBMfpD3RtyVnuEVDYF+5LqzAfBgNVHSMEGDAWgBQecn+uBMfpD3Rt
yVnuEVDYF+5LqzAPBgNVHRMBAf8EBTADAQH/MBsGA1UdEQQUMBKCEHJlY2VpdmVy
LmV4YW1wbGUwCgYIKoZIzj0EAwIDSAAwRQIgMTHehfjTCtBKfhGo9QHvzXRCcbNT
v+sU1X3wduUTf+sCIQCu9cgEPinQ8RhYIvwmsGyvxibXo1JZMvSamAJ7Yeg5LA==
-----END CERTIFICATE-----`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHh6F+q5JZEtuRaov
9Q96UXhrF3NNvETbx5+IsWR58cahRANCAASSTMmNA4fRVC49Edb9RgKhbpeacAJd
JGP4sH2UfKSaquXn2fCvFTaoavkQ818csrrykojwmaLYtyslEBijx4/j
-----END PRIVATE KEY-----`;

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listen(server: Server, host = '127.0.0.1', port = 0): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return (server.address() as AddressInfo).port;
}

interface Received {
  readonly path: string | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** A receiver that remembers what it was sent, then answers. */
function recording(answer: RequestListener): { listener: RequestListener; received: Received[] } {
  const received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      received.push({ path: request.url, headers: request.headers, body });
      answer(request, response);
    });
  };
  return { listener, received };
}

const answering = (statusCode: number, headers: Record<string, string> = {}) =>
  recording((_request, response) => void response.writeHead(statusCode, headers).end('{"secret":"answer"}'));

/** Answers one list of addresses after the other; the last one for ever. */
function resolving(...answers: string[][]): { resolve: ResolveAll; asked: string[] } {
  const asked: string[] = [];
  const resolve: ResolveAll = (hostname, _options, callback) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    setImmediate(() =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    );
  };
  return { resolve, asked };
}

const post = (url: string, options: Partial<PublicHttpOptions> = {}) =>
  new PublicHttp({ allowPrivate: true, ...options }).post({
    url,
    headers: { 'content-type': 'application/json', 'webhook-id': 'exp_1_completed' },
    body: '{"ü":1}',
  });

describe('an address on the internet', () => {
  it.each([
    '8.8.8.8',
    '93.184.215.14',
    '1.0.0.1',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '223.255.255.255',
    '::ffff:8.8.8.8',
    '2606:4700::1111',
    '2001:4860:4860::8888',
    '2a05:d018::1',
  ])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this network', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['carrier-grade NAT', '100.127.255.255'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['instance metadata', '169.254.169.254'],
    ['container credentials', '169.254.170.2'],
    ['link-local', '169.254.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['IETF', '192.0.0.8'],
    ['documentation', '192.0.2.1'],
    ['6to4 relay', '192.88.99.1'],
    ['private', '192.168.1.1'],
    ['benchmarks', '198.18.0.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped metadata', '::ffff:a9fe:a9fe'],
    ['IPv4-compatible private', '::a00:1'],
    ['IPv4-translated', '::ffff:0:10.0.0.1'],
    ['NAT64 metadata', '64:ff9b::a9fe:a9fe'],
    ['NAT64 of a public address', '64:ff9b::808:808'],
    ['local NAT64', '64:ff9b:1::1'],
    ['discard', '100::1'],
    ['Teredo', '2001::1'],
    ['benchmarks', '2001:2::1'],
    ['documentation', '2001:db8::1'],
    ['6to4 loopback', '2002:7f00:1::'],
    ['documentation', '3fff::1'],
    ['not given out', '4000::1'],
    ['unique local', 'fc00::1'],
    ['instance metadata', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['no address', 'example.com'],
    ['no address', ''],
    ['no address', '0x7f.1'],
  ])('is not one that is %s: %s', (_name, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('is the same whether IPv4 is written as itself or mapped into IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
      }),
    );
  });
});

describe('posting', () => {
  it('sends what it was given, and answers with the status', async () => {
    const { listener, received } = answering(202);
    const port = await listen(createServer(listener));
    expect(await post(`http://127.0.0.1:${port}/hook?x=1#part`)).toStrictEqual({ statusCode: 202 });
    expect(received).toMatchObject([
      {
        path: '/hook?x=1',
        headers: { host: `127.0.0.1:${port}`, 'content-length': '8', 'webhook-id': 'exp_1_completed' },
        body: '{"ü":1}',
      },
    ]);
  });

  it('speaks TLS with the name, and trusts only certificates for it', async () => {
    const { listener, received } = answering(200);
    const port = await listen(createTlsServer({ cert: CERTIFICATE, key: KEY }, listener));
    const { resolve } = resolving(['127.0.0.1']);
    const trusting = { allowPrivate: false, isAllowed: () => true, resolve, ca: CERTIFICATE };
    expect(await post(`https://receiver.example:${port}/`, trusting)).toEqual({ statusCode: 200 });
    expect(await post(`https://other.example:${port}/`, trusting)).toEqual({ error: 'TLS' });
    expect(await post(`https://receiver.example:${port}/`, { ...trusting, ca: undefined as never })).toEqual({
      error: 'TLS',
    });
    expect(received.map(({ headers }) => headers.host)).toEqual([`receiver.example:${port}`]);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect (%d)', async (status) => {
    const { listener, received } = answering(200);
    const target = await listen(createServer(listener));
    const from = answering(status, { location: `http://127.0.0.1:${target}/` });
    const port = await listen(createServer(from.listener));
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ statusCode: status });
    expect(received).toEqual([]);
  });

  it('keeps nothing of the answer, and does not read an endless one to its end', async () => {
    const { listener } = recording((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
        response.once('drain', more);
      };
      response.writeHead(200);
      more();
    });
    const port = await listen(createServer(listener));
    expect(await post(`http://127.0.0.1:${port}/`, { timeoutMs: 60_000 })).toStrictEqual({ statusCode: 200 });
  });

  it('counts the status of an answer whose end does not come', async () => {
    const { listener } = recording((_request, response) => {
      response.writeHead(200).write('{');
    });
    const port = await listen(createServer(listener));
    expect(await post(`http://127.0.0.1:${port}/`, { timeoutMs: 3000 })).toEqual({ statusCode: 200 });
  });

  it('counts the status of an answer that is cut off', async () => {
    const { listener } = recording((_request, response) => {
      response.writeHead(410, { 'content-length': '100' }).write('{', () => response.destroy());
    });
    const port = await listen(createServer(listener));
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ statusCode: 410 });
  });

  it('gives up one that takes the request and does not answer', async () => {
    const { listener } = recording(() => undefined);
    const port = await listen(createServer(listener));
    expect(await post(`http://127.0.0.1:${port}/`, { timeoutMs: 500 })).toEqual({ error: 'TIMEOUT' });
  });

  it('gives up a name that is not resolved in time', async () => {
    const resolve: ResolveAll = () => undefined;
    expect(await post('http://receiver.example/', { timeoutMs: 50, resolve })).toEqual({ error: 'TIMEOUT' });
  });

  it.each([
    ['nobody listens', 'CONNECTION', async () => 'http://127.0.0.1:1/'],
    [
      'the connection is cut',
      'CONNECTION',
      async () => `http://127.0.0.1:${await listen(createTcpServer((socket) => socket.destroy()))}/`,
    ],
    [
      'something else than HTTP answers',
      'CONNECTION',
      async () =>
        `http://127.0.0.1:${await listen(createTcpServer((socket) => socket.resume().end('220 smtp\r\n')))}/`,
    ],
    [
      'something else than TLS answers',
      'TLS',
      async () => `https://127.0.0.1:${await listen(createServer(answering(200).listener))}/`,
    ],
  ])('says so when %s: %s', async (_name, error, url) => {
    expect(await post(await url())).toEqual({ error });
  });

  it('says so when the name leads nowhere', async () => {
    const resolve: ResolveAll = (hostname, _options, callback) =>
      callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { syscall: 'getaddrinfo' }), []);
    expect(await post('https://receiver.example/', { resolve })).toEqual({ error: 'DNS' });
  });
});

describe('addresses that are refused', () => {
  it.each([
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[fd00:ec2::254]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::ffff:10.0.0.1]/',
    'http://93.184.215.14/',
    'ftp://93.184.215.14/',
  ])('are not connected to: %s', async (url) => {
    expect(await post(url, { allowPrivate: false })).toEqual({ error: 'ADDRESS_REFUSED' });
  });

  it('are not connected to where a name leads to them', async () => {
    const { listener, received } = answering(200);
    const port = await listen(createServer(listener));
    for (const addresses of [['127.0.0.1'], ['169.254.169.254'], ['::1'], ['8.8.8.8', '127.0.0.1'], []]) {
      const { resolve } = resolving(addresses);
      expect(await post(`https://rebind.example:${port}/`, { allowPrivate: false, resolve })).toEqual({
        error: 'ADDRESS_REFUSED',
      });
    }
    expect(received).toEqual([]);
  });

  it('are not connected to when a name leads elsewhere at the second look', async () => {
    const { listener, received } = answering(200);
    const port = await listen(createServer(listener));
    const { resolve, asked } = resolving(['127.0.0.1'], ['127.0.0.2']);
    const isAllowed = (address: string) => address === '127.0.0.1';
    const http = new PublicHttp({ allowPrivate: true, isAllowed, resolve });
    const request = { url: `http://rebind.example:${port}/`, headers: {}, body: '{}' };

    // One look for both the check and the connection: a second one would have been refused.
    expect(await http.post(request)).toEqual({ statusCode: 200 });
    expect(asked).toHaveLength(1);
    expect(await http.post(request)).toEqual({ error: 'ADDRESS_REFUSED' });
    expect(asked).toHaveLength(2);
    expect(received).toHaveLength(1);
  });
});
