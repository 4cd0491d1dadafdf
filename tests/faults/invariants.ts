import type { User, Scenario } from './scenarios';
import { previewKeys } from '../../services/exports/output-key';
import { PICTURES, type StartedRender, type State, type Subscription, type World } from './world';

type Row = Record<string, unknown> & { readonly pk: string; readonly sk: string };

/** An export as it is stored, as far as it is looked at. */
interface StoredExport {
  readonly id: string;
  readonly status: string;
  readonly cacheKey: string;
  readonly cacheHit: boolean;
  readonly outputKey: string | null;
  readonly billedUsd: number | null;
  readonly callbackUrl: string | null;
  readonly batchId: string | null;
}

/** Everything that lies in the table and the buckets, sorted. */
interface Remains {
  readonly world: World;
  readonly user: User;
  readonly scenario: Scenario;
  readonly rows: readonly Row[];
  readonly exports: readonly StoredExport[];
}

const TERMINAL = ['COMPLETED', 'FAILED', 'CANCELLED'];
const END_EVENTS = TERMINAL.map((status) => `export.${status.toLowerCase()}.v1`);

/** Nothing is left to be done: no export is alive, no end is unheard of, no deletion is half done. */
export async function isDone(world: World): Promise<boolean> {
  return (await world.rows()).every(({ gsi2pk }) => gsi2pk === undefined);
}

/** What must be true of every flow once it has settled, whatever has happened to it. Gives what is not. */
export async function violations(world: World, user: User, scenario: Scenario): Promise<string[]> {
  const rows = (await world.rows()) as Row[];
  const exports = rows.filter(
    ({ sk, removedAt }) => sk === 'EXPORT' && removedAt === undefined,
  ) as unknown as StoredExport[];
  const remains = { world, user, scenario, rows, exports };
  return [
    ...ends,
    ...slots,
    ...money,
    ...files,
    ...renders,
    ...events,
    ...clients,
    ...callbacks,
    ...batches,
    ...leftovers,
  ].flatMap((rule) => {
    const violation = rule(remains);
    return violation === null ? [] : [violation].flat();
  });
}

type Rule = (remains: Remains) => string | string[] | null;

/** A sentence where a condition does not hold. */
const unless = (holds: boolean, violation: string): string | null => (holds ? null : violation);

const same = (what: string, actual: unknown, expected: unknown): string | null =>
  unless(
    JSON.stringify(actual) === JSON.stringify(expected),
    `${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`,
  );

const each = <T>(items: readonly T[], rule: (item: T) => string | null): string[] =>
  items.flatMap((item) => rule(item) ?? []);

const ends: readonly Rule[] = [
  ({ exports, user, scenario }) =>
    each(exports, ({ id, status }) => {
      const allowed = user.cancelled.includes(id) ? ['CANCELLED'] : [...scenario.ends];
      // A user who got no answer does not know whether the cancellation has arrived.
      if (/cancel/.test(scenario.name) && !user.cancelled.includes(id)) allowed.push('CANCELLED');
      return unless(allowed.includes(status), `${id} is ${status}, not ${allowed.join(' or ')}`);
    }),
  ({ exports, user }) =>
    each(user.exports, (id) => {
      const isThere = exports.some((each) => each.id === id);
      if (user.deleted.includes(id)) return unless(!isThere, `${id} was deleted and is still there`);
      return null;
    }),
];

const slots: readonly Rule[] = [
  ({ rows }) =>
    each(rows.filter(isSlots), ({ pk, sk, holders, functions = 0 }) => {
      const held = [...((holders as Set<string> | undefined) ?? [])];
      return unless(
        held.length === 0 && functions === 0,
        `${pk}/${sk} is held by ${held.join()} with ${String(functions)} functions`,
      );
    }),
];

const isSlots = ({ pk, sk }: Row): boolean => pk === 'SLOTS' || sk === 'SLOTS';

const micro = (usd: unknown): number => Math.round(Number(usd ?? 0) * 1e6);

/** A row of the user's own; empty when there is none. */
const rowOf = (rows: readonly Row[], prefix: string): Readonly<Record<string, unknown>> =>
  rows.find(({ pk, sk }) => pk.startsWith('USER#') && sk.startsWith(prefix)) ?? {};

/** Exports that were ever accepted: those that are there, and those whose user knows that they were. */
const accepted = ({ exports, user }: Remains): number =>
  new Set([...exports.map(({ id }) => id), ...user.exports]).size;

/** Whether an export is gone, as its user has asked: also one who never heard that it is. */
const hasDeleted = ({ exports, user }: Pick<Remains, 'exports' | 'user'>): boolean =>
  user.exports.some((known) => !exports.some(({ id }) => id === known));

const money: readonly Rule[] = [
  ({ rows }) => {
    const { committedUsd, spentUsd } = rowOf(rows, 'MONTH#');
    return same('what is reserved, in millionths', micro(committedUsd) - micro(spentUsd), 0);
  },
  ({ rows, exports, user }) => {
    if (hasDeleted({ exports, user })) return null;
    const billed = exports.reduce((sum, { billedUsd }) => sum + micro(billedUsd), 0);
    return same("the month's money, in millionths,", micro(rowOf(rows, 'MONTH#').spentUsd), billed);
  },
  ({ rows }) => {
    const counted = Number(rowOf(rows, 'STATS#').usdMillionths ?? 0);
    return same('the money in statistics', counted, micro(rowOf(rows, 'MONTH#').spentUsd));
  },
  (remains) => {
    const { completed = 0, failed = 0, cancelled = 0 } = rowOf(remains.rows, 'STATS#');
    const counted = Number(completed) + Number(failed) + Number(cancelled);
    return same('the count of ends in statistics', counted, accepted(remains));
  },
  (remains) => {
    const hits = Number(rowOf(remains.rows, 'STATS#').cacheHits ?? 0);
    const used = Number(rowOf(remains.rows, 'DAY#').exports ?? 0);
    return same('the use of the daily limit', used, accepted(remains) - hits);
  },
  ({ rows, exports, user }) => {
    if (hasDeleted({ exports, user })) return null;
    const hits = exports.filter(({ cacheHit }) => cacheHit).length;
    return same('the count of cache hits', Number(rowOf(rows, 'STATS#').cacheHits ?? 0), hits);
  },
];

const outputBucketOf = (world: World): string => world.deployed.environments.graphql?.OUTPUT_BUCKET ?? '';

const files: readonly Rule[] = [
  ({ world, exports }) => {
    const bucket = outputBucketOf(world);
    const there = [...world.objects.keys()].filter((key) => key.startsWith(`${bucket}/`));
    const wanted = exports.flatMap(({ outputKey }) => (outputKey === null ? [] : [`${bucket}/${outputKey}`]));
    // A preview may be there or not, but only beside its file.
    const previews = new Set(wanted.map(previewKeys).flatMap(({ thumbnail, clip }) => [thumbnail, clip]));
    const found = there.filter((key) => !previews.has(key));
    return same('what lies in the output bucket', found.toSorted(), [...new Set(wanted)].toSorted());
  },
  ({ world, rows }) =>
    rows.flatMap(({ sk, pk, outputKey, thumbnailFrame, hasClip }) => {
      if (sk !== 'FILE' || outputKey === undefined) return [];
      const { thumbnail, clip } = previewKeys(`${outputBucketOf(world)}/${outputKey as string}`);
      const picture = world.objects.get(thumbnail);
      return [
        unless(
          thumbnailFrame === undefined || (picture !== undefined && picture !== PICTURES.black),
          `the thumbnail of ${pk} is ${picture === undefined ? 'not there' : 'black'}`,
        ),
        unless(hasClip !== true || world.objects.has(clip), `the clip of ${pk} is not there`),
        unless(
          !world.losesNothing || (thumbnailFrame !== undefined && hasClip === true),
          `${pk} has not both a thumbnail and a clip`,
        ),
      ].flatMap((violation) => violation ?? []);
    }),
  ({ world }) => {
    if (world.crashedAt !== null) return null;
    const twice = world.clips.filter((key, at) => world.clips.indexOf(key) !== at);
    return twice.map((key) => `${key} was rendered more than once`);
  },
  ({ exports }) =>
    each(exports, ({ id, status, outputKey }) =>
      unless(
        (status === 'COMPLETED') === (outputKey !== null),
        `${id} is ${status} with the file ${outputKey}`,
      ),
    ),
  ({ rows }) =>
    each(rows, ({ pk, sk, leader }) =>
      unless(sk !== 'FILE' || leader === undefined, `${pk} is still led by ${String(leader)}`),
    ),
  ({ rows, exports }) =>
    each(
      rows.filter(({ sk }) => sk === 'FILE'),
      ({ pk, holders }) => {
        const held = [...((holders as Set<string> | undefined) ?? [])].toSorted();
        const owners = exports.filter(
          ({ status, cacheKey }) => status === 'COMPLETED' && pk === `FILE#${cacheKey}`,
        );
        return same(`those who hold ${pk}`, held, owners.map(({ id }) => id).toSorted());
      },
    ),
  ({ rows, exports }) =>
    each(exports, ({ id, status, cacheKey }) =>
      unless(
        status !== 'COMPLETED' || rows.some(({ pk }) => pk === `FILE#${cacheKey}`),
        `the file of ${id} is forgotten`,
      ),
    ),
];

const renders: readonly Rule[] = [
  ({ world, scenario }) => {
    if (scenario.isSilent) return null;
    const attempts = started(world).map(({ exportId, attempt }) => `${exportId} attempt ${attempt}`);
    const twice = attempts.filter((attempt, index) => attempts.indexOf(attempt) !== index);
    return twice.map((attempt) => `${attempt} was rendered more than once`);
  },
  ({ world, scenario }) => {
    const enough = scenario.renders + (scenario.isSilent && world.crashedAt !== null ? 1 : 0);
    const { length } = started(world);
    return unless(length <= enough, `${length} renders were started where ${enough} are enough`);
  },
];

const started = (world: World): StartedRender[] =>
  world.renders.filter(({ renderId }) => renderId !== 'busy');

const events: readonly Rule[] = [
  ({ world, exports }) =>
    exports.flatMap(({ id, status }) => {
      const told = new Set(world.events.filter(({ exportId }) => exportId === id).map(({ type }) => type));
      const expected = `export.${status.toLowerCase()}.v1`;
      return [
        ...each(END_EVENTS, (type) =>
          unless(type === expected || !told.has(type), `${id} is ${status}, but ${type} was sent`),
        ),
        unless(told.has(expected), `${expected} of ${id} was never sent`) ?? [],
      ].flat();
    }),
  ({ world }) => each(world.deadLetters, (letter) => `${letter} was given up`),
];

const statesOf = ({ frames, field }: Subscription): State[] =>
  frames.flatMap(({ payload }) => payload?.data?.[field] ?? []);

const falls = (values: readonly number[]): boolean =>
  values.some((value, at) => value < (values[at - 1] ?? -Infinity));

/** A client of one export or batch: it saw the end, and that it is the end. */
function toldOfOne({ exports }: Remains, subscription: Subscription): (string | null)[] {
  const { id, frames, field } = subscription;
  const states = statesOf(subscription);
  const last = states.at(-1)?.status ?? 'nothing';
  const status = exports.find((each) => each.id === id)?.status ?? last;
  const isEnd = [...TERMINAL, 'FINISHED'].includes(last);
  return [
    unless(last === status && isEnd, `a client of ${id} saw ${last} at last, not ${status}`),
    unless(frames.at(-1)?.type === 'complete', `a client of ${id} was not told that it is over`),
    unless(!falls(states.map(({ version }) => version)), `a client of ${id} saw a version fall`),
    // That of a batch falls when one of its renders is repeated.
    unless(
      field === 'batchProgress' || !falls(states.map(({ progress }) => progress)),
      `a client of ${id} saw progress fall`,
    ),
  ];
}

/** A client of all exports: of each, it saw the end. */
const toldOfAll = ({ exports }: Remains, subscription: Subscription): (string | null)[] =>
  exports.flatMap(({ id, status }) => {
    const states = statesOf(subscription).filter((state) => state.id === id);
    const last = states.at(-1)?.status;
    return [
      unless(last === status, `a client of all exports saw ${id} as ${last} at last, not ${status}`),
      unless(
        !falls(states.map(({ version }) => version)),
        `a client of all exports saw a version of ${id} fall`,
      ),
    ];
  });

const clients: readonly Rule[] = [
  (remains) =>
    remains.world.subscriptions.flatMap((subscription) => {
      if (remains.world.isGone(subscription.connectionId)) return [];
      const told = subscription.field === 'myExports' ? toldOfAll : toldOfOne;
      const errors = subscription.frames.flatMap(({ payload }) => payload?.errors ?? []);
      return [
        ...told(remains, subscription).flatMap((violation) => violation ?? []),
        ...errors.map(({ message }) => `a client was sent the error: ${message}`),
      ];
    }),
  ({ rows }) =>
    each(rows, ({ pk, sk }) =>
      unless(
        !sk.includes('SUBSCRIBER#') || pk.startsWith('TOPIC#myExports'),
        `the subscription ${pk}/${sk} is left`,
      ),
    ),
];

const callbacks: readonly Rule[] = [
  ({ world, rows, exports }) =>
    exports.flatMap(({ id, status, callbackUrl }) => {
      if (callbackUrl === null) return [];
      const ofIt = world.callbacks.filter(({ body }) => (JSON.parse(body) as CallbackBody).data.id === id);
      const ids = new Set(ofIt.map((callback) => callback.id));
      const told = ofIt.map(({ body }) => (JSON.parse(body) as CallbackBody).data.status);
      const outcomes = rows.filter(({ pk, sk }) => pk === `EXPORT#${id}` && sk.startsWith('CALLBACK#'));
      const isDelivered = outcomes.some(
        ({ outcome }) => (outcome as { error: unknown } | null)?.error === null,
      );
      return [
        unless(ids.size === 1, `callbacks of ${id} came with ${ids.size} ids`),
        unless(
          told.every((each) => each === status),
          `a callback of ${id} said ${told.join()}, not ${status}`,
        ),
        unless(isDelivered, `no callback of ${id} is recorded as delivered`),
      ].flatMap((violation) => violation ?? []);
    }),
];

interface CallbackBody {
  readonly data: { readonly id: string; readonly status: string };
}

const batches: readonly Rule[] = [
  ({ rows, exports }) =>
    rows.flatMap(({ pk, sk, id, phase, total, created, ...counters }) => {
      if (sk !== 'BATCH' || !pk.startsWith('BATCH#')) return [];
      const own = exports.filter(({ batchId }) => batchId === id);
      const count = (status: string): number => own.filter((one) => one.status === status).length;
      const unmade = Number(total) - Number(created);
      const expected = [count('COMPLETED'), count('FAILED'), count('CANCELLED') + unmade];
      return [
        same(`the exports of a batch that is ${String(phase)}`, own.length, created),
        same('the counters of a batch', [counters.completed, counters.failed, counters.cancelled], expected),
        unless(phase === 'CANCELLED' || unmade === 0, `${unmade} exports of a batch were never made`),
      ].flatMap((violation) => violation ?? []);
    }),
];

const leftovers: readonly Rule[] = [
  ({ rows, exports }) => {
    const alive = new Set(exports.map(({ id }) => `EXPORT#${id}`));
    return each(rows, ({ pk, sk }) =>
      unless(
        !pk.startsWith('EXPORT#') || sk === 'EXPORT' || alive.has(pk),
        `${pk}/${sk} is left without its export`,
      ),
    );
  },
  ({ rows, exports, user }) => {
    const alive = new Set(exports.map(({ id }) => id));
    return each(rows, ({ sk, exportId, pk }) =>
      unless(
        sk !== 'IDEMPOTENCY' || alive.has(String(exportId)) || !user.deleted.includes(String(exportId)),
        `${pk} is left`,
      ),
    );
  },
  // What is left of a deleted export, to know its late messages, must go by itself.
  ({ rows }) =>
    each(rows, ({ pk, removedAt, expiresAt }) =>
      unless(removedAt === undefined || expiresAt !== undefined, `${pk} is not wholly deleted`),
    ),
  ({ world }) => world.leaks(),
];
