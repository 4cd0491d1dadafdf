import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deploy } from './deploy';
import { examine } from './doctor';
import { FakeAws } from './fake-aws';
import { actionsOf, permissionsTable } from './permissions';
import { remove } from './remove';
import { readPackages, remotionVersion } from './steps';

const packages = readPackages();
const OPTIONS = { stage: 'prod', regions: ['eu-central-1', 'us-east-1'], hasLargeFunction: true } as const;
const quiet = (): void => undefined;

/** Every call of a stage's life: a deploy from nothing, one more, the doctor, and the removal. */
async function callsOfALife(): Promise<Set<string>> {
  const aws = new FakeAws(remotionVersion(packages));
  for (let count = 0; count < 2; count += 1)
    await deploy({ ...OPTIONS, hasSmokeToken: true }, packages, aws, quiet);
  await examine(OPTIONS, packages, aws);
  expect(await remove(OPTIONS, async () => true, aws, quiet)).toBe(0);
  return new Set(aws.names);
}

describe('what the deploying user needs', () => {
  it('is in docs/deploy.md: every action of every call, and no other', async () => {
    const doc = readFileSync(path.join(__dirname, '../docs/deploy.md'), 'utf8');

    expect(doc).toContain(permissionsTable(await callsOfALife()));
  });

  it.each([
    ['S3.PutPublicAccessBlock', ['s3:PutBucketPublicAccessBlock']],
    ['EventBridge.PutRule', ['events:PutRule']],
    ['STS.GetCallerIdentity', []],
    ['Serverless.deploy', ['cloudformation:ValidateTemplate']],
    ['Lambda.CreateFunction', ['lambda:CreateFunction', 'lambda:GetLayerVersion', 'iam:PassRole']],
    ['Remotion.getFunctionInfo', ['lambda:GetFunction', 'lambda:InvokeFunction']],
    ['Remotion.deleteSite', ['s3:ListBucket', 's3:DeleteObject']],
  ])('for %s is %j', (name, actions) => {
    expect(actionsOf(name)).toEqual(actions);
  });

  it.each(['Remotion.unheardOf', 'Athena.Query'])('is not made up for %s', (name) => {
    expect(() => actionsOf(name)).toThrow(/^It is not known what/);
  });
});
