import { existsSync } from 'node:fs';
import path from 'node:path';

type PluginClass = new (serverless: object) => { hooks: { initialize: () => void } };
const OptionsPlugin = jest.requireActual<PluginClass>('./options-plugin.cjs');

interface Definition {
  layers?: unknown[];
  environment?: Record<string, string>;
  package?: { patterns: string[] };
  iamRoleStatements: object[];
}

const ofBucket = {
  Effect: 'Allow',
  Action: ['s3:GetObject', 's3:DeleteObject'],
  Resource: { 'Fn::Sub': '${OutputBucket.Arn}/*' },
};
const ofTable = { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: { 'Fn::GetAtt': 'Table.Arn' } };
const ofBoth = { ...ofBucket, Resource: [ofBucket.Resource, ofTable.Resource] };
const ofList = { ...ofBucket, Action: ['s3:ListBucket'] };
const REMOTION_FUNCTION = { 'Fn::Sub': 'arn:aws:lambda:*:${AWS::AccountId}:function:f' };
const ofRemotion = () => ({
  ...{ Effect: 'Allow', Action: ['lambda:InvokeFunction'] },
  Resource: [REMOTION_FUNCTION, REMOTION_FUNCTION],
});
const definitions = (): Record<string, Definition> => ({
  graphql: { layers: ['icons'], environment: { A: '1' }, iamRoleStatements: [ofTable, ofBucket] },
  render: { iamRoleStatements: [ofBucket, ofList, ofRemotion()] },
  previews: { iamRoleStatements: [ofBoth] },
  callbacks: { iamRoleStatements: [ofTable] },
});
const none = {
  outputEndpoint: '',
  downloadPublicKey: '',
  downloadPublicKey2: '',
  sentryLayerArn: '',
  sentryDsn: '',
};

/** The functions as they are packaged with these params. */
function packaged(options: object, environment: Record<string, string> = {}) {
  const functions = definitions();
  const provider = { stage: 'prod', environment };
  const service = { service: 'reelway', provider, functions, custom: { options: { ...none, ...options } } };
  new OptionsPlugin({ service }).hooks.initialize();
  return functions;
}

describe('a stage', () => {
  it('that asks for nothing gets nothing', () => {
    const { render: _, ...others } = packaged({});
    const { render: __, ...before } = definitions();
    expect(others).toEqual(before);
  });

  it('that has errors tracked gets layer, variables and the file in every function, beside what they have', () => {
    const layer = 'arn:aws:lambda:us-east-1:943013980633:layer:SentryNodeServerlessSDKv10:1';
    const dsn = 'https://key@o1.ingest.sentry.io/1';
    const tracked = packaged(
      { sentryLayerArn: layer, sentryDsn: dsn, sentrySampleRate: 0.5 },
      { NODE_OPTIONS: '--enable-source-maps' },
    );
    const environment = {
      ...{ SENTRY_DSN: dsn, SENTRY_SAMPLE_RATE: '0.5' },
      NODE_OPTIONS: '--enable-source-maps --require /var/task/deploy/sentry.cjs',
    };
    expect(tracked.graphql).toMatchObject({
      ...{ layers: ['icons', layer], environment: { A: '1', ...environment } },
      package: { patterns: ['deploy/sentry.cjs'] },
    });
    expect(tracked.callbacks).toMatchObject({ layers: [layer], environment });
    expect(tracked.callbacks?.iamRoleStatements).toEqual([ofTable]);
    expect(existsSync(path.join(__dirname, 'sentry.cjs'))).toBe(true);
  });

  const mayRead = (name: string) => ({
    ...{ Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'] },
    Resource: {
      'Fn::Sub': `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:reelway-prod-${name}-??????`,
    },
  });

  it('whose files are in another store reads its credentials where it had to do with files, and has no right on them in S3', () => {
    const { graphql, previews, callbacks } = packaged({ outputEndpoint: 'https://x.example' });
    expect(graphql?.iamRoleStatements).toEqual([ofTable, mayRead('outputs')]);
    expect(previews?.iamRoleStatements).toEqual([
      { ...ofBoth, Resource: ofTable.Resource },
      mayRead('outputs'),
    ]);
    expect(callbacks?.iamRoleStatements).toEqual([ofTable]);
  });

  it('with CloudFront downloads reads its key where URLs are given out, and no file where none was looked at', () => {
    const { graphql, render, previews, callbacks } = packaged({
      downloadPublicKey: '-----BEGIN PUBLIC KEY-----',
    });
    expect(graphql?.iamRoleStatements).toEqual([
      ofTable,
      { ...ofBucket, Action: ['s3:DeleteObject'] },
      mayRead('download-1'),
    ]);
    expect(render?.iamRoleStatements).toEqual([ofBucket, ofList, expect.anything(), mayRead('download-1')]);
    expect(previews?.iamRoleStatements).toEqual([ofBoth]);
    expect(callbacks?.iamRoleStatements).toEqual([ofTable]);
  });

  it('that goes from one CloudFront key to another reads both', () => {
    const { graphql } = packaged({ downloadPublicKey: 'one', downloadPublicKey2: 'two' });
    expect(graphql?.iamRoleStatements.slice(-2)).toEqual([mayRead('download-1'), mayRead('download-2')]);
  });

  const calls = (functions: Record<string, Definition>): object | undefined =>
    functions.render?.iamRoleStatements[2];
  const invocation = (...arns: string[]) => ({
    ...{ Effect: 'Allow', Action: ['lambda:InvokeFunction'] },
    Resource: arns.map((arn) => ({ 'Fn::Sub': arn })),
  });

  it("calls Remotion's functions in its own region, and the one that there is once", () => {
    expect(calls(packaged({}))).toEqual(
      invocation('arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:f'),
    );
  });

  it('calls them in the regions that render, and in no other', () => {
    expect(calls(packaged({ remotionRegions: 'us-east-1=3, eu-west-1=1' }))).toEqual(
      invocation(
        'arn:aws:lambda:us-east-1:${AWS::AccountId}:function:f',
        'arn:aws:lambda:eu-west-1:${AWS::AccountId}:function:f',
      ),
    );
  });
});
