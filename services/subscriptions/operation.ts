import {
  assertValidSchema,
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  locatedError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { BoundedMap } from './bounded-map';
import type { Claims, Logger, SendWindow, TopicDefinition } from './ports';
import type { JsonObject, OperationRequest } from './protocol';

/** Most documents kept parsed and validated in a process. Clients send the same few texts again and again. */
const MAX_CACHED_DOCUMENTS = 100;
/** Most lexical tokens of a document. A large hand-written query has some hundreds. */
const MAX_DOCUMENT_TOKENS = 4_000;

/** What running subscription operations takes. */
export interface OperationsOptions<Context> {
  /** Fields of its Subscription type must have no `subscribe` function: topics replace it. */
  readonly schema: GraphQLSchema;
  /** One definition for each field of the Subscription type, by field name. */
  readonly topics: Readonly<Record<string, TopicDefinition<unknown, unknown, Context>>>;
  /** The GraphQL context of a user. Equal claims must give equivalent contexts: one execution may serve many clients. */
  readonly contextFor: (claims: Claims) => Context | Promise<Context>;
  /** Rules on top of those of the GraphQL specification, such as limits of depth or cost. */
  readonly validationRules?: readonly ValidationRule[];
  /** What clients get to see of an error. Default: texts of unexpected errors in resolvers and topics are masked. */
  readonly formatError?: (error: GraphQLError) => GraphQLFormattedError;
  readonly logger?: Logger;
}

/** What an accepted subscription listens to. */
export interface Plan<Context> {
  readonly field: string;
  readonly args: JsonObject;
  readonly context: Context;
  /** The topic under which the store finds the subscription, see {@link topicKey}. */
  readonly topic: string;
}

/**
 * A request that cannot become a subscription. `refused` is answered by an `error` message. `answered` is a result that holds
 * only errors, which graphql-ws sends as `next` and `complete` when variables do not fit.
 */
export interface Rejection {
  readonly outcome: 'refused' | 'answered';
  readonly errors: readonly GraphQLFormattedError[];
}

/** What orders the payloads of a subscription. */
export interface State {
  readonly version: number;
  /** Empty where the topic has only one subject, see TopicDefinition. */
  readonly subject: string;
  /** Whether the operation is completed by it. */
  readonly isFinal: boolean;
  /** Whether no other state of its subject follows, which would make good for one that was missed. */
  readonly isLast: boolean;
  readonly window: SendWindow;
}

/** The window of a state of which nobody says when it may be sent. */
const ALWAYS: SendWindow = { from: 0, until: null };

/** The GraphQL side of subscriptions, free of connections and stores. */
export interface Operations<Context> {
  /** Decides what a request listens to. Wrong requests and failing topics become rejections. */
  plan(request: OperationRequest, claims: Claims): Promise<Plan<Context> | Rejection>;
  /** The present state of what a plan listens to; a failure is returned as a rejection. */
  snapshot(plan: Plan<Context>): Promise<{ readonly payload: unknown } | Rejection>;
  /** Runs a stored request on a payload of its field and gives the result as JSON text, or why it no longer can. */
  run(
    request: OperationRequest,
    claims: Claims,
    field: string,
    payload: unknown,
  ): Promise<string | Rejection>;
  /** What the definition of a field tells of a payload. Throws a RangeError for a field without a definition. */
  stateOf(field: string, payload: unknown): State;
  /** Why a subscriber may not get a payload; null when it may. Throws like stateOf. */
  refusal(field: string, payload: unknown, claims: Claims): Rejection | null;
}

/** The store's name of a topic: topics of different fields never meet. */
export function topicKey(field: string, topic: string): string {
  return `${field}:${topic}`;
}

/**
 * Checks that schema and topics fit each other and gives the operations on them.
 * @throws Error when the schema is invalid, a Subscription field has no topic or a `subscribe` function of its own, or a topic
 * has no field.
 */
export function createOperations<Context>(options: OperationsOptions<Context>): Operations<Context> {
  checkTopics(options.schema, options.topics);
  const documentOf = createDocuments(options.schema, options.validationRules ?? []);
  const format = options.formatError ?? maskUnexpected;
  const reject = (outcome: Rejection['outcome'], errors: readonly GraphQLError[]): Rejection => ({
    outcome,
    errors: errors.map(format),
  });

  function unexpected(error: unknown, field: string): Rejection {
    if (!(error instanceof GraphQLError))
      options.logger?.warn('A subscription topic failed', { field, error });
    return reject('refused', [locatedError(error, undefined, [field])]);
  }

  async function topicFor(root: RootField, claims: Claims): Promise<Plan<Context> | Rejection> {
    const { field, args } = root;
    try {
      const context = await options.contextFor(claims);
      const definition = definitionOf(options.topics, field);
      // A missing return value in untyped code must not become a topic called 'undefined'.
      const topic = (await definition.topic(args, context)) ?? null;
      if (topic !== null) return { field, args, context, topic: topicKey(field, topic) };
      return reject('refused', [new GraphQLError('Not found', { extensions: { code: 'NOT_FOUND' } })]);
    } catch (error) {
      return unexpected(error, field);
    }
  }

  return {
    stateOf: (field, payload) => stateOf(definitionOf(options.topics, field), payload),

    refusal(field, payload, claims) {
      const topic = definitionOf(options.topics, field);
      if (topic.mayReceive?.(payload, claims) ?? true) return null;
      const extensions = { code: 'FORBIDDEN' };
      return reject('refused', [new GraphQLError('This is no longer yours to follow', { extensions })]);
    },

    async plan(request, claims) {
      const document = documentOf(request.query);
      if (!('kind' in document)) return reject('refused', document);
      const refusal = refuseOperation(document, request.operationName);
      if (refusal) return reject('refused', [refusal]);
      const root = await rootFieldOf(options.schema, document, request);
      return 'field' in root ? topicFor(root, claims) : reject(root.outcome, root.errors);
    },

    async snapshot({ field, args, context }) {
      try {
        const definition = definitionOf(options.topics, field);
        return { payload: (await definition.snapshot(args, context)) ?? null };
      } catch (error) {
        return unexpected(error, field);
      }
    },

    async run(request, claims, field, payload) {
      // A deployment may have changed the schema since the request was stored, so it is checked again here.
      const document = documentOf(request.query);
      if (!('kind' in document)) return reject('refused', document);
      const executeOnce = async (): Promise<ExecutionResult> =>
        execute({
          schema: options.schema,
          document,
          rootValue: { [field]: payload },
          contextValue: await options.contextFor(claims),
          variableValues: request.variables,
          operationName: request.operationName,
        });
      const first = await executeOnce();
      // A subscriber cannot ask again, as who queries can, and nothing may come after this state: what failed once is read again.
      const { data, errors } = first.errors?.some(isUnexpected) === true ? await executeOnce() : first;
      return JSON.stringify({ data, ...(errors && { errors: errors.map(format) }) });
    },
  };
}

function stateOf<Context>(topic: TopicDefinition<unknown, unknown, Context>, payload: unknown): State {
  const isFinal = topic.isFinal(payload);
  const window = topic.window?.(payload);
  return {
    version: topic.version(payload),
    subject: topic.subject?.(payload) ?? '',
    isFinal,
    isLast: isFinal || window?.until === null,
    window: window ?? ALWAYS,
  };
}

function definitionOf<Definition>(topics: Readonly<Record<string, Definition>>, field: string): Definition {
  const definition = Object.hasOwn(topics, field) ? topics[field] : undefined;
  if (!definition) throw new RangeError(`There is no subscription field "${field}"`);
  return definition;
}

function checkTopics(schema: GraphQLSchema, topics: Readonly<Record<string, unknown>>): void {
  assertValidSchema(schema);
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  for (const field of Object.values(fields)) {
    if (field.subscribe) throw new Error(`Subscription.${field.name} must not have a subscribe function`);
    if (!Object.hasOwn(topics, field.name)) throw new Error(`Subscription.${field.name} has no topic`);
  }
  for (const name of Object.keys(topics)) {
    if (!Object.hasOwn(fields, name))
      throw new Error(`The topic "${name}" is no field of the Subscription type`);
  }
}

/** Gives the valid document of a text, or what is wrong with it, and keeps the valid ones. */
function createDocuments(
  schema: GraphQLSchema,
  rules: readonly ValidationRule[],
): (query: string) => DocumentNode | readonly GraphQLError[] {
  const documents = new BoundedMap<string, DocumentNode>(MAX_CACHED_DOCUMENTS);
  return (query) => {
    const known = documents.get(query);
    if (known) return known;
    const document = parseAndValidate(schema, query, rules);
    if ('kind' in document) documents.set(query, document);
    return document;
  };
}

function parseAndValidate(
  schema: GraphQLSchema,
  query: string,
  rules: readonly ValidationRule[],
): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: MAX_DOCUMENT_TOKENS });
    const errors = validate(schema, document, [...specifiedRules, ...rules]);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    // Besides syntax errors: validate() throws where a root field of a subscription has @skip or @include with a variable,
    // which the specification forbids.
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function refuseOperation(document: DocumentNode, operationName: string | undefined): GraphQLError | null {
  const operation = getOperationAST(document, operationName);
  if (!operation) return new GraphQLError('Unable to identify operation');
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return null;
  return new GraphQLError(`Send a ${operation.operation} over HTTP: this socket serves subscriptions only`, {
    nodes: operation,
  });
}

interface RootField {
  readonly field: string;
  readonly args: JsonObject;
}

/**
 * Lets GraphQL itself pick the root field and coerce its arguments, by asking for an event stream and looking at what the
 * field resolver is called with. So fragments, aliases, directives and default values mean what they mean everywhere.
 */
async function rootFieldOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  request: OperationRequest,
): Promise<
  RootField | { readonly outcome: 'refused' | 'answered'; readonly errors: readonly GraphQLError[] }
> {
  let root: RootField | undefined;
  try {
    const stream = await createSourceEventStream({
      schema,
      document,
      variableValues: request.variables,
      operationName: request.operationName,
      subscribeFieldResolver: (_source, args: JsonObject, _context, info) => {
        root = { field: info.fieldName, args };
        return noEvents();
      },
    });
    if ('errors' in stream) return { outcome: 'answered', errors: stream.errors ?? [] };
  } catch (error) {
    // graphql-js fails with a TypeError when @skip or @include leave no root field at all.
    if (!(error instanceof TypeError)) throw error;
  }
  return root ?? { outcome: 'refused', errors: [new GraphQLError('The subscription selects no field')] };
}

async function* noEvents(): AsyncGenerator<never> {}

/** An error of a resolver or topic that nobody threw for the client to read. */
const isUnexpected = ({ originalError, path }: GraphQLError): boolean =>
  path !== undefined && originalError !== undefined && !(originalError instanceof GraphQLError);

/** Unexpected errors may tell of the inside, so they are masked. */
function maskUnexpected(error: GraphQLError): GraphQLFormattedError {
  if (!isUnexpected(error)) return error.toJSON();
  const masked = new GraphQLError('Internal server error', {
    nodes: error.nodes ?? null,
    path: error.path ?? null,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
  return masked.toJSON();
}
