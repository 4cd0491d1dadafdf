import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { createDomain, exampleExport } from '../exports/memory';
import type { RenderOutcome } from '../exports/ports';
import { startExport } from '../exports/start';
import { createTicks, END_GROWTH_BYTES } from './ticks';

const { id: exportId, ownerId } = exampleExport();
const render = { bucketName: 'renders', renderId: 'render1' };
const success = { type: 'success', billedUsd: 0.001 } as const;

/** An export that renders, and a process that follows it. */
async function given({ isWatched = true } = {}) {
  const domain = createDomain();
  await domain.exports.create({
    videoExport: exampleExport({ watchedBy: isWatched ? ['export'] : [] }),
    props: { width: 1920, height: 1080, fps: 30, scenes: [] },
    idempotency: null,
    limits: domain.limits,
    projectVersion: null,
  });
  await startExport(domain, { exportId, attempt: 1, ownerId, causationId: 'evt_1' });
  domain.outputs.sizes.set(`exports/${exportId}/1.mp4`, 7);
  // The window in which the start is told.
  domain.clock.advance(2_000);
  const calls = { reads: 0, writes: 0 };
  const renders = { read: (of: typeof render) => ((calls.reads += 1), domain.renders.read(of)) };
  const exports = new Proxy(domain.exports, {
    get: (target, name) => {
      if (name === 'recordProgress') calls.writes += 1;
      const method: unknown = Reflect.get(target, name);
      return typeof method === 'function' ? (method.bind(target) as unknown) : method;
    },
  });
  const process = () => createTicks({ ...domain, exports, renders });
  /** Writes progress.json, and gives the event of it. */
  const write = (overall: number, sizeInBytes: number, outcome: RenderOutcome | null = null) => {
    const target = { exportId, attempt: 1 };
    const file = { renderId: render.renderId, target, overall, sizeInBytes, outcome };
    domain.renders.files.set(`${render.bucketName}/${render.renderId}`, file);
    return { render, sizeInBytes, causationId: 'event' };
  };
  return { domain, calls, process, write, follow: process() };
}

describe('a tick', () => {
  it('within a second of the last one is not read, nor is anything written', async () => {
    const { domain, calls, write, follow } = await given();
    expect(await follow(write(0.1, 2000))).toMatchObject({ type: 'raised' });
    for (const overall of [0.2, 0.3, 0.4]) {
      domain.clock.advance(225);
      expect(await follow(write(overall, 2004))).toEqual({ type: 'skipped' });
    }
    expect(calls).toEqual({ reads: 1, writes: 1 });
    domain.clock.advance(225);
    expect(await follow(write(0.5, 2004))).toMatchObject({ type: 'raised' });
    expect(domain.watchers.told.slice(-2).map(({ progress }) => progress)).toEqual([0.1, 0.5]);
  });

  it('that nobody would be told of is read every three seconds', async () => {
    const { domain, calls, write, follow } = await given({ isWatched: false });
    for (let tick = 0; tick < 24; tick += 1) {
      await follow(write((tick + 1) / 25, 2000));
      domain.clock.advance(250);
    }
    expect(calls).toEqual({ reads: 2, writes: 2 });
  });

  it('may be told for longer, the more were told of the one before by the same process', async () => {
    const { domain, write, process } = await given();
    domain.watchers.audience = 100;
    const windows: number[] = [];
    const [one, other] = [process(), process()];
    for (const [index, follow] of [one, one, other].entries()) {
      await follow(write((index + 1) / 10, 2000));
      const { telling } = domain.watchers.told.at(-1) ?? exampleExport();
      windows.push(Date.parse(telling.until) - Date.parse(telling.from));
      domain.clock.advance(1_000);
    }
    expect(windows).toEqual([250, 350, 250]);
  });

  it('that tells an end is read at once, whoever watches', async () => {
    for (const isWatched of [true, false]) {
      const { domain, write, follow } = await given({ isWatched });
      await follow(write(0.1, 2000));
      domain.clock.advance(1);
      expect(await follow(write(1, 2000 + END_GROWTH_BYTES, success))).toEqual({ type: 'completed' });
    }
  });

  it('is read when the event does not say how large the file is', async () => {
    const { calls, write, follow } = await given();
    for (let tick = 0; tick < 3; tick += 1) await follow({ ...write(0.1, 2000), sizeInBytes: null });
    expect(calls.reads).toBe(3);
  });

  it('is read again when what it was read for has failed', async () => {
    const { domain, write, follow } = await given();
    await follow(write(0.1, 2000));
    domain.outputs.sizes.clear();
    const { head } = domain.outputs;
    domain.outputs.head = () => Promise.reject(new Error('S3 is down'));
    const end = write(1, 3000, success);
    await expect(follow(end)).rejects.toThrow('S3 is down');
    domain.outputs.head = head;
    domain.outputs.sizes.set(`exports/${exportId}/1.mp4`, 7);
    expect(await follow(end)).toEqual({ type: 'completed' });
  });

  it('that is not higher than what this process has raised is not written', async () => {
    const { domain, calls, write, follow } = await given();
    await follow(write(0.5, 2000));
    for (const overall of [0.5, 0.4]) {
      domain.clock.advance(1_000);
      expect(await follow(write(overall, 2000))).toMatchObject({ type: 'unchanged' });
    }
    expect(calls).toEqual({ reads: 3, writes: 1 });
  });

  it('that another process has kept from being written is written by the next one', async () => {
    const { domain, write, process } = await given();
    const [one, other] = [process(), process()];
    await one(write(0.1, 2000));
    domain.clock.advance(500);
    expect(await other(write(0.2, 2000))).toMatchObject({ type: 'unchanged' });
    domain.clock.advance(900);
    expect(await other(write(0.2, 2000))).toMatchObject({ type: 'raised' });
  });
});

describe('the end of a render', () => {
  it('is never overlooked, whichever processes get the events, in whatever order, and how often they come', async () => {
    const tick = fc.record({
      afterMs: fc.nat(1_500),
      growth: fc.nat(200),
      by: fc.nat(2),
      isReversed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(tick, { maxLength: 12 }), fc.nat(2), async (ticks, last) => {
        const { domain, write, process } = await given();
        const processes = [process(), process(), process()];
        let size = 2000;
        let held: ReturnType<typeof write> | null = null;
        for (const [index, { afterMs, growth, by, isReversed }] of ticks.entries()) {
          domain.clock.advance(afterMs);
          const event = write(index / 20, (size += growth));
          if (held !== null) await processes[by]?.(held);
          held = isReversed ? event : null;
          if (!isReversed) await processes[by]?.(event);
        }
        await processes[last]?.(write(1, size + END_GROWTH_BYTES, success));
        expect((await domain.exports.get(exportId))?.status).toBe('COMPLETED');
      }),
      { numRuns: 100 },
    );
  });

  const samples = path.join(__dirname, '../../tests/fixtures/remotion');
  const sample = (name: string): Record<string, unknown> =>
    JSON.parse(readFileSync(path.join(samples, `${name}.json`), 'utf8')) as Record<string, unknown>;
  const sizeOf = (file: object): number => Buffer.byteLength(JSON.stringify(file));

  it.each(['progress-success', 'progress-success-no-webhook'])('makes the file larger: %s', (name) => {
    const file = sample(name);
    // As it was just before, with every figure at its longest.
    const before = { ...file, postRenderData: null };
    expect(sizeOf(file) - sizeOf(before)).toBeGreaterThan(4 * END_GROWTH_BYTES);
  });

  it('makes the file larger when it is an error that says nothing', () => {
    const file = sample('progress-error');
    const [error] = file.errors as [object];
    const mute = { ...file, errors: [{ ...error, name: undefined, message: undefined, stack: undefined }] };
    const before = { ...file, errors: [], fatalErrorTimestamp: null };
    expect(sizeOf(mute) - sizeOf(before)).toBeGreaterThan(END_GROWTH_BYTES + 20);
  });
});
