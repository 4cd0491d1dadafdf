import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, QueryCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { MainCompositionProps } from '../../remotion/catalog';
import { IDEMPOTENCY_HOURS } from '../exports/create';
import { roundUsd } from '../exports/cost';
import type {
  AliveExport,
  AliveList,
  CreateOutcome,
  ExportChange,
  ExportLists,
  ExportStore,
  NewExport,
  Page,
  PageRequest,
  PreviewStore,
  ProgressTick,
  RateLimiter,
  Removal,
  SaveOutcome,
  SharedFile,
  HeldSlot,
  SlotBook,
  SlotCount,
  SlotLimits,
  Subscriber,
  Usage,
  UsageStore,
  WatchedExport,
  WatchStore,
} from '../exports/ports';
import type { CoarseClient } from '../exports/statistics';
import {
  effectsOf,
  isTerminal,
  tellProgress,
  tellWaiting,
  type Effects,
  type VideoExport,
  type Watch,
} from '../exports/video-export';
import {
  batchGet,
  epochSeconds,
  EXPORT_SUBSCRIBER,
  isPossibleId,
  keys,
  ownEarlierWrite,
  type Key,
  type Table,
  type WriteItem,
} from './dynamodb';
import { countBatchEnd } from './dynamodb-batches-end';
import { countDownload, countEnd, countHistory } from './dynamodb-statistics';
import { DynamoDbPreviews, previewsIn } from './dynamodb-previews';
import { DynamoDbRows, type Named, type Row } from './dynamodb-rows';
import { DynamoDbWatches } from './dynamodb-watches';
import { packed, unpacked } from './packed';

/** Quota rows are of no use after their day or month; kept a little longer, for those who look into a complaint. */
export const QUOTA_KEPT_SECONDS = 62 * 24 * 3600;
/** How long it is remembered that others share the file of a removed export: longer than any message waits in a queue (14 days). */
const SHARED_FILE_KEPT_SECONDS = 30 * 24 * 3600;
/** Subscribers read with their export: as many as one function serves. */
const SUBSCRIBERS_READ = 200;
/** A list whose filter matches little stops after this many rows, rather than reading a whole history for one page. */
const SCANNED_ROWS_LIMIT = 2000;

/** The exports of a stage in its DynamoDB table. */
export class DynamoDbExports
  extends DynamoDbRows
  implements ExportStore, ExportLists, UsageStore, RateLimiter
{
  async create(request: NewExport): Promise<CreateOutcome> {
    const { videoExport, idempotency, limits, projectVersion } = request;
    const parts: Named[] = [
      ['day', this.countDay(videoExport, limits.dailyExports)],
      ['month', this.reserveMoney(videoExport, limits.monthlyBudgetUsd)],
      ['minute', this.countMinute(videoExport.ownerId, videoExport.createdAt, limits.mutationsPerMinute)],
      ...newExportItems(this.table, request).map((item): Named => ['export', item]),
    ];
    if (idempotency !== null) parts.push(['key', this.rememberKey(videoExport, idempotency)]);
    if (projectVersion !== null) {
      parts.push(['project', this.projectStillAt(videoExport.projectId, projectVersion)]);
    }
    const failed = await this.transactNamed(parts);
    if (failed === null) return { type: 'created' };
    // A known key answers before any limit does: the same request must get the same answer.
    const known = failed.get('key');
    if (known !== undefined) {
      const exportId = known?.exportId as string;
      const same = known?.inputHash === idempotency?.inputHash;
      return { type: same ? 'replayed' : 'idempotency-conflict', exportId };
    }
    if (failed.has('project')) return { type: 'project-changed' };
    if (failed.has('minute')) return { type: 'rate-limit' };
    if (failed.has('day')) {
      return { type: 'daily-limit', used: (failed.get('day')?.exports as number | undefined) ?? 0 };
    }
    if (failed.has('month')) {
      return { type: 'budget', committedUsd: (failed.get('month')?.committedUsd as number | undefined) ?? 0 };
    }
    throw new Error(`There is an export ${videoExport.id} already.`);
  }

  async madeWith(ownerId: string, key: string, at: string) {
    const row = await this.row(keys.idempotency(ownerId, key));
    if (row === null || (row.expiresAt as number) <= epochSeconds(at)) return null;
    return { exportId: row.exportId as string, inputHash: row.inputHash as string };
  }

  async get(id: string): Promise<VideoExport | null> {
    const item = await this.exportRow(id);
    return item === null || isRemoved(item) ? null : fromItem(item);
  }

  async watched(id: string): Promise<WatchedExport | null> {
    if (!isPossibleId(id)) return null;
    const { pk, sk } = keys.videoExport(id);
    const { Items = [] } = await this.table.client.send(
      new QueryCommand({
        TableName: this.table.name,
        // The export sorts before its subscribers; what is rendered, and callbacks, are not among them.
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ConsistentRead: true,
        Limit: 1 + SUBSCRIBERS_READ,
      }),
    );
    const [item, ...rows] = Items;
    if (item?.sk !== sk || isRemoved(item)) return null;
    return { videoExport: fromItem(item), subscribers: rows.map((row) => row.subscription as Subscriber) };
  }

  async props(id: string): Promise<MainCompositionProps | null> {
    const row = await this.row(keys.exportProps(id));
    return row === null ? null : ((unpacked(row).props as MainCompositionProps | undefined) ?? null);
  }

  async save(change: ExportChange): Promise<SaveOutcome> {
    const { before, after, limits } = change;
    const effects = effectsOf(before, after);
    const parts: Named[] = [['export', this.replace(after, before.version)]];
    parts.push(...this.slotItems(after, effects, limits), ...this.fileItems(after, effects));
    if (effects.money !== null) parts.push(['month', this.settleMoney(after, effects, limits)]);
    if (effects.returnsDailyUnit) parts.push(['day', this.returnDay(after)]);
    if (effects.ends) parts.push(...this.countEnd(after));

    const failed = await this.transactNamed(parts);
    if (failed === null) return 'saved';
    if (failed.has('export')) return 'conflict';
    if (failed.has('lead')) return 'file-taken';
    if (failed.has('hold')) return 'file-gone';
    if (failed.has('user-slot')) return 'user-limit';
    if (failed.has('slot')) return 'total-limit';
    return 'budget';
  }

  async watch(id: string, by: Watch = 'export'): Promise<VideoExport | null> {
    if (!isPossibleId(id)) return null;
    const first = await this.update(id, {
      UpdateExpression: 'SET watchedBy = list_append(watchedBy, :list) ADD #version :one',
      ConditionExpression: 'attribute_exists(#status) AND size(watchedBy) = :none',
      ExpressionAttributeNames: { '#version': 'version', '#status': 'status' },
      ExpressionAttributeValues: { ':list': [by], ':one': 1, ':none': 0 },
    });
    if (first !== null) return first;
    // Somebody else may be being told of the state before, which has a lower version: this one comes after it.
    const marked = await this.update(id, {
      UpdateExpression:
        'SET watchedBy = list_append(watchedBy, :list), telling.#from = telling.#until ADD #version :one',
      ConditionExpression: 'attribute_exists(#status) AND NOT contains(watchedBy, :by)',
      ExpressionAttributeNames: {
        ...{ '#version': 'version', '#status': 'status', '#from': 'from', '#until': 'until' },
      },
      ExpressionAttributeValues: { ':by': by, ':list': [by], ':one': 1 },
    });
    return marked ?? this.get(id);
  }

  async tellWaiting(id: string, at: string): Promise<VideoExport | null> {
    if (!isPossibleId(id)) return null;
    const telling = tellWaiting(at);
    const change = {
      UpdateExpression: 'SET watchedBy = list_append(watchedBy, :list), telling = :telling ADD #version :one',
      ConditionExpression: '#status = :pending AND NOT contains(watchedBy, :by) AND telling.#until <= :at',
      ExpressionAttributeNames: { '#version': 'version', '#status': 'status', '#until': 'until' },
      ExpressionAttributeValues: {
        ...{ ':by': 'owner', ':list': ['owner'], ':one': 1, ':pending': 'PENDING', ':at': at },
        ':telling': telling,
      },
    };
    const told = await this.update(id, change, { telling, status: 'PENDING' });
    return told?.watchedBy.includes('owner') === true ? told : null;
  }

  async acknowledgeEnd(id: string, hasCallback = false): Promise<void> {
    await this.moveTo(id, 'ENDED', hasCallback ? 'CALLBACK' : null);
  }

  async acknowledgeCallback(id: string): Promise<void> {
    await this.moveTo(id, 'CALLBACK', null);
  }

  /** Moves an export from one list of what is left to be done to the next, or out of them. */
  private async moveTo(id: string, from: AliveList, to: AliveList | null): Promise<void> {
    await this.update(id, {
      UpdateExpression: to === null ? 'REMOVE gsi2pk, gsi2sk' : 'SET gsi2pk = :to',
      ConditionExpression: 'gsi2pk = :from',
      ExpressionAttributeValues: {
        ':from': keys.alive(from),
        ...(to === null ? {} : { ':to': keys.alive(to) }),
      },
    });
  }

  async sharedFile(cacheKey: string): Promise<SharedFile | null> {
    const row = await this.row(keys.file(cacheKey));
    if (row === null) return null;
    return {
      leader: (row.leader as string | undefined) ?? null,
      outputKey: (row.outputKey as string | undefined) ?? null,
      sizeInBytes: (row.sizeInBytes as number | undefined) ?? null,
      followers: [...((row.followers as Set<string> | undefined) ?? [])],
      previews: previewsIn(row),
    };
  }

  async follow(cacheKey: string, exportId: string): Promise<boolean> {
    return this.try(
      new UpdateCommand({
        TableName: this.table.name,
        Key: keys.file(cacheKey),
        UpdateExpression: 'ADD followers :follower',
        ConditionExpression: 'attribute_exists(leader)',
        ExpressionAttributeValues: { ':follower': new Set([exportId]) },
      }),
    );
  }

  async forgetFile(cacheKey: string, key: string): Promise<void> {
    await this.try(
      new DeleteCommand({
        TableName: this.table.name,
        Key: keys.file(cacheKey),
        ConditionExpression: 'outputKey = :key',
        ExpressionAttributeValues: { ':key': key },
      }),
    );
  }

  async remove(ended: VideoExport, at: string): Promise<Removal | null> {
    const { id, ownerId, attempt, cacheKey, idempotencyKey, outputKey } = ended;
    const file = outputKey === null ? null : await this.row(keys.file(cacheKey));
    const holders = (file?.holders as Set<string> | undefined) ?? new Set();
    const isShared = file?.outputKey === outputKey && [...holders].some((holder) => holder !== id);
    const removal = isShared
      ? { unusedFile: null, sharedFile: outputKey }
      : { unusedFile: outputKey, sharedFile: null };
    const tombstone: WriteItem = {
      Put: {
        TableName: this.table.name,
        Item: {
          ...keys.videoExport(id),
          ...{ ownerId, attempt, removedAt: at, ...removal },
          ...{ gsi2pk: keys.alive('DELETING'), gsi2sk: id },
        },
        ...isVersion(ended.version),
      },
    };
    const parts: Named[] = [['export', tombstone]];
    if (file?.outputKey === outputKey && holders.has(id)) {
      parts.push(['file', this.letGo(cacheKey, id, isShared)]);
    }
    if (idempotencyKey !== null)
      parts.push(...(await this.forgetKey(keys.idempotency(ownerId, idempotencyKey), id)));
    return (await this.transactNamed(parts)) === null ? removal : null;
  }

  async removal(id: string): Promise<Removal | null> {
    const item = await this.exportRow(id);
    if (item === null || !isRemoved(item)) return null;
    const { unusedFile = null, sharedFile = null } = item as Partial<Removal>;
    return { unusedFile, sharedFile };
  }

  async purge(id: string, toldSince?: string): Promise<boolean> {
    const tombstone = await this.exportRow(id);
    if (tombstone === null || !isRemoved(tombstone)) return true;
    const key = keys.videoExport(id);
    const isRecent = toldSince !== undefined && (tombstone.removedAt as string) > toldSince;
    let isKept = false;
    for await (const { pk, sk } of this.rowsOf(key.pk)) {
      // The tombstone last: it says that something is left to be done.
      if (sk === key.sk) continue;
      if (isRecent && sk.startsWith(EXPORT_SUBSCRIBER)) isKept = true;
      else await this.table.client.send(new DeleteCommand({ TableName: this.table.name, Key: { pk, sk } }));
    }
    if (!isKept) await this.closeRemoval(key, tombstone);
    return !isKept;
  }

  /** The keys of all rows of a partition: those of many subscribers are more than one page. */
  private async *rowsOf(pk: string): AsyncGenerator<Key> {
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.table.client.send(
        new QueryCommand({
          TableName: this.table.name,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ProjectionExpression: 'pk, sk',
          ConsistentRead: true,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      yield* (page.Items ?? []) as Key[];
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }

  /** Deletes a tombstone, or lets it expire when it says that others need the file. */
  private async closeRemoval(key: Key, { removedAt, sharedFile }: Record<string, unknown>): Promise<void> {
    const row = { TableName: this.table.name, Key: { ...key } };
    if (typeof sharedFile !== 'string') {
      await this.table.client.send(new DeleteCommand(row));
      return;
    }
    await this.try(
      new UpdateCommand({
        ...row,
        UpdateExpression: 'SET expiresAt = :expiresAt REMOVE gsi2pk, gsi2sk, ownerId',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: {
          ':expiresAt': epochSeconds(removedAt as string, SHARED_FILE_KEPT_SECONDS),
        },
      }),
    );
  }

  /** Takes a key from an export that is removed. After a day, it may be another export's, and stays. */
  private async forgetKey(key: Key, id: string): Promise<Named[]> {
    if ((await this.row(key))?.exportId !== id) return [];
    const ConditionExpression = 'attribute_not_exists(pk) OR exportId = :id';
    const ExpressionAttributeValues = { ':id': id };
    const Delete = { TableName: this.table.name, Key: key, ConditionExpression, ExpressionAttributeValues };
    return [['key', { Delete }]];
  }

  async recordProgress(tick: ProgressTick): Promise<VideoExport | null> {
    const stale = new Date(Date.parse(tick.at) - tick.minIntervalMs).toISOString();
    try {
      const { Attributes } = await this.table.client.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: keys.videoExport(tick.exportId),
          UpdateExpression:
            'SET progress = :progress, updatedAt = :at, progressAt = :at, telling = :telling, #render = :render ADD #version :one',
          ConditionExpression: [
            '#status = :rendering AND attempt = :attempt AND progress < :progress',
            '(attribute_not_exists(progressAt) OR progressAt <= :stale) AND telling.#until <= :at',
            '(attribute_type(#render, :null) OR #render.renderId = :renderId)',
          ].join(' AND '),
          ExpressionAttributeNames: {
            ...{ '#status': 'status', '#version': 'version', '#render': 'render', '#until': 'until' },
          },
          ExpressionAttributeValues: {
            ':null': 'NULL',
            ':renderId': tick.render.renderId,
            ':render': tick.render,
            ':progress': tick.progress,
            ':telling': tellProgress(tick.at, tick.audience),
            ':at': tick.at,
            ':one': 1,
            ':rendering': 'RENDERING',
            ':attempt': tick.attempt,
            ':stale': stale,
          },
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return fromItem(Attributes as Record<string, unknown>);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        const { progress, attempt, at: progressAt } = tick;
        const own = ownEarlierWrite(error, { status: 'RENDERING', progress, attempt, progressAt });
        return own === null ? null : fromItem(own);
      }
      // The export is changing state at this moment, which is the greater news.
      if (error instanceof TransactionConflictException) return null;
      throw error;
    }
  }

  async countDownload(
    { id, ownerId }: Pick<VideoExport, 'id' | 'ownerId'>,
    at: string,
    client: CoarseClient,
  ): Promise<boolean> {
    const counted: WriteItem = {
      Update: {
        TableName: this.table.name,
        Key: keys.videoExport(id),
        UpdateExpression: 'SET updatedAt = :at ADD downloadCount :one, #version :one',
        ConditionExpression: 'attribute_exists(#status)',
        ExpressionAttributeNames: { '#version': 'version', '#status': 'status' },
        ExpressionAttributeValues: { ':at': at, ':one': 1 },
      },
    };
    const failed = await this.transactNamed([
      ['export', counted],
      ['statistics', countDownload(this.table, ownerId, at, client)],
    ]);
    return failed === null;
  }

  async byOwner(ownerId: string, request: Parameters<ExportLists['byOwner']>[1]): Promise<Page<VideoExport>> {
    const wanted = (videoExport: VideoExport): boolean =>
      (request.projectId === null || videoExport.projectId === request.projectId) &&
      (request.status === null || videoExport.status === request.status);
    const items: VideoExport[] = [];
    let after = request.after;
    let isMore = true;
    // The index holds keys only, so what a filter asks about is read from the items themselves, which are consistent.
    for (let scanned = 0; isMore && scanned < SCANNED_ROWS_LIMIT && items.length <= request.first;) {
      const range = { after, forward: false, limit: 100 };
      const rows = (await this.queryIndex('gsi1', keys.exportsOf(ownerId), range)) as unknown as IndexRow[];
      const exports = (
        await batchGet(
          this.table,
          rows.map((row) => keys.videoExport(row.gsi1sk)),
        )
      )
        // The index lags: it may still show an export that was removed.
        .filter((item) => !isRemoved(item))
        .map(fromItem);
      items.push(...exports.filter((videoExport) => videoExport.ownerId === ownerId && wanted(videoExport)));
      after = rows.at(-1)?.gsi1sk ?? null;
      scanned += rows.length;
      isMore = rows.length === 100;
    }
    if (items.length > request.first) return { items: items.slice(0, request.first), hasNextPage: true };
    return isMore && after !== null
      ? { items, hasNextPage: true, continueAfter: after }
      : { items, hasNextPage: false };
  }

  async alive(list: AliveList, page: PageRequest): Promise<Page<AliveExport>> {
    const range = { after: page.after, forward: true, limit: page.first + 1 };
    const rows = (await this.queryIndex('gsi2', keys.alive(list), range)) as unknown as IndexRow[];
    const items = rows.slice(0, page.first).map(({ gsi2sk, ownerId, attempt, notBefore, batchId }) => {
      return { id: gsi2sk, ownerId, attempt, notBefore: notBefore ?? null, batchId: batchId ?? null };
    });
    return { items, hasNextPage: rows.length > page.first };
  }

  async read(ownerId: string, at: Date): Promise<Usage> {
    const now = at.toISOString();
    const [day, slots, month] = [keys.day(ownerId, now), keys.slots(ownerId), keys.month(ownerId, now)];
    const rows = await batchGet(this.table, [day, slots, month]);
    const row = (key: Key) => rows.find((candidate) => candidate.sk === key.sk);
    const renderingIds = [...((row(slots)?.holders as Set<string> | undefined) ?? [])];
    return {
      dailyUsed: (row(day)?.exports as number | undefined) ?? 0,
      rendering: renderingIds.length,
      renderingIds,
      monthlySpentUsd: roundUsd((row(month)?.spentUsd as number | undefined) ?? 0),
      monthlyCommittedUsd: roundUsd((row(month)?.committedUsd as number | undefined) ?? 0),
    };
  }

  async allow(ownerId: string, at: string, perMinute: number): Promise<boolean> {
    const { Update } = this.countMinute(ownerId, at, perMinute);
    return this.try(new UpdateCommand(Update));
  }

  /** Who watches the exports of a user or a batch. */
  get watches(): WatchStore {
    return new DynamoDbWatches(this.table);
  }

  /** Who makes previews of files, and what of them is there. */
  get previews(): PreviewStore {
    return new DynamoDbPreviews(this.table);
  }

  /** The book of slots. */
  readonly slots: SlotBook = {
    read: async () => {
      const row = await this.row(keys.allSlots);
      const holders = [...((row?.holders as Set<string> | undefined) ?? [])];
      return { holders, functions: (row?.functions as number | undefined) ?? 0 };
    },
    correct: async (read, right, released = []) => {
      const row = (count: SlotCount) => (count.holders.length === 0 ? undefined : new Set(count.holders));
      const was = row(read);
      const book: WriteItem = {
        Put: {
          TableName: this.table.name,
          Item: { ...keys.allSlots, holders: row(right), functions: right.functions },
          ConditionExpression: `${was === undefined ? 'attribute_not_exists(holders)' : 'holders = :holders'} AND #functions = :functions`,
          ExpressionAttributeNames: FUNCTIONS,
          ExpressionAttributeValues: {
            ':functions': read.functions,
            ...(was === undefined ? {} : { ':holders': was }),
          },
        },
      };
      const releases = releasesOf(released).map(([ownerId, exportIds]): Named => {
        const Update = {
          ...{ TableName: this.table.name, Key: keys.slots(ownerId) },
          UpdateExpression: 'DELETE holders :released',
          ExpressionAttributeValues: { ':released': exportIds },
        };
        return [ownerId, { Update }];
      });
      return (await this.transactNamed([['book', book], ...releases])) === null;
    },
  };

  private async exportRow(id: string): Promise<Row | null> {
    return isPossibleId(id) ? this.row(keys.videoExport(id)) : null;
  }

  /**
   * Changes an export's row; null when its condition does not hold.
   * @param written what an own earlier try is known by (`ownEarlierWrite`); null where it is no matter who was first.
   */
  private async update(
    id: string,
    input: Omit<UpdateCommandInput, 'TableName' | 'Key' | 'ReturnValues'>,
    written: Row | null = null,
  ): Promise<VideoExport | null> {
    try {
      const { Attributes } = await this.table.client.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: { ...keys.videoExport(id) },
          ReturnValues: 'ALL_NEW',
          ...(written === null ? {} : { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
          ...input,
        }),
      );
      return fromItem(Attributes as Record<string, unknown>);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const own = written === null ? null : ownEarlierWrite(error, written);
      return own === null ? null : fromItem(own);
    }
  }

  /**
   * Sends a conditional write and tells whether its condition held.
   * @param written what an own earlier try is known by (`ownEarlierWrite`); null where it is no matter who was first.
   */
  private async try(command: UpdateCommand | DeleteCommand, written: Row | null = null): Promise<boolean> {
    try {
      await this.table.client.send(command as UpdateCommand);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return written !== null && ownEarlierWrite(error, written) !== null;
    }
  }

  private countDay({ ownerId, createdAt }: VideoExport, limit: number): WriteItem {
    return {
      Update: {
        TableName: this.table.name,
        Key: keys.day(ownerId, createdAt),
        UpdateExpression: 'SET expiresAt = :expiresAt ADD exports :one',
        // Without a row, a limit of zero must not let one through.
        ConditionExpression:
          limit > 0 ? 'attribute_not_exists(exports) OR exports < :limit' : 'exports < :limit',
        ExpressionAttributeValues: {
          ':one': 1,
          ':limit': limit,
          ':expiresAt': epochSeconds(createdAt, QUOTA_KEPT_SECONDS),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
  }

  /** The month's row keeps what is spent and reserved in one number, since a condition cannot add two. */
  private reserveMoney(
    { ownerId, createdAt, estimatedUsd }: VideoExport,
    budgetUsd: number | null,
  ): WriteItem {
    const condition =
      budgetUsd === null
        ? {}
        : {
            // Without a row, an estimate above the whole budget must not slip through.
            ConditionExpression:
              estimatedUsd > budgetUsd
                ? 'committedUsd <= :headroom'
                : 'attribute_not_exists(committedUsd) OR committedUsd <= :headroom',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
          };
    return {
      Update: {
        TableName: this.table.name,
        Key: keys.month(ownerId, createdAt),
        UpdateExpression: 'ADD committedUsd :estimated',
        ExpressionAttributeValues: {
          ':estimated': estimatedUsd,
          ...(budgetUsd === null ? {} : { ':headroom': roundUsd(budgetUsd - estimatedUsd) }),
        },
        ...condition,
      },
    };
  }

  /** Turns the reservation into what was really spent, in the month in which it was made. */
  private settleMoney(
    { ownerId, createdAt }: VideoExport,
    { money, ends }: Effects,
    { monthlyBudgetUsd }: SlotLimits,
  ): WriteItem {
    const { spentUsd, releasedUsd } = money ?? { spentUsd: 0, releasedUsd: 0 };
    // What was spent must be counted, whatever the budget; but another attempt needs money that is still there.
    const checks = !ends && monthlyBudgetUsd !== null;
    return {
      Update: {
        TableName: this.table.name,
        Key: keys.month(ownerId, createdAt),
        UpdateExpression: 'ADD committedUsd :difference, spentUsd :spent',
        ...(checks ? { ConditionExpression: 'committedUsd <= :headroom' } : {}),
        ExpressionAttributeValues: {
          ':difference': roundUsd(spentUsd - releasedUsd),
          ':spent': spentUsd,
          ...(checks ? { ':headroom': roundUsd(monthlyBudgetUsd - spentUsd) } : {}),
        },
      },
    };
  }

  private returnDay({ ownerId, createdAt }: VideoExport): WriteItem {
    return {
      Update: {
        TableName: this.table.name,
        Key: keys.day(ownerId, createdAt),
        UpdateExpression: 'ADD exports :minusOne',
        ExpressionAttributeValues: { ':minusOne': -1 },
      },
    };
  }

  private projectStillAt(projectId: string, version: number): WriteItem {
    const Key = keys.project(projectId);
    return { ConditionCheck: { TableName: this.table.name, Key, ...isVersion(version) } };
  }

  private replace(after: VideoExport, version: number): WriteItem {
    return { Put: { TableName: this.table.name, Item: toItem(after), ...isVersion(version) } };
  }

  private slotItems(after: VideoExport, { takesSlot, releasesSlot }: Effects, limits: SlotLimits): Named[] {
    const { id, ownerId } = after;
    const user = keys.slots(ownerId);
    if (takesSlot !== null) {
      const { functions } = takesSlot;
      return [
        ['user-slot', this.takeSlot(user, id, limits.concurrentRenders, 0, 0)],
        ['slot', this.takeSlot(keys.allSlots, id, limits.totalRenders, functions, limits.totalFunctions)],
      ];
    }
    if (releasesSlot === null) return [];
    return [
      ['release', this.releaseSlot(user, id, 0)],
      ['release', this.releaseSlot(keys.allSlots, id, releasesSlot.functions)],
    ];
  }

  /** Neither `keep` nor `drop` has a condition: only the leader comes here, and an end must not fail for a cache. */
  private fileItems({ id, cacheKey, outputKey, sizeInBytes }: VideoExport, { file }: Effects): Named[] {
    const row = { TableName: this.table.name, Key: keys.file(cacheKey) };
    const holder = new Set([id]);
    switch (file) {
      case null:
        return [];
      case 'lead': {
        const Item = { ...row.Key, leader: id };
        const isFree = 'attribute_not_exists(pk)';
        return [['lead', { Put: { TableName: this.table.name, Item, ConditionExpression: isFree } }]];
      }
      case 'keep': {
        const UpdateExpression = 'SET outputKey = :key, sizeInBytes = :size, holders = :holder REMOVE leader';
        const ExpressionAttributeValues = { ':key': outputKey, ':size': sizeInBytes, ':holder': holder };
        return [['keep', { Update: { ...row, UpdateExpression, ExpressionAttributeValues } }]];
      }
      case 'drop':
        return [['drop', { Delete: row }]];
      case 'hold': {
        const UpdateExpression = 'ADD holders :holder DELETE followers :holder';
        const ConditionExpression = 'outputKey = :key';
        const ExpressionAttributeValues = { ':key': outputKey, ':holder': holder };
        const Update = { ...row, UpdateExpression, ConditionExpression, ExpressionAttributeValues };
        return [['hold', { Update }]];
      }
    }
  }

  /** Takes an export from those who hold a file; the last one takes the file's row with it. */
  private letGo(cacheKey: string, id: string, isShared: boolean): WriteItem {
    const row = { TableName: this.table.name, Key: keys.file(cacheKey) };
    if (!isShared) {
      const ConditionExpression = 'size(holders) = :one AND contains(holders, :id)';
      return {
        Delete: { ...row, ConditionExpression, ExpressionAttributeValues: { ':one': 1, ':id': id } },
      };
    }
    return {
      Update: {
        ...row,
        UpdateExpression: 'DELETE holders :holder',
        ConditionExpression: 'size(holders) > :one AND contains(holders, :id)',
        ExpressionAttributeValues: { ':one': 1, ':id': id, ':holder': new Set([id]) },
      },
    };
  }

  private countEnd(ended: VideoExport): Named[] {
    const history = countHistory(this.table, ended);
    const counted: Named = ['statistics', countEnd(this.table, ended)];
    const batch = countBatchEnd(this.table, ended);
    return [
      counted,
      ...(history === null ? [] : [['history', history] as const]),
      ...(batch === null ? [] : [['batch', batch] as const]),
    ];
  }

  private rememberKey(
    { id, ownerId, createdAt }: VideoExport,
    idempotency: NonNullable<NewExport['idempotency']>,
  ): WriteItem {
    const expiresAt = epochSeconds(createdAt, IDEMPOTENCY_HOURS * 3600);
    return {
      Put: {
        TableName: this.table.name,
        Item: {
          ...keys.idempotency(ownerId, idempotency.key),
          inputHash: idempotency.inputHash,
          exportId: id,
          expiresAt,
        },
        // DynamoDB deletes expired rows up to days late, so the time is looked at here as well.
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
        ExpressionAttributeValues: { ':now': epochSeconds(createdAt) },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
  }

  /** @param functions how many Lambda functions come with the slot; 0 where they are not counted. */
  private takeSlot(
    key: Key,
    exportId: string,
    limit: number,
    functions: number,
    totalFunctions: number,
  ): WriteItem {
    const hasSlot = `${limit > 0 ? 'attribute_not_exists(holders) OR ' : ''}size(holders) < :limit`;
    const hasFunctions = '(attribute_not_exists(#functions) OR #functions <= :headroom)';
    const holder = new Set([exportId]);
    return {
      Update: {
        TableName: this.table.name,
        Key: key,
        UpdateExpression: `ADD holders :holder${functions > 0 ? ', #functions :functions' : ''}`,
        ConditionExpression: functions > 0 ? `(${hasSlot}) AND ${hasFunctions}` : hasSlot,
        ...(functions > 0 ? { ExpressionAttributeNames: FUNCTIONS } : {}),
        ExpressionAttributeValues: {
          ...{ ':holder': holder, ':limit': limit },
          // A render that needs more than there are may run when no other does.
          ...(functions > 0
            ? { ':functions': functions, ':headroom': Math.max(0, totalFunctions - functions) }
            : {}),
        },
      },
    };
  }

  private releaseSlot(key: Key, exportId: string, functions: number): WriteItem {
    return {
      Update: {
        TableName: this.table.name,
        Key: key,
        UpdateExpression: `DELETE holders :holder${functions > 0 ? ' ADD #functions :minus' : ''}`,
        ...(functions > 0 ? { ExpressionAttributeNames: FUNCTIONS } : {}),
        ExpressionAttributeValues: {
          ':holder': new Set([exportId]),
          ...(functions > 0 ? { ':minus': -functions } : {}),
        },
      },
    };
  }
}

/** DynamoDB reserves the word, so it is never written into an expression. */
const FUNCTIONS = { '#functions': 'functions' };

const isVersion = (version: number) => ({
  ConditionExpression: '#version = :version',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':version': version },
});

/** The rows of a new export. Its quota, money and key are counted elsewhere. */
export const newExportItems = (
  table: Table,
  { videoExport, props }: Pick<NewExport, 'videoExport' | 'props'>,
): WriteItem[] => [
  {
    Put: {
      TableName: table.name,
      Item: toItem(videoExport),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  { Put: { TableName: table.name, Item: { ...keys.exportProps(videoExport.id), ...packed({ props }) } } },
];

interface IndexRow extends AliveExport {
  readonly gsi1sk: string;
  readonly gsi2sk: string;
}

/** An export as it is stored, with the keys of the indexes that it is in. An ended one leaves the second by `acknowledgeEnd`. */
function toItem(videoExport: VideoExport): Record<string, unknown> {
  const { id, ownerId, status } = videoExport;
  return {
    ...videoExport,
    ...keys.videoExport(id),
    gsi1pk: keys.exportsOf(ownerId),
    gsi1sk: id,
    gsi2pk: keys.alive(isTerminal(status) ? 'ENDED' : (status as 'PENDING' | 'RENDERING')),
    gsi2sk: id,
  };
}

/** What is left of a removed export until all of it is gone. */
const isRemoved = (item: Record<string, unknown>): boolean => item.removedAt !== undefined;

const STORAGE_ATTRIBUTES = new Set(['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'progressAt']);

function fromItem(item: Record<string, unknown>): VideoExport {
  const entries = Object.entries(item).filter(([name]) => !STORAGE_ATTRIBUTES.has(name));
  return Object.fromEntries(entries) as unknown as VideoExport;
}

/** Slots to be given back, by their owner: an item may be in a transaction once. */
function releasesOf(released: readonly HeldSlot[]): [ownerId: string, exportIds: Set<string>][] {
  const byOwner = new Map<string, Set<string>>();
  for (const { ownerId, exportId } of released) {
    byOwner.set(ownerId, (byOwner.get(ownerId) ?? new Set()).add(exportId));
  }
  return [...byOwner];
}
