import { readFileSync } from 'node:fs';
import path from 'node:path';
import { REASONS } from '../permissions/reasons';
import { packagedTemplate } from '../permissions/template';
import * as functions from './function-rules';
import * as operation from './operation-rules';
import * as permission from './permission-rules';
import * as storage from './storage-rules';
import { decide, readTemplate, STAGES, type Json, type Stage, type Template } from './template';
import * as wiring from './wiring-rules';

const ROOT = path.join(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The metrics that the code publishes: names, and beginnings of names that are made of what was counted. */
function publishedMetrics(): { names: string[]; prefixes: string[] } {
  const first = (text: string, pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map(([, name = '']) => name);
  const counting = ['reconcile', 'previews'].map((room) => read(`services/${room}/handler.ts`)).join('\n');
  return {
    names: first(read('services/runtime/metrics.ts'), /addMetric\('(\w+)'/g),
    prefixes: first(counting, /publishCounts\('(\w+)'/g),
  };
}

/** What must be so in every stage, whatever its parameters say. */
const RULES: Readonly<Record<string, (template: Template, stage: Stage) => string[]>> = {
  'every event has a rule': wiring.eventsHaveRules,
  'every rule has an event': wiring.rulesHaveEvents,
  'every rule reaches its target, or a dead-letter queue': wiring.rulesDeliver,
  'every queue has a dead-letter queue and a policy, and is encrypted': wiring.queuesAreSafe,
  'every queue waits for its function': wiring.mappingsFitTheirQueues,
  'every event that a function fails at is kept': wiring.asynchronousFailuresAreKept,
  'every function says what it needs': functions.functionsSayWhatTheyNeed,
  'every environment fits into Lambda': functions.environmentsFit,
  'no environment holds a secret': functions.environmentsHoldNoSecret,
  'every function has a role of its own': functions.functionsHaveRolesOfTheirOwn,
  'every function has a log group': functions.functionsLog,
  'every function is traced, and may be': functions.functionsAreTraced,
  'every function ends before its caller': functions.functionsEndBeforeTheirCallers,
  'every wildcard has a written reason': permission.wildcardsHaveReasons,
  'every action that is allowed is named': permission.actionsAreNamed,
  'every policy is ours': permission.policiesAreOurs,
  'services act for this stack alone': permission.servicesActForThisStack,
  'no bucket is public': storage.bucketsArePrivate,
  'data stays': storage.dataStays,
  'files move before they expire': storage.filesMoveBeforeTheyExpire,
  'tables can be restored': storage.tablesCanBeRestored,
  'events are archived, for a time': storage.busesAreArchived,
  'logs end': storage.logsEnd,
  'secrets are made by AWS': storage.secretsAreMadeByAws,
  'names carry the stage': storage.namesCarryTheStage,
  'alarms tell somebody': operation.alarmsTell,
  'topics take alarms': operation.topicsTakeAlarms,
  'every alarm has a runbook': (template) =>
    operation.alarmsHaveRunbooks(template, read('docs/operations.md')),
  'every metric is published': (template) => operation.ownMetricsArePublished(template, publishedMetrics()),
  'every API is throttled': operation.apisAreThrottled,
};

/** What must be so where users are. Elsewhere, alarms and logs of connections would cost more than they tell. */
const PROD_RULES: typeof RULES = {
  'every queue and every function has its alarms': operation.allIsWatched,
  'every API notes its requests': operation.apisNoteRequests,
};

const TEMPLATES: readonly [string, Stage, Template][] = [
  ['dev', 'dev', decide(readTemplate('dev'))],
  ['dev, with nothing that is optional', 'dev', decide(readTemplate('dev'), 'all off')],
  ['prod', 'prod', decide(readTemplate('prod'))],
  ['prod, with all that is optional', 'prod', decide(readTemplate('prod'), 'all on')],
];

describe.each(TEMPLATES)('in %s', (_, stage, template) => {
  const rules = { ...RULES, ...(stage === 'prod' ? PROD_RULES : {}) };
  it.each(Object.entries(rules))('%s', (_name, complaints) => {
    expect(complaints(template, stage)).toEqual([]);
  });
});

// tests/permissions.unit.test.ts holds roles against calls, in templates that are made without code.
it.each(STAGES)('the roles of %s are those that are held against what functions call', async (stage) => {
  const rolesIn = (resources: object): object =>
    Object.fromEntries(
      Object.entries(resources as Template['Resources']).filter(([, { Type }]) => Type === 'AWS::IAM::Role'),
    );

  expect(rolesIn((await packagedTemplate(stage)).resources)).toEqual(rolesIn(readTemplate(stage).Resources));
});

it('no reason for a wildcard is left over', () => {
  const needed = new Set(TEMPLATES.flatMap(([, , template]) => permission.reasonsIn(template)));
  // Those of optional parts that are more than a condition: tests/permissions.unit.test.ts packages them.
  const optional = REASONS.filter(({ resource }) => resource.source.includes(':secret:'));

  expect(REASONS.filter((reason) => !needed.has(reason))).toEqual(optional);
});

it('two stages share no name', () => {
  const [dev, prod] = [decide(readTemplate('dev'), 'all on'), decide(readTemplate('prod'), 'all on')];
  expect(storage.sharedNames(dev, prod)).toEqual([]);
  expect(storage.sharedNames(dev, dev)).toContain('EventBus.Name is reelway-dev in both stages.');
});

type Changes = Readonly<Record<string, Json | undefined>>;

/** A copy of prod's template with other values at some places, whose steps are separated by slashes; undefined takes away. */
function changed(changes: Changes): Template {
  const copy = structuredClone(decide(readTemplate('prod'), 'all on'));
  for (const [place, value] of Object.entries(changes)) {
    const steps = place.split('/');
    const last = steps.pop() ?? '';
    const holder = steps.reduce<unknown>((inner, step) => {
      const next = (inner as Record<string, unknown> | undefined)?.[step];
      if (next === undefined) throw new Error(`There is no ${place} in the template: ${step} is missing.`);
      return next;
    }, copy.Resources) as Record<string, unknown>;
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return copy;
}

const PROPERTIES = 'Properties';
const at = (id: string, ...steps: string[]): string => [id, PROPERTIES, ...steps].join('/');
const arnOf = (id: string): Json => ({ 'Fn::GetAtt': [id, 'Arn'] });
const PUBLIC_STATEMENT = [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }];

// A rule that never complains proves nothing: each finds what it is for, in a template that is right otherwise.
describe('a rule complains', () => {
  it.each<[string, Changes, string]>([
    [
      'every event has a rule',
      { [at('RenderRule', 'EventPattern', 'detail-type')]: ['export.cancelled.v1'] },
      'No rule takes export.requested.v1.',
    ],
    [
      'every event has a rule',
      { [at('RenderRule', 'EventPattern', 'source')]: ['reelway.export'] },
      'No rule takes export.requested.v1.',
    ],
    [
      'every rule has an event',
      { [at('RenderRule', 'EventPattern', 'detail-type', '0')]: 'export.forgotten.v1' },
      'RenderRule takes export.forgotten.v1, which is no event.',
    ],
    [
      'every rule has an event',
      { [at('RenderRule', 'EventPattern', 'detail-type')]: undefined },
      'RenderRule does not say which events it takes.',
    ],
    [
      'every rule has an event',
      { [at('RenderRule', 'EventBusName')]: undefined },
      "RenderRule is not on the stage's own bus.",
    ],
    [
      'every rule reaches its target, or a dead-letter queue',
      {
        [at('RenderQueuePolicy', 'PolicyDocument', 'Statement', '0', 'Condition')]: {
          ArnEquals: { 'aws:SourceArn': arnOf('CallbackRule') },
        },
      },
      'RenderRule may not send to RenderQueue.',
    ],
    [
      'every rule reaches its target, or a dead-letter queue',
      { ProgressEventBridgeLambdaPermission1: undefined },
      'Reelwayprodprogressrule1EventBridgeRule may not send to ProgressLambdaFunction.',
    ],
    [
      'every rule reaches its target, or a dead-letter queue',
      { [at('RenderRule', 'Targets', '0', 'DeadLetterConfig')]: undefined },
      'RenderRule has no dead-letter queue for RenderQueue.',
    ],
    [
      'every rule reaches its target, or a dead-letter queue',
      { EventsDeadLetterQueuePolicy: undefined },
      'RenderRule may not send to its dead-letter queue EventsDeadLetterQueue.',
    ],
    [
      'every rule reaches its target, or a dead-letter queue',
      { [at('RenderRule', 'Targets')]: [] },
      'RenderRule has no target.',
    ],
    [
      'every queue has a dead-letter queue and a policy, and is encrypted',
      { [at('RenderQueue', 'RedrivePolicy')]: undefined },
      'RenderQueue has no dead-letter queue.',
    ],
    [
      'every queue has a dead-letter queue and a policy, and is encrypted',
      { [at('RenderQueue', 'RedrivePolicy', 'maxReceiveCount')]: 1 },
      'RenderQueue gives a message up after 1 times.',
    ],
    [
      'every queue has a dead-letter queue and a policy, and is encrypted',
      { [at('RenderDeadLetterQueue', 'MessageRetentionPeriod')]: undefined },
      'RenderDeadLetterQueue does not keep its messages for 14 days.',
    ],
    [
      'every queue has a dead-letter queue and a policy, and is encrypted',
      { [at('PushQueue', 'SqsManagedSseEnabled')]: false },
      'PushQueue is not encrypted.',
    ],
    [
      'every queue has a dead-letter queue and a policy, and is encrypted',
      { PushQueuePolicy: undefined },
      'PushQueue has no policy that wants TLS.',
    ],
    [
      'every queue has a dead-letter queue and a policy, and is encrypted',
      { [at('PushQueuePolicy', 'PolicyDocument', 'Statement')]: PUBLIC_STATEMENT },
      'PushQueue may be used by anybody.',
    ],
    [
      'every queue waits for its function',
      { [at('RenderLambdaFunction', 'Timeout')]: 61 },
      "RenderQueue hides a message for 360 s, less than six times its function's 61 s.",
    ],
    [
      'every queue waits for its function',
      { [at('RenderEventSourceMappingSQSRenderQueue', 'FunctionResponseTypes')]: undefined },
      'RenderEventSourceMappingSQSRenderQueue repeats a whole batch for one message.',
    ],
    [
      'every queue waits for its function',
      { [at('RenderEventSourceMappingSQSRenderQueue', 'ScalingConfig')]: undefined },
      'RenderEventSourceMappingSQSRenderQueue has no bound of its concurrency.',
    ],
    [
      'every event that a function fails at is kept',
      { AdmissionLambdaEvConf: undefined },
      'AdmissionLambdaFunction loses the events that it fails at.',
    ],
    [
      'every event that a function fails at is kept',
      { [at('AdmissionLambdaFunction', 'Role')]: arnOf('CallbacksIamRoleLambdaExecution') },
      'AdmissionLambdaFunction may not send to EventsDeadLetterQueue.',
    ],
    [
      'every event that a function fails at is kept',
      { ReconcileLambdaEvConf: undefined },
      'ReconcileLambdaFunction is repeated beside its own schedule.',
    ],
    [
      'every function says what it needs',
      { [at('PushLambdaFunction', 'Runtime')]: 'nodejs22.x' },
      'PushLambdaFunction runs on nodejs22.x.',
    ],
    [
      'every function says what it needs',
      { [at('PushLambdaFunction', 'Architectures')]: undefined },
      'PushLambdaFunction does not run on arm64.',
    ],
    [
      'every function says what it needs',
      { [at('PushLambdaFunction', 'MemorySize')]: undefined },
      'PushLambdaFunction does not say how much memory it has.',
    ],
    [
      'every function says what it needs',
      { [at('PushLambdaFunction', 'Timeout')]: 901 },
      'PushLambdaFunction does not say how long it may run.',
    ],
    [
      'every function says what it needs',
      { [at('PushLambdaFunction', 'ReservedConcurrentExecutions')]: 1 },
      'PushLambdaFunction reserves concurrency.',
    ],
    [
      'every environment fits into Lambda',
      { [at('PushLambdaFunction', 'Environment', 'Variables')]: { LONG: '*'.repeat(4093) } },
      'The environment of PushLambdaFunction has some 4097 bytes; Lambda takes 4096.',
    ],
    [
      'no environment holds a secret',
      { [at('PushLambdaFunction', 'Environment', 'Variables', 'WEBHOOK_SECRET')]: 'a' },
      'PushLambdaFunction has WEBHOOK_SECRET in its environment.',
    ],
    [
      'every function has a role of its own',
      { [at('PushLambdaFunction', 'Role')]: arnOf('RenderIamRoleLambdaExecution') },
      'PushLambdaFunction shares its role with RenderLambdaFunction.',
    ],
    [
      'every function has a role of its own',
      { [at('PushLambdaFunction', 'Role')]: 'arn:aws:iam::123456789012:role/admin' },
      'PushLambdaFunction has no role of the stack.',
    ],
    [
      'every function has a log group',
      { PushLogGroup: undefined },
      'PushLambdaFunction has no log group, so Lambda makes one that is kept for ever.',
    ],
    [
      'every function has a log group',
      { 'PushLambdaFunction/DependsOn': [] },
      'PushLambdaFunction may log before PushLogGroup is there.',
    ],
    [
      'every function is traced, and may be',
      { [at('PushLambdaFunction', 'TracingConfig')]: undefined },
      'PushLambdaFunction is not traced.',
    ],
    [
      'every function is traced, and may be',
      { [at('PushIamRoleLambdaExecution', 'Policies')]: [] },
      'PushLambdaFunction is traced, but not allowed xray:PutTraceSegments.',
    ],
    [
      'every function ends before its caller',
      { [at('GraphqlLambdaFunction', 'Timeout')]: 30 },
      'GraphqlLambdaFunction may run for 30 s, and API Gateway waits for 30.',
    ],
    [
      'every function ends before its caller',
      { [at('WebsocketLambdaFunction', 'Timeout')]: 29 },
      'WebsocketLambdaFunction may run for 29 s, and API Gateway waits for 29.',
    ],
    [
      'every function ends before its caller',
      { [at('ReconcileLambdaFunction', 'Timeout')]: 60 },
      'ReconcileLambdaFunction may run for 60 s, and ReconcileEventsRuleSchedule1 waits for 60.',
    ],
    [
      'no bucket is public',
      { [at('OutputBucket', 'PublicAccessBlockConfiguration', 'BlockPublicPolicy')]: false },
      'OutputBucket could be made public.',
    ],
    [
      'no bucket is public',
      { [at('OutputBucket', 'AccessControl')]: 'PublicRead' },
      'OutputBucket has an ACL.',
    ],
    [
      'no bucket is public',
      { [at('OutputBucket', 'WebsiteConfiguration')]: {} },
      'OutputBucket is a website.',
    ],
    [
      'no bucket is public',
      { [at('OutputBucket', 'BucketEncryption')]: undefined },
      'OutputBucket is not encrypted.',
    ],
    [
      'every wildcard has a written reason',
      {
        [at('PushIamRoleLambdaExecution', 'Policies', '0', 'PolicyDocument', 'Statement', '2', 'Resource')]:
          '*:table/*',
      },
      'PushIamRoleLambdaExecution has *:table/*, and no reason is written for it.',
    ],
    [
      'every wildcard has a written reason',
      {
        [at('OutputBucketPolicy', 'PolicyDocument', 'Statement', '1', 'Resource')]: {
          'Fn::Sub': '${OutputBucket.Arn}/segments/*',
        },
      },
      'OutputBucketPolicy has ${OutputBucket.Arn}/segments/*, and no reason is written for it.',
    ],
    [
      'every action that is allowed is named',
      { [at('RenderQueuePolicy', 'PolicyDocument', 'Statement', '0', 'Action')]: 'sqs:*' },
      'RenderQueuePolicy allows sqs:*, which is no name of an action.',
    ],
    [
      'every policy is ours',
      {
        [at('PushIamRoleLambdaExecution', 'ManagedPolicyArns')]: [
          'arn:aws:iam::aws:policy/AdministratorAccess',
        ],
      },
      'PushIamRoleLambdaExecution has a policy that is not ours.',
    ],
    [
      'services act for this stack alone',
      { [at('WebsocketLambdaPermissionWebsockets', 'SourceArn')]: undefined },
      'WebsocketLambdaPermissionWebsockets lets apigateway.amazonaws.com in for any account.',
    ],
    [
      'services act for this stack alone',
      { [at('CallbackQueuePolicy', 'PolicyDocument', 'Statement', '0', 'Condition')]: undefined },
      'CallbackQueuePolicy lets events.amazonaws.com in for any account.',
    ],
    ['no bucket is public', { OutputBucketPolicy: undefined }, 'OutputBucket has no policy that wants TLS.'],
    [
      'no bucket is public',
      { [at('OutputBucketPolicy', 'PolicyDocument', 'Statement')]: PUBLIC_STATEMENT },
      'OutputBucket may be used by anybody.',
    ],
    [
      'no bucket is public',
      {
        [at('OutputBucketPolicy', 'PolicyDocument', 'Statement')]: [
          { Effect: 'Allow', Principal: { Service: 'cloudfront.amazonaws.com' }, Action: 's3:GetObject' },
        ],
      },
      'OutputBucket may be used through a service by other accounts.',
    ],
    ['data stays', { 'Table/DeletionPolicy': 'Delete' }, 'Table goes with the stack.'],
    ['data stays', { 'OutputBucket/UpdateReplacePolicy': undefined }, 'OutputBucket goes with the stack.'],
    [
      'files move before they expire',
      {
        [at('OutputBucket', 'LifecycleConfiguration', 'Rules')]: [
          { Prefix: 'exports/', Transitions: [{ TransitionInDays: 30 }] },
          { Prefix: 'exports/', ExpirationInDays: 30 },
        ],
      },
      'OutputBucket: what is below exports/ expires before it moves.',
    ],
    [
      'tables can be restored',
      { [at('Table', 'PointInTimeRecoverySpecification')]: undefined },
      'Table cannot be restored to a point in time.',
    ],
    [
      'tables can be restored',
      { [at('Table', 'SSESpecification')]: undefined },
      'Table is not encrypted with a key of KMS.',
    ],
    [
      'tables can be restored',
      { [at('Table', 'TimeToLiveSpecification')]: undefined },
      'Table keeps what has expired.',
    ],
    [
      'tables can be restored',
      { [at('Table', 'DeletionProtectionEnabled')]: false },
      'Table can be deleted.',
    ],
    ['events are archived, for a time', { EventArchive: undefined }, 'EventBus has no archive.'],
    [
      'events are archived, for a time',
      { [at('EventArchive', 'RetentionDays')]: 0 },
      'EventBus keeps its events for ever.',
    ],
    ['logs end', { [at('PushLogGroup', 'RetentionInDays')]: undefined }, 'PushLogGroup is kept for ever.'],
    [
      'secrets are made by AWS',
      { [at('WebhookSecret', 'SecretString')]: 'a' },
      'WebhookSecret has its value in the template.',
    ],
    [
      'names carry the stage',
      { [at('EventBus', 'Name')]: 'reelway' },
      'EventBus.Name is reelway, which another stage would be called, too.',
    ],
    [
      'names carry the stage',
      { [at('PushQueue', 'QueueName')]: 'production-pushes' },
      'PushQueue.QueueName is production-pushes, which another stage would be called, too.',
    ],
    [
      'names carry the stage',
      { [at('PushLambdaFunction', 'Environment', 'Variables', 'SITE')]: 'reelway-site' },
      "PushLambdaFunction.Environment.Variables.SITE mentions reelway-site, which is no stage's.",
    ],
    [
      'names carry the stage',
      { 'ApiGatewayAccount/DeletionPolicy': undefined },
      "ApiGatewayAccount is the account's, and would go with this stage.",
    ],
    [
      'alarms tell somebody',
      { [at('RepairsAlarm', 'AlarmActions')]: undefined },
      'RepairsAlarm tells nobody.',
    ],
    [
      'alarms tell somebody',
      { [at('RepairsAlarm', 'TreatMissingData')]: undefined },
      'RepairsAlarm does not say what missing figures mean.',
    ],
    [
      'alarms tell somebody',
      { [at('RepairsAlarm', 'EvaluationPeriods')]: 97 },
      'RepairsAlarm looks back 87300 s; CloudWatch does for 86400.',
    ],
    [
      'alarms tell somebody',
      { [at('RepairsAlarm', 'DatapointsToAlarm')]: 9 },
      'RepairsAlarm wants more figures than it looks at.',
    ],
    [
      'topics take alarms',
      { [at('AlarmTopic', 'KmsMasterKeyId')]: 'alias/aws/sns' },
      'AlarmTopic is encrypted with a key that CloudWatch may not use.',
    ],
    [
      'every alarm has a runbook',
      { [at('RepairsAlarm', 'AlarmDescription')]: 'Too many.' },
      'RepairsAlarm does not name its runbook.',
    ],
    [
      'every alarm has a runbook',
      { [at('RepairsAlarm', 'AlarmDescription')]: 'Runbook: docs/operations.md#nothing-of-that-name' },
      'RepairsAlarm names docs/operations.md#nothing-of-that-name, which is not there.',
    ],
    [
      'every metric is published',
      { [at('RepairsAlarm', 'MetricName')]: 'Repairs' },
      'RepairsAlarm looks at Repairs, which nothing publishes.',
    ],
    [
      'every API is throttled',
      { [at('HttpApiStage', 'DefaultRouteSettings')]: undefined },
      'HttpApiStage takes all that the account may.',
    ],
    [
      'every queue and every function has its alarms',
      { RenderDeadLetterQueueAlarm: undefined },
      'No alarm looks at ApproximateNumberOfMessagesVisible (AWS/SQS) of RenderDeadLetterQueue.',
    ],
    [
      'every queue and every function has its alarms',
      { RenderQueueAgeAlarm: undefined },
      'No alarm looks at ApproximateAgeOfOldestMessage (AWS/SQS) of RenderQueue.',
    ],
    [
      'every queue and every function has its alarms',
      { PushLambdaFunctionErrorsAlarm: undefined },
      'No alarm looks at Errors (AWS/Lambda) of PushLambdaFunction.',
    ],
    [
      'every queue and every function has its alarms',
      { PushLambdaFunctionThrottlesAlarm: undefined },
      'No alarm looks at Throttles (AWS/Lambda) of PushLambdaFunction.',
    ],
    [
      'every API notes its requests',
      { [at('HttpApiStage', 'AccessLogSettings')]: undefined },
      'HttpApiStage has no access log.',
    ],
    [
      'every API notes its requests',
      { [at('HttpApiStage', 'AccessLogSettings', 'Format')]: '$context.path' },
      'HttpApiStage notes what users wrote.',
    ],
  ])('%s: %j', (rule, changes, complaint) => {
    const complaints = { ...RULES, ...PROD_RULES }[rule];
    expect(complaints?.(changed(changes), 'prod')).toContain(complaint);
  });
});

it('anchors are those that GitHub gives to headings', () => {
  const page =
    '# Operations\n\n## Dead letters\n\n### `reconcile` is silent: what now?\n\ntext # no heading\n';
  expect(operation.anchorsOf(page)).toEqual(['operations', 'dead-letters', 'reconcile-is-silent-what-now']);
});
