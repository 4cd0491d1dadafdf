// Rules of what is kept: who may read it, how long it stays, and whose it is.
import { resourceType } from './lint';
import {
  idOf,
  isObject,
  listOf,
  numberOf,
  objectOf,
  resourcesOf,
  textOf,
  walk,
  type Json,
  type JsonObject,
  type Resource,
  type Stage,
  type Template,
} from './template';
import { isOpen, wantsTls } from './wiring-rules';

const ALL_BLOCKED = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** No bucket can be made public, by whatever is done to it later; all are encrypted, and want TLS. */
export function bucketsArePrivate(template: Template): string[] {
  return resourcesOf(template, 'AWS::S3::Bucket').flatMap(([id, bucket]) => {
    const blocked = objectOf(bucket.PublicAccessBlockConfiguration);
    const statements = resourcesOf(template, 'AWS::S3::BucketPolicy')
      .filter(([, { Bucket }]) => idOf(Bucket) === id)
      .flatMap(([, { PolicyDocument }]) => listOf(objectOf(PolicyDocument).Statement).map(objectOf));
    return [
      ...(ALL_BLOCKED.every((name) => blocked[name] === true) ? [] : [`${id} could be made public.`]),
      ...(bucket.AccessControl === undefined ? [] : [`${id} has an ACL.`]),
      ...(bucket.WebsiteConfiguration === undefined ? [] : [`${id} is a website.`]),
      ...(bucket.BucketEncryption === undefined ? [`${id} is not encrypted.`] : []),
      ...(statements.some(wantsTls) ? [] : [`${id} has no policy that wants TLS.`]),
      ...(statements.some(isOpen) ? [`${id} may be used by anybody.`] : []),
      ...statements
        .filter(isServiceOfAnyAccount)
        .map(() => `${id} may be used through a service by other accounts.`),
    ];
  });
}

/** A service acts for all of its customers, so its statement has to say for which. */
const isServiceOfAnyAccount = ({ Effect, Principal, Condition }: JsonObject): boolean =>
  Effect === 'Allow' &&
  objectOf(Principal).Service !== undefined &&
  ![...walk(Condition)].some(([place]) => /\.aws:Source(Arn|Account)$/.test(place));

/**
 * What expires does so later than it moves to another class: S3 looks at all rules of a prefix together. 0 days stand for never, and are
 * left out of what is deployed.
 */
export function filesMoveBeforeTheyExpire(template: Template): string[] {
  return resourcesOf(template, 'AWS::S3::Bucket').flatMap(([id, { LifecycleConfiguration }]) => {
    const rules = listOf(objectOf(LifecycleConfiguration).Rules).map(objectOf);
    return rules.flatMap(({ Prefix, ExpirationInDays }) => {
      const moves = rules
        .filter((rule) => textOf(rule.Prefix) === textOf(Prefix))
        .flatMap((rule) => listOf(rule.Transitions).map((move) => numberOf(objectOf(move).TransitionInDays)));
      const expires = numberOf(ExpirationInDays ?? 0);
      if (expires === 0 || moves.every((days) => days < expires)) return [];
      return [`${id}: what is below ${textOf(Prefix)} expires before it moves.`];
    });
  });
}

/** The framework's own bucket holds packages; it can be filled again. */
const REPLACEABLE = new Set(['ServerlessDeploymentBucket']);

/** Policies that keep what is there. What a failed deployment has just made is empty. */
const KEEPING = new Set<string | undefined>(['Retain', 'RetainExceptOnCreate']);

/** What users have made stays when the stack goes, or replaces it. */
export function dataStays(template: Template): string[] {
  return Object.entries(template.Resources)
    .filter(([id, { Type }]) => /^AWS::(S3::Bucket|DynamoDB::Table)$/.test(Type) && !REPLACEABLE.has(id))
    .flatMap(([id, { DeletionPolicy, UpdateReplacePolicy }]) =>
      KEEPING.has(DeletionPolicy) && UpdateReplacePolicy === 'Retain' ? [] : [`${id} goes with the stack.`],
    );
}

/** A table can be restored, is encrypted, forgets what has expired, and cannot be deleted by mistake where users are. */
export function tablesCanBeRestored(template: Template, stage: Stage): string[] {
  return resourcesOf(template, 'AWS::DynamoDB::Table').flatMap(([id, table]) => [
    ...(objectOf(table.PointInTimeRecoverySpecification).PointInTimeRecoveryEnabled === true
      ? []
      : [`${id} cannot be restored to a point in time.`]),
    ...(objectOf(table.SSESpecification).SSEEnabled === true
      ? []
      : [`${id} is not encrypted with a key of KMS.`]),
    ...(objectOf(table.TimeToLiveSpecification).Enabled === true ? [] : [`${id} keeps what has expired.`]),
    ...(stage !== 'prod' || textOf(table.DeletionProtectionEnabled) === 'true'
      ? []
      : [`${id} can be deleted.`]),
  ]);
}

/** Events of the stage's own bus can be looked at and sent again, for a time that ends. */
export function busesAreArchived(template: Template): string[] {
  const archives = resourcesOf(template, 'AWS::Events::Archive').map(([, archive]) => archive);
  return resourcesOf(template, 'AWS::Events::EventBus').flatMap(([id]) => {
    const archive = archives.find(({ SourceArn }) => idOf(SourceArn) === id);
    if (archive === undefined) return [`${id} has no archive.`];
    return numberOf(archive.RetentionDays) > 0 ? [] : [`${id} keeps its events for ever.`];
  });
}

/** Logs cost as long as they are kept. */
export function logsEnd(template: Template): string[] {
  return resourcesOf(template, 'AWS::Logs::LogGroup')
    .filter(([, { RetentionInDays }]) => !(numberOf(RetentionInDays) > 0))
    .map(([id]) => `${id} is kept for ever.`);
}

/** The value of a secret is made by AWS, and stands nowhere. */
export function secretsAreMadeByAws(template: Template): string[] {
  return resourcesOf(template, 'AWS::SecretsManager::Secret')
    .filter(([, { SecretString }]) => SecretString !== undefined)
    .map(([id]) => `${id} has its value in the template.`);
}

/** What there is once in an account, for whatever stages there are: it must not go with the first of them that goes. */
const ONE_FOR_ALL = new Set(['AWS::ApiGateway::Account']);

/** The roots of names that are looked for in texts: the service's own, those of Remotion's functions, and log groups. */
const NAMED = /(?:^|[/:"' ])(reelway|remotion-render)(?=[-_/])[\w./-]*/g;

/** Every name that a resource is given says the stage that it belongs to; and so does every name that is made up in a text. */
export function namesCarryTheStage(template: Template, stage: Stage): string[] {
  const given = [...physicalNames(template)]
    .filter(([, name]) => !saysStage(name, stage))
    .map(([place, name]) => `${place} is ${name}, which another stage would be called, too.`);
  const shared = Object.entries(template.Resources)
    .filter(([, { Type, DeletionPolicy }]) => ONE_FOR_ALL.has(Type) && DeletionPolicy !== 'Retain')
    .map(([id]) => `${id} is the account's, and would go with this stage.`);
  const mentioned = Object.entries(template.Resources).flatMap(([id, { Properties }]) =>
    [...walk(Properties, id)].flatMap(([place, value]) =>
      typeof value !== 'string' || /Description|Comment|\.Code\.|\.Content\./.test(place)
        ? []
        : [...value.matchAll(NAMED)]
            .map(([name]) => name.replace(/^[^\w]/, ''))
            .filter((name) => !saysStage(name, stage))
            .map((name) => `${place} mentions ${name}, which is no stage's.`),
    ),
  );
  return [...new Set([...given, ...shared, ...mentioned])];
}

const saysStage = (name: string, stage: string): boolean =>
  new RegExp(`(^|[^a-z])${stage}($|[^a-z])`).test(name);

/**
 * The names that resources are given, by the place where they stand. A name that refers to the stack, or to something else that is
 * made in it, is the stack's own.
 */
export function physicalNames(template: Template): Map<string, string> {
  const names = Object.entries(template.Resources).flatMap(([id, resource]) =>
    namesOf(resource).map(([place, value]): [string, string] => [`${id}.${place}`, textOf(value)]),
  );
  const exported = Object.entries(template.Outputs ?? {}).flatMap(([id, { Export }]): [string, string][] =>
    Export === undefined ? [] : [[`Outputs.${id}`, textOf(objectOf(Export).Name)]],
  );
  return new Map([...names, ...exported].filter(([, name]) => !isOfTheStack(template, name)));
}

/** What a type is named by: its identifier, or what is called as the type is; also one level down, as CloudFront has it. */
function namesOf({ Type, Properties = {} }: Resource): [string, Json][] {
  const own = `${Type.split('::')[2] ?? ''}Name`;
  const identifiers = resourceType(Type)?.primaryIdentifier ?? [];
  const isName = (key: string): boolean => key === 'Name' || key === own;
  const top = Object.entries(Properties).filter(([key]) => isName(key) || identifiers.includes(key));
  const below = Object.entries(Properties).flatMap(([key, value]) =>
    isObject(value) && /Config$/.test(key)
      ? Object.entries(value)
          .filter(([inner]) => isName(inner))
          .map(([inner, name]): [string, Json | undefined] => [`${key}.${inner}`, name])
      : [],
  );
  const found = [...top, ...below].filter((entry): entry is [string, Json] => entry[1] !== undefined);
  // What is told apart by several parts, as a stage of an API is, is named by all of them.
  const parts = found.filter(([key]) => identifiers.includes(key));
  if (parts.length < 2) return found;
  return [[parts.map(([key]) => key).join('+'), parts.map(([, value]) => textOf(value)).join(' ')]];
}

const isOfTheStack = (template: Template, name: string): boolean =>
  [...name.matchAll(/\$\{([^}]+)\}/g)].some(
    ([, reference = '']) =>
      /^AWS::Stack(Name|Id)$/.test(reference) ||
      template.Resources[reference.split('.')[0] ?? ''] !== undefined,
  );

/** Names that two stages have in common. */
export function sharedNames(a: Template, b: Template): string[] {
  const others = new Set(physicalNames(b).values());
  return [...physicalNames(a)]
    .filter(([, name]) => others.has(name))
    .map(([place, name]) => `${place} is ${name} in both stages.`);
}
