import {
  evaluateConditions,
  nameResources,
  resolveIntrinsics,
  TemplateError,
  type StackIdentity,
} from './cloudformation';

const identity: StackIdentity = {
  service: 'reelway',
  stage: 'local',
  region: 'us-east-1',
  conditions: { HasTable: true, HasCdn: false },
};
const sqsUrl = 'http://127.0.0.1:9324';

const resources = nameResources(
  {
    Table: { Type: 'AWS::DynamoDB::Table' },
    RenderQueue: { Type: 'AWS::SQS::Queue' },
    OutputBucket: { Type: 'AWS::S3::Bucket' },
    NamedBucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: { 'Fn::Sub': 'films-${AWS::Region}' } },
    },
    EventBus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'reelway-local' } },
    RenderRule: { Type: 'AWS::Events::Rule', Properties: { EventBusName: { Ref: 'EventBus' } } },
    DefaultRule: { Type: 'AWS::Events::Rule' },
    WebhookSecret: { Type: 'AWS::SecretsManager::Secret' },
    Policy: { Type: 'AWS::SQS::QueuePolicy' },
  },
  { graphql: { name: 'reelway-local-graphql' }, 'on-end_x': { name: 'reelway-local-on-end' } },
  identity,
  sqsUrl,
);

const resolve = (value: unknown) => resolveIntrinsics(value, resources, identity, 'provider.environment.X');

const cases: [name: string, value: unknown, result: unknown][] = [
  ['a plain value', 7, 7],
  ['Ref of a table', { Ref: 'Table' }, 'reelway-local-table'],
  ['Ref of a queue: its URL', { Ref: 'RenderQueue' }, `${sqsUrl}/000000000000/reelway-local-renderqueue`],
  ['Ref of a bucket', { Ref: 'OutputBucket' }, 'reelway-local-outputbucket'],
  ['a name from the template', { Ref: 'NamedBucket' }, 'films-us-east-1'],
  ['Ref of a bus', { Ref: 'EventBus' }, 'reelway-local'],
  [
    'Ref of a secret: its ARN',
    { Ref: 'WebhookSecret' },
    'arn:aws:secretsmanager:us-east-1:000000000000:secret:reelway-local-webhooksecret',
  ],
  ['Ref of a function', { Ref: 'GraphqlLambdaFunction' }, 'reelway-local-graphql'],
  ['a function key with signs', { Ref: 'OnDashendUnderscorexLambdaFunction' }, 'reelway-local-on-end'],
  [
    'the ARN of a table',
    { 'Fn::GetAtt': ['Table', 'Arn'] },
    'arn:aws:dynamodb:us-east-1:000000000000:table/reelway-local-table',
  ],
  [
    'the ARN of a queue, dotted',
    { 'Fn::GetAtt': 'RenderQueue.Arn' },
    'arn:aws:sqs:us-east-1:000000000000:reelway-local-renderqueue',
  ],
  ['the name of a queue', { 'Fn::GetAtt': ['RenderQueue', 'QueueName'] }, 'reelway-local-renderqueue'],
  [
    'the ARN of a bucket',
    { 'Fn::GetAtt': ['OutputBucket', 'Arn'] },
    'arn:aws:s3:::reelway-local-outputbucket',
  ],
  [
    'the ARN of a bus',
    { 'Fn::GetAtt': ['EventBus', 'Arn'] },
    'arn:aws:events:us-east-1:000000000000:event-bus/reelway-local',
  ],
  [
    'the ARN of a rule on a bus',
    { 'Fn::GetAtt': ['RenderRule', 'Arn'] },
    'arn:aws:events:us-east-1:000000000000:rule/reelway-local/reelway-local-renderrule',
  ],
  [
    'the ARN of a rule on the default bus',
    { 'Fn::GetAtt': ['DefaultRule', 'Arn'] },
    'arn:aws:events:us-east-1:000000000000:rule/reelway-local-defaultrule',
  ],
  [
    'Sub',
    { 'Fn::Sub': '${AWS::Partition}/${Table}/${Table.Arn}/${!Kept}' },
    expect.stringMatching(/^aws\/reelway-local-table\/arn:.*\/\$\{Kept\}$/),
  ],
  [
    'Sub with variables',
    { 'Fn::Sub': ['${Bus}:${AWS::AccountId}', { Bus: { Ref: 'EventBus' } }] },
    'reelway-local:000000000000',
  ],
  ['Join', { 'Fn::Join': ['/', ['a', { Ref: 'AWS::StackName' }]] }, 'a/reelway-local'],
  ['Select and Split', { 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b'] }] }, 'b'],
  ['a value within lists and objects', [{ to: { Ref: 'EventBus' } }], [{ to: 'reelway-local' }]],
  ['If that holds', { 'Fn::If': ['HasTable', { Ref: 'Table' }, 'none'] }, 'reelway-local-table'],
  [
    'If that does not hold, whatever the other branch names',
    { 'Fn::If': ['HasCdn', { Ref: 'Cdn' }, ''] },
    '',
  ],
  ['an item that If leaves out', [{ 'Fn::If': ['HasCdn', 1, { Ref: 'AWS::NoValue' }] }, 2], [2]],
  ['NoValue', { kept: 1, gone: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
];

const errors: [name: string, value: unknown, message: RegExp][] = [
  ['an unknown Ref', { Ref: 'Tabel' }, /provider\.environment\.X: Ref of "Tabel"/],
  ['a type that is not emulated', { Ref: 'Policy' }, /Ref of "Policy", which no emulator knows/],
  ['an unknown attribute', { 'Fn::GetAtt': ['Table', 'StreamArn'] }, /Table has no attribute "StreamArn"/],
  ['an unknown logical id of GetAtt', { 'Fn::GetAtt': ['Nope', 'Arn'] }, /Fn::GetAtt of "Nope"/],
  ['an unknown variable of Sub', { 'Fn::Sub': 'x${Nope}' }, /Ref of "Nope"/],
  [
    'an unknown intrinsic',
    { deep: [{ 'Fn::ImportValue': 'x' }] },
    /X\.deep\[0\]: the intrinsic Fn::ImportValue/,
  ],
  ['Sub of no string', { 'Fn::Sub': 7 }, /Fn::Sub takes a string/],
  ['Join without a list', { 'Fn::Join': ['/', 'a'] }, /Fn::Join takes a list/],
  ['If of no condition', { 'Fn::If': ['Nope', 1, 2] }, /Fn::If of "Nope", which is no condition/],
  ['Select beyond the end', { 'Fn::Select': [2, ['a']] }, /no item 2/],
];

describe('CloudFormation intrinsics', () => {
  it.each(cases)('resolve %s', (_name, value, result) => {
    expect(resolve(value)).toEqual(result);
  });

  it.each(errors)('are refused for %s, naming the place', (_name, value, message) => {
    expect(() => resolve(value)).toThrow(TemplateError);
    expect(() => resolve(value)).toThrow(message);
  });
});

describe('CloudFormation conditions', () => {
  it('hold or not by what is known at the deploy', () => {
    const conditions = {
      IsLocal: { 'Fn::Equals': [{ 'Fn::Sub': '${AWS::StackName}' }, 'reelway-local'] },
      IsEmpty: { 'Fn::Equals': ['', ''] },
      IsOther: { 'Fn::Not': [{ Condition: 'IsLocal' }] },
      Both: { 'Fn::And': [{ Condition: 'IsLocal' }, { Condition: 'IsOther' }] },
      Either: { 'Fn::Or': [{ Condition: 'IsOther' }, { 'Fn::Equals': [true, 'true'] }] },
    };
    expect(evaluateConditions(conditions, identity)).toEqual({
      ...{ IsLocal: true, IsEmpty: true, IsOther: false },
      ...{ Both: false, Either: true },
    });
  });

  it.each([
    ['names what is not there', { One: { Condition: 'Two' } }, /Conditions\.Two: there is no such condition/],
    [
      'names itself',
      { One: { 'Fn::Not': [{ Condition: 'One' }] } },
      /Conditions\.One: .* or it names itself/,
    ],
    ['is something else', { One: { Ref: 'Table' } }, /Conditions\.One: Ref does not make a condition/],
  ])('are refused where one %s', (_name, conditions, message) => {
    expect(() => evaluateConditions(conditions, identity)).toThrow(TemplateError);
    expect(() => evaluateConditions(conditions, identity)).toThrow(message);
  });
});
