import { lint } from './lint';
import { readTemplate, STAGES, type Json, type Resource, type Template } from './template';

it.each(STAGES)('the template of %s is one that CloudFormation takes', (stage) => {
  expect(lint(readTemplate(stage))).toEqual([]);
});

const queue: Resource = { Type: 'AWS::SQS::Queue' };
const role: Resource = {
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Statement: [] } },
};

const withResources = (Resources: Record<string, unknown>, rest: Record<string, unknown> = {}): Template =>
  ({ Resources, ...rest }) as unknown as Template;

const queueWith = (Properties: Record<string, Json>): Template =>
  withResources({ Queue: { ...queue, Properties }, Other: queue });

/** A queue whose name may mention anything. */
const mention = (value: Json): Template => queueWith({ QueueName: value });

describe('a template', () => {
  it.each<[string, Template, string[]]>([
    [
      'of an unknown type',
      withResources({ Queue: { Type: 'AWS::SQS::Queues' } }),
      ['Queue: there is no type AWS::SQS::Queues.'],
    ],
    [
      'with a misplaced property',
      withResources({ Queue: { ...queue, VisibilityTimeout: 30 } }),
      ['Queue: a resource has no VisibilityTimeout.'],
    ],
    [
      'with an unknown property',
      queueWith({ VisibilityTimeOut: 30 }),
      ['Queue: there is no property VisibilityTimeOut.'],
    ],
    [
      'with an unknown property further down',
      withResources({
        Bucket: {
          Type: 'AWS::S3::Bucket',
          Properties: { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationDays: 1 }] } },
        },
      }),
      ['Bucket.LifecycleConfiguration.Rules[0]: there is no property ExpirationDays.'],
    ],
    [
      'without what is required',
      withResources({ Role: { Type: 'AWS::IAM::Role' } }),
      ['Role: AssumeRolePolicyDocument is missing.'],
    ],
    [
      'with a text for a number',
      queueWith({ VisibilityTimeout: 'long' }),
      ['Queue.VisibilityTimeout: long is no number.'],
    ],
    [
      'with half a second',
      queueWith({ VisibilityTimeout: 1.5 }),
      ['Queue.VisibilityTimeout: 1.5 is no integer.'],
    ],
    ['with a list for a text', queueWith({ QueueName: ['a'] }), ['Queue.QueueName: a string is wanted.']],
    [
      'with a text for a boolean',
      queueWith({ SqsManagedSseEnabled: 'yes' }),
      ['Queue.SqsManagedSseEnabled: yes is no boolean.'],
    ],
    [
      'with a value that is not allowed',
      withResources({ Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupClass: 'CHEAP' } } }),
      ['Logs.LogGroupClass: CHEAP is none of STANDARD, INFREQUENT_ACCESS, DELIVERY.'],
    ],
    ['that mentions nothing there', mention({ Ref: 'Queu' }), ['Queue.QueueName: there is no Queu.']],
    [
      'that mentions an attribute that is not there',
      mention({ 'Fn::GetAtt': ['Other', 'Url'] }),
      ['Queue.QueueName: Other (AWS::SQS::Queue) has no attribute Url.'],
    ],
    [
      'that substitutes nothing there',
      mention({ 'Fn::Sub': 'a-${Othr.Arn}' }),
      ['Queue.QueueName: there is no Othr.'],
    ],
    [
      'that mentions an unknown pseudo parameter',
      mention({ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Regoin' }]] }),
      ['Queue.QueueName.Fn::Join[1][1]: there is no AWS::Regoin.'],
    ],
    [
      'that depends on nothing there',
      withResources({ Queue: { ...queue, DependsOn: ['Role'] } }),
      ['Queue: depends on Role, which is not there.'],
    ],
    [
      'whose output mentions nothing there',
      withResources({ Queue: queue }, { Outputs: { Url: { Value: { Ref: 'Queues' } } } }),
      ['Outputs.Url.Value: there is no Queues.'],
    ],
    [
      'in which two wait for each other',
      withResources({
        Queue: queue,
        A: { ...role, DependsOn: 'B' },
        B: { ...role, DependsOn: ['A', 'Queue'] },
      }),
      ['These wait for each other: A, B.'],
    ],
    [
      'with an unknown condition',
      withResources({ Queue: { ...queue, Condition: 'Wanted' } }),
      ['Queue: there is no condition Wanted.'],
    ],
    [
      'with more resources than a stack has',
      withResources(Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`Queue${index}`, queue]))),
      ['There are 501 resources; a stack has 500.'],
    ],
  ])('%s is refused', (_, template, complaints) => {
    expect(lint(template)).toEqual(complaints);
  });

  it.each<[string, Template]>([
    [
      'with numbers and booleans as texts',
      queueWith({ VisibilityTimeout: '30', SqsManagedSseEnabled: 'true' }),
    ],
    ['with what only AWS knows', queueWith({ VisibilityTimeout: { 'Fn::ImportValue': 'a' } })],
    [
      'with variables of its own',
      mention({ 'Fn::Sub': ['${Name}-${!Literal}-${Other.Arn}', { Name: 'a' }] }),
    ],
    ['with pseudo parameters', mention({ 'Fn::Sub': '${AWS::StackName}-${AWS::Region}' })],
    ['with an attribute in one text', mention({ 'Fn::GetAtt': 'Other.QueueName' })],
  ])('%s is taken', (_, template) => {
    expect(lint(template)).toEqual([]);
  });
});

describe('what is only there under a condition', () => {
  const Conditions = {
    Wanted: { 'Fn::Equals': ['a', 'b'] },
    Both: { 'Fn::And': [{ Condition: 'Wanted' }, { 'Fn::Equals': ['a', 'b'] }] },
    Other: { 'Fn::Equals': ['a', 'b'] },
  };
  const mentionUnder = (QueueName: Json, Condition?: string): string[] =>
    lint(
      withResources(
        {
          Optional: { ...queue, Condition: 'Wanted' },
          Queue: { ...queue, Properties: { QueueName }, ...(Condition === undefined ? {} : { Condition }) },
        },
        { Conditions },
      ),
    );
  const name = { 'Fn::GetAtt': ['Optional', 'QueueName'] };

  it.each<[string, Json, string | undefined]>([
    ['is mentioned under the same condition', name, 'Wanted'],
    ['is mentioned under one that is the same and more', name, 'Both'],
    ['is mentioned where the condition holds', { 'Fn::If': ['Wanted', name, 'a'] }, undefined],
    [
      'is mentioned where it holds, further out',
      { 'Fn::If': ['Wanted', { 'Fn::If': ['Other', 'a', name] }, 'a'] },
      undefined,
    ],
  ])('%s', (_, value, condition) => {
    expect(mentionUnder(value, condition)).toEqual([]);
  });

  it.each<[string, Json, string | undefined]>([
    ['without it', name, undefined],
    ['under another', name, 'Other'],
    ['where it does not hold', { 'Fn::If': ['Wanted', 'a', name] }, undefined],
  ])('may not be mentioned %s', (_, value, condition) => {
    expect(mentionUnder(value, condition)).toEqual([
      expect.stringContaining('Optional is only there under Wanted.'),
    ]);
  });
});
