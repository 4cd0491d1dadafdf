// Rules of what an operator sees and is told: alarms and their runbooks, the dashboard, and what the APIs take and note.
import { deadLetterQueues } from './wiring-rules';
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

/** A metric that an alarm looks at, and the resources that its dimensions name. */
interface Watched {
  readonly namespace: string;
  readonly metric: string;
  readonly ids: readonly string[];
}

const alarmsOf = (template: Template): [string, JsonObject][] =>
  resourcesOf(template, 'AWS::CloudWatch::Alarm');

/** The metrics of one alarm, those that it calculates with included. */
function metricsOf(alarm: JsonObject): Watched[] {
  return [...walk(alarm)].flatMap(([, value]) => {
    if (!isObject(value) || typeof value.MetricName !== 'string') return [];
    const ids = listOf(value.Dimensions).flatMap((dimension) => idOf(objectOf(dimension).Value) ?? []);
    return [{ namespace: textOf(value.Namespace), metric: value.MetricName, ids }];
  });
}

/** Each queue and each function has an alarm for what can go wrong with it. */
export function allIsWatched(template: Template): string[] {
  const watched = new Set(
    alarmsOf(template)
      .flatMap(([, alarm]) => metricsOf(alarm))
      .flatMap(({ namespace, metric, ids }) => ids.map((id) => `${id} ${namespace} ${metric}`)),
  );
  const ends = deadLetterQueues(template);
  const queues = resourcesOf(template, 'AWS::SQS::Queue').map(([id]) =>
    ends.has(id)
      ? [id, 'AWS/SQS', 'ApproximateNumberOfMessagesVisible']
      : [id, 'AWS/SQS', 'ApproximateAgeOfOldestMessage'],
  );
  const functions = resourcesOf(template, 'AWS::Lambda::Function').flatMap(([id]) => [
    [id, 'AWS/Lambda', 'Errors'],
    [id, 'AWS/Lambda', 'Throttles'],
  ]);
  return [...queues, ...functions]
    .filter((wanted) => !watched.has(wanted.join(' ')))
    .map(([id, namespace, metric]) => `No alarm looks at ${metric} (${namespace}) of ${id}.`);
}

/** CloudWatch's bounds: a day for periods below an hour, a week for longer ones. */
const LONGEST_EVALUATION_SECONDS = { short: 86_400, long: 604_800 };

/** Every alarm tells somebody, says what missing figures mean, and can be evaluated. */
export function alarmsTell(template: Template): string[] {
  return alarmsOf(template).flatMap(([id, alarm]) => {
    const topics = listOf(alarm.AlarmActions).map((action) => template.Resources[idOf(action) ?? '']?.Type);
    const period = Math.max(
      ...[...walk(alarm)]
        .filter(([place]) => /(^|\.)Period$/.test(place))
        .map(([, value]) => numberOf(value)),
    );
    const seconds = period * numberOf(alarm.EvaluationPeriods);
    const longest = period < 3600 ? LONGEST_EVALUATION_SECONDS.short : LONGEST_EVALUATION_SECONDS.long;
    const points = alarm.DatapointsToAlarm === undefined ? 1 : numberOf(alarm.DatapointsToAlarm);
    return [
      ...(topics.includes('AWS::SNS::Topic') ? [] : [`${id} tells nobody.`]),
      ...(alarm.TreatMissingData === undefined ? [`${id} does not say what missing figures mean.`] : []),
      ...(seconds <= longest ? [] : [`${id} looks back ${seconds} s; CloudWatch does for ${longest}.`]),
      ...(points <= numberOf(alarm.EvaluationPeriods) ? [] : [`${id} wants more figures than it looks at.`]),
    ];
  });
}

/** A topic that is encrypted with AWS's own key takes nothing from CloudWatch. */
export function topicsTakeAlarms(template: Template): string[] {
  return resourcesOf(template, 'AWS::SNS::Topic')
    .filter(([, { KmsMasterKeyId }]) => KmsMasterKeyId === 'alias/aws/sns')
    .map(([id]) => `${id} is encrypted with a key that CloudWatch may not use.`);
}

const RUNBOOK = /\bdocs\/operations\.md#([\w-]+)/;

/** The anchors of a Markdown page's headings, as GitHub makes them. */
export function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** Every alarm names its runbook, which is there. */
export function alarmsHaveRunbooks(template: Template, operations: string): string[] {
  const anchors = anchorsOf(operations);
  return alarmsOf(template).flatMap(([id, { AlarmDescription }]) => {
    const [, anchor] = RUNBOOK.exec(textOf(AlarmDescription)) ?? [];
    if (anchor === undefined) return [`${id} does not name its runbook.`];
    return anchors.includes(anchor) ? [] : [`${id} names docs/operations.md#${anchor}, which is not there.`];
  });
}

/** What alarms and dashboards ask for of our own metrics, some part of the code publishes. `published` are names, or their beginnings. */
export function ownMetricsArePublished(
  template: Template,
  published: { readonly names: readonly string[]; readonly prefixes: readonly string[] },
): string[] {
  const alarms = alarmsOf(template).flatMap(([id, alarm]) =>
    metricsOf(alarm).map(({ namespace, metric }) => [id, namespace, metric] as const),
  );
  const shown = dashboardsOf(template).flatMap(([id, body]) =>
    [...walk(body)].flatMap(([, value]) => {
      const [namespace, metric] = Array.isArray(value) ? (value as readonly Json[]) : [];
      return typeof namespace === 'string' && typeof metric === 'string'
        ? [[id, namespace, metric] as const]
        : [];
    }),
  );
  const lost = [...alarms, ...shown]
    .filter(([, namespace]) => namespace.startsWith('Reelway'))
    .filter(
      ([, , metric]) =>
        !published.names.includes(metric) && !published.prefixes.some((prefix) => metric.startsWith(prefix)),
    )
    .map(([id, , metric]) => `${id} looks at ${metric}, which nothing publishes.`);
  return [...new Set(lost)];
}

/** The bodies of dashboards: JSON in a text, in which references stand for texts. @throws SyntaxError for what is no JSON. */
export function dashboardsOf(template: Template): [string, Json][] {
  return resourcesOf(template, 'AWS::CloudWatch::Dashboard').map(([id, { DashboardBody }]) => [
    id,
    JSON.parse(textOf(DashboardBody)) as Json,
  ]);
}

/** Each API has a bound of its own on what it takes. */
export function apisAreThrottled(template: Template): string[] {
  return resourcesOf(template, 'AWS::ApiGatewayV2::Stage').flatMap(([id, { DefaultRouteSettings }]) => {
    const { ThrottlingRateLimit, ThrottlingBurstLimit } = objectOf(DefaultRouteSettings);
    return numberOf(ThrottlingRateLimit) > 0 && numberOf(ThrottlingBurstLimit) > 0
      ? []
      : [`${id} takes all that the account may.`];
  });
}

/** What an access log may hold: nothing that a user, or a client for one, has written. */
const SECRET_FIELDS =
  /\$context\.(path|rawPath|resourcePath|authorizer|requestOverride)|\$input|querystring|header/i;

/** An API notes who came and what came of it, in a log group of the stack, and nothing that users wrote. */
export function apisNoteRequests(template: Template): string[] {
  return resourcesOf(template, 'AWS::ApiGatewayV2::Stage').flatMap(([id, { AccessLogSettings }]) => {
    const { DestinationArn, Format } = objectOf(AccessLogSettings);
    const group = /log-group:\$\{(\w+)\}|^\$\{(\w+)\.Arn\}/.exec(textOf(DestinationArn));
    const groupId = group?.[1] ?? group?.[2] ?? '';
    if (template.Resources[groupId]?.Type !== 'AWS::Logs::LogGroup') return [`${id} has no access log.`];
    return SECRET_FIELDS.test(textOf(Format)) ? [`${id} notes what users wrote.`] : [];
  });
}
