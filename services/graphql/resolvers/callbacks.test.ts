import { exampleExport } from '../../exports/memory';
import { MemoryCallbacks } from '../../exports/memory-callbacks';
import { callback } from './callbacks';

const url = 'https://hooks.example.com/';
const at = '2026-03-01T12:00:00.000Z';
const nextAttemptAt = '2026-03-01T12:05:00.000Z';

describe('Export.callback', () => {
  it('is null where none was asked for', async () => {
    const reads = { callbacks: new MemoryCallbacks() };
    expect(await callback(exampleExport({ callbackUrl: null }), {}, { reads })).toBeNull();
  });

  it('reads nothing while the export has not ended', async () => {
    const list = jest.fn();
    expect(
      await callback(exampleExport({ callbackUrl: url }), {}, { reads: { callbacks: { list } } }),
    ).toEqual({
      url,
      status: 'PENDING',
      nextAttemptAt: null,
      attempts: [],
    });
    expect(list).not.toHaveBeenCalled();
  });

  it('shows the tries with what is known of each', async () => {
    const callbacks = new MemoryCallbacks();
    const ended = exampleExport({ status: 'COMPLETED', finishedAt: at, callbackUrl: url });
    await callbacks.claim(ended.id, 1, at);
    await callbacks.finish(ended.id, 1, { statusCode: 500, error: 'STATUS', durationMs: 12, nextAttemptAt });
    expect(await callback(ended, {}, { reads: { callbacks } })).toEqual({
      url,
      status: 'PENDING',
      nextAttemptAt,
      attempts: [{ number: 1, at, statusCode: 500, error: 'STATUS', durationMs: 12 }],
    });
    await callbacks.claim(ended.id, 2, nextAttemptAt);
    expect(await callback(ended, {}, { reads: { callbacks } })).toMatchObject({
      status: 'PENDING',
      nextAttemptAt: null,
      attempts: [
        { number: 1 },
        { number: 2, at: nextAttemptAt, statusCode: null, error: null, durationMs: null },
      ],
    });
  });
});
