'use strict';

// Every alarm of a stage, made from its template: what is said of one queue or one function here holds for all of them. Each
// alarm names its page in docs/operations.md.

const RUNBOOK = 'docs/operations.md';
const FIVE_MINUTES = 300;
const DAY = 86_400;

/**
 * Ages at which the oldest message of a queue is too old, in seconds. Messages of the first three are sent with delays of up to
 * 15 minutes, which count.
 */
const OLDEST_MESSAGE_SECONDS = { RenderQueue: 2700, CallbackQueue: 2700, PreviewQueue: 2700, PushQueue: 300 };
const OLDEST_MESSAGE_OTHERWISE_SECONDS = 900;

/** Most failures are repeated and do no harm: an alarm is for those that go on. */
const MIN_ERRORS = 3;
const ERROR_PERCENT = 5;
const THROTTLES = 10;
const HTTP_5XX = 5;
/** GraphQL requests of five minutes that failed by our fault: some are repeated by their client, and succeed. */
const REQUEST_FAILURES = 3;
/** A lost event is nothing special; so many a quarter of an hour are. */
const REPAIRS = 10;
const SILENT_START_SECONDS = 900;
/** Failures that are not of users' making. What they write (`COMPOSITION`, `SCENE_CODE`) and name (`ASSET_LOAD`) fails every day. */
const OUR_FAILURES = ['INTERNAL', 'STORAGE', 'TIMEOUT', 'OUT_OF_MEMORY', 'THROTTLED'];
/** Such failures in a quarter of an hour, each after all its attempts, that are still bad luck. */
const FAILURES = 4;

/**
 * The resources of all alarms, with the topic that they are sent to.
 *
 * @param stack its template, its name, and its metrics' namespace.
 * @param options `email`: who gets a mail, if anybody; `dailySpendUsd`: what renders of a day may cost.
 */
function alarmsOf(stack, { email, dailySpendUsd }) {
  const alarms = [
    ...businessAlarms(stack.namespace, dailySpendUsd),
    ...queuesOf(stack.template).flatMap(queueAlarms),
    ...functionsOf(stack.template).flatMap(functionAlarms),
    ...sharedAlarms(stack.template),
  ];
  return {
    ...topic(stack, email),
    ...Object.fromEntries(alarms.map((alarm) => [`${alarm.id}Alarm`, resource(stack, alarm)])),
  };
}

/** What users notice, and what it costs. */
function businessAlarms(namespace, dailySpendUsd) {
  const own = (metric, stat) => ({ namespace, metric, stat, dimensions: [SERVICE] });
  return [
    {
      id: 'StuckExports',
      runbook: 'stuck-exports',
      says: 'Exports are overdue, and reconcile could not move them.',
      metrics: [own('ExportsStuck', 'Maximum')],
      above: 0,
      periods: 3,
    },
    {
      id: 'NothingStarts',
      runbook: 'nothing-starts',
      says: 'Exports wait, and none has rendered for a quarter of an hour.',
      metrics: [own('OldestWaitSeconds', 'Maximum'), own('ExportsRendering', 'Maximum')],
      expression: 'IF(m1 > 0, 0, m0)',
      above: SILENT_START_SECONDS,
      periods: 3,
    },
    {
      id: 'FailedExports',
      runbook: 'failed-exports',
      says: 'Exports fail, and not by what their users made.',
      metrics: OUR_FAILURES.map((code) => ({
        ...own('ExportFailures', 'Sum'),
        dimensions: [SERVICE, { Name: 'code', Value: code }],
      })),
      expression: sumOf(OUR_FAILURES),
      above: FAILURES,
      period: 900,
    },
    {
      id: 'RequestFailures',
      runbook: 'request-failures',
      says: 'Requests to the GraphQL API fail, and not by what their callers sent.',
      metrics: [own('RequestFailures', 'Sum')],
      above: REQUEST_FAILURES,
      periods: 2,
    },
    {
      id: 'Repairs',
      runbook: 'repairs',
      says: 'Reconcile repairs more than what gets lost now and then.',
      metrics: [own('ReconcileRepairs', 'Sum')],
      above: REPAIRS,
      period: 900,
    },
    {
      id: 'Spend',
      runbook: 'spend',
      says: `Renders of a day cost more than ${dailySpendUsd} USD.`,
      metrics: [own('ExportUsd', 'Sum')],
      above: dailySpendUsd,
      period: DAY,
    },
  ];
}

/** A dead-letter queue is to be empty, and any other one is to move. */
function queueAlarms({ id, isDeadLetters }) {
  const sqs = (metric) => ({
    namespace: 'AWS/SQS',
    metric,
    stat: 'Maximum',
    dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [id, 'QueueName'] } }],
  });
  if (isDeadLetters) {
    return [
      {
        id,
        runbook: 'dead-letters',
        says: `${id} is not empty: something was given up after all its attempts.`,
        metrics: [sqs('ApproximateNumberOfMessagesVisible')],
        above: 0,
      },
    ];
  }
  const seconds = OLDEST_MESSAGE_SECONDS[id] ?? OLDEST_MESSAGE_OTHERWISE_SECONDS;
  return [
    {
      id: `${id}Age`,
      runbook: 'oldest-message',
      says: `The oldest message of ${id} waits for more than ${seconds} seconds.`,
      metrics: [sqs('ApproximateAgeOfOldestMessage')],
      above: seconds,
      periods: 2,
    },
  ];
}

function functionAlarms({ id, name }) {
  const lambda = (metric) => ({
    namespace: 'AWS/Lambda',
    metric,
    stat: 'Sum',
    dimensions: [{ Name: 'FunctionName', Value: { Ref: id } }],
  });
  return [
    {
      id: `${id}Errors`,
      runbook: 'function-errors',
      says: `More than ${ERROR_PERCENT} % of the invocations of ${name} fail.`,
      metrics: [lambda('Errors'), lambda('Invocations')],
      expression: `IF(m0 >= ${MIN_ERRORS}, 100 * m0 / m1, 0)`,
      above: ERROR_PERCENT,
      periods: 3,
      datapoints: 2,
    },
    {
      id: `${id}Throttles`,
      runbook: 'function-throttles',
      says: `Lambda has no room for ${name}.`,
      metrics: [lambda('Throttles')],
      above: THROTTLES,
      periods: 3,
    },
  ];
}

/** What there is once in a stage. */
function sharedAlarms(template) {
  const api = { Name: 'ApiId', Value: { Ref: 'HttpApi' } };
  const table = { Name: 'TableName', Value: { Ref: 'Table' } };
  // What an index refuses is not counted with its table.
  const throttled = ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((metric) =>
    [[], ...indexesOf(template).map((Value) => [{ Name: 'GlobalSecondaryIndexName', Value }])].map(
      (index) => ({
        ...{ namespace: 'AWS/DynamoDB', metric, stat: 'Sum' },
        dimensions: [table, ...index],
      }),
    ),
  );
  const reconcile = { Name: 'FunctionName', Value: { Ref: 'ReconcileLambdaFunction' } };
  return [
    {
      id: 'ReconcileSilent',
      runbook: 'reconcile-silent',
      says: 'Reconcile, which runs every minute, did not run.',
      metrics: [{ namespace: 'AWS/Lambda', metric: 'Invocations', stat: 'Sum', dimensions: [reconcile] }],
      below: 1,
      periods: 3,
      whenMissing: 'breaching',
    },
    {
      id: 'HttpErrors',
      runbook: 'http-errors',
      says: 'The HTTP API answers with server errors.',
      metrics: [{ namespace: 'AWS/ApiGateway', metric: '5xx', stat: 'Sum', dimensions: [api] }],
      above: HTTP_5XX,
      periods: 2,
    },
    {
      id: 'TableThrottles',
      runbook: 'table-throttles',
      says: 'DynamoDB refuses reads or writes of the table or of an index.',
      metrics: throttled,
      expression: sumOf(throttled),
      above: 0,
      periods: 3,
    },
  ];
}

/** Metrics that count events are sent only when there are any: one that is missing is 0, and no gap in the sum. */
const sumOf = (metrics) => metrics.map((_metric, index) => `FILL(m${index}, 0)`).join(' + ');

/** Powertools adds it to each of our own metrics. */
const SERVICE = { Name: 'service', Value: 'reelway' };

/**
 * One alarm as CloudFormation knows it. Of `above` and `below` one is given. `datapoints` of the last `periods` periods, all where
 * it is not given, have to be so.
 */
function resource({ name }, alarm) {
  const { id, runbook, says, periods = 1, datapoints = periods, whenMissing = 'notBreaching' } = alarm;
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `${name}-${id.replace(/LambdaFunction/, '')}`,
      AlarmDescription: `${says} Runbook: ${RUNBOOK}#${runbook}`,
      ComparisonOperator: alarm.below === undefined ? 'GreaterThanThreshold' : 'LessThanThreshold',
      Threshold: alarm.below ?? alarm.above,
      EvaluationPeriods: periods,
      DatapointsToAlarm: datapoints,
      TreatMissingData: whenMissing,
      AlarmActions: [{ Ref: 'AlarmTopic' }],
      OKActions: [{ Ref: 'AlarmTopic' }],
      ...figures(alarm),
    },
  };
}

/** One metric, or an expression of several, which are called m0, m1, …. */
function figures({ metrics, expression, period = FIVE_MINUTES }) {
  if (expression === undefined) {
    const [{ namespace, metric, stat, dimensions }] = metrics;
    return {
      Namespace: namespace,
      MetricName: metric,
      Dimensions: dimensions,
      Statistic: stat,
      Period: period,
    };
  }
  const named = metrics.map(({ namespace, metric, stat, dimensions }, index) => ({
    Id: `m${index}`,
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace: namespace, MetricName: metric, Dimensions: dimensions },
      Period: period,
      Stat: stat,
    },
  }));
  return { Metrics: [{ Id: 'figure', Expression: expression, ReturnData: true }, ...named] };
}

/**
 * Where alarms go. Not encrypted: CloudWatch may not use AWS's own key for topics, and an alarm tells nothing of users. A mail
 * address has to be confirmed by who reads it.
 */
function topic({ name }, email) {
  return {
    AlarmTopic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: `${name}-alarms` } },
    AlarmTopicPolicy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [{ Ref: 'AlarmTopic' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'AlarmsOfThisAccount',
              Effect: 'Allow',
              Principal: { Service: 'cloudwatch.amazonaws.com' },
              Action: 'sns:Publish',
              Resource: { Ref: 'AlarmTopic' },
              Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
            },
            {
              Sid: 'TlsOnly',
              Effect: 'Deny',
              Principal: '*',
              Action: 'sns:Publish',
              Resource: { Ref: 'AlarmTopic' },
              Condition: { Bool: { 'aws:SecureTransport': false } },
            },
          ],
        },
      },
    },
    ...(email === '' ? {} : { AlarmEmail: subscription(email) }),
  };
}

const subscription = (email) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: { TopicArn: { Ref: 'AlarmTopic' }, Protocol: 'email', Endpoint: email },
});

/** The queues of a template; those without a redrive policy are where messages end. */
function queuesOf(template) {
  return resourcesOf(template, 'AWS::SQS::Queue').map(([id, { RedrivePolicy }]) => ({
    id,
    isDeadLetters: RedrivePolicy === undefined,
  }));
}

/** The functions of a template. */
function functionsOf(template) {
  return resourcesOf(template, 'AWS::Lambda::Function').map(([id, { FunctionName }]) => ({
    id,
    name: FunctionName,
  }));
}

/** The names of the table's indexes. */
const indexesOf = (template) =>
  resourcesOf(template, 'AWS::DynamoDB::Table').flatMap(([, { GlobalSecondaryIndexes = [] }]) =>
    GlobalSecondaryIndexes.map(({ IndexName }) => IndexName),
  );

const resourcesOf = (template, type) =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties = {} }]) => [id, Properties]);

module.exports = { alarmsOf, queuesOf, functionsOf };
