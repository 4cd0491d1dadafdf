/** What the local world says about the account and the stack; the values of the pseudo parameters. */
export interface StackIdentity {
  /** The service name of serverless.yml. */
  service: string;
  stage: string;
  region: string;
  /** Which of the template's conditions hold; a template without conditions needs none. */
  conditions?: Readonly<Record<string, boolean>>;
}

/** One resource of the template, as it stands in serverless.yml. */
export interface TemplateResource {
  Type: string;
  /** The name of the condition that it is made under. */
  Condition?: string;
  Properties?: Record<string, unknown>;
}

/** What `Ref` and `Fn::GetAtt` of one logical id give. */
export interface LocalResource {
  ref: string;
  attributes: Record<string, string>;
}

/** The logical ids that may be referred to. */
export type LocalResources = Record<string, LocalResource>;

/** A template that the local world cannot make sense of; the message names where it stands. */
export class TemplateError extends Error {
  override name = 'TemplateError';
}

/** The account of every local ARN: twelve digits that no real account has. */
export const LOCAL_ACCOUNT_ID = '000000000000';

const PARTITION = 'aws';

/** The properties that name a resource, for the types whose name may be given. */
const NAME_PROPERTIES: Record<string, string> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  // Nobody emulates these two; functions are told what they are called.
  'AWS::CloudFront::Distribution': 'Name',
  'AWS::CloudFront::PublicKey': 'Name',
};

/**
 * Gives every resource of the emulated types, and every function, its local name, ARN and URL.
 *
 * A name comes from the template when it has one, else from service, stage and logical id in lower case.
 *
 * @param functions keys and names of the functions; their logical id is `<Key>LambdaFunction`.
 * @param sqsUrl the endpoint that queue URLs start with, without a slash at the end.
 */
export function nameResources(
  template: Record<string, TemplateResource>,
  functions: Record<string, { name: string }>,
  identity: StackIdentity,
  sqsUrl: string,
): LocalResources {
  const named: LocalResources = {};
  for (const [key, { name }] of Object.entries(functions)) {
    named[functionLogicalId(key)] = {
      ref: name,
      attributes: { Arn: arnOf(identity, 'lambda', `function:${name}`) },
    };
  }
  for (const [logicalId, { Type: type, Properties: properties = {} }] of Object.entries(template)) {
    const nameProperty = NAME_PROPERTIES[type];
    if (!nameProperty) continue;
    // A physical name may use pseudo parameters only: it is what other references are made of.
    const given = resolveIntrinsics(properties[nameProperty], {}, identity, `${logicalId}.${nameProperty}`);
    const name = typeof given === 'string' ? given : localName(identity, logicalId);
    const rule = { ...properties, EventBusName: properties.EventBusName ?? 'default' };
    named[logicalId] = describeResource(type, name, identity, sqsUrl, () =>
      String(resolveIntrinsics(rule.EventBusName, named, identity, `${logicalId}.EventBusName`)),
    );
  }
  return named;
}

/**
 * Which conditions hold: Fn::Equals, Fn::Not, Fn::And, Fn::Or and other conditions, of what is known before anything is made.
 *
 * @throws TemplateError for a condition that names one that is not there, or that names itself.
 */
export function evaluateConditions(
  conditions: Readonly<Record<string, unknown>>,
  identity: StackIdentity,
): Record<string, boolean> {
  const evaluate = (value: unknown, where: string, within: readonly string[]): boolean => {
    const [name = '', argument] = Object.entries(Object(value) as Record<string, unknown>)[0] ?? [];
    const parts = Array.isArray(argument) ? (argument as unknown[]) : [argument];
    const one = (part: unknown): boolean => evaluate(part, where, within);
    switch (name) {
      case 'Fn::Equals': {
        const [left, right] = parts.map((part) => resolveIntrinsics(part, {}, identity, where));
        return String(left) === String(right);
      }
      case 'Fn::Not':
        return !one(parts[0]);
      case 'Fn::And':
        return parts.every(one);
      case 'Fn::Or':
        return parts.some(one);
      case 'Condition':
        return named(String(argument), within);
      default:
        throw new TemplateError(`serverless.yml, ${where}: ${name} does not make a condition.`);
    }
  };
  const named = (name: string, within: readonly string[]): boolean => {
    const where = `Conditions.${name}`;
    if (!Object.hasOwn(conditions, name) || within.includes(name)) {
      throw new TemplateError(`serverless.yml, ${where}: there is no such condition, or it names itself.`);
    }
    return evaluate(conditions[name], where, [...within, name]);
  };
  return Object.fromEntries(Object.keys(conditions).map((name) => [name, named(name, [])]));
}

/** The name of a resource that has none in the template. */
export function localName({ service, stage }: StackIdentity, logicalId: string): string {
  return `${service}-${stage}-${logicalId}`.toLowerCase();
}

/** The ARN of a local resource; `resource` is what stands behind the account. */
export function arnOf({ region }: StackIdentity, service: string, resource: string): string {
  return `arn:${PARTITION}:${service}:${region}:${LOCAL_ACCOUNT_ID}:${resource}`;
}

/** The ARN of a rule: rules of other buses than the default one carry the name of the bus. */
export function ruleArn(identity: StackIdentity, busName: string, ruleName: string): string {
  return arnOf(
    identity,
    'events',
    busName === 'default' ? `rule/${ruleName}` : `rule/${busName}/${ruleName}`,
  );
}

function describeResource(
  type: string,
  name: string,
  identity: StackIdentity,
  sqsUrl: string,
  busName: () => string,
): LocalResource {
  switch (type) {
    case 'AWS::DynamoDB::Table':
      return { ref: name, attributes: { Arn: arnOf(identity, 'dynamodb', `table/${name}`) } };
    case 'AWS::SQS::Queue': {
      const url = `${sqsUrl}/${LOCAL_ACCOUNT_ID}/${name}`;
      return { ref: url, attributes: { Arn: arnOf(identity, 'sqs', name), QueueName: name, QueueUrl: url } };
    }
    case 'AWS::S3::Bucket':
      return { ref: name, attributes: { Arn: `arn:${PARTITION}:s3:::${name}` } };
    case 'AWS::Events::EventBus':
      return { ref: name, attributes: { Arn: arnOf(identity, 'events', `event-bus/${name}`), Name: name } };
    case 'AWS::Events::Rule':
      return { ref: name, attributes: { Arn: ruleArn(identity, busName(), name) } };
    case 'AWS::CloudFront::Distribution':
      return { ref: name, attributes: { DomainName: `${name}.cloudfront.localhost` } };
    case 'AWS::CloudFront::PublicKey':
      return { ref: name, attributes: {} };
    default: {
      const arn = arnOf(identity, 'secretsmanager', `secret:${name}`);
      return { ref: arn, attributes: { Id: arn } };
    }
  }
}

/** The Serverless Framework's naming: the key with a capital, `-` and `_` spelled out. */
function functionLogicalId(key: string): string {
  const spelled = key.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return `${spelled.charAt(0).toUpperCase()}${spelled.slice(1)}LambdaFunction`;
}

/**
 * Replaces Ref, Fn::GetAtt, Fn::Sub, Fn::Join, Fn::Select, Fn::Split and Fn::If, at any depth, by local values.
 *
 * @param where the place in serverless.yml, for the error message.
 * @returns a copy; a property whose value is `Ref: AWS::NoValue` is left out.
 * @throws TemplateError for any other intrinsic, and for a logical id or attribute that is not known.
 */
export function resolveIntrinsics(
  value: unknown,
  resources: LocalResources,
  identity: StackIdentity,
  where: string,
): unknown {
  const resolve = (inner: unknown, place: string): unknown =>
    resolveIntrinsics(inner, resources, identity, place);
  if (Array.isArray(value)) {
    return value
      .map((item, index) => resolve(item, `${where}[${index}]`))
      .filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  if (entries.length === 1 && name !== undefined && isIntrinsic(name)) {
    return applyIntrinsic(name, argument, { resources, identity, where, resolve });
  }
  const resolved = entries.map(([key, inner]) => [key, resolve(inner, `${where}.${key}`)] as const);
  return Object.fromEntries(resolved.filter(([, inner]) => inner !== undefined));
}

interface Application {
  resources: LocalResources;
  identity: StackIdentity;
  where: string;
  resolve: (inner: unknown, place: string) => unknown;
}

function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::');
}

function applyIntrinsic(name: string, argument: unknown, at: Application): unknown {
  switch (name) {
    case 'Ref':
      return reference(String(argument), at);
    case 'Fn::GetAtt': {
      const path = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
      return attribute(path[0] ?? '', path.slice(1).join('.'), at);
    }
    case 'Fn::Sub':
      return substitute(argument, at);
    case 'Fn::Join': {
      const [delimiter, list] = argumentsOf(name, argument, at);
      return texts(at.resolve(list, at.where), name, at).join(String(delimiter));
    }
    case 'Fn::Split': {
      const [delimiter, text] = argumentsOf(name, argument, at);
      return String(at.resolve(text, at.where)).split(String(delimiter));
    }
    case 'Fn::Select': {
      const [index, list] = argumentsOf(name, argument, at);
      const item = texts(at.resolve(list, at.where), name, at)[Number(index)];
      return item ?? fail(at, `Fn::Select has no item ${String(index)}`);
    }
    case 'Fn::If':
      return choose(argument, at);
    default:
      return fail(at, `the intrinsic ${name} is not known to the local world`);
  }
}

/** The branch that is not taken may name what is not made. */
function choose(argument: unknown, at: Application): unknown {
  const [name, whenTrue, whenFalse] = Array.isArray(argument) ? (argument as unknown[]) : [];
  const holds = at.identity.conditions?.[String(name)];
  if (holds === undefined) return fail(at, `Fn::If of ${JSON.stringify(name)}, which is no condition`);
  return at.resolve(holds ? whenTrue : whenFalse, at.where);
}

function reference(logicalId: string, at: Application): string | undefined {
  const { region, service, stage } = at.identity;
  switch (logicalId) {
    case 'AWS::Region':
      return region;
    case 'AWS::AccountId':
      return LOCAL_ACCOUNT_ID;
    case 'AWS::Partition':
      return PARTITION;
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return `${service}-${stage}`;
    case 'AWS::NoValue':
      return undefined;
    default:
      return (
        at.resources[logicalId]?.ref ??
        fail(at, `Ref of ${JSON.stringify(logicalId)}, which no emulator knows`)
      );
  }
}

function attribute(logicalId: string, name: string, at: Application): string {
  const resource = at.resources[logicalId];
  if (!resource) return fail(at, `Fn::GetAtt of ${JSON.stringify(logicalId)}, which no emulator knows`);
  return resource.attributes[name] ?? fail(at, `${logicalId} has no attribute ${JSON.stringify(name)}`);
}

function substitute(argument: unknown, at: Application): string {
  const [text, variables] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  if (typeof text !== 'string') return fail(at, 'Fn::Sub takes a string');
  const values = at.resolve(variables ?? {}, at.where) as Record<string, unknown>;
  return text.replaceAll(/\$\{([^}]*)\}/g, (_match, inner: string) => {
    if (inner.startsWith('!')) return `\${${inner.slice(1)}}`;
    const key = inner.trim();
    if (Object.hasOwn(values, key)) return String(values[key]);
    const dot = key.indexOf('.');
    return dot < 0 ? (reference(key, at) ?? '') : attribute(key.slice(0, dot), key.slice(dot + 1), at);
  });
}

function argumentsOf(name: string, argument: unknown, at: Application): [unknown, unknown] {
  if (!Array.isArray(argument) || argument.length !== 2) return fail(at, `${name} takes two arguments`);
  return argument as [unknown, unknown];
}

function texts(list: unknown, name: string, at: Application): string[] {
  return Array.isArray(list) ? list.map(String) : fail(at, `${name} takes a list`);
}

function fail(at: Application, reason: string): never {
  throw new TemplateError(`serverless.yml, ${at.where}: ${reason}.`);
}
