import { cancelExport } from './cancel';
import { deleteExport } from './delete';
import { failure } from './failure';
import { failExport } from './finish';
import { createDomain, exampleExport } from './memory';
import { retryExport } from './retry';
import { startExport } from './start';
import type { VideoExport } from './video-export';

type Domain = ReturnType<typeof createDomain>;

const caller = { userId: 'user-1', requestId: 'request-2' };
const props = { width: 1920, height: 1080, fps: 30, scenes: [] };
const original = exampleExport({ estimatedUsd: 0.5, callbackUrl: 'https://example.com/hook' });
const { id } = original;

async function given(limits: Parameters<typeof createDomain>[0] = {}): Promise<Domain> {
  const domain = createDomain(limits);
  const more = { idempotency: null, limits: domain.limits, projectVersion: null };
  await domain.exports.create({ videoExport: original, props, ...more });
  domain.clock.advance(60_000);
  return domain;
}

async function givenFailed(limits: Parameters<typeof createDomain>[0] = {}): Promise<Domain> {
  const domain = await given(limits);
  await failExport(domain, original, { failure: failure('INTERNAL', 'x'), causationId: 'evt_1' });
  domain.events.published.length = 0;
  return domain;
}

async function retried(domain: Domain, exportId = id): Promise<VideoExport> {
  const result = await retryExport(domain, caller, exportId);
  if (result.type !== 'success') throw new Error(result.type);
  return result.videoExport;
}

describe('repeating an export', () => {
  it('that failed makes a new one of the same content, and asks for it', async () => {
    const domain = await givenFailed();
    const before = await domain.exports.get(id);
    const repeated = await retried(domain);
    expect(await domain.exports.get(repeated.id)).toEqual(repeated);
    expect(repeated).toEqual({
      ...original,
      // Of the code that draws now.
      cacheKey: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      ...{ id: repeated.id, retryOf: id, correlationId: 'request-2', idempotencyKey: `\u0000retry ${id}` },
      ...{ createdAt: '2026-03-01T12:01:00.000Z', updatedAt: '2026-03-01T12:01:00.000Z' },
      telling: repeated.telling,
    });
    expect(await domain.exports.props(repeated.id)).toEqual(props);
    expect(domain.events.published).toMatchObject([
      { type: 'export.requested.v1', detail: { data: { exportId: repeated.id, attempt: 1 } } },
    ]);
    expect(await domain.exports.get(id)).toEqual(before);
  });

  it('that was cancelled makes a new one as well', async () => {
    const domain = await given();
    await cancelExport(domain, caller, id);
    expect(await retried(domain)).toMatchObject({ status: 'PENDING', retryOf: id });
  });

  it('twice, also at once, gives the same new one', async () => {
    const domain = await givenFailed();
    const both = await Promise.all([retried(domain), retried(domain)]);
    both.push(await retried(domain));
    expect(new Set(both.map((one) => one.id)).size).toBe(1);
    expect((await domain.usage.read('user-1', domain.clock())).dailyUsed).toBe(2);
    expect(domain.events.published).toHaveLength(1);
  });

  it('again after the new one was deleted makes another', async () => {
    const domain = await givenFailed();
    const first = await retried(domain);
    await cancelExport(domain, caller, first.id);
    expect(await deleteExport(domain, caller, first.id)).toEqual({ type: 'success', exportId: first.id });
    const second = await retried(domain);
    expect(second.id).not.toBe(first.id);
    expect(await domain.exports.get(second.id)).toEqual(second);
  });

  it('of a repetition is one more', async () => {
    const domain = await givenFailed();
    const first = await retried(domain);
    await cancelExport(domain, caller, first.id);
    expect(await retried(domain, first.id)).toMatchObject({ retryOf: first.id });
  });

  it.each(['PENDING', 'RENDERING'] as const)('is refused while it is %s', async (status) => {
    const domain = await given();
    if (status === 'RENDERING') {
      await startExport(domain, { exportId: id, attempt: 1, ownerId: 'user-1', causationId: 'evt_1' });
    }
    expect(await retryExport(domain, caller, id)).toEqual({ type: 'not-retryable', status });
  });

  it('is refused when it is COMPLETED', async () => {
    const domain = await given();
    const exports = { ...domain.exports, get: async () => ({ ...original, status: 'COMPLETED' as const }) };
    const result = await retryExport({ ...domain, exports: exports as never }, caller, id);
    expect(result).toEqual({ type: 'not-retryable', status: 'COMPLETED' });
  });

  it.each([
    ['that is not there', 'exp_unknown', 'user-1'],
    ["of somebody else's", id, 'user-2'],
  ])('%s is not found', async (_name, exportId, userId) => {
    const domain = await givenFailed();
    expect(await retryExport(domain, { ...caller, userId }, exportId)).toEqual({ type: 'not-found' });
    expect(domain.events.published).toEqual([]);
  });

  it.each([
    [{ dailyExports: 1 }, { type: 'daily-limit', limit: 1, used: 1, resetsAt: '2026-03-02T00:00:00.000Z' }],
    [{ mutationsPerMinute: 0 }, { type: 'rate-limit', perMinute: 0, retryAfterSeconds: 60 }],
    [{ monthlyBudgetUsd: 0.4 }, { type: 'budget', budgetUsd: 0.4, committedUsd: 0, estimatedUsd: 0.5 }],
  ])('counts towards the limits like any other: %j', async (limits, expected) => {
    const domain = await givenFailed();
    const limited = { ...domain, limits: { ...domain.limits, ...limits } };
    expect(await retryExport(limited, caller, id)).toEqual(expected);
    expect(domain.events.published).toEqual([]);
  });
});
