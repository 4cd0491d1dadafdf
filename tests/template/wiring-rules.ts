// Rules of what leads where: events, rules, queues, and the functions behind them. Each gives its complaints, a sentence each.
import { catalog } from '../../services/events/catalog';
import { EVENT_SOURCE } from '../../services/events/define-event';
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
  type Template,
} from './template';

/** 14 days, the longest that SQS keeps a message. */
const LONGEST_RETENTION_SECONDS = 1_209_600;

const EVENT_TYPES: readonly string[] = catalog.map(({ type }) => type);

const rulesOf = (template: Template): [string, JsonObject][] => resourcesOf(template, 'AWS::Events::Rule');

const isOurs = ({ EventPattern }: JsonObject): boolean =>
  listOf(objectOf(EventPattern).source).includes(EVENT_SOURCE);

const typesOf = ({ EventPattern }: JsonObject): readonly Json[] =>
  listOf(objectOf(EventPattern)['detail-type']);

/** Every event of the catalog is wanted by some rule of the stage's own bus. */
export function eventsHaveRules(template: Template): string[] {
  const wanted = rulesOf(template)
    .filter(([, rule]) => isOurs(rule) && listOf(rule.Targets).length > 0)
    .flatMap(([, rule]) => typesOf(rule));
  return EVENT_TYPES.filter((type) => !wanted.includes(type)).map((type) => `No rule takes ${type}.`);
}

/** Every rule of our events is on the stage's own bus, and names events that there are: whatever has no name is not looked for. */
export function rulesHaveEvents(template: Template): string[] {
  return rulesOf(template)
    .filter(([, rule]) => isOurs(rule))
    .flatMap(([id, rule]) => {
      const bus = idOf(rule.EventBusName) ?? '';
      const types = typesOf(rule);
      return [
        ...(template.Resources[bus]?.Type === 'AWS::Events::EventBus'
          ? []
          : [`${id} is not on the stage's own bus.`]),
        ...(types.length > 0 ? [] : [`${id} does not say which events it takes.`]),
        ...types
          .filter((type) => !EVENT_TYPES.includes(textOf(type)))
          .map((type) => `${id} takes ${textOf(type)}, which is no event.`),
      ];
    });
}

/** Every target of a rule may be reached, and what cannot be delivered goes to a queue that takes it. */
export function rulesDeliver(template: Template): string[] {
  return rulesOf(template).flatMap(([id, rule]) => {
    if (listOf(rule.Targets).length === 0) return [`${id} has no target.`];
    return listOf(rule.Targets).flatMap((target) => {
      const { Arn, DeadLetterConfig } = objectOf(target);
      const reached = idOf(Arn) ?? '';
      const letters = idOf(objectOf(DeadLetterConfig).Arn);
      // A schedule comes again; a letter a minute would hide those that tell something.
      const loses = letters === undefined && rule.ScheduleExpression === undefined;
      return [
        ...(mayReach(template, id, reached) ? [] : [`${id} may not send to ${reached || textOf(Arn)}.`]),
        ...(loses ? [`${id} has no dead-letter queue for ${reached}.`] : []),
        ...(letters === undefined || mayReach(template, id, letters)
          ? []
          : [`${id} may not send to its dead-letter queue ${letters}.`]),
      ];
    });
  });
}

/** Whether the target's own policy lets a rule in, and only rules of this stage. */
function mayReach(template: Template, ruleId: string, targetId: string): boolean {
  const type = template.Resources[targetId]?.Type;
  if (type === 'AWS::SQS::Queue') {
    return statementsFor(template, targetId).some(
      (statement) =>
        statement.Effect === 'Allow' &&
        objectOf(statement.Principal).Service === 'events.amazonaws.com' &&
        listOf(statement.Action).includes('sqs:SendMessage') &&
        listOf(statement.Resource).some((resource) => idOf(resource) === targetId) &&
        namesRule(template, statement, ruleId),
    );
  }
  if (type !== 'AWS::Lambda::Function') return false;
  return resourcesOf(template, 'AWS::Lambda::Permission').some(
    ([, permission]) =>
      idOf(permission.FunctionName) === targetId &&
      permission.Principal === 'events.amazonaws.com' &&
      fits(template, permission.SourceArn, ruleId),
  );
}

const namesRule = (template: Template, { Condition }: JsonObject, ruleId: string): boolean =>
  [...walk(Condition)].some(
    ([place, value]) =>
      /\.aws:SourceArn$/.test(place) && listOf(value).some((one) => fits(template, one, ruleId)),
  );

/** Whether an ARN, or a pattern with `*` at its end, is that of a rule. */
function fits(template: Template, arn: Json | undefined, ruleId: string): boolean {
  if (idOf(arn) === ruleId) return true;
  const { Name, EventBusName } = template.Resources[ruleId]?.Properties ?? {};
  const bus = idOf(EventBusName);
  const busName = bus === undefined ? undefined : textOf(template.Resources[bus]?.Properties?.Name);
  // A rule without a name gets one that begins with the stack's.
  const name = Name === undefined ? '' : textOf(Name);
  const known = textOf(arn).replace(/\$\{(\w+)\}/g, (whole, id: string) =>
    id === bus ? (busName ?? whole) : whole,
  );
  const rule = busName === undefined ? `:rule/${name}` : `:rule/${busName}/${name}`;
  const end = known.slice(known.indexOf(':rule/'));
  if (!known.includes(':rule/')) return false;
  return end.endsWith('*') ? rule.startsWith(end.slice(0, -1)) : Name !== undefined && rule === end;
}

const policiesOf = (template: Template, queueId: string): [string, JsonObject][] =>
  resourcesOf(template, 'AWS::SQS::QueuePolicy').filter(([, { Queues }]) =>
    listOf(Queues).some((queue) => idOf(queue) === queueId),
  );

const statementsFor = (template: Template, queueId: string): JsonObject[] =>
  policiesOf(template, queueId).flatMap(([, { PolicyDocument }]) =>
    listOf(objectOf(PolicyDocument).Statement).map(objectOf),
  );

/** Queues that are the end of a way: of messages that were received too often, of rules, or of functions. */
export function deadLetterQueues(template: Template): Set<string> {
  const ends = Object.values(template.Resources).flatMap(({ Type, Properties: properties = {} }) => {
    if (Type === 'AWS::SQS::Queue') return [objectOf(properties.RedrivePolicy).deadLetterTargetArn];
    if (Type === 'AWS::Events::Rule') {
      return listOf(properties.Targets).map((target) => objectOf(objectOf(target).DeadLetterConfig).Arn);
    }
    if (Type !== 'AWS::Lambda::EventInvokeConfig') return [];
    return [objectOf(objectOf(properties.DestinationConfig).OnFailure).Destination];
  });
  return new Set(ends.flatMap((arn) => idOf(arn) ?? []));
}

/** Every queue has a dead-letter queue or is one, a policy that wants TLS, and encryption. */
export function queuesAreSafe(template: Template): string[] {
  const ends = deadLetterQueues(template);
  return resourcesOf(template, 'AWS::SQS::Queue').flatMap(([id, queue]) => {
    const { deadLetterTargetArn, maxReceiveCount } = objectOf(queue.RedrivePolicy);
    const letters = template.Resources[idOf(deadLetterTargetArn) ?? '']?.Type;
    const isEnd = ends.has(id);
    const attempts = numberOf(maxReceiveCount);
    return [
      ...(isEnd || letters === 'AWS::SQS::Queue' ? [] : [`${id} has no dead-letter queue.`]),
      // Once is no second chance; a message that was received ten times will not be understood the eleventh.
      ...(isEnd || letters === undefined || (attempts >= 2 && attempts <= 10)
        ? []
        : [`${id} gives a message up after ${attempts} times.`]),
      // A message keeps its age when it is moved, so its last place has to keep it for longest.
      ...(!isEnd || numberOf(queue.MessageRetentionPeriod) === LONGEST_RETENTION_SECONDS
        ? []
        : [`${id} does not keep its messages for 14 days.`]),
      ...(queue.SqsManagedSseEnabled === true || queue.KmsMasterKeyId !== undefined
        ? []
        : [`${id} is not encrypted.`]),
      ...(statementsFor(template, id).some(wantsTls) ? [] : [`${id} has no policy that wants TLS.`]),
      ...(statementsFor(template, id).some(isOpen) ? [`${id} may be used by anybody.`] : []),
    ];
  });
}

/** Whether a statement refuses whatever comes without TLS. */
export const wantsTls = ({ Effect, Principal, Condition }: JsonObject): boolean =>
  Effect === 'Deny' &&
  (Principal === '*' || objectOf(Principal).AWS === '*') &&
  textOf(objectOf(objectOf(Condition).Bool)['aws:SecureTransport']) === 'false';

/** Whether a statement lets in whoever comes. */
export const isOpen = ({ Effect, Principal, Condition }: JsonObject): boolean =>
  Effect === 'Allow' &&
  (Principal === '*' || listOf(objectOf(Principal).AWS).includes('*')) &&
  Condition === undefined;

/** A queue's function has time to end before its message is seen again, says which messages failed, and has a bound. */
export function mappingsFitTheirQueues(template: Template): string[] {
  return resourcesOf(template, 'AWS::Lambda::EventSourceMapping').flatMap(([id, mapping]) => {
    const queueId = idOf(mapping.EventSourceArn) ?? '';
    const { VisibilityTimeout } = template.Resources[queueId]?.Properties ?? {};
    const { Timeout } = template.Resources[idOf(mapping.FunctionName) ?? '']?.Properties ?? {};
    const bound = objectOf(mapping.ScalingConfig).MaximumConcurrency;
    return [
      // AWS asks for six times the function's timeout, for attempts that Lambda makes itself when it is throttled.
      ...(numberOf(VisibilityTimeout) >= 6 * numberOf(Timeout)
        ? []
        : [
            `${queueId} hides a message for ${textOf(VisibilityTimeout)} s, less than six times its function's ${textOf(Timeout)} s.`,
          ]),
      ...(listOf(mapping.FunctionResponseTypes).includes('ReportBatchItemFailures')
        ? []
        : [`${id} repeats a whole batch for one message.`]),
      // Lambda takes 2 to 1000.
      ...(numberOf(bound) >= 2 && numberOf(bound) <= 1000 ? [] : [`${id} has no bound of its concurrency.`]),
    ];
  });
}

/** The functions that are invoked asynchronously by rules; and whether only schedules do. */
function asynchronous(template: Template): Map<string, 'events' | 'schedules'> {
  const found = new Map<string, 'events' | 'schedules'>();
  for (const [, { Targets, ScheduleExpression }] of rulesOf(template)) {
    for (const target of listOf(Targets)) {
      const id = idOf(objectOf(target).Arn) ?? '';
      if (template.Resources[id]?.Type !== 'AWS::Lambda::Function') continue;
      if (ScheduleExpression === undefined || !found.has(id)) {
        found.set(id, ScheduleExpression === undefined ? 'events' : 'schedules');
      }
    }
  }
  return found;
}

/** An event whose function throws is kept; a schedule is not repeated, as the next one comes anyway. */
export function asynchronousFailuresAreKept(template: Template): string[] {
  const settings = new Map(
    resourcesOf(template, 'AWS::Lambda::EventInvokeConfig').map(([, config]) => [
      idOf(config.FunctionName),
      config,
    ]),
  );
  return [...asynchronous(template)].flatMap(([id, by]) => {
    const { DestinationConfig, MaximumRetryAttempts } = settings.get(id) ?? {};
    const destination = idOf(objectOf(objectOf(DestinationConfig).OnFailure).Destination);
    if (by === 'schedules') {
      return MaximumRetryAttempts === 0 ? [] : [`${id} is repeated beside its own schedule.`];
    }
    if (destination === undefined) return [`${id} loses the events that it fails at.`];
    return sendsTo(template, id, destination) ? [] : [`${id} may not send to ${destination}.`];
  });
}

function sendsTo(template: Template, functionId: string, queueId: string): boolean {
  const role = idOf(template.Resources[functionId]?.Properties?.Role) ?? '';
  return listOf(template.Resources[role]?.Properties?.Policies)
    .flatMap((policy) => listOf(objectOf(objectOf(policy).PolicyDocument).Statement))
    .some(
      (statement) =>
        isObject(statement) &&
        listOf(statement.Action).includes('sqs:SendMessage') &&
        listOf(statement.Resource).some((resource) => idOf(resource) === queueId),
    );
}
