import { AsyncLocalStorage } from 'node:async_hooks';
import * as diagnostics from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Readable } from 'node:stream';
import { NoSuchKey, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Client } from '@smithy/core/client';
import {
  OTHER_REGION,
  OTHER_RENDER_BUCKET,
  OTHER_STORE,
  permissionsOf,
  permissionsOfMissing,
  RENDER_BUCKET,
  RENDER_FUNCTION,
  templateNames,
  type TemplateNames,
} from '../../local/permissions';
import remotionClient from '../permissions/remotion-client.json';
import { SHARED_PREFIX, type DeployedStack } from './stack';

/** One call out of a function: to AWS, to Remotion, or to a user's server. */
export interface Call {
  /** Which invocation of all that there were. */
  readonly invocation: number;
  /** The function, and what it was invoked for. */
  readonly by: string;
  /** E.g. `DynamoDB GetItem EXPORT#…/PROPS`. */
  readonly label: string;
  /** Milliseconds, as performance.now() counts. */
  readonly begunMs: number;
  endedMs: number;
}

/** Answers what a function asks of the world. */
export interface Surroundings {
  now(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Lets time pass for a function that waits; a time that has passed is no matter. */
  sleepUntil(ms: number): void;
  /** What the scenario sets otherwise than serverless.yml. */
  environment(): Readonly<Record<string, string>>;
  /** Gets each client before it sends. */
  prepare(client: object): void;
  /** Sends a command that the world does not answer itself. */
  aws(
    service: string,
    command: string,
    input: Record<string, unknown>,
    send: () => Promise<unknown>,
  ): Promise<unknown>;
  /** Answers `fetch`. */
  fetch(url: string): Promise<Response>;
  /** Starts a render. */
  startRender(request: Record<string, unknown>): { renderId: string; bucketName: string };
  cancelRender(renderId: string): void;
  /** Draws one picture. */
  drawStill(request: Record<string, unknown>): void;
  /** Starts a clip, of whose end nobody is told. */
  startClip(request: Record<string, unknown>): { renderId: string; bucketName: string };
  /** The status of a file on the internet. */
  asset(url: string): number;
  /** A user's server. */
  receive(request: { url: string; headers: Record<string, string>; body: string }): number;
  /** Whether a call is to be cut off, and how. */
  cut(call: Call): Cut | null;
}

/**
 * How a call is cut off. The function dies `before` it is executed, or `after`; or it goes on, and the call throws: it was
 * `refused`, or was executed and stays `unanswered`. The SDK's own tries are over by then. `repeated`: it was executed, no answer
 * came, and the SDK sends it again.
 */
export type Cut = 'before' | 'after' | 'refused' | 'unanswered' | 'repeated';

/** What became of an invocation. `crashed`: the function died at a call, and nobody knows what it would have answered. */
export type Ended =
  | { readonly type: 'answered'; readonly answer: unknown }
  | { readonly type: 'failed'; readonly error: unknown }
  | { readonly type: 'crashed'; readonly at: Call };

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** One run of a handler. Once it is dead, nothing that it still tries reaches the world. */
class Invocation {
  readonly calls: Call[] = [];
  /** What IAM must allow for what it did, as `permissionsOf` words it. */
  readonly permissions = new Set<string>();
  readonly died: Promise<Ended>;
  private isDead = false;
  private readonly timers = new Set<Timer>();
  private inFlight = 0;
  private die!: (ended: Ended) => void;

  constructor(
    readonly number: number,
    readonly key: string,
    readonly by: string,
    readonly surroundings: Surroundings,
    readonly names: TemplateNames,
  ) {
    this.died = new Promise((resolve) => (this.die = resolve));
  }

  /** @param permissions what IAM must allow for it; nothing for what is no call to AWS. */
  async perform<T>(label: string, permissions: readonly string[], execute: () => T | Promise<T>): Promise<T> {
    if (this.isDead) return never();
    const { number: invocation, by } = this;
    const call: Call = { invocation, by, label, begunMs: performance.now(), endedMs: 0 };
    this.take(permissions);
    this.calls.push(call);
    const cut = this.surroundings.cut(call);
    if (cut === 'before') return this.crash(call);
    this.inFlight += 1;
    try {
      if (cut === 'refused') throw connectionReset();
      const answer = await (cut === 'repeated' ? repeatedly(label, execute) : execute());
      if (cut === 'unanswered') throw connectionReset();
      return this.isDead || cut === 'after' ? await this.crash(call) : answer;
    } catch (error) {
      if (this.isDead || cut === 'after') return await this.crash(call);
      throw cut === 'unanswered' ? connectionReset() : error;
    } finally {
      call.endedMs = performance.now();
      this.inFlight -= 1;
    }
  }

  take(permissions: readonly string[]): void {
    for (const permission of permissions) this.permissions.add(permission);
  }

  /**
   * Timers of the world's clock: one fires when its function waits for nothing else, and takes the clock along. So no flow
   * waits in earnest, and whatever is only to stop a call that hangs never fires. Those of a dead process never do.
   */
  setTimeout = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): Timer => {
    const timer: Timer = {
      dueMs: this.surroundings.now() + ms,
      fire: () => run(...args),
      ref: () => timer,
      unref: () => timer,
    };
    this.timers.add(timer);
    if (this.timers.size === 1) setImmediate(() => this.fireTimers(0));
    return timer;
  };

  clearTimeout = (timer: unknown): void => void this.timers.delete(timer as Timer);

  private fireTimers(idleTurns: number): void {
    if (this.isDead || this.timers.size === 0) return;
    if (idleTurns < IDLE_TURNS) {
      setImmediate(() => this.fireTimers(this.inFlight > 0 ? 0 : idleTurns + 1));
      return;
    }
    const [next] = [...this.timers].sort((a, b) => a.dueMs - b.dueMs);
    if (next === undefined) return;
    this.timers.delete(next);
    this.surroundings.sleepUntil(next.dueMs);
    next.fire();
    setImmediate(() => this.fireTimers(0));
  }

  end(): void {
    this.isDead = true;
    this.timers.clear();
  }

  private crash(at: Call): Promise<never> {
    this.end();
    this.die({ type: 'crashed', at });
    return never();
  }
}

/** A timer as Node.js gives it, as far as it is used. */
interface Timer {
  readonly dueMs: number;
  readonly fire: () => void;
  readonly ref: () => Timer;
  readonly unref: () => Timer;
}

/** Turns of the event loop in which nothing was under way, until a function counts as waiting for its timers. */
const IDLE_TURNS = 10;

/** What Node.js throws when the other side is gone. */
const connectionReset = (): Error =>
  Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' });

/** Of a call whose first answer is to get lost below the SDK, whether it is lost by now. */
const losing = new AsyncLocalStorage<{ isLost: boolean }>();

/** Executes a call as an SDK does that got no answer in time: DynamoDB's own does it itself. */
async function repeatedly<T>(label: string, execute: () => T | Promise<T>): Promise<T> {
  if (label.startsWith('DynamoDB ')) return losing.run({ isLost: false }, execute);
  await execute();
  return execute();
}

/** To be called where an answer is ready. @throws TimeoutError, as the SDK does when none has come, once for a call that is repeated. */
export function loseAnswer(): void {
  const call = losing.getStore();
  if (call === undefined || call.isLost) return;
  call.isLost = true;
  throw Object.assign(new Error('No answer has come in time.'), { name: 'TimeoutError' });
}

const never = (): Promise<never> => new Promise(() => undefined);

const running = new AsyncLocalStorage<Invocation>();

/** The invocation whose code runs now. */
function current(): Invocation {
  const invocation = running.getStore();
  if (invocation === undefined) throw new Error('Only handlers reach the world.');
  return invocation;
}

/** All SDK clients inherit one `send`, so that this is every call to AWS. Calls of the tests themselves pass. */
function interceptAws(): void {
  const prototype = Client.prototype as unknown as { send: Send };
  const { send } = prototype;
  prototype.send = function intercepted(this: unknown, command, ...rest) {
    const invocation = running.getStore();
    if (invocation === undefined) return send.call(this, command, ...rest);
    const service = serviceOf(this as { config: { serviceId?: string } });
    const operation = operationOf(command);
    const { input } = command;
    invocation.surroundings.prepare(this as object);
    return invocation.perform(
      `${service} ${operation} ${describeKeys(input)}`.trim(),
      permissionsOf({ service, operation, input }, invocation.names),
      async () => {
        try {
          // As who would sign.
          if (invocation.names(String(input.Bucket)) === OTHER_STORE)
            await (this as S3Client).config.credentials();
          return await invocation.surroundings.aws(service, operation, input, () =>
            send.call(this, command, ...rest),
          );
        } catch (error) {
          if (error instanceof NotFound || error instanceof NoSuchKey)
            invocation.take(permissionsOfMissing(String(input.Bucket), invocation.names));
          throw error;
        }
      },
    );
  };
}

type Send = (
  this: unknown,
  command: { input: Record<string, unknown>; constructor: { name: string } },
  ...rest: unknown[]
) => Promise<unknown>;

/** The document client's own config lacks the name of its service. */
const serviceOf = ({ config }: { config: { serviceId?: string } }): string => config.serviceId ?? 'DynamoDB';

/** The operation behind a command; the document client's commands are named after what they are like, not what they do. */
const OPERATIONS: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  BatchGet: 'BatchGetItem',
  TransactWrite: 'TransactWriteItems',
};

function operationOf({ constructor: { name } }: { constructor: { name: string } }): string {
  const operation = name.replace(/Command$/, '');
  return OPERATIONS[operation] ?? operation;
}

/** Which rows or objects a command is about: enough to find it in the source. */
function describeKeys(input: Record<string, unknown>): string {
  const key = (value: unknown): string => {
    const { pk, sk } = (value ?? {}) as { pk?: string; sk?: string };
    return pk === undefined ? '' : `${pk}/${sk}`;
  };
  if (Array.isArray(input.TransactItems)) {
    const items = input.TransactItems as Record<string, { Key?: unknown; Item?: unknown }>[];
    return items
      .flatMap((item) => Object.entries(item).map(([kind, { Key, Item }]) => `${kind} ${key(Key ?? Item)}`))
      .join(', ');
  }
  if (typeof input.KeyConditionExpression === 'string') {
    return Object.values(input.ExpressionAttributeValues ?? {}).join(' ');
  }
  if (Array.isArray(input.Entries)) {
    return (input.Entries as { DetailType: string }[]).map(({ DetailType }) => DetailType).join(', ');
  }
  if (typeof input.Key === 'string') return input.Key;
  const { ConnectionId, SecretId } = input as { ConnectionId?: string; SecretId?: string };
  return key(input.Key ?? input.Item) || (ConnectionId ?? SecretId ?? '');
}

let isIntercepting = false;

/** The process that runs one function. Loading it is a cold start; what dies is never used again. */
interface Instance {
  readonly handler: Handler;
}

type Script = (...parameters: unknown[]) => void;

/** What a script gets in place of the process's own. */
const PARAMETERS = [
  'module',
  'exports',
  'require',
  'process',
  'Date',
  'Math',
  'fetch',
  'setTimeout',
  'clearTimeout',
  'console',
] as const;

// Not `vm`, which compiles for another realm than Jest's, where no error is an instance of Error.
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code is the project's own
const compile = (code: string): Script => new Function(...PARAMETERS, code) as Script;

/** The functions of a stack, as processes that are started, reused and killed. */
export class Functions {
  private readonly scripts: ReadonlyMap<string, Script>;
  private readonly shared: Readonly<Record<string, object>>;
  private readonly parameters: readonly unknown[];
  private readonly names: TemplateNames;
  private idle = new Map<string, Instance[]>();
  private invocations = 0;

  private readonly tracker: Script;
  private readonly channels = channelsOfOneStack();

  /** @param log gets everything that a function writes, and what is told to whoever tracks errors. */
  constructor(
    private readonly deployed: DeployedStack,
    private readonly surroundings: Surroundings,
    private readonly log: (functionKey: string, text: string) => void,
  ) {
    if (!isIntercepting) interceptAws();
    isIntercepting = true;
    const { environments, scripts, shared, stack } = deployed;
    this.names = templateNames(stack.resources, environments.render ?? {}, stack.identity.region);
    const environment = (): Readonly<Record<string, string>> => ({
      ...environments[current().key],
      ...surroundings.environment(),
      POWERTOOLS_DEV: 'true',
    });
    this.parameters = [
      (name: string) => this.require(name),
      new Proxy(process, {
        get: (it, name) => (name === 'env' ? environment() : Reflect.get(it, name)) as unknown,
      }),
      dateOf(() => surroundings.now()),
      Object.create(Math, { random: { value: () => surroundings.random() } }),
      (url: unknown) => surroundings.fetch(String(url)),
      (...args: Parameters<Invocation['setTimeout']>) => current().setTimeout(...args),
      (timer: unknown) => running.getStore()?.clearTimeout(timer),
      consoleOf((text) => this.log(running.getStore()?.key ?? 'all', text)),
    ];
    this.shared = this.evaluate(compile(shared));
    // Parsing is most of the time of a cold start.
    this.scripts = new Map(Object.entries(scripts).map(([key, code]) => [key, compile(code)]));
    this.tracker = compile(readFileSync(path.join(__dirname, '../../deploy/sentry.cjs'), 'utf8'));
  }

  /** Ends all processes, so that the next invocations are cold. */
  reset(): void {
    this.idle = new Map();
  }

  /** Invokes a function, in a process of its own where others are busy. `what` names the invocation in reports. */
  async invoke(
    key: string,
    event: unknown,
    what: string,
  ): Promise<{ ended: Ended; calls: readonly Call[]; permissions: ReadonlySet<string> }> {
    this.invocations += 1;
    const by = `${key} (${what})`;
    const invocation = new Invocation(this.invocations, key, by, this.surroundings, this.names);
    const context = {
      awsRequestId: `request-${this.invocations}`,
      functionName: key,
      getRemainingTimeInMillis: () => 15_000,
    };
    const ended = await running.run(invocation, async (): Promise<Ended> => {
      const pool = this.idle.get(key) ?? [];
      const instance = pool.pop() ?? this.load(key);
      this.idle.set(key, pool);
      const outcome = await Promise.race([invocation.died, answerOf(instance.handler, event, context)]);
      if (outcome.type !== 'crashed') pool.push(instance);
      return outcome;
    });
    invocation.end();
    return { ended, calls: invocation.calls, permissions: invocation.permissions };
  }

  private load(key: string): Instance {
    const script = this.scripts.get(key);
    if (script === undefined) throw new Error(`There is no function ${key}.`);
    // Once for all processes: they share the channel that errors are told on.
    if (!this.channels.isHeard() && this.deployed.environments[key]?.NODE_OPTIONS?.includes('sentry.cjs'))
      this.evaluate(this.tracker);
    return this.evaluate<Instance>(script);
  }

  private evaluate<Exports>(script: Script): Exports {
    const module = { exports: {} };
    script(module, module.exports, ...this.parameters);
    return module.exports as Exports;
  }

  private require(name: string): unknown {
    if (name.startsWith(SHARED_PREFIX)) return this.shared[name.slice(SHARED_PREFIX.length)];
    switch (name) {
      case '@remotion/lambda-client':
        return remotion;
      case '@aws-sdk/s3-request-presigner':
        return presigner;
      case 'node:diagnostics_channel':
        return this.channels;
      case '@sentry/aws-serverless':
        return sentryOf((event) => this.log(running.getStore()?.key ?? 'all', event));
      case 'node:http':
      case 'node:https':
        return { ...load(name), request: requestOutside };
      default:
        return load(name);
    }
  }
}

const load = createRequire(__filename) as (name: string) => object;

async function answerOf(handler: Handler, event: unknown, context: unknown): Promise<Ended> {
  try {
    return { type: 'answered', answer: await handler(event, context) };
  } catch (error) {
    return { type: 'failed', error };
  }
}

/** The class Date of a process whose clock the world turns. */
function dateOf(now: () => number): DateConstructor {
  return class extends Date {
    constructor(...args: [] | ConstructorParameters<DateConstructor>) {
      if (args.length === 0) super(now());
      else super(...args);
    }
    static override now(): number {
      return now();
    }
  } as unknown as DateConstructor;
}

function consoleOf(log: (line: string) => void): Pick<Console, 'log' | 'info' | 'warn' | 'error' | 'debug'> {
  const write = (...parts: unknown[]): void => log(parts.map(String).join(' '));
  return { log: write, debug: write, info: write, warn: write, error: write };
}

/** Channels of Node.js that other stacks of this process do not hear. */
function channelsOfOneStack() {
  const names = new Map<string, symbol>();
  const own = (name: string): symbol => {
    const known = names.get(name) ?? Symbol(name);
    names.set(name, known);
    return known;
  };
  return {
    isHeard: () => [...names.values()].some((name) => diagnostics.hasSubscribers(name)),
    channel: (name: string) => diagnostics.channel(own(name)),
    subscribe: (name: string, listener: diagnostics.ChannelListener) =>
      diagnostics.subscribe(own(name), listener),
  };
}

interface SentryOptions {
  readonly beforeSend: (event: object) => object;
}

/** Sentry's package, as far as deploy/sentry.cjs uses it. It sends over HTTPS, which takes no right of AWS. */
function sentryOf(send: (event: string) => void) {
  let options: SentryOptions | undefined;
  const capture = (exception: object, hint: object = {}): void =>
    send(JSON.stringify(options?.beforeSend({ platform: 'node', ...exception, ...hint }) ?? {}));
  return {
    init: (given: SentryOptions) => void (options = given),
    captureMessage: (message: string) => capture({ message }),
    captureException: ({ name, message, stack }: Error, hint: object) =>
      capture(
        { exception: { values: [{ type: name, value: message, stacktrace: { frames: [] } }] }, stack },
        hint,
      ),
  };
}

interface RemotionWebhook {
  readonly customData: { readonly exportId: string; readonly attempt: number };
}

const keyOf = ({ outName }: Record<string, unknown>): string => (outName as { key: string }).key;

/**
 * Signs as the SDK does. Nothing is sent, but the URL is worth no more than the rights of who has signed it: a client is
 * expected to use it.
 */
const presigner = {
  getSignedUrl: (...args: Parameters<typeof getSignedUrl>): Promise<string> => {
    const [, command] = args;
    const operation = operationOf(command);
    const input = { ...command.input };
    current().take(permissionsOf({ service: 'S3', operation, input }, current().names));
    return getSignedUrl(...args);
  },
};

/**
 * Characters of props beyond which Remotion's client brings them to its bucket: 200 000 and 5 000 000, without what it keeps
 * free for the rest of the payload (lambda-client of 4.0.527).
 */
const INLINE_PROPS = { renderMediaOnLambda: 193_976, renderStillOnLambda: 4_993_976 } as const;

/** What Remotion's own client takes for this: tests/lambda/renderer.test.ts holds the list against the client itself. */
function remotionPermissions(
  method: keyof typeof remotionClient,
  { functionName, region, bucketName }: Record<string, unknown>,
): string[] {
  const { names } = current();
  const isHome = region === names.region;
  const words: Readonly<Record<string, string>> = {
    [RENDER_FUNCTION]: names(String(functionName)),
    [RENDER_BUCKET]: isHome ? names(String(bucketName)) : OTHER_RENDER_BUCKET,
    'AWS::Region': isHome ? 'AWS::Region' : OTHER_REGION,
  };
  return remotionClient[method].map((permission) =>
    permission.replace(/\$\{([\w:]+)\}/g, (_whole, name: string) => `\${${words[name] ?? name}}`),
  );
}

/** The same for a render or a still, whose props may be too large for a call. */
const remotionStart = (method: keyof typeof INLINE_PROPS, request: Record<string, unknown>): string[] =>
  remotionPermissions(
    JSON.stringify(request.inputProps).length > INLINE_PROPS[method]
      ? (`${method} with large props` as const)
      : method,
    { ...request, bucketName: request.forceBucketName },
  );

/** Remotion's client, as far as it starts and cancels renders, and draws previews. */
const remotion = {
  renderMediaOnLambda: (request: Record<string, unknown>) => {
    const { surroundings } = current();
    const permissions = remotionStart('renderMediaOnLambda', request);
    if (request.webhook === undefined) {
      return current().perform(`Remotion renderMediaOnLambda ${keyOf(request)}`, permissions, () =>
        surroundings.startClip(request),
      );
    }
    const { exportId, attempt } = (request.webhook as RemotionWebhook).customData;
    return current().perform(`Remotion renderMediaOnLambda ${exportId} ${attempt}`, permissions, () =>
      surroundings.startRender(request),
    );
  },
  renderStillOnLambda: (request: Record<string, unknown>) => {
    const { surroundings } = current();
    const permissions = remotionStart('renderStillOnLambda', request);
    return current().perform(`Remotion renderStillOnLambda ${keyOf(request)}`, permissions, () =>
      surroundings.drawStill(request),
    );
  },
  cancelRenderOnLambda: (request: { renderId: string }) => {
    const { surroundings } = current();
    const { renderId } = request;
    const permissions = remotionPermissions('cancelRenderOnLambda', request);
    return current().perform(`Remotion cancelRenderOnLambda ${renderId}`, permissions, () =>
      surroundings.cancelRender(renderId),
    );
  },
};

/** Stands where node:http and node:https send requests: to a user's server, or one that keeps files; the world plays both. */
function requestOutside(
  options: { method: string; host: string; path: string; headers: Record<string, string> },
  onResponse: (response: unknown) => void,
): unknown {
  const { surroundings } = current();
  const { method } = options;
  const url = `http://${options.host}${options.path}`;
  const answer = (body: string): number =>
    method === 'POST'
      ? surroundings.receive({ url, headers: options.headers, body })
      : surroundings.asset(url);
  const headers = method === 'POST' ? {} : { 'content-type': 'image/jpeg', 'content-length': '1000' };
  const request = new EventEmitter();
  return Object.assign(request, {
    end: (body: string) => {
      void current()
        .perform(`${method} ${url}`, [], () => answer(body))
        .then((statusCode) => onResponse(Object.assign(Readable.from([]), { statusCode, headers })))
        .catch((error: unknown) => request.emit('error', error));
    },
  });
}
