import type { RenderProgress, RenderProgressReader } from '../exports/ports';
import type { RenderRef } from '../exports/video-export';

/** A reader, and the renderer that writes what it reads. */
export interface RenderProgressWorld {
  readonly reader: RenderProgressReader;
  readonly write: (render: RenderRef, progress: RenderProgress) => Promise<void>;
}

const render = { bucketName: 'renders', renderId: 'abc123' };
const target = { exportId: 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E', attempt: 2 };

/** How a render is that has just begun. */
const state: RenderProgress = { renderId: 'abc123', target, overall: 0, sizeInBytes: 0, outcome: null };

/** The contract of a reader of renders' progress. `make` gives one of no renders, for each test. */
export function describeRenderProgressReader(name: string, make: () => Promise<RenderProgressWorld>): void {
  describe(`${name} as a RenderProgressReader`, () => {
    it('gives null until the render has written something', async () => {
      const { reader, write } = await make();
      expect(await reader.read(render)).toBeNull();
      await write({ ...render, renderId: 'other' }, { ...state, renderId: 'other' });
      expect(await reader.read(render)).toBeNull();
    });

    it('gives the newest state: whose it is, how far, and how it ended', async () => {
      const { reader, write } = await make();
      const states: RenderProgress[] = [
        { ...state, target: null },
        { ...state, overall: 0.3 },
        {
          ...state,
          overall: 0.6,
          outcome: { type: 'error', name: 'TypeError', message: 'ü is not a function' },
        },
        { ...state, overall: 0.6, outcome: { type: 'success', billedUsd: 0.00038, sceneErrors: [] } },
        {
          ...state,
          outcome: {
            ...{ type: 'success', billedUsd: 0.00038 },
            sceneErrors: [
              { sceneId: 'one', sceneIndex: 0, message: 'ü' },
              { sceneId: 'two', sceneIndex: 1, line: 7, message: 'x is not a function' },
            ],
          },
        },
      ];
      for (const written of states) {
        await write(render, written);
        expect(await reader.read(render)).toEqual({
          ...written,
          overall: expect.closeTo(written.overall, 10) as number,
          sizeInBytes: expect.any(Number) as number,
        });
      }
    });
  });
}
