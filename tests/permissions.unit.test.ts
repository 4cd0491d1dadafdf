// What each function may do, by its role in the packaged template, beside what it was seen to do in all flows.
import { LARGE_RENDER_FUNCTION, RENDER_BUCKET, RENDER_FUNCTION } from '../local/permissions';
import { stackParams } from '../deploy/deploy';
import { allows, grantsOf, matches, type Deed, type Grant } from './permissions/iam';
import { knownCalls } from './permissions/recording';
import { packagedTemplate, ResolvedTemplate } from './permissions/template';

/** An account as IAM sees it; the same as the local world's. */
const ACCOUNT = '000000000000';
const PACKAGING_TIMEOUT_MS = 300_000;

/** A stage as it is without a deploy's params, and one as a deploy makes it: in two regions, with both functions. */
const STAGES = {
  dev: {},
  prod: stackParams({ stage: 'prod', regions: ['us-east-1', 'eu-west-1'], hasLargeFunction: true }, ACCOUNT),
} as const;
type Stage = keyof typeof STAGES;

/** What a role may do although no flow does it, and the reason. */
const EXCEPTIONS: readonly { readonly grant: RegExp; readonly reason: string }[] = [
  {
    grant:
      /^logs:(CreateLogStream|CreateLogGroup|PutLogEvents) arn:aws:logs:[^*]+:log-group:\/aws\/lambda\/[\w-]+:\*:\*$/,
    reason: 'Lambda writes logs with the role of the function; iam-roles-per-function adds this to each.',
  },
];

/** The only resources that may be `*`, and the reason. */
const WITHOUT_RESOURCE: Readonly<Record<string, string>> = {
  'xray:PutTraceSegments': 'X-Ray knows no resources for writing.',
  'xray:PutTelemetryRecords': 'X-Ray knows no resources for writing.',
};

/** What a function needs: what it was seen to do, and what Lambda does for it with its role. */
interface Needs {
  readonly functionKey: string;
  readonly roleId: string;
  readonly deeds: readonly Deed[];
  readonly grants: readonly Grant[];
}

const textOf = ({ action, resource }: Grant): string => `${action} ${resource}`;
const refOf = (value: unknown): string => {
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  return Ref ?? attribute?.[0] ?? '';
};

/** Calls with the names of a stage. Whatever is rendered abroad is looked at in every region. */
function deedsOf(template: ResolvedTemplate, lines: readonly string[], stage: Stage): Deed[] {
  const functions = template.ofType('AWS::Lambda::Function');
  const { Environment } = Object.fromEntries(functions).RenderLambdaFunction ?? {};
  const variables = (Environment as { Variables: Record<string, string> }).Variables;
  const { REMOTION_FUNCTION_NAME = '', REMOTION_LARGE_FUNCTION_NAME } = variables;
  // Named after account and region where no deploy gives its name.
  const bucket = String(template.resolve(variables.REMOTION_BUCKET, 'REMOTION_BUCKET'));
  const regions = stage === 'prod' ? ['us-east-1', 'eu-west-1'] : ['us-east-1'];
  return lines.flatMap((line) => {
    const [action = '', resource = ''] = line.split(' ');
    // A stage that has no larger function never calls it.
    if (resource.includes(LARGE_RENDER_FUNCTION) && !REMOTION_LARGE_FUNCTION_NAME) return [];
    const all = regions.map((region) => ({
      action,
      resource: template.substitute(resource, {
        ...{ Stage: stage, RenderRegion: region },
        [RENDER_FUNCTION]: REMOTION_FUNCTION_NAME,
        [LARGE_RENDER_FUNCTION]: REMOTION_LARGE_FUNCTION_NAME ?? '',
        [RENDER_BUCKET]: bucket.replace(/us-east-1$/, region),
      }),
    }));
    return all.filter((deed, index) => all.findIndex((one) => textOf(one) === textOf(deed)) === index);
  });
}

/** What Lambda does with the role of a function: it reads queues, brings failures to a queue, and sends traces. */
function deedsOfLambda(template: ResolvedTemplate, functionId: string): Deed[] {
  const arnOf = (id: unknown): string => String(template.resolve(id, functionId));
  const own = (type: string): Readonly<Record<string, unknown>>[] =>
    template.ofType(type).flatMap(([, properties]) => {
      return JSON.stringify(properties.FunctionName).includes(`"${functionId}"`) ? [properties] : [];
    });
  const queues = own('AWS::Lambda::EventSourceMapping').map(({ EventSourceArn }) => arnOf(EventSourceArn));
  const destinations = own('AWS::Lambda::EventInvokeConfig').flatMap(({ DestinationConfig }) => {
    const { OnFailure } = (DestinationConfig ?? {}) as { OnFailure?: { Destination: unknown } };
    return OnFailure === undefined ? [] : [arnOf(OnFailure.Destination)];
  });
  const { TracingConfig } = Object.fromEntries(template.ofType('AWS::Lambda::Function'))[functionId] ?? {};
  const isTraced = (TracingConfig as { Mode?: string } | undefined)?.Mode === 'Active';
  return [
    ...queues.flatMap((resource) =>
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].map((action) => ({
        action,
        resource,
      })),
    ),
    ...destinations.map((resource) => ({ action: 'sqs:SendMessage', resource })),
    ...(isTraced ? Object.keys(WITHOUT_RESOURCE).map((action) => ({ action, resource: 'trace' })) : []),
  ];
}

function needsOf(template: ResolvedTemplate, stage: Stage): Needs[] {
  const calls = knownCalls();
  return template.ofType('AWS::Lambda::Function').map(([functionId, { Role }]) => {
    const name = functionId.replace(/LambdaFunction$/, '');
    const functionKey = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    const roleId = refOf(Role);
    return {
      ...{ functionKey, roleId },
      deeds: [...deedsOf(template, calls[functionKey] ?? [], stage), ...deedsOfLambda(template, functionId)],
      grants: grantsOf(template.statementsOf(roleId)),
    };
  });
}

describe.each(Object.keys(STAGES) as Stage[])('the roles of stage %s', (stage) => {
  let template: ResolvedTemplate;
  let needs: Needs[];

  beforeAll(async () => {
    template = new ResolvedTemplate(await packagedTemplate(stage, STAGES[stage]));
    needs = needsOf(template, stage);
  }, PACKAGING_TIMEOUT_MS);

  it('are one for each function, and no other function has it', () => {
    const roles = needs.map(({ roleId }) => roleId);

    expect(roles).toEqual(
      needs.map(
        ({ functionKey: key }) => `${key.charAt(0).toUpperCase()}${key.slice(1)}IamRoleLambdaExecution`,
      ),
    );
    expect(new Set(roles).size).toBe(roles.length);
  });

  it('belong to functions whose calls were recorded', () => {
    expect(needs.map(({ functionKey }) => functionKey).sort()).toEqual(Object.keys(knownCalls()).sort());
  });

  it('allow every call', () => {
    const refused = needs.flatMap(({ functionKey, deeds, grants }) =>
      deeds
        .filter((deed) => !grants.some((grant) => allows(grant, deed)))
        .map((deed) => `${functionKey}: ${textOf(deed)}`),
    );

    expect(refused).toEqual([]);
  });

  it('allow nothing that nobody does', () => {
    const unused = needs.flatMap(({ functionKey, deeds, grants }) =>
      grants
        .filter((grant) => !deeds.some((deed) => allows(grant, deed)))
        .map(textOf)
        .filter((text) => !EXCEPTIONS.some(({ grant }) => grant.test(text)))
        .map((text) => `${functionKey}: ${text}`),
    );

    expect(unused).toEqual([]);
  });

  it('allow each thing once', () => {
    const twice = needs.flatMap(({ functionKey, grants }) => {
      // A stage without a larger function names the usual one in its place.
      const texts = grants.filter(({ action }) => action !== 'lambda:InvokeFunction').map(textOf);
      return texts
        .filter((text, index) => texts.indexOf(text) !== index)
        .map((text) => `${functionKey}: ${text}`);
    });

    expect(twice).toEqual([]);
  });

  it('name their resources, of buckets the folder, and no action by a pattern', () => {
    const broad = needs.flatMap(({ functionKey, grants }) =>
      grants
        .filter(
          ({ action, resource }) =>
            action.includes('*') ||
            (/^[*:a-z]*$/.test(resource) && WITHOUT_RESOURCE[action] === undefined) ||
            (action.startsWith('s3:') && /^arn:aws:s3:::[^/]*\/\*$/.test(resource)),
        )
        .map((grant) => `${functionKey}: ${textOf(grant)}`),
    );

    expect(broad).toEqual([]);
  });

  it('are all there are: no function could be given another', () => {
    const roles = template
      .ofType('AWS::IAM::Role')
      .filter(([, { AssumeRolePolicyDocument: trust }]) =>
        JSON.stringify(trust).includes('lambda.amazonaws.com'),
      )
      .map(([id]) => id);

    expect(roles.sort()).toEqual(needs.map(({ roleId }) => roleId).sort());
  });
});

describe('exceptions', () => {
  it('have a reason each', () => {
    const reasons = [...EXCEPTIONS.map(({ reason }) => reason), ...Object.values(WITHOUT_RESOURCE)];

    expect(reasons.every((reason) => reason.length > 20)).toBe(true);
  });
});

describe('a pattern of IAM', () => {
  it.each([
    ['arn:aws:s3:::bucket/exports/*', 'arn:aws:s3:::bucket/exports/a/b', true],
    ['arn:aws:s3:::bucket/exports/*', 'arn:aws:s3:::bucket/segments/a', false],
    ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/exports/a', false],
    ['arn:aws:s3:::b.cket', 'arn:aws:s3:::bucket', false],
    ['arn:aws:s3:::b?cket', 'arn:aws:s3:::bucket', true],
    ['*', 'anything', true],
  ])('%s fits %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('is of no matter for what stands in another statement', () => {
    const grants = grantsOf([
      { actions: ['dynamodb:GetItem'], resources: ['table'] },
      { actions: ['dynamodb:Query'], resources: ['table/index/gsi1'] },
    ]);

    expect(grants.some((grant) => allows(grant, { action: 'dynamodb:Query', resource: 'table' }))).toBe(
      false,
    );
    expect(grants.some((grant) => allows(grant, { action: 'dynamodb:getitem', resource: 'table' }))).toBe(
      true,
    );
  });
});
