import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pageOf } from './snapshot';
import { STAGES, templateText } from './template';

describe('the pages of the templates', () => {
  it.each(STAGES)('say what %s deploys; `npm run template:update` writes them', (stage) => {
    const file = path.join(__dirname, `${stage}.yml`);
    const page = pageOf(templateText(stage));
    if (process.env.REELWAY_TEMPLATES === 'update') writeFileSync(file, page);
    expect(page.split('\n')).toEqual((existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n'));
  });

  const template = (time: string, digest: string): string =>
    JSON.stringify({
      Resources: {
        [`PushLambdaVersion${digest}`]: {
          Type: 'AWS::Lambda::Version',
          Properties: { CodeSha256: `${digest}=` },
        },
        [`WebsocketsDeployment${digest}`]: { Type: 'AWS::ApiGatewayV2::Deployment' },
        PushLambdaFunction: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Code: { S3Key: `serverless/reelway/dev/${time}/push.zip` },
            Role: { 'Fn::GetAtt': ['PushRole', 'Arn'] },
            Timeout: 30,
          },
        },
      },
    });
  const one = template(
    '1795309847772-2026-11-22T01:10:47.772Z',
    'I6hD4MgHgsj0UmVC47kWbtu9fbsO5HH3R0mB0aoIWeI',
  );
  const other = template(
    '1795309847999-2026-11-23T01:10:47.999Z',
    'L6XXDfe3A9xNA8mQfkd6ku4RkcoiDNoxhMHYAhqxHgQ',
  );

  it('are the same for other code at another time', () => {
    expect(pageOf(one)).toBe(pageOf(other));
  });

  it('are not the same for another setting', () => {
    expect(pageOf(one)).not.toBe(pageOf(one.replace('"Timeout":30', '"Timeout":31')));
  });

  it('are written as CloudFormation is', () => {
    expect(pageOf(one)).toBe(`Resources:
  PushLambdaFunction:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        S3Key: serverless/reelway/dev/<time>/push.zip
      Role: !GetAtt PushRole.Arn
      Timeout: 30
  PushLambdaVersion:
    Type: AWS::Lambda::Version
    Properties:
      CodeSha256: <digest>
  WebsocketsDeployment:
    Type: AWS::ApiGatewayV2::Deployment
`);
  });
});
