import type { OutputStore } from '../exports/ports';

/** An output store, and the renderer's way into it. */
export interface OutputStoreWorld {
  readonly outputs: OutputStore;
  readonly put: (key: string, body: Buffer) => Promise<void>;
  /** For how long a URL that was signed now works, in seconds. */
  readonly lifetime: (url: URL) => number;
}

/** The contract of an output store. `make` gives an empty one for each test. */
export function describeOutputStore(name: string, make: () => Promise<OutputStoreWorld>): void {
  describe(`${name} as an OutputStore`, () => {
    const key = 'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/1.mp4';

    it('knows the size of a file, and that there is none', async () => {
      const { outputs, put } = await make();
      expect(await outputs.head(key)).toBeNull();
      await put(key, Buffer.alloc(1234));
      expect(await outputs.head(key)).toEqual({ sizeInBytes: 1234 });
      expect(await outputs.head(key.replace('/1.', '/2.'))).toBeNull();
      expect(await outputs.head('exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E')).toBeNull();
    });

    it('sees the newer file where one was written over another', async () => {
      const { outputs, put } = await make();
      await put(key, Buffer.alloc(10));
      await put(key, Buffer.alloc(20));
      expect(await outputs.head(key)).toEqual({ sizeInBytes: 20 });
    });

    it('gives back what was written, also over something else, and knows what is not there', async () => {
      const { outputs } = await make();
      expect(await outputs.read(key)).toBeNull();
      for (const body of [Uint8Array.of(1, 2), Uint8Array.of(0, 255, 10)]) {
        await outputs.write(key, body, 'image/jpeg');
        expect([...((await outputs.read(key)) ?? [])]).toEqual([...body]);
      }
      expect(await outputs.head(key)).toEqual({ sizeInBytes: 3 });
      await outputs.delete(key);
      expect([await outputs.read(key), await outputs.head(key)]).toEqual([null, null]);
    });

    it('signs a URL for each key and time', async () => {
      const { outputs, put, lifetime } = await make();
      await put(key, Buffer.alloc(10));
      const sign = (expiresInSeconds: number) =>
        outputs.sign(key, { fileName: 'film.mp4', expiresInSeconds });
      const [hour, day] = [await sign(3600), await sign(86_400)];
      expect(new URL(hour).pathname.endsWith(`/${key}`)).toBe(true);
      expect([lifetime(new URL(hour)), lifetime(new URL(day))]).toEqual([3600, 86_400]);
    });
  });
}

/** The contract of signed URLs that can be fetched: what a browser sees of them. */
export function describeDownloads(name: string, make: () => Promise<OutputStoreWorld>): void {
  describe(`a download from ${name}`, () => {
    const key = 'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/1.mp4';

    it.each([
      ['film.mp4', `attachment; filename="film.mp4"; filename*=UTF-8''film.mp4`],
      [
        'Ü "100 %" \\.mp4',
        `attachment; filename="U _100 __ _.mp4"; filename*=UTF-8''%C3%9C%20%22100%20%25%22%20%5C.mp4`,
      ],
      ['日本.mp4', `attachment; filename=".mp4"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.mp4`],
      [`it's (1)*.mp4`, `attachment; filename="it's (1)*.mp4"; filename*=UTF-8''it%27s%20%281%29%2a.mp4`],
      [
        'a+b & c=d?.mp4',
        `attachment; filename="a+b & c=d?.mp4"; filename*=UTF-8''a%2Bb%20%26%20c%3Dd%3F.mp4`,
      ],
      [
        'a\r\nset-cookie: b.mp4',
        `attachment; filename="aset-cookie: b.mp4"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20b.mp4`,
      ],
    ])('comes under the name %j', async (fileName, header) => {
      const { outputs, put } = await make();
      await put(key, Buffer.from('video'));
      const response = await fetch(await outputs.sign(key, { fileName, expiresInSeconds: 60 }));
      expect([response.status, await response.text()]).toEqual([200, 'video']);
      expect(response.headers.get('content-disposition')).toBe(header);
    });

    it('is shown and not saved where it is inline, with its own content type', async () => {
      const { outputs } = await make();
      await outputs.write(key, Buffer.from('picture'), 'image/jpeg');
      const download = { fileName: 'a.jpg', expiresInSeconds: 60, inline: true };
      const { headers } = await fetch(await outputs.sign(key, download));
      expect(headers.get('content-disposition')).toBe(`inline; filename="a.jpg"; filename*=UTF-8''a.jpg`);
      expect(headers.get('content-type')).toBe('image/jpeg');
    });

    it('can be asked for in parts, by players that jump and downloads that go on', async () => {
      const { outputs, put } = await make();
      await put(key, Buffer.from('0123456789'));
      const url = await outputs.sign(key, { fileName: 'a.mp4', expiresInSeconds: 60 });
      const response = await fetch(url, { headers: { range: 'bytes=2-4' } });
      expect([response.status, await response.text()]).toEqual([206, '234']);
      expect(response.headers.get('content-range')).toBe('bytes 2-4/10');
    });
  });
}
