import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { GoneException, LimitExceededException } from '@aws-sdk/client-apigatewaymanagementapi';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { NoSuchKey, NotFound } from '@aws-sdk/client-s3';
import { ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { HttpResponse, type HttpRequest } from '@smithy/core/protocols';
import { encode } from 'jpeg-js';
import { startDynamoDb, type DynamoDb } from '../../local/emulators/dynamodb';
import { issueToken, jwks } from '../../local/tokens';
import { leaksOf } from '../log-secrets';
import { Functions, loseAnswer, type Call, type Cut, type Ended, type Surroundings } from './functions';
import type { DeployedStack } from './stack';

/** A call that is cut off, by its number in the run. */
export interface Crash {
  readonly index: number;
  readonly when: Cut;
}

/** How one run of a flow is disturbed. */
export interface Plan {
  /** The call that kills its function, before it is sent, or after it was executed and before its answer is seen; or that throws. */
  readonly crash: Crash | null;
  /** One more, later. */
  readonly secondCrash: Crash | null;
  /** What becomes of a message whose function has died. */
  readonly redelivers: boolean;
  /** How often each message comes: the second one right after the first, together with it, or when all is over. */
  readonly copies: 'once' | 'twice' | 'together' | 'late';
  /** Of the messages that wait, the first or the last that was sent is delivered next. */
  readonly order: 'sent' | 'reversed';
  /** The message that is never delivered. */
  readonly loses: number | null;
  /** The message that is delivered ten minutes late. */
  readonly delays: number | null;
}

/** Nothing goes wrong. */
export const UNDISTURBED: Plan = {
  crash: null,
  secondCrash: null,
  redelivers: true,
  copies: 'once',
  order: 'sent',
  loses: null,
  delays: null,
};

/** How Remotion takes a render, and how it ends. */
export type RenderScript =
  | {
      readonly type: 'success';
      /** False: it says so, but there is no file. */
      readonly leavesFile?: boolean;
    }
  | { readonly type: 'error'; readonly name: string; readonly message: string }
  /** Lambda has no capacity. */
  | { readonly type: 'busy' }
  /** It was accepted, and nothing is ever heard of it. */
  | { readonly type: 'silent' };

/** What differs between the worlds of two scenarios. */
export interface Script {
  /** The n-th start of a render, from 1. */
  readonly render: (start: number) => RenderScript;
  readonly sendsWebhooks: boolean;
  /** `ticks`: all but the last word. */
  readonly sendsProgress: boolean | 'ticks';
  /** Status of a user's server at its n-th request, from 1. */
  readonly receiver: (request: number) => number;
  /** Status of a server that keeps users' files at its n-th request, from 1. */
  readonly assets: (request: number) => number;
  /** The still of a frame, as the characters of its bytes. */
  readonly still: (frame: number) => string;
  /** Whether API Gateway refuses the n-th message to a client, from 1, which is taken when it is sent again. */
  readonly refuses: (message: number) => boolean;
  /** Seconds that the tokens of subscribers are good for; with 0, they are over when they have subscribed. Null: for ever. */
  readonly tokenSeconds: number | null;
  /** What functions draw by lot, from 0 up to 1. */
  readonly random: () => number;
  /** Clients that subscribe to the same together with each that does, and are never heard of. */
  readonly crowd: number;
  /** What subscribers select, by field. */
  readonly selections: Readonly<Record<Subscription['field'], string>>;
  /** Variables of the functions that differ from serverless.yml. */
  readonly environment: Readonly<Record<string, string>>;
}

const STATE = '{ id status version progress }';

/** Everything goes well. */
export const ALL_WELL: Script = {
  render: () => ({ type: 'success' }),
  sendsWebhooks: true,
  sendsProgress: true,
  receiver: () => 200,
  assets: () => 200,
  still: () => PICTURES.bright,
  refuses: () => false,
  tokenSeconds: null,
  random: Math.random,
  crowd: 0,
  selections: { exportProgress: STATE, batchProgress: STATE, myExports: STATE },
  environment: {},
};

/** A render that Remotion has accepted. */
export interface StartedRender {
  readonly renderId: string;
  readonly exportId: string;
  readonly attempt: number;
  isCancelled: boolean;
  isOver: boolean;
}

/** A message on its way to a function. */
interface Message {
  readonly kind: 'sqs' | 'event' | 'webhook';
  readonly functionKey: string;
  readonly what: string;
  readonly event: unknown;
  readonly queueUrl: string;
  readonly dueMs: number;
  readonly receives: number;
  readonly copies: number;
}

/** Something that happens in the world at a time: a message arrives, or a render gets further. */
interface Happening {
  readonly dueMs: number;
  readonly happen: () => Promise<void> | void;
}

/** What a client was sent on one operation. */
export interface Subscription {
  readonly userId: string;
  readonly connectionId: string;
  readonly operationId: string;
  readonly field: 'exportProgress' | 'batchProgress' | 'myExports';
  /** The id of the export or batch; of no meaning for `myExports`. */
  readonly id: string;
  readonly frames: Frame[];
}

/** A message of graphql-transport-ws. */
export interface Frame {
  readonly id?: string;
  readonly type: string;
  readonly payload?: {
    readonly data?: Record<string, State | readonly State[]> | null;
    readonly errors?: readonly { readonly message: string }[];
  };
}

/** What is selected of exports and batches. */
export interface State {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly progress: number;
}

/** A function that was invoked, and what it did. */
export interface Invocation {
  readonly functionKey: string;
  readonly by: string;
  readonly calls: readonly Call[];
  /** What IAM must allow for them, as `permissionsOf` of local/permissions.ts words it. */
  readonly permissions: ReadonlySet<string>;
  readonly ended: Ended['type'];
  /** Milliseconds from the call of the handler to its answer. */
  readonly elapsedMs: number;
}

/** The flow cannot go on: its client has got no answer, and does not ask again. */
export class ClientGaveUp extends Error {
  override readonly name = 'ClientGaveUp';
}

/** Neither near midnight nor near the end of a month; seconds that are not round. */
const START_MS = Date.UTC(2027, 2, 15, 12, 0, 7);
const MINUTE_MS = 60_000;
/** A message takes so long, and a function as well. */
const HOP_MS = 20;
/** Longer than anything waits: a render is silent for ten minutes, and an end is announced again after one. */
const MINUTES_LIMIT = 60;
const HAPPENINGS_LIMIT = 3000;
const TWENTY_YEARS_SECONDS = 20 * 365 * 86_400;
/** Lambda repeats an asynchronous invocation after one and after two more minutes. */
const ASYNC_RETRY_MS = [MINUTE_MS, 2 * MINUTE_MS];
/** Remotion tries a webhook three times. */
const WEBHOOK_RETRY_MS = [500, 1000];

const PROGRESS = JSON.parse(
  readFileSync(path.join(__dirname, '../fixtures/remotion/progress-success.json'), 'utf8'),
) as Record<string, unknown> & {
  renderMetadata: Record<string, unknown>;
  postRenderData: Record<string, unknown>;
};

/** Stands in every text, name, link and piece of code that users of these tests write. */
export const FOR_NO_LOG = 'for-no-log';

/** The code of an error in GraphQL that tells nothing. */
const INTERNAL_ERROR = 'INTERNAL_SERVER_ERROR';

/** Longer than it is first looked for. */
const CLIP_TAKES_MS = 20_000;

/** A small JPEG, of which one half is black, and the other has this brightness, 0 to 255. */
const pictureOf = (brightness: number): string => {
  const data = Buffer.alloc(4 * 16 * 16, brightness);
  data.fill(0, data.length / 2);
  return Buffer.from(encode({ width: 16, height: 16, data }, 80).data).toString('latin1');
};
/** Stills of which something can be seen, nothing, and next to nothing. */
export const PICTURES = { bright: pictureOf(255), black: pictureOf(0), dim: pictureOf(6) } as const;

/** What Remotion says that each render has cost, in USD. */
export const RENDER_USD = 0.00021;
const FILE_BYTES = 1234;

/**
 * A whole stage in one process, whose every delivery is decided here. The functions are the real ones, and so is DynamoDB's
 * emulator; buses, queues, sockets, buckets, Remotion and users' servers are played, since what they lose, double, delay or
 * reorder is what is to be tried. Its clock only moves when nothing is left to be done.
 */
export class World implements Surroundings {
  readonly functions: Functions;
  readonly invocations: Invocation[] = [];
  readonly renders: StartedRender[] = [];
  readonly subscriptions: Subscription[] = [];
  /** URLs of files that were asked for. */
  readonly assets: string[] = [];
  readonly callbacks: { readonly url: string; readonly id: string; readonly body: string }[] = [];
  readonly events: { readonly type: string; readonly exportId: string }[] = [];
  readonly deadLetters: string[] = [];
  /** What functions have written, and what Lambda writes down of a function that fails. */
  readonly logs: { readonly functionKey: string; readonly text: string }[] = [];
  /** Keys of the stills that were drawn, and of the clips that were asked for. */
  readonly stills: string[] = [];
  readonly clips: string[] = [];
  /** Body of every object, by bucket and key. */
  readonly objects = new Map<string, string>();
  /** Every call that may be a crash point, in the order of the run. */
  readonly calls: Call[] = [];
  crashedAt: Call | null = null;
  script: Script = ALL_WELL;
  private plan: Plan = UNDISTURBED;
  private isCounting = false;
  private nowMs = START_MS;
  private nextReconcileMs = START_MS + MINUTE_MS;
  private happenings: Happening[] = [];
  private lateCopies: Message[] = [];
  private messages = 0;
  private connections = 0;
  private posts = 0;
  private readonly gone = new Set<string>();

  private constructor(
    readonly deployed: DeployedStack,
    private readonly dynamodb: DynamoDb,
    private readonly folder: string,
    private readonly secrets: ReadonlyMap<string, string>,
    private readonly keySet: string,
  ) {
    this.functions = new Functions(deployed, this, (functionKey, text) =>
      this.logs.push({ functionKey, text }),
    );
    const client = new DynamoDBClient({ region: deployed.stack.identity.region, endpoint: dynamodb.url });
    this.table = DynamoDBDocumentClient.from(client);
    this.prepare(client);
  }

  private readonly table: DynamoDBDocumentClient;

  static async open(deployed: DeployedStack): Promise<World> {
    const dynamodb = await startDynamoDb();
    Object.assign(process.env, {
      AWS_REGION: deployed.stack.identity.region,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
    });
    const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-faults-'));
    const secrets = new Map([
      ...deployed.stack.secrets.map(({ arn, generate }) => [arn, generate()] as const),
      ...secretsOfOperators(deployed),
    ]);
    const world = new World(deployed, dynamodb, folder, secrets, JSON.stringify(await jwks(folder)));
    for (const { definition } of deployed.stack.tables) {
      await world.table.send(new CreateTableCommand(definition));
    }
    return world;
  }

  async close(): Promise<void> {
    this.table.destroy();
    await this.dynamodb.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Empties the world and starts every function cold. Nothing is disturbed, and no call counted, until `disturb`. */
  async reset(script: Script = ALL_WELL): Promise<void> {
    this.script = script;
    this.plan = UNDISTURBED;
    this.isCounting = false;
    this.nowMs = START_MS;
    this.nextReconcileMs = START_MS + MINUTE_MS;
    this.functions.reset();
    this.happenings = [];
    this.lateCopies = [];
    [this.messages, this.connections, this.posts, this.crashedAt] = [0, 0, 0, null];
    const { invocations, renders, subscriptions, assets, callbacks, events, deadLetters, logs, calls } = this;
    const outside = [renders, assets, callbacks, this.stills, this.clips];
    for (const list of [...outside, invocations, subscriptions, events, deadLetters, logs, calls]) {
      list.length = 0;
    }
    this.objects.clear();
    this.gone.clear();
    await this.dynamodb.clear();
  }

  /** From here on, calls are counted and the plan is in force. */
  disturb(plan: Plan): void {
    this.plan = plan;
    this.isCounting = true;
  }

  now(): number {
    return this.nowMs;
  }

  random(): number {
    return this.script.random();
  }

  sleepUntil(ms: number): void {
    // Pauses may be fractions; clocks count whole milliseconds.
    this.nowMs = Math.max(this.nowMs, Math.ceil(ms));
  }

  environment(): Readonly<Record<string, string>> {
    return this.script.environment;
  }

  cut(call: Call): Cut | null {
    if (!this.isCounting) return null;
    this.calls.push(call);
    const { crash, secondCrash } = this.plan;
    const cut = [crash, secondCrash].find((each) => each?.index === this.calls.length - 1);
    if (cut == null) return null;
    this.crashedAt = call;
    return cut.when;
  }

  /** All rows of the table. */
  async rows(): Promise<Record<string, unknown>[]> {
    const [table] = this.deployed.stack.tables;
    const { Items = [], LastEvaluatedKey } = await this.table.send(
      new ScanCommand({ TableName: table?.definition.TableName, ConsistentRead: true }),
    );
    if (LastEvaluatedKey !== undefined) throw new Error('A flow fits into one page of a scan.');
    return Items;
  }

  /** @param seconds that it is good for, by the clock of the world; null: for ever. */
  token(userId: string, seconds: number | null = null): Promise<string> {
    const aheadSeconds = Math.ceil((this.nowMs - Date.now()) / 1000);
    const expiresInSeconds = seconds === null ? TWENTY_YEARS_SECONDS : aheadSeconds + seconds;
    return issueToken(this.folder, userId, { expiresInSeconds });
  }

  /** Whether every message comes, and every function that dies is tried again. */
  get losesNothing(): boolean {
    return this.plan.redelivers && this.plan.loses === null;
  }

  /** How many messages were sent so far. */
  get sent(): number {
    return this.messages;
  }

  async invoke(functionKey: string, event: unknown, what: string): Promise<Ended> {
    const begun = performance.now();
    const { ended, calls, permissions } = await this.functions.invoke(functionKey, event, what);
    const elapsedMs = performance.now() - begun;
    // As Lambda does it.
    if (ended.type === 'failed') this.logs.push({ functionKey, text: inspect(ended.error) });
    this.invocations.push({
      functionKey,
      by: `${functionKey} (${what})`,
      calls,
      permissions,
      ended: ended.type,
      elapsedMs,
    });
    this.nowMs += HOP_MS;
    return ended;
  }

  /** A client that asks again when it gets no answer, or hears of trouble inside, unless what is lost stays lost. */
  private async insist(functionKey: string, event: unknown, what: string): Promise<unknown> {
    for (let tries = 0; tries < 3; tries += 1) {
      const ended = await this.invoke(functionKey, event, what);
      const hasFailed = ended.type === 'answered' && JSON.stringify(ended.answer).includes(INTERNAL_ERROR);
      if (ended.type === 'answered' && !hasFailed) return ended.answer;
      if (!this.plan.redelivers) throw new ClientGaveUp(what);
    }
    throw new Error(`${what} was never answered.`);
  }

  /** Sends one GraphQL operation. A client that doubles its requests takes the second answer. @throws what the API refuses. */
  async graphql<Data>(token: string, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const what = /\b(?:mutation|query)\b[^{]*\{\s*(\w+)/.exec(query)?.[1] ?? 'query';
    const copies = this.isCounting && query.startsWith('mutation') && this.plan.copies !== 'once' ? 2 : 1;
    const ask = async (): Promise<Data> => {
      const answer = (await this.insist(
        'graphql',
        httpEvent('/graphql', { token, body: { query, variables } }),
        what,
      )) as {
        body: string;
      };
      const { data, errors } = JSON.parse(answer.body) as { data?: Data; errors?: { message: string }[] };
      if (data == null) throw new Error(`${what}: ${errors?.map(({ message }) => message).join()}`);
      return data;
    };
    if (copies === 2 && this.plan.copies === 'together') return (await Promise.all([ask(), ask()]))[0];
    const first = await ask();
    return copies === 2 ? ask().then(() => first) : first;
  }

  /** Opens a socket and subscribes. Null when the client was not let in and does not come again. */
  async subscribe(userId: string, field: Subscription['field'], id: string): Promise<Subscription | null> {
    const { tokenSeconds, crowd } = this.script;
    const token = await this.token(userId, tokenSeconds === 0 ? 1 : tokenSeconds);
    for (let tries = 0; tries < 3; tries += 1) {
      this.connections += 1;
      const connectionId = `connection-${this.connections}`;
      const operationId = `operation-${this.connections}`;
      const subscription = { userId, connectionId, operationId, field, id, frames: [] };
      this.subscriptions.push(subscription);
      const fields = this.script.selections[field];
      const payload =
        field === 'myExports'
          ? { query: `subscription { myExports ${fields} }` }
          : { query: `subscription($id: ID!) { ${field}(id: $id) ${fields} }`, variables: { id } };
      const messages = [
        null,
        { type: 'connection_init', payload: { authorization: `Bearer ${token}` } },
        { type: 'subscribe', id: operationId, payload },
      ];
      const isLetIn = (await this.say(connectionId, messages)) && !this.isGone(connectionId);
      // Who is told of trouble inside subscribes again, as one who is closed does.
      if (isLetIn && !subscription.frames.some(({ type }: Frame) => type === 'error')) {
        if (crowd > 0) await this.gather(connectionId);
        if (tokenSeconds === 0) this.nowMs += 2000;
        return subscription;
      }
      // Whoever gets no answer closes the socket and, if at all, comes again with another.
      this.subscriptions.splice(this.subscriptions.indexOf(subscription), 1);
      await this.disconnect(connectionId);
      if (!this.plan.redelivers) return null;
    }
    throw new Error('A client was never let in.');
  }

  /** Writes down a crowd as if each of it had subscribed as this client did. */
  private async gather(connectionId: string): Promise<void> {
    const [table] = this.deployed.stack.tables;
    const own = (await this.rows()).filter(({ pk, sk }) =>
      `${String(pk)}/${String(sk)}`.includes(connectionId),
    );
    for (let count = 0; count < this.script.crowd; count += 1) {
      const copies = own.map((row) =>
        JSON.stringify(row).replaceAll(connectionId, `${connectionId}-${count}`),
      );
      for (const copy of copies) {
        const Item = JSON.parse(copy) as Record<string, unknown>;
        await this.table.send(new PutCommand({ TableName: table?.definition.TableName, Item }));
      }
    }
  }

  async disconnect(connectionId: string): Promise<void> {
    this.gone.add(connectionId);
    await this.invoke('websocket', socketEvent('DISCONNECT', connectionId), '$disconnect');
  }

  /** What the logs hold that no log may hold: tokens, signatures, secrets, code of scenes and texts of users. A sentence each. */
  leaks(): string[] {
    const forbidden = { ...Object.fromEntries(this.secrets), 'a text of a user': FOR_NO_LOG };
    return this.logs.flatMap(({ functionKey, text }) =>
      leaksOf(text, forbidden).map((leak) => `${functionKey} logs ${leak}`),
    );
  }

  /** A client is gone, and nobody is told. */
  leave(connectionId: string): void {
    this.gone.add(connectionId);
  }

  /** Whether a client can still be reached. */
  isGone(connectionId: string): boolean {
    return this.gone.has(connectionId);
  }

  private async say(connectionId: string, messages: readonly unknown[]): Promise<boolean> {
    for (const message of messages) {
      const event =
        message === null
          ? socketEvent('CONNECT', connectionId)
          : socketEvent('MESSAGE', connectionId, JSON.stringify(message));
      const ended = await this.invoke(
        'websocket',
        event,
        (message as { type: string } | null)?.type ?? '$connect',
      );
      if (ended.type !== 'answered') return false;
    }
    return true;
  }

  /** Lets the world go on until a condition holds. False when nothing was left to happen before. */
  async goOn(until: () => boolean = () => false): Promise<boolean> {
    for (let count = 0; count < HAPPENINGS_LIMIT; count += 1) {
      if (until()) return true;
      const next = this.takeNext();
      if (next === null) return false;
      while (next.dueMs > this.nextReconcileMs) await this.reconcile();
      this.nowMs = Math.max(this.nowMs, next.dueMs);
      await next.happen();
    }
    throw new Error('The flow does not come to an end.');
  }

  /** Lets everything happen, and reconcile run every minute, until nothing is left to be done. False when that never is. */
  async settle(isDone: () => Promise<boolean>): Promise<boolean> {
    for (let minutes = 0; minutes < MINUTES_LIMIT; minutes += 1) {
      await this.goOn();
      if (minutes > 0 && (await isDone())) {
        if (this.lateCopies.length === 0) return true;
        for (const message of this.lateCopies.splice(0)) this.enqueue({ ...message, dueMs: this.nowMs });
      }
      await this.reconcile();
    }
    return false;
  }

  private async reconcile(): Promise<void> {
    this.nowMs = Math.max(this.nowMs, this.nextReconcileMs);
    this.nextReconcileMs += MINUTE_MS;
    await this.invoke('reconcile', { 'detail-type': 'Scheduled Event' }, 'every minute');
  }

  private takeNext(): Happening | null {
    const due = this.happenings.filter(({ dueMs }) => dueMs <= this.nowMs);
    const isReversed = this.plan.order === 'reversed' && due.length > 0;
    const first = this.happenings.toSorted((a, b) => a.dueMs - b.dueMs)[0] ?? null;
    const next = isReversed ? (due.at(-1) ?? null) : first;
    if (next !== null) this.happenings.splice(this.happenings.indexOf(next), 1);
    return next;
  }

  private happen(inMs: number, happen: Happening['happen']): void {
    this.happenings.push({ dueMs: this.nowMs + inMs, happen });
  }

  /** Sends a message, as often and as late as the plan wants it. */
  private send(message: Omit<Message, 'dueMs' | 'receives' | 'copies'>, delayMs = 0): void {
    const number = this.isCounting ? (this.messages += 1) - 1 : -1;
    if (number !== -1 && number === this.plan.loses) return;
    const lateMs = number !== -1 && number === this.plan.delays ? 10 * MINUTE_MS : 0;
    const copies = this.isCounting ? this.plan.copies : 'once';
    const whole = { ...message, dueMs: this.nowMs + delayMs + lateMs, receives: 1 };
    this.enqueue({ ...whole, copies: copies === 'together' ? 2 : 1 });
    if (copies === 'twice') this.enqueue({ ...whole, copies: 1 });
    if (copies === 'late') this.lateCopies.push({ ...whole, copies: 1 });
  }

  private enqueue(message: Message): void {
    this.happenings.push({
      dueMs: message.dueMs,
      happen: async () => {
        const copies = Array.from({ length: message.copies }, () => this.deliver({ ...message, copies: 1 }));
        await Promise.all(copies);
      },
    });
  }

  private async deliver(message: Message): Promise<void> {
    const { functionKey, event, what, kind, receives } = message;
    const ended = await this.invoke(functionKey, event, what);
    if (isTaken(kind, ended)) return;
    if (ended.type === 'crashed' && !this.plan.redelivers) return;
    const pauseMs = this.pauseAfter(message);
    if (pauseMs === null) {
      // Nobody keeps a webhook that was never taken.
      if (kind !== 'webhook') this.deadLetters.push(what);
      return;
    }
    this.enqueue({ ...message, dueMs: this.nowMs + pauseMs, receives: receives + 1 });
  }

  /** Milliseconds until a message comes again; null when it does not. */
  private pauseAfter({ kind, queueUrl, receives }: Message): number | null {
    if (kind === 'event') return ASYNC_RETRY_MS[receives - 1] ?? null;
    if (kind === 'webhook') return WEBHOOK_RETRY_MS[receives - 1] ?? null;
    const queue = this.deployed.stack.queues.find(({ url }) => url === queueUrl);
    const { RedrivePolicy = '{}', VisibilityTimeout = '30' } = queue?.attributes ?? {};
    const { maxReceiveCount = Infinity } = JSON.parse(RedrivePolicy) as { maxReceiveCount?: number };
    return receives >= maxReceiveCount ? null : Number(VisibilityTimeout) * 1000;
  }

  /** Brings an event to the targets of every rule that wants it. */
  private route(busName: string, event: Record<string, unknown>): void {
    for (const rule of this.deployed.stack.rules) {
      if (rule.busName !== busName || !rule.matches(event)) continue;
      for (const target of rule.targets) {
        const what = String(event['detail-type']);
        if (target.kind === 'queue')
          this.sendToQueue(target.queueUrl, JSON.stringify(target.input ?? event), 0);
        else {
          const { functionKey } = target;
          this.send({ kind: 'event', functionKey, what, event: target.input ?? event, queueUrl: '' });
        }
      }
    }
  }

  private sendToQueue(queueUrl: string, body: string, delaySeconds: number): void {
    const source = this.deployed.stack.queueSources.find((each) => each.queueUrl === queueUrl);
    if (source === undefined) throw new Error(`Nobody reads the queue ${queueUrl}.`);
    const what = (JSON.parse(body) as { 'detail-type'?: string })['detail-type'] ?? 'message';
    const record = {
      ...{ messageId: `message-${this.messages}`, receiptHandle: 'receipt', body, attributes: {} },
      ...{ messageAttributes: {}, md5OfBody: '', eventSource: 'aws:sqs', eventSourceARN: source.queueArn },
    };
    const event = { Records: [{ ...record, awsRegion: this.deployed.stack.identity.region }] };
    this.send({ kind: 'sqs', functionKey: source.functionKey, what, event, queueUrl }, delaySeconds * 1000);
  }

  /** DynamoDB is in this process: a request need not be signed or go through a socket, which would take most of the time. */
  prepare(client: object): void {
    const { config } = client as {
      config: { serviceId?: string; requestHandler: unknown; httpAuthSchemes: unknown };
    };
    if (config.serviceId !== 'DynamoDB') return;
    config.requestHandler = this.inProcess;
    config.httpAuthSchemes = UNSIGNED;
  }

  private readonly inProcess = {
    handle: async ({ headers, body }: HttpRequest): Promise<{ response: HttpResponse }> => {
      const { statusCode, data } = await this.dynamodb.perform(headers['x-amz-target'] ?? '', textOf(body));
      loseAnswer();
      const content = Readable.from([Buffer.from(JSON.stringify(data))]);
      const contentType = { 'content-type': 'application/x-amz-json-1.0' };
      return { response: new HttpResponse({ statusCode, headers: contentType, body: content }) };
    },
  };

  async aws(
    service: string,
    command: string,
    input: Record<string, unknown>,
    send: () => Promise<unknown>,
  ): Promise<unknown> {
    switch (service) {
      case 'DynamoDB':
        return send();
      case 'S3':
        return this.s3(command, `${String(input.Bucket)}/${String(input.Key)}`, input.Body);
      case 'EventBridge':
        return this.putEvents(input.Entries as EventEntry[]);
      case 'SQS':
        this.sendToQueue(String(input.QueueUrl), String(input.MessageBody), Number(input.DelaySeconds ?? 0));
        return {};
      case 'Secrets Manager':
        if (input.VersionStage === 'AWSPREVIOUS') {
          throw new ResourceNotFoundException({ message: 'never replaced', $metadata: {} });
        }
        return { SecretString: this.secrets.get(String(input.SecretId)) };
      case 'ApiGatewayManagementApi':
        return this.socket(command, String(input.ConnectionId), input.Data as Buffer);
      default:
        throw new Error(`No function is expected to use ${service}.`);
    }
  }

  private s3(command: string, object: string, written: unknown): unknown {
    const body = this.objects.get(object);
    const missing = { message: 'not there', $metadata: {} };
    switch (command) {
      case 'HeadObject':
        if (body === undefined) throw new NotFound(missing);
        return { ContentLength: body.length };
      case 'GetObject':
        if (body === undefined) throw new NoSuchKey(missing);
        return {
          Body: {
            transformToString: async () => body,
            transformToByteArray: async () => Buffer.from(body, 'latin1'),
          },
        };
      case 'PutObject':
        this.objects.set(object, Buffer.from(written as Uint8Array).toString('latin1'));
        return {};
      case 'DeleteObject':
        this.objects.delete(object);
        return {};
      default:
        throw new Error(`No function is expected to send ${command}.`);
    }
  }

  private putEvents(entries: readonly EventEntry[]): unknown {
    for (const { EventBusName, Source, DetailType, Detail } of entries) {
      const detail = JSON.parse(Detail) as { data: { exportId: string } };
      this.events.push({ type: DetailType, exportId: detail.data.exportId });
      const id = `event-${this.events.length}`;
      this.route(EventBusName, { id, source: Source, 'detail-type': DetailType, detail });
    }
    return { FailedEntryCount: 0, Entries: entries.map(() => ({ EventId: 'event' })) };
  }

  private socket(command: string, connectionId: string, data: Buffer): unknown {
    if (this.gone.has(connectionId))
      throw new GoneException({ message: 'gone', $metadata: { httpStatusCode: 410 } });
    if (command === 'DeleteConnection') this.gone.add(connectionId);
    if (command !== 'PostToConnection') return {};
    this.posts += 1;
    if (this.script.refuses(this.posts))
      throw new LimitExceededException({ message: 'Rate exceeded', $metadata: { httpStatusCode: 429 } });
    const frame = JSON.parse(data.toString()) as Frame;
    for (const subscription of this.subscriptions) {
      const isOfIt = subscription.connectionId === connectionId && subscription.operationId === frame.id;
      if (isOfIt) subscription.frames.push(frame);
    }
    return {};
  }

  async fetch(): Promise<Response> {
    return new Response(this.keySet, { headers: { 'content-type': 'application/json' } });
  }

  receive({ url, headers, body }: { url: string; headers: Record<string, string>; body: string }): number {
    this.callbacks.push({ url, id: headers['webhook-id'] ?? '', body });
    return this.script.receiver(this.callbacks.length);
  }

  asset(url: string): number {
    this.assets.push(url);
    return this.script.assets(this.assets.length);
  }

  startRender(request: Record<string, unknown>): { renderId: string; bucketName: string } {
    const { customData } = request.webhook as { customData: { exportId: string; attempt: number } };
    const script = this.script.render(this.renders.length + 1);
    if (script.type === 'busy') {
      this.renders.push({ renderId: 'busy', ...customData, isCancelled: false, isOver: true });
      throw Object.assign(new Error('Rate Exceeded.'), { name: 'TooManyRequestsException' });
    }
    const renderId = `render${this.renders.length + 1}`;
    const render: StartedRender = { renderId, ...customData, isCancelled: false, isOver: false };
    this.renders.push(render);
    const bucketName = String(request.forceBucketName);
    const { key } = request.outName as { key: string };
    if (script.type !== 'silent') this.renderOn(render, script, { bucketName, key });
    return { renderId, bucketName };
  }

  drawStill(request: Record<string, unknown>): void {
    const { key } = request.outName as { key: string };
    this.stills.push(key);
    this.objects.set(`${this.outputBucket}/${key}`, this.script.still(Number(request.frame)));
  }

  /** A clip comes at its own time, and tells nobody. */
  startClip(request: Record<string, unknown>): { renderId: string; bucketName: string } {
    const { key } = request.outName as { key: string };
    this.clips.push(key);
    this.happen(CLIP_TAKES_MS, () => void this.objects.set(`${this.outputBucket}/${key}`, 'clip'));
    return { renderId: `clip${this.clips.length}`, bucketName: String(request.forceBucketName) };
  }

  cancelRender(renderId: string): void {
    const render = this.renders.find((each) => each.renderId === renderId);
    if (render !== undefined) render.isCancelled = true;
  }

  /** What a render does after it was accepted: two ticks, the file, the last word in progress.json, the webhook. */
  private renderOn(
    render: StartedRender,
    script: Extract<RenderScript, { type: 'success' | 'error' }>,
    { bucketName, key }: { readonly bucketName: string; readonly key: string },
  ): void {
    const pauseMs = this.plan.order === 'reversed' ? 0 : 2000;
    const outName = { bucketName: this.outputBucket, key };
    const running = (frames: number) => ({
      ...PROGRESS,
      ...{ framesRendered: frames, framesEncoded: 0, combinedFrames: 0, postRenderData: null },
      renderMetadata: { ...PROGRESS.renderMetadata, outName, frameRange: [0, 99] },
    });
    const end = (): void => {
      const failure = render.isCancelled
        ? { name: 'CancelledError', message: 'The render was cancelled' }
        : script;
      render.isOver = true;
      if ('name' in failure) {
        const errors = [{ ...failure, isFatal: true }];
        this.writeProgress(bucketName, render, { ...running(50), errors, fatalErrorTimestamp: this.nowMs });
        return this.sendWebhook(render, { type: 'error', errors: [failure] });
      }
      if (!('leavesFile' in script) || script.leavesFile !== false)
        this.objects.set(`${this.outputBucket}/${key}`, 'x'.repeat(FILE_BYTES));
      const cost = { estimatedCost: RENDER_USD };
      const postRenderData = { ...PROGRESS.postRenderData, cost };
      this.writeProgress(bucketName, render, { ...running(100), postRenderData });
      this.sendWebhook(render, { type: 'success', costs: cost });
    };
    // At once, and not in turn: the steps of a render are no messages, and keep their order.
    this.writeProgress(bucketName, render, running(10));
    if (pauseMs === 0) return end();
    this.happen(pauseMs, () => {
      if (!render.isCancelled) this.writeProgress(bucketName, render, running(60));
    });
    this.happen(2 * pauseMs, end);
  }

  private get outputBucket(): string {
    return this.deployed.environments.graphql?.OUTPUT_BUCKET ?? '';
  }

  private writeProgress(bucketName: string, { renderId, isOver }: StartedRender, progress: unknown): void {
    const key = `renders/${renderId}/progress.json`;
    const body = JSON.stringify(progress);
    this.objects.set(`${bucketName}/${key}`, body);
    const { sendsProgress } = this.script;
    if (sendsProgress === false || (sendsProgress === 'ticks' && isOver)) return;
    const detail = { bucket: { name: bucketName }, object: { key, size: Buffer.byteLength(body) } };
    const id = `object-${this.messages}`;
    this.route('default', { id, source: 'aws.s3', 'detail-type': 'Object Created', detail });
  }

  private sendWebhook(
    { renderId, exportId, attempt }: StartedRender,
    outcome: Record<string, unknown>,
  ): void {
    if (!this.script.sendsWebhooks) return;
    const body = JSON.stringify({ ...outcome, renderId, customData: { exportId, attempt } });
    const { WEBHOOK_SECRET_ID = '' } = this.deployed.environments.webhook ?? {};
    const secret = this.secrets.get(WEBHOOK_SECRET_ID) ?? randomBytes(8).toString('hex');
    const signature = `sha512=${createHmac('sha512', secret).update(body).digest('hex')}`;
    const event = httpEvent('/webhooks/remotion', { body, headers: { 'x-remotion-signature': signature } });
    this.send({ kind: 'webhook', functionKey: 'webhook', what: 'webhook', event, queueUrl: '' });
  }
}

/** What an operator puts into secrets for optional parts of a stage. */
function secretsOfOperators({ environments }: DeployedStack): [id: string, value: string][] {
  const {
    OUTPUT_ENDPOINT,
    OUTPUT_SECRET_ID = '',
    DOWNLOAD_BASE_URL,
    DOWNLOAD_SECRET_ID = '',
  } = environments.graphql ?? {};
  const found: [string, string][] = [];
  if (OUTPUT_ENDPOINT) {
    const credentials = { accessKeyId: 'store', secretAccessKey: randomBytes(20).toString('hex') };
    found.push([OUTPUT_SECRET_ID, JSON.stringify(credentials)]);
  }
  if (DOWNLOAD_BASE_URL) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    found.push([DOWNLOAD_SECRET_ID, String(privateKey.export({ type: 'pkcs8', format: 'pem' }))]);
  }
  return found;
}

/** Signatures, which nobody would look at. */
const UNSIGNED = [
  {
    schemeId: 'aws.auth#sigv4',
    identityProvider: () => async () => ({}),
    signer: { sign: async (request: unknown) => request },
  },
];

/** A request's body as the SDK hands it over. */
const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array);

interface EventEntry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/** Whether the sender of a message is content with how its function has ended. */
function isTaken(kind: Message['kind'], ended: Ended): boolean {
  if (ended.type !== 'answered') return false;
  const answer = (ended.answer ?? {}) as { statusCode?: number; batchItemFailures?: unknown[] };
  if (kind === 'webhook') return answer.statusCode === 200;
  return kind === 'event' || (answer.batchItemFailures ?? []).length === 0;
}

function httpEvent(
  rawPath: string,
  { token, body, headers = {} }: { token?: string; body: unknown; headers?: Record<string, string> },
): unknown {
  return {
    ...{ version: '2.0', routeKey: `POST ${rawPath}`, rawPath, rawQueryString: '', isBase64Encoded: false },
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    requestContext: { http: { method: 'POST', path: rawPath }, requestId: 'request' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

function socketEvent(
  eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT',
  connectionId: string,
  body?: string,
): unknown {
  return {
    requestContext: { eventType, connectionId },
    headers: { 'Sec-WebSocket-Protocol': 'graphql-transport-ws' },
    ...(body === undefined ? {} : { body }),
  };
}
