// Rules of who may do what: nothing is allowed on more than it is for, and services come in for this stack alone.
import { isWild, REASONS, reasonFor, type Reason } from '../permissions/reasons';
import {
  isObject,
  listOf,
  objectOf,
  resourcesOf,
  textOf,
  walk,
  type Json,
  type JsonObject,
  type Template,
} from './template';

/** Types whose properties hold policies. */
const WITH_POLICIES = /^AWS::(IAM::Role|S3::BucketPolicy|SQS::QueuePolicy|SNS::TopicPolicy)$/;

/** Every statement inside of a value. */
const statementsIn = (value: Json | undefined): JsonObject[] =>
  [...walk(value)].flatMap(([, inner]) =>
    isObject(inner) && inner.Effect !== undefined && inner.Action !== undefined ? [inner] : [],
  );

/** Resources of statements that stand for more than one thing. */
export const wildResourcesIn = (value: Json | undefined): string[] =>
  statementsIn(value)
    .flatMap(({ Resource }) => listOf(Resource).map(textOf))
    .filter(isWild);

const withPolicies = (template: Template): [string, JsonObject][] =>
  Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]): [string, JsonObject][] =>
    WITH_POLICIES.test(Type) ? [[id, Properties]] : [],
  );

/** Whatever is allowed, or refused, on more than one thing says why. */
export const wildcardsHaveReasons = (template: Template): string[] =>
  withPolicies(template).flatMap(([id, properties]) =>
    wildResourcesIn(properties)
      .filter((resource) => reasonFor(id, resource) === undefined)
      .map((resource) => `${id} has ${resource}, and no reason is written for it.`),
  );

/** The reasons that a template is in need of. */
export const reasonsIn = (template: Template): Reason[] =>
  REASONS.filter(({ of, resource }) =>
    withPolicies(template).some(
      ([id, properties]) => of.test(id) && wildResourcesIn(properties).some((text) => resource.test(text)),
    ),
  );

/** No statement allows actions by a pattern. What refuses may. */
export const actionsAreNamed = (template: Template): string[] =>
  withPolicies(template).flatMap(([id, properties]) =>
    statementsIn(properties)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action, NotAction, NotResource, NotPrincipal }) => [
        ...listOf(Action).map(textOf).filter(isWild),
        ...[NotAction, NotResource, NotPrincipal].flatMap((not) => (not === undefined ? [] : [textOf(not)])),
      ])
      .map((text) => `${id} allows ${text}, which is no name of an action.`),
  );

/** Policies that others have written, by who has them; and the reason. */
const OF_OTHERS: Readonly<Record<string, string>> = {
  ApiGatewayLogRole:
    'The one role that all WebSocket and REST APIs of the account and region log by, also those of other stacks: API Gateway ' +
    'takes no role that may not do all of this policy.',
};

/** Policies of AWS allow what AWS likes, today and tomorrow. */
export const policiesAreOurs = (template: Template): string[] =>
  resourcesOf(template, 'AWS::IAM::Role').flatMap(([id, { ManagedPolicyArns }]) =>
    listOf(ManagedPolicyArns).length === 0 || OF_OTHERS[id] !== undefined
      ? []
      : [`${id} has a policy that is not ours.`],
  );

/** A service acts for all of its customers, so whoever lets one in says for whom: by the ARN of what it acts for, or the account. */
export function servicesActForThisStack(template: Template): string[] {
  const permissions = resourcesOf(template, 'AWS::Lambda::Permission').flatMap(([id, permission]) => {
    const { Principal, SourceArn, SourceAccount } = permission;
    if (!/\.amazonaws\.com$/.test(textOf(Principal)) || SourceAccount !== undefined) return [];
    return isOfAccount(textOf(SourceArn)) ? [] : [`${id} lets ${textOf(Principal)} in for any account.`];
  });
  const statements = withPolicies(template)
    .filter(([id]) => template.Resources[id]?.Type !== 'AWS::IAM::Role')
    .flatMap(([id, properties]) =>
      statementsIn(properties)
        .filter(({ Effect, Principal }) => Effect === 'Allow' && objectOf(Principal).Service !== undefined)
        .filter(({ Condition }) => !namesSource(Condition))
        .map(({ Principal }) => `${id} lets ${textOf(objectOf(Principal).Service)} in for any account.`),
    );
  return [...permissions, ...statements];
}

const namesSource = (condition: Json | undefined): boolean =>
  [...walk(condition)].some(
    ([place, value]) =>
      /\.aws:SourceAccount$/.test(place) ||
      (/\.aws:SourceArn$/.test(place) && listOf(value).map(textOf).every(isOfAccount)),
  );

/** Whether an ARN is of this account: it says so, or is that of a resource of the stack. */
const isOfAccount = (arn: string): boolean =>
  arn.includes('${AWS::AccountId}') || /^\$\{\w+\.Arn\}$/.test(arn);
