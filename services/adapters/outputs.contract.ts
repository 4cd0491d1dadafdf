import type { OutputStore } from '../exports/ports';

/** An output store, and the renderer's way into it. */
export interface OutputStoreWorld {
  readonly outputs: OutputStore;
  readonly put: (key: string, body: Buffer) => Promise<void>;
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
      const { outputs, put } = await make();
      await put(key, Buffer.alloc(10));
      const sign = (expiresInSeconds: number) =>
        outputs.sign(key, { fileName: 'film.mp4', expiresInSeconds });
      const [hour, day] = [await sign(3600), await sign(86_400)];
      expect(new URL(hour).pathname.endsWith(`/${key}`)).toBe(true);
      expect([...new URL(hour).searchParams.values()]).toContain('3600');
      expect([...new URL(day).searchParams.values()]).toContain('86400');
    });
  });
}
