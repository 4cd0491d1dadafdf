import { stripVTControlCharacters } from 'node:util';
import { deploy, functionName } from './deploy';
import { awsError, FakeAws } from './fake-aws';
import { remove, removePlan, type Confirm } from './remove';
import { readPackages, remotionVersion } from './steps';

const packages = readPackages();
const REGION = 'eu-central-1';
const BUCKET = 'reelway-prod-renders-123456789012-eu-central-1';
type Regions = readonly [string, ...string[]];
const quiet = () => undefined;

/** An account with these stages deployed. */
async function deployed(
  stages: readonly string[],
  regions: Regions = [REGION],
  hasLargeFunction = false,
): Promise<FakeAws> {
  const aws = new FakeAws(remotionVersion(packages));
  for (const stage of stages)
    await deploy({ stage, regions, hasLargeFunction, hasSmokeToken: false }, packages, aws, quiet);
  aws.sent.length = 0;
  return aws;
}

/** What is there of stages that is no data. */
const left = ({ account }: FakeAws): string[] =>
  [account.stacks, account.sites, account.functions, account.rules, account.roles].flatMap((each) => [
    ...each.keys(),
  ]);

async function run(aws: FakeAws, stage: string, answer = true, regions: Regions = [REGION]) {
  const lines: string[] = [];
  let asked = '';
  const confirm: Confirm = async (shown) => {
    asked = stripVTControlCharacters(shown.join('\n'));
    return answer;
  };
  const code = await remove({ stage, regions }, confirm, aws, (line = '') =>
    lines.push(stripVTControlCharacters(line)),
  );
  return { code, asked, text: lines.join('\n') };
}

describe('a removal', () => {
  it('takes away stack, site, function and role, in the reverse order', async () => {
    const aws = await deployed(['prod']);
    const { code } = await run(aws, 'prod');
    expect(code).toBe(0);
    expect(aws.names).toEqual([
      'STS.GetCallerIdentity',
      'CloudFormation.DescribeStacks',
      'IAM.GetRole',
      'S3.GetBucketLocation',
      'Remotion.getSites',
      'Lambda.GetFunctionConfiguration',
      'Lambda.GetFunctionConfiguration',
      'Serverless.remove',
      'Remotion.deleteSite',
      'Remotion.deleteFunction',
      'IAM.DeleteRolePolicy',
      'IAM.DeleteRole',
    ]);
    expect(left(aws)).toEqual([]);
  });

  it('keeps the data, and says where it is', async () => {
    const aws = await deployed(['prod']);
    const { asked } = await run(aws, 'prod');
    expect(asked).toBe(
      [
        'This will be removed:',
        '  - stack reelway-prod in eu-central-1',
        '  - site reelway-prod in eu-central-1',
        `  - function ${functionName('prod')} in eu-central-1`,
        '  - role reelway-prod-remotion',
        'This stays, and is yours to delete:',
        '  = table reelway-prod-table: projects, exports, counts',
        '  = bucket reelway-prod-outputbucket: finished files',
        `  = bucket ${BUCKET}: what Remotion keeps of renders`,
      ].join('\n'),
    );
    expect([...aws.account.buckets.keys()]).toEqual([BUCKET]);
  });

  it('touches nothing of another stage', async () => {
    const regions = ['eu-central-1', 'us-east-1'] as const;
    const aws = await deployed(['dev', 'prod'], regions);
    await run(aws, 'prod', true, regions);
    const alone = await deployed(['dev'], regions);
    expect(left(aws)).toEqual(left(alone));
  });

  it('does not take a stage for another whose name begins with it', async () => {
    const aws = await deployed(['prod-2']);
    const { asked } = await run(aws, 'prod');
    expect(asked).toContain('Nothing of stage prod was found.');
    expect(aws.names).not.toContain('Serverless.remove');
    expect(aws.names).not.toContain('Remotion.deleteSite');
    expect(aws.names).not.toContain('Remotion.deleteFunction');
  });

  it('changes nothing unless it is confirmed', async () => {
    const aws = await deployed(['prod']);
    const before = structuredClone(aws.account);
    const { code, text } = await run(aws, 'prod', false);
    expect(code).toBe(1);
    expect(text).toContain('Nothing was removed.');
    expect(aws.account).toEqual(before);
  });

  it('may be done twice', async () => {
    const aws = await deployed(['prod']);
    await run(aws, 'prod');
    aws.sent.length = 0;
    expect((await run(aws, 'prod')).code).toBe(0);
    expect(aws.names).not.toContain('Serverless.remove');
  });

  it('goes on where it failed', async () => {
    const aws = await deployed(['prod']);
    aws.failures.set('Remotion.deleteSite', awsError('SlowDown', 'Please reduce your request rate.'));
    const { code, text } = await run(aws, 'prod');
    expect(code).toBe(1);
    expect(text).toContain('Step 5 of 7 failed: Site in eu-central-1.');
    expect(text).toContain('npm run remove -- --stage prod --region eu-central-1');
    expect((await run(aws, 'prod')).code).toBe(0);
    expect(left(aws)).toEqual([]);
  });

  it('removes site, function and rule in every region', async () => {
    const regions = ['eu-central-1', 'us-east-1'] as const;
    const aws = await deployed(['prod'], regions);
    await run(aws, 'prod', true, regions);
    expect(left(aws)).toEqual([]);
    expect(
      aws.sent.filter(({ operation }) => operation === 'deleteFunction').map(({ region }) => region),
    ).toEqual(['us-east-1', 'eu-central-1']);
  });

  it.each(['IAM.DeleteRole', 'EventBridge.DeleteRule', 'Remotion.deleteFunction'])(
    'finishes what one that died before %s has begun',
    async (name) => {
      const regions = ['eu-central-1', 'us-east-1'] as const;
      const aws = await deployed(['prod'], regions);
      aws.failures.set(name, awsError('InternalFailure', 'Gone.'));
      expect((await run(aws, 'prod', true, regions)).code).toBe(1);
      expect((await run(aws, 'prod', true, regions)).code).toBe(0);
      expect(left(aws)).toEqual([]);
    },
  );

  it('makes the calls that its plan shows', async () => {
    const regions = ['eu-central-1', 'us-east-1'] as const;
    const aws = await deployed(['prod'], regions, true);
    await run(aws, 'prod', true, regions);
    const shown = removePlan({ stage: 'prod', regions }, async () => true).flatMap(({ calls }) => calls);
    expect(aws.names).toEqual(shown.map(({ service, operation }) => `${service}.${operation}`));
  });
});
