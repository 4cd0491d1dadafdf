import { randomInt } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import {
  arnOf,
  evaluateConditions,
  localName,
  nameResources,
  resolveIntrinsics,
  ruleArn,
  TemplateError,
  type LocalResources,
  type StackIdentity,
  type TemplateResource,
} from './cloudformation';
import { compileEventPattern } from './emulators/event-pattern';

/** The parts of the Serverless Framework's resolved service that the local world reads. */
export interface ServerlessService {
  service: string;
  provider: { region: string; environment?: Record<string, unknown> };
  functions: Record<string, ServerlessFunction>;
  resources?: { Resources?: Record<string, TemplateResource>; Conditions?: Record<string, unknown> };
}

/** One function of serverless.yml. `name` is filled in by the framework. */
export interface ServerlessFunction {
  name: string;
  timeout?: number;
  environment?: Record<string, unknown>;
  events?: Record<string, unknown>[];
  maximumRetryAttempts?: number;
  maximumEventAge?: number;
  destinations?: { onSuccess?: unknown; onFailure?: unknown };
}

export interface TableDescription {
  definition: CreateTableCommandInput & { TableName: string };
  ttlAttribute?: string;
}

export interface QueueDescription {
  name: string;
  url: string;
  arn: string;
  /** As CreateQueue takes them: strings all. */
  attributes: Record<string, string>;
}

/** How long a rule keeps trying to reach a target. */
export interface RetryPolicy {
  /** 60 to 86400 seconds; AWS's default is a day. */
  maximumEventAgeSeconds: number;
  /** 0 to 185, which is AWS's default. */
  maximumRetryAttempts: number;
}

export type TargetDescription = {
  arn: string;
  retryPolicy: RetryPolicy;
  deadLetterQueueUrl?: string;
  /** A constant that is delivered in place of the event. */
  input?: unknown;
} & ({ kind: 'function'; functionKey: string } | { kind: 'queue'; queueUrl: string });

export interface RuleDescription {
  arn: string;
  busName: string;
  matches: (event: unknown) => boolean;
  targets: TargetDescription[];
}

/** What Lambda does with an asynchronous invocation that fails. */
export interface AsyncInvokeConfig {
  /** 0 to 2, which is AWS's default. */
  maximumRetryAttempts: number;
  /** 60 to 21600 seconds, which is AWS's default. */
  maximumEventAgeSeconds: number;
  onFailureQueueUrl?: string;
}

/** An SQS event source mapping. */
export interface QueueSource {
  functionKey: string;
  queueUrl: string;
  queueArn: string;
  /** 1 to 10000; more than 10 need a batching window. */
  batchSize: number;
  batchingWindowMs: number;
  /** Batches at a time; AWS takes 2 to 1000, and starts at 5 where none is set. */
  maximumConcurrency: number;
  reportBatchItemFailures: boolean;
}

export interface SecretDescription {
  name: string;
  arn: string;
  /** Makes the value when there is none yet. */
  generate: () => string;
}

/** Everything that serverless.yml asks of the emulators. */
export interface Stack {
  identity: StackIdentity;
  resources: LocalResources;
  tables: TableDescription[];
  queues: QueueDescription[];
  buckets: string[];
  busNames: string[];
  rules: RuleDescription[];
  secrets: SecretDescription[];
  queueSources: QueueSource[];
  asyncInvokes: Record<string, AsyncInvokeConfig>;
}

/**
 * Reads the tables, queues, buckets, buses, rules, secrets and triggers out of a resolved serverless.yml.
 * Other resource types (policies, alarms, ...) have no meaning here and are passed over.
 *
 * @param sqsUrl the endpoint of the SQS emulator, which queue URLs start with.
 * @throws TemplateError for what a deploy would take but the local world cannot do.
 */
export function describeStack(service: ServerlessService, stage: string, sqsUrl: string): Stack {
  const named = { service: service.service, stage, region: service.provider.region };
  const conditions = evaluateConditions(service.resources?.Conditions ?? {}, named);
  const identity: StackIdentity = { ...named, conditions };
  const template = Object.fromEntries(
    Object.entries(service.resources?.Resources ?? {}).filter(
      ([, { Condition: condition }]) => condition === undefined || conditions[condition] === true,
    ),
  );
  const resources = nameResources(template, service.functions, identity, sqsUrl);
  const reader = new StackReader(service, identity, resources);
  const ofType = (type: string): [string, Record<string, unknown>][] =>
    Object.entries(template)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => [
        id,
        reader.resolve(resource.Properties ?? {}, id) as Record<string, unknown>,
      ]);

  const refs = (type: string): string[] => ofType(type).map(([id]) => resources[id]?.ref ?? '');
  return {
    identity,
    resources,
    tables: ofType('AWS::DynamoDB::Table').map(([id, properties]) => reader.table(id, properties)),
    queues: ofType('AWS::SQS::Queue').map(([id, properties]) => reader.queue(id, properties)),
    buckets: refs('AWS::S3::Bucket'),
    busNames: ['default', ...refs('AWS::Events::EventBus')],
    rules: [
      ...ofType('AWS::Events::Rule').flatMap(([id, properties]) => reader.rule(id, properties)),
      ...reader.functionRules(),
    ],
    secrets: ofType('AWS::SecretsManager::Secret').map(([id, properties]) => reader.secret(id, properties)),
    queueSources: reader.queueSources(),
    asyncInvokes: reader.asyncInvokes(),
  };
}

/**
 * Replaces the intrinsics in the environment of the provider and of each function, in place: serverless-offline
 * hands these objects to the functions as they are.
 */
export function resolveEnvironments(service: ServerlessService, stack: Stack): void {
  const resolve = (environment: Record<string, unknown> | undefined, where: string): void => {
    if (!environment) return;
    Object.assign(environment, resolveIntrinsics(environment, stack.resources, stack.identity, where));
  };
  resolve(service.provider.environment, 'provider.environment');
  for (const [key, definition] of Object.entries(service.functions)) {
    resolve(definition.environment, `functions.${key}.environment`);
  }
}

/**
 * The values of the secrets, by ARN: made once, and kept in a file only its owner can read.
 */
export function keepSecrets(secrets: SecretDescription[], path: string): Record<string, string> {
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
  for (const { arn, generate } of secrets) kept[arn] ??= generate();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(kept, null, 2), { mode: 0o600 });
  // `mode` counts for a new file only.
  chmodSync(path, 0o600);
  return kept;
}

const DEFAULT_RETRY_POLICY: RetryPolicy = { maximumEventAgeSeconds: 86_400, maximumRetryAttempts: 185 };
const DEFAULT_BATCH_SIZE = 10;
const DEFAULT_CONCURRENCY = 5;

/** Reads one template; holds what all of its parts need. */
class StackReader {
  private readonly functionKeyByArn = new Map<string, string>();
  private readonly queueUrlByArn = new Map<string, string>();

  constructor(
    private readonly service: ServerlessService,
    private readonly identity: StackIdentity,
    private readonly resources: LocalResources,
  ) {
    for (const [key, { name }] of Object.entries(service.functions)) {
      this.functionKeyByArn.set(arnOf(identity, 'lambda', `function:${name}`), key);
    }
    for (const { attributes } of Object.values(resources)) {
      if (attributes.QueueUrl && attributes.Arn) this.queueUrlByArn.set(attributes.Arn, attributes.QueueUrl);
    }
  }

  resolve(value: unknown, where: string): unknown {
    return resolveIntrinsics(value, this.resources, this.identity, where);
  }

  table(id: string, properties: Record<string, unknown>): TableDescription {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes } =
      properties as unknown as CreateTableCommandInput;
    const ttl = properties.TimeToLiveSpecification as
      { AttributeName?: string; Enabled?: boolean } | undefined;
    return {
      definition: {
        TableName: this.resources[id]?.ref ?? '',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions,
        KeySchema,
        ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
        ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
      },
      ...(ttl?.Enabled && ttl.AttributeName && { ttlAttribute: ttl.AttributeName }),
    };
  }

  queue(id: string, properties: Record<string, unknown>): QueueDescription {
    const taken = [
      'VisibilityTimeout',
      'MessageRetentionPeriod',
      'DelaySeconds',
      'ReceiveMessageWaitTimeSeconds',
      'FifoQueue',
      'ContentBasedDeduplication',
      'RedrivePolicy',
    ];
    const attributes = taken.flatMap((name) => {
      const value = properties[name] as string | number | boolean | object | undefined;
      if (value === undefined) return [];
      return [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
    });
    const { QueueName: name = '', QueueUrl: url = '', Arn: arn = '' } = this.resources[id]?.attributes ?? {};
    return { name, url, arn, attributes: Object.fromEntries(attributes) as Record<string, string> };
  }

  secret(id: string, properties: Record<string, unknown>): SecretDescription {
    const arn = this.resources[id]?.ref ?? '';
    const options = properties.GenerateSecretString as GenerateSecretString | undefined;
    const given = properties.SecretString;
    if (typeof given !== 'string' && !options) {
      throw new TemplateError(`${id}: a secret needs SecretString or GenerateSecretString.`);
    }
    return {
      name: arn.slice(arn.lastIndexOf(':') + 1),
      arn,
      generate: () => (typeof given === 'string' ? given : generateSecretString(options ?? {})),
    };
  }

  rule(id: string, properties: Record<string, unknown>): RuleDescription[] {
    if (properties.State === 'DISABLED') return [];
    if (!properties.EventPattern) {
      throw new TemplateError(`${id}: a rule needs an EventPattern; schedules belong to functions.`);
    }
    const targets = (properties.Targets as RuleTarget[] | undefined) ?? [];
    return [
      {
        arn: this.resources[id]?.attributes.Arn ?? '',
        busName: busNameOf((properties.EventBusName as string | undefined) ?? 'default'),
        matches: compileEventPattern(properties.EventPattern),
        targets: targets.map((target) => this.target(target, `${id}.Targets.${target.Id}`)),
      },
    ];
  }

  private target(target: RuleTarget, where: string): TargetDescription {
    if (target.InputPath ?? target.InputTransformer) {
      throw new TemplateError(`${where}: InputPath and InputTransformer are not known to the local world.`);
    }
    const functionKey = this.functionKeyByArn.get(target.Arn);
    const queueUrl = this.queueUrlByArn.get(target.Arn);
    const shared = {
      arn: target.Arn,
      retryPolicy: {
        maximumEventAgeSeconds:
          target.RetryPolicy?.MaximumEventAgeInSeconds ?? DEFAULT_RETRY_POLICY.maximumEventAgeSeconds,
        maximumRetryAttempts:
          target.RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_RETRY_POLICY.maximumRetryAttempts,
      },
      ...(target.DeadLetterConfig?.Arn && {
        deadLetterQueueUrl: this.queueUrl(target.DeadLetterConfig.Arn, where),
      }),
      ...(target.Input !== undefined && { input: JSON.parse(target.Input) as unknown }),
    };
    if (functionKey !== undefined) return { ...shared, kind: 'function', functionKey };
    if (queueUrl !== undefined) return { ...shared, kind: 'queue', queueUrl };
    throw new TemplateError(
      `${where}: the target ${target.Arn} is neither a function nor a queue of this stack.`,
    );
  }

  functionRules(): RuleDescription[] {
    return this.eventsOf('eventBridge').map(({ functionKey, event, index, where }) => {
      const {
        eventBus = 'default',
        pattern,
        schedule,
        input,
        retryPolicy,
        deadLetterQueueArn,
      } = event as EventBridgeEvent;
      if (!pattern || schedule !== undefined) {
        throw new TemplateError(`${where}: needs a pattern; a schedule is an event of its own kind.`);
      }
      const busName = busNameOf(eventBus);
      const name = `${localName(this.identity, functionKey)}-rule-${index + 1}`;
      const target: RuleTarget = {
        Id: functionKey,
        Arn: arnOf(this.identity, 'lambda', `function:${this.service.functions[functionKey]?.name ?? ''}`),
        ...(input !== undefined && { Input: JSON.stringify(input) }),
        ...(retryPolicy && {
          RetryPolicy: {
            MaximumEventAgeInSeconds: retryPolicy.maximumEventAge,
            MaximumRetryAttempts: retryPolicy.maximumRetryAttempts,
          },
        }),
        ...(deadLetterQueueArn && { DeadLetterConfig: { Arn: deadLetterQueueArn } }),
        InputPath: (event as EventBridgeEvent).inputPath,
        InputTransformer: (event as EventBridgeEvent).inputTransformer,
      };
      return {
        arn: ruleArn(this.identity, busName, name),
        busName,
        matches: compileEventPattern(pattern),
        targets: [this.target(target, where)],
      };
    });
  }

  queueSources(): QueueSource[] {
    return this.eventsOf('sqs').map(({ functionKey, event, where }) => {
      const source = (typeof event === 'string' ? { arn: event } : event) as SqsEvent;
      if (source.filterPatterns)
        throw new TemplateError(`${where}: filterPatterns are not known to the local world.`);
      const batchSize = source.batchSize ?? DEFAULT_BATCH_SIZE;
      const batchingWindowMs = (source.maximumBatchingWindow ?? 0) * 1000;
      if (batchSize > 10 && batchingWindowMs === 0) {
        throw new TemplateError(`${where}: a batchSize above 10 needs a maximumBatchingWindow.`);
      }
      return {
        functionKey,
        queueArn: source.arn,
        queueUrl: this.queueUrl(source.arn, where),
        batchSize,
        batchingWindowMs,
        maximumConcurrency: source.maximumConcurrency ?? DEFAULT_CONCURRENCY,
        reportBatchItemFailures: source.functionResponseType === 'ReportBatchItemFailures',
      };
    });
  }

  asyncInvokes(): Record<string, AsyncInvokeConfig> {
    const configs = Object.entries(this.service.functions).map(([key, definition]) => {
      const where = `functions.${key}.destinations.onFailure`;
      const destination = this.resolve(definition.destinations?.onFailure, where) as
        string | { arn: string } | undefined;
      const arn = typeof destination === 'string' ? destination : destination?.arn;
      const config: AsyncInvokeConfig = {
        maximumRetryAttempts: definition.maximumRetryAttempts ?? 2,
        maximumEventAgeSeconds: definition.maximumEventAge ?? 21_600,
        ...(arn && { onFailureQueueUrl: this.queueUrl(arn, where) }),
      };
      return [key, config] as const;
    });
    return Object.fromEntries(configs);
  }

  /** The enabled events of one kind, resolved, over all functions. */
  private eventsOf(kind: string): { functionKey: string; event: unknown; index: number; where: string }[] {
    return Object.entries(this.service.functions).flatMap(([functionKey, definition]) =>
      (definition.events ?? []).flatMap((entry, index) => {
        const raw = entry[kind];
        if (raw === undefined) return [];
        const where = `functions.${functionKey}.events[${index}].${kind}`;
        const event = this.resolve(raw, where);
        const enabled = (event as { enabled?: boolean }).enabled ?? true;
        return enabled ? [{ functionKey, event, index, where }] : [];
      }),
    );
  }

  private queueUrl(arn: string, where: string): string {
    const url = this.queueUrlByArn.get(arn);
    if (url === undefined) throw new TemplateError(`${where}: ${arn} is no queue of this stack.`);
    return url;
  }
}

interface RuleTarget {
  Id: string;
  Arn: string;
  Input?: string | undefined;
  InputPath?: unknown;
  InputTransformer?: unknown;
  RetryPolicy?: { MaximumEventAgeInSeconds?: number | undefined; MaximumRetryAttempts?: number | undefined };
  DeadLetterConfig?: { Arn?: string };
}

interface EventBridgeEvent {
  eventBus?: string;
  pattern?: unknown;
  schedule?: unknown;
  input?: unknown;
  inputPath?: unknown;
  inputTransformer?: unknown;
  retryPolicy?: { maximumEventAge?: number; maximumRetryAttempts?: number };
  deadLetterQueueArn?: string;
}

interface SqsEvent {
  arn: string;
  batchSize?: number;
  maximumBatchingWindow?: number;
  maximumConcurrency?: number;
  functionResponseType?: string;
  filterPatterns?: unknown;
}

/** Rules may name a bus by its ARN too. */
function busNameOf(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
}

interface GenerateSecretString {
  PasswordLength?: number;
  ExcludeCharacters?: string;
  ExcludePunctuation?: boolean;
  ExcludeNumbers?: boolean;
  ExcludeLowercase?: boolean;
  ExcludeUppercase?: boolean;
  SecretStringTemplate?: string;
  GenerateStringKey?: string;
}

/** As CloudFormation does it: 32 characters unless told, out of the classes that are not excluded. */
function generateSecretString(options: GenerateSecretString): string {
  const classes = [
    options.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    options.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    options.ExcludeNumbers ? '' : '0123456789',
    options.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  ];
  const excluded = options.ExcludeCharacters ?? '';
  const alphabet = [...classes.join('')].filter((character) => !excluded.includes(character));
  if (alphabet.length === 0) throw new TemplateError('GenerateSecretString excludes every character.');
  const length = options.PasswordLength ?? 32;
  const password = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  if (!options.GenerateStringKey) return password;
  const template = JSON.parse(options.SecretStringTemplate ?? '{}') as Record<string, unknown>;
  return JSON.stringify({ ...template, [options.GenerateStringKey]: password });
}
