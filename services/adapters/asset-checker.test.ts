import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AssetAnswer } from '../exports/ports';
import { HttpAssetChecker, type AssetCheckerOptions } from './asset-checker';
import { PublicHttp, type PublicHttpOptions } from './public-http';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** A server on loopback; `asked` are its requests so far: `HEAD /a.jpg`. */
async function serve(listener: RequestListener): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const checker = (options: AssetCheckerOptions = {}, http: Partial<PublicHttpOptions> = {}) =>
  new HttpAssetChecker(new PublicHttp({ allowPrivate: true, ...http }), options);

const look = async (url: string, options: AssetCheckerOptions = {}): Promise<AssetAnswer | undefined> =>
  (await checker(options).look([url])).get(url);

const isHead = ({ method }: IncomingMessage): boolean => method === 'HEAD';

describe('a file that is there', () => {
  it('is asked for with HEAD alone, and its type and size are told', async () => {
    const { url, asked } = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'Image/JPEG; q=1', 'content-length': '123' }).end(),
    );
    expect(await look(`${url}/a.jpg?token=secret`)).toEqual({
      type: 'found',
      contentType: 'image/jpeg',
      sizeInBytes: 123,
    });
    expect(asked).toEqual(['HEAD /a.jpg?token=secret']);
  });

  it.each([405, 403, 404, 500])('is found where HEAD is answered with %i', async (status) => {
    const { url, asked } = await serve((request, response) => {
      if (isHead(request)) return response.writeHead(status).end();
      expect(request.headers.range).toBe('bytes=0-0');
      const headers = {
        'content-type': 'video/mp4',
        'content-range': 'bytes 0-0/5000',
        'content-length': '1',
      };
      return response.writeHead(206, headers).end('x');
    });
    expect(await look(`${url}/a`)).toEqual({ type: 'found', contentType: 'video/mp4', sizeInBytes: 5000 });
    expect(asked).toEqual(['HEAD /a', 'GET /a']);
  });

  it('is not read to its end by a server that knows no ranges', async () => {
    let hasClosed = false;
    const { url } = await serve((request, response) => {
      if (isHead(request)) return response.writeHead(405).end();
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': '5000000000' });
      response.on('close', () => (hasClosed = true));
      return response.write('x');
    });
    expect(await look(`${url}/a`)).toMatchObject({ type: 'found', sizeInBytes: 5e9 });
    while (!hasClosed) await new Promise((resolve) => setImmediate(resolve));
  });

  it.each<[string, number, Record<string, string>, AssetAnswer]>([
    ['without a type', 200, { 'content-length': '7' }, { type: 'found', contentType: null, sizeInBytes: 7 }],
    [
      'without a size',
      200,
      { 'transfer-encoding': 'chunked' },
      { type: 'found', contentType: null, sizeInBytes: null },
    ],
    [
      'that is empty',
      416,
      { 'content-range': 'bytes */0' },
      { type: 'found', contentType: null, sizeInBytes: 0 },
    ],
  ])('%s is told as it is', async (_what, status, headers, answer) => {
    const { url } = await serve((_request, response) => response.writeHead(status, headers).end());
    expect(await look(`${url}/a`)).toEqual(answer);
  });
});

describe('a file that is not there', () => {
  it.each([400, 401, 403, 404, 410, 416, 429, 500, 503])('is told by its status %i', async (statusCode) => {
    const { url } = await serve((_request, response) => response.writeHead(statusCode).end());
    expect(await look(`${url}/a`)).toEqual({ type: 'status', statusCode });
  });

  it('is told when nobody listens', async () => {
    const { url } = await serve(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await look(`${url}/a`)).toEqual({ type: 'error', error: 'CONNECTION' });
  });

  it('is told when the server does not answer in time, and when it hangs up', async () => {
    const silent = await serve(() => undefined);
    expect(await look(`${silent.url}/a`, { timeoutMs: 50 })).toEqual({ type: 'error', error: 'TIMEOUT' });
    const rude = await serve((request) => request.socket.destroy());
    expect(await look(`${rude.url}/a`)).toEqual({ type: 'error', error: 'CONNECTION' });
  });
});

describe('a redirect', () => {
  const redirecting = (to: (path: string) => string | null) =>
    serve((request, response) => {
      const location = to(request.url ?? '');
      if (location === null) return response.writeHead(200, { 'content-length': '1' }).end();
      return response.writeHead(302, { location }).end();
    });

  it('is followed, relative ones too', async () => {
    const { url, asked } = await redirecting((path) => (path === '/a' ? 'b?c' : null));
    expect(await look(`${url}/a`)).toMatchObject({ type: 'found' });
    expect(asked).toEqual(['HEAD /a', 'HEAD /b?c']);
  });

  it('is followed five times and no more', async () => {
    const { url, asked } = await redirecting(() => '/again');
    expect(await look(`${url}/a`)).toEqual({ type: 'error', error: 'REDIRECTS' });
    expect(asked.filter((request) => request.startsWith('HEAD'))).toHaveLength(6);
  });

  it.each([
    'http://127.0.0.2:1/',
    'http://[::1]:1/',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'ftp://a.example/',
  ])('to %s is not followed', async (location) => {
    const { url, asked } = await redirecting(() => location);
    // Of all addresses, only the server's own is one on the internet here.
    const http = { isAllowed: (address: string) => address === '127.0.0.1' };
    const answers = await checker({}, http).look([`${url}/a`]);
    expect([...answers.values()]).toEqual([{ type: 'error', error: 'ADDRESS_REFUSED' }]);
    expect(asked).toEqual(['HEAD /a']);
  });

  it('to what is no address is an answer that makes no sense', async () => {
    const { url } = await redirecting(() => 'http://[');
    expect(await look(`${url}/a`)).toEqual({ type: 'error', error: 'CONNECTION' });
  });
});

describe('private addresses', () => {
  it.each([
    'http://assets.example/a.jpg',
    'https://127.0.0.1/a.jpg',
    'https://[::1]/a.jpg',
    'https://10.0.0.1/a.jpg',
    'https://169.254.169.254/a.jpg',
  ])('are not asked: %s', async (url) => {
    const answers = await new HttpAssetChecker(new PublicHttp({ allowPrivate: false })).look([url]);
    expect(answers.get(url)).toEqual({ type: 'error', error: 'ADDRESS_REFUSED' });
  });

  it('are not asked behind a public name', async () => {
    const { url, asked } = await serve((_request, response) => response.end());
    const port = new URL(url).port;
    const http = new PublicHttp({
      allowPrivate: false,
      resolve: (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    const answers = await new HttpAssetChecker(http).look([`https://assets.example:${port}/a.jpg`]);
    expect([...answers.values()]).toEqual([{ type: 'error', error: 'ADDRESS_REFUSED' }]);
    expect(asked).toEqual([]);
  });
});

describe('many files', () => {
  it('are asked for once each, and not more at the same time than told', async () => {
    let open = 0;
    let most = 0;
    const { url, asked } = await serve((_request, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.writeHead(200, { 'content-length': '1' }).end();
      }, 5);
    });
    const urls = Array.from({ length: 60 }, (_, index) => `${url}/${index % 20}`);
    const answers = await checker({ parallel: 4 }).look(urls);
    expect(answers.size).toBe(20);
    expect(asked).toHaveLength(20);
    expect(most).toBe(4);
  });

  it('that take too long together leave some unanswered, and never more than the time that there is', async () => {
    const { url } = await serve(() => undefined);
    const urls = Array.from({ length: 10 }, (_, index) => `${url}/${index}`);
    const answers = await checker({ parallel: 2, totalMs: 50, timeoutMs: 60_000 }).look(urls);
    const errors = urls.map((each) => (answers.get(each) as { error: string }).error);
    expect(errors).toEqual(urls.map((_url, index) => (index < 2 ? 'TIMEOUT' : 'NOT_REACHED')));
  });
});

describe('what was found', () => {
  it('is kept for five minutes; what was not found is asked for again', async () => {
    let status = 404;
    let now = 0;
    const { url, asked } = await serve((_request, response) =>
      response.writeHead(status, { 'content-length': '1' }).end(),
    );
    const kept = checker({ now: () => now });
    const ask = async () => (await kept.look([`${url}/a`])).get(`${url}/a`)?.type;
    expect(await ask()).toBe('status');
    status = 200;
    expect(await ask()).toBe('found');
    now = 299_999;
    status = 404;
    expect([await ask(), asked.length]).toEqual(['found', 3]);
    now = 300_000;
    expect(await ask()).toBe('status');
  });
});
