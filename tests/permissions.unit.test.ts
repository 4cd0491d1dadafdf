// What each function may do, by its role in the packaged template, beside what it was seen to do in all flows.
import {
  DOWNLOAD_SECRET,
  LARGE_RENDER_FUNCTION,
  OTHER_REGION,
  OTHER_RENDER_BUCKET,
  OUTPUT_SECRET,
  RENDER_BUCKET,
  RENDER_FUNCTION,
} from '../local/permissions';
import { allows, grantsOf, matches, type Deed, type Grant } from './permissions/iam';
import { isWild, REASONS, reasonFor } from './permissions/reasons';
import { assertKnownCalls, callsWith, knownCalls, type Recording } from './permissions/recording';
import { OPTIONAL_STACKS, type OptionalStackName } from './permissions/stacks';
import { packagedTemplate, ResolvedTemplate } from './permissions/template';
import { wildResourcesIn } from './template/permission-rules';
import type { JsonObject } from './template/template';

const PACKAGING_TIMEOUT_MS = 300_000;
/** Where the stacks are, and where the one with two regions renders besides. */
const OTHER = 'eu-west-1';

interface Stack {
  readonly stage: string;
  readonly optional: OptionalStackName | null;
}

const optional = (stage: string, name: OptionalStackName): [string, Stack] => [
  `stage ${stage} with ${name}`,
  { stage, optional: name },
];

/** A stage as it is without a deploy's params, and stages with each optional part. */
const STACKS: readonly (readonly [string, Stack])[] = [
  ['stage dev', { stage: 'dev', optional: null }],
  optional('prod', 'two regions and a larger function'),
  optional('dev', 'another store'),
  optional('dev', 'downloads by CloudFront'),
  optional('dev', 'error tracking'),
];

/** What a role may do although no flow does it, and the reason. */
const EXCEPTIONS: readonly { readonly grant: RegExp; readonly reason: string }[] = [
  {
    grant:
      /^logs:(CreateLogStream|CreateLogGroup|PutLogEvents) arn:aws:logs:[^*]+:log-group:\/aws\/lambda\/[\w-]+:\*:\*$/,
    reason: 'Lambda writes logs with the role of the function; iam-roles-per-function adds this to each.',
  },
];

/** The only actions that may be allowed on `*`, and the reason. */
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

const callsOf = ({ optional: name }: Stack): Recording => (name === null ? knownCalls() : callsWith(name));

const textOf = ({ action, resource }: Grant): string => `${action} ${resource}`;
const refOf = (value: unknown): string => {
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  return Ref ?? attribute?.[0] ?? '';
};

/** Calls with the names of a stack. */
function deedsOf(template: ResolvedTemplate, lines: readonly string[], { stage }: Stack): Deed[] {
  const functions = template.ofType('AWS::Lambda::Function');
  const { Environment } = Object.fromEntries(functions).RenderLambdaFunction ?? {};
  const variables = (Environment as { Variables: Record<string, string> }).Variables;
  // Named after account and region where no deploy gives its name.
  const bucket = String(template.resolve(variables.REMOTION_BUCKET, 'REMOTION_BUCKET'));
  const names = {
    Stage: stage,
    [OTHER_REGION]: OTHER,
    [RENDER_BUCKET]: bucket,
    [OTHER_RENDER_BUCKET]: bucket.replace(/us-east-1$/, OTHER),
    [RENDER_FUNCTION]: variables.REMOTION_FUNCTION_NAME ?? '',
    [LARGE_RENDER_FUNCTION]: variables.REMOTION_LARGE_FUNCTION_NAME ?? '',
    [OUTPUT_SECRET]: variables.OUTPUT_SECRET_ID ?? '',
    [DOWNLOAD_SECRET]: variables.DOWNLOAD_SECRET_ID ?? '',
  };
  return lines.map((line) => {
    const [action = '', resource = ''] = line.split(' ');
    // As many characters as Secrets Manager adds to a name.
    const sample = resource.startsWith('arn:aws:secretsmanager')
      ? resource.replace('<any>', 'abcdef')
      : resource;
    return { action, resource: template.substitute(sample, names) };
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

function needsOf(template: ResolvedTemplate, stack: Stack): Needs[] {
  const calls = callsOf(stack);
  return template.ofType('AWS::Lambda::Function').map(([functionId, { Role }]) => {
    const name = functionId.replace(/LambdaFunction$/, '');
    const functionKey = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    const roleId = refOf(Role);
    return {
      ...{ functionKey, roleId },
      deeds: [...deedsOf(template, calls[functionKey] ?? [], stack), ...deedsOfLambda(template, functionId)],
      grants: grantsOf(template.statementsOf(roleId)),
    };
  });
}

describe.each(STACKS)('the roles of %s', (_name, stack) => {
  let template: ResolvedTemplate;
  let needs: Needs[];

  beforeAll(async () => {
    const { stage, optional: name } = stack;
    const params = name === null ? {} : OPTIONAL_STACKS[name].params(stage);
    template = new ResolvedTemplate(await packagedTemplate(stage, params));
    needs = needsOf(template, stack);
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
      const texts = grants.map(textOf);
      return texts
        .filter((text, index) => texts.indexOf(text) !== index)
        .map((text) => `${functionKey}: ${text}`);
    });

    expect(twice).toEqual([]);
  });

  it('name their resources, but for what has a written reason, and no action by a pattern', () => {
    const broad = needs.flatMap(({ functionKey, grants }) =>
      grants
        .filter(
          ({ action, resource }) =>
            action.includes('*') || (resource === '*' && WITHOUT_RESOURCE[action] === undefined),
        )
        .map((grant) => `${functionKey}: ${textOf(grant)}`),
    );
    const unreasoned = wildcards(template).filter(([roleId, text]) => reasonFor(roleId, text) === undefined);

    expect([...broad, ...unreasoned]).toEqual([]);
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

/** Resources of roles that stand for more than one thing, as the template has them. */
function wildcards({ template }: ResolvedTemplate): (readonly [roleId: string, resource: string])[] {
  const { resources } = template;
  return Object.entries(resources).flatMap(([id, { Type, Properties }]) =>
    Type === 'AWS::IAM::Role'
      ? wildResourcesIn(Properties as JsonObject).map((resource) => [id, resource] as const)
      : [],
  );
}

describe('exceptions', () => {
  it('have a reason each', () => {
    const reasons = [...EXCEPTIONS, ...REASONS].map(({ reason }) => reason);

    expect([...reasons, ...Object.values(WITHOUT_RESOURCE)].every((reason) => reason.length > 20)).toBe(true);
  });

  it('are none for what is only nearly the same', () => {
    const near: [string, string][] = [
      ['GraphqlIamRoleLambdaExecution', '${OutputBucket.Arn}/*'],
      ['GraphqlIamRoleLambdaExecution', '${OutputBucket.Arn}/renders/*'],
      ['GraphqlIamRoleLambdaExecution', 'arn:aws:s3:::*'],
      ['GraphqlIamRoleLambdaExecution', '${Table.Arn}/index/*'],
      ['SomeOtherRole', '*'],
    ];
    const allowed = near.filter(([owner, resource]) => reasonFor(owner, resource) !== undefined);

    expect(near.every(([, resource]) => isWild(resource))).toBe(true);
    expect(allowed).toEqual([]);
  });
});

describe('calls of a local world', () => {
  it('may be those of any function, and those of Remotion for it', () => {
    const lines = [
      'render: dynamodb:GetItem ${Table.Arn}',
      'render: lambda:InvokeFunction arn:aws:lambda:${OtherRegion}:${AWS::AccountId}:function:${LargeRenderFunction}',
      'previews via Remotion: s3:PutObject arn:aws:s3:::${OtherRenderBucket}/input-props/<any>',
      '',
    ];

    expect(() => assertKnownCalls(lines.join('\n'))).not.toThrow();
  });

  it.each([
    'push: dynamodb:Scan ${Table.Arn}',
    'nobody: dynamodb:GetItem ${Table.Arn}',
    // A function does it by itself, Remotion's client does not.
    'render via Remotion: dynamodb:GetItem ${Table.Arn}',
    'render via Remotion: s3:DeleteObject arn:aws:s3:::${RenderBucket}/renders/<any>',
    'previews via Remotion: sts:AssumeRole *',
  ])('are told where nobody knows them: %s', (line) => {
    expect(() => assertKnownCalls(`render: dynamodb:GetItem \${Table.Arn}\n${line}\n`)).toThrow(
      `Calls that tests/permissions/*.json do not have:\n${line}`,
    );
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
