// `npm run doctor -- --stage X`: looks at a deployed stage, changes nothing, and says what to do about what is wrong.
import colors from 'picocolors';
import {
  advice,
  CONCURRENCY_QUOTA,
  createAws,
  findStack,
  getBucketLocation,
  getBucketPolicy,
  getCallerIdentity,
  getFunctionConfiguration,
  getFunctions,
  getNotifications,
  getRole,
  getSecretValue,
  getServiceQuota,
  getSites,
  listBuckets,
  orNull,
  outputsOf,
  REMOTION_BUCKET_PREFIX,
  REMOTION_ROLE,
  siteName,
  stackName,
  type Aws,
} from './aws';
import { functionName } from './deploy';
import {
  commandLine,
  firstLine,
  readCommandLine,
  readPackages,
  remotionVersion,
  ROOT,
  runCommand,
  type Packages,
  type Print,
  type StageOptions,
} from './steps';

const USAGE = `Usage: npm run doctor -- --stage STAGE [--region REGION …]

  --stage   the name of the stage
  --region  every region that it is deployed to, the one with the stack first; us-east-1 if none is named`;

/** One thing that was looked at. */
export interface Finding {
  /** `skipped`: it could not be looked at because of something else that is wrong. */
  readonly state: 'right' | 'wrong' | 'skipped';
  readonly name: string;
  /** What is the case, in one line. */
  readonly what: string;
  /** What to do about it, in one line; for what is wrong. */
  readonly todo?: string;
}

/** Everything a check may look at. */
interface Patient {
  readonly aws: Aws;
  readonly options: StageOptions;
  readonly packages: Packages;
  /** The command that puts right what a deploy can. */
  readonly deploy: string;
}

/** Looks at one thing. Errors of AWS are findings too. */
interface Check {
  readonly name: string;
  run(patient: Patient): Promise<Omit<Finding, 'name'>>;
}

const right = (what: string) => ({ state: 'right' as const, what });
const wrong = (what: string, todo: string) => ({ state: 'wrong' as const, what, todo });
const skipped = (what: string) => ({ state: 'skipped' as const, what });

/** The issuer that serverless.yml names until an operator names another. */
const EXAMPLE_ISSUER = 'https://issuer.example.com/';
/** Shorter secrets than a key of SHA-256 can be guessed sooner than the signature can. */
const MIN_SECRET_LENGTH = 32;
/** remotionMaxFunctions and totalRenderLimit of serverless.yml. */
const DEFAULT_MAX_FUNCTIONS = 40;
const DEFAULT_TOTAL_RENDERS = 20;

const CREDENTIALS: Check = {
  name: 'Credentials',
  async run({ aws, options }) {
    const { Account, Arn } = await aws.send(getCallerIdentity(options.regions[0]));
    return right(`${Arn} in account ${Account}`);
  },
};

const VERSIONS: Check = {
  name: 'Versions',
  run: async ({ packages }) => right(`every package of Remotion is ${remotionVersion(packages)}`),
};

const ROLE: Check = {
  name: 'Role',
  async run({ aws, options, deploy }) {
    const role = await orNull(aws.send(getRole(options.regions[0], { RoleName: REMOTION_ROLE })));
    return role === null
      ? wrong(`There is no role ${REMOTION_ROLE}, so no render function can be made.`, `Run ${deploy}`)
      : right(`${REMOTION_ROLE} is there`);
  },
};

/** Remotion's buckets by region; its own rule is the prefix. */
async function remotionBuckets(aws: Aws, region: string): Promise<Map<string, string[]>> {
  const { Buckets = [] } = await aws.send(listBuckets(region));
  const byRegion = new Map<string, string[]>();
  for (const { Name = '' } of Buckets) {
    if (!Name.startsWith(REMOTION_BUCKET_PREFIX)) continue;
    const location = await orNull(aws.send(getBucketLocation(region, { Bucket: Name })));
    if (location === null) continue;
    // S3 says nothing for its first region, and has an old name for Ireland.
    const at = location.LocationConstraint || 'us-east-1';
    const there = at === 'EU' ? 'eu-west-1' : at;
    byRegion.set(there, [...(byRegion.get(there) ?? []), Name]);
  }
  return byRegion;
}

const bucket = (region: string): Check => ({
  name: `Bucket in ${region}`,
  async run({ aws, deploy }) {
    const byRegion = await remotionBuckets(aws, region);
    const here = byRegion.get(region) ?? [];
    if (here.length === 1) return right(`${here[0]}`);
    if (here.length > 1) {
      return wrong(
        `Remotion finds ${here.length} buckets and refuses to choose: ${here.join(', ')}.`,
        'Move what you need and delete all but one: aws s3 rb s3://NAME --force',
      );
    }
    const elsewhere = [...byRegion].map(([at, names]) => `${names.join(', ')} in ${at}`);
    return elsewhere.length === 0
      ? wrong('There is no bucket for Remotion.', `Run ${deploy}`)
      : wrong(
          `There is no bucket for Remotion here, only ${elsewhere.join('; ')}.`,
          `Name the region you mean with --region, or run ${deploy}`,
        );
  },
});

const notifications = (region: string): Check => ({
  name: `Events in ${region}`,
  async run({ aws, deploy }) {
    const [name, second] = (await remotionBuckets(aws, region)).get(region) ?? [];
    if (name === undefined || second !== undefined) return skipped('no single bucket');
    const { EventBridgeConfiguration } = await aws.send(getNotifications(region, { Bucket: name }));
    return EventBridgeConfiguration === undefined
      ? wrong(
          `${name} sends no events to EventBridge, so progress stands still until a webhook comes.`,
          `Run ${deploy}`,
        )
      : right(`${name} sends its events to EventBridge`);
  },
});

const renderFunction = (region: string): Check => ({
  name: `Function in ${region}`,
  async run({ aws, packages, deploy }) {
    const version = remotionVersion(packages);
    const functions = await aws.send(getFunctions(region, { compatibleOnly: false }));
    const own = functions.find((each) => each.functionName === functionName());
    const others = functions.filter((each) => each !== own);
    const list = others.map((each) => each.functionName).join(', ');
    if (own === undefined) {
      const there = others.length === 0 ? 'There is none.' : `There is only ${list}.`;
      return wrong(`The client needs ${functionName()}. ${there}`, `Run ${deploy}`);
    }
    if (own.version !== version) {
      const says = own.version === null ? 'does not answer' : `says that it is ${own.version}`;
      return wrong(
        `${own.functionName} ${says}; the client is ${version}.`,
        `Delete it (npx remotion lambda functions rm ${own.functionName} --region ${region}), then run ${deploy}`,
      );
    }
    // Others do no harm and cost nothing while they rest, but who upgrades will want to know.
    return right(
      others.length === 0 ? own.functionName : `${own.functionName}; not used by this stage: ${list}`,
    );
  },
});

const site = (region: string): Check => ({
  name: `Site in ${region}`,
  async run({ aws, options, packages, deploy }) {
    const version = remotionVersion(packages);
    const { sites } = await aws.send(getSites(region));
    const own = sites.find(({ id }) => id === siteName(options.stage));
    if (own === undefined) return wrong(`There is no site ${siteName(options.stage)}.`, `Run ${deploy}`);
    if (own.version !== version) {
      return wrong(
        `${own.id} was bundled with Remotion ${own.version ?? 'of an unknown version'}; the client is ${version}.`,
        `Run ${deploy}`,
      );
    }
    return right(own.serveUrl);
  },
});

const STACK: Check = {
  name: 'Stack',
  async run({ aws, options, deploy }) {
    const stack = await findStack(aws, options.regions[0], options.stage);
    const name = stackName(options.stage);
    if (stack === null)
      return wrong(
        `There is no stack ${name} in ${options.regions[0]}.`,
        `Run ${deploy}, or name its --region`,
      );
    const status = stack.StackStatus ?? '';
    if (status.endsWith('_IN_PROGRESS')) return wrong(`${name} is ${status}.`, 'Wait until it is done');
    return ['CREATE_COMPLETE', 'UPDATE_COMPLETE'].includes(status)
      ? right(`${name} is ${status}`)
      : wrong(
          `${name} is ${status}: its last deploy failed.`,
          `Read its events in CloudFormation, then run ${deploy}`,
        );
  },
};

/** The environment of the deployed render function, or null when there is none. */
async function environment({ aws, options }: Patient): Promise<Record<string, string> | null> {
  const name = `${stackName(options.stage)}-render`;
  const found = await orNull(aws.send(getFunctionConfiguration(options.regions[0], { FunctionName: name })));
  return found?.Environment?.Variables ?? null;
}

const SETTINGS: Check = {
  name: 'Settings',
  async run(patient) {
    const env = await environment(patient);
    if (env === null) return skipped('the stack has no render function');
    const { aws, options, deploy } = patient;
    const [region] = options.regions;
    const [bucketName = null] = (await remotionBuckets(aws, region)).get(region) ?? [];
    const serveUrl = env.REMOTION_SERVE_URL ?? '';
    const different = [
      ...(env.REMOTION_FUNCTION_NAME === functionName() ? [] : [`function ${env.REMOTION_FUNCTION_NAME}`]),
      ...(bucketName === null || env.REMOTION_BUCKET === bucketName ? [] : [`bucket ${env.REMOTION_BUCKET}`]),
      ...(serveUrl === siteName(options.stage) || serveUrl.includes(`/sites/${siteName(options.stage)}/`)
        ? []
        : [`site ${serveUrl}`]),
    ];
    return different.length === 0
      ? right('the stack renders with this function, site and bucket')
      : wrong(`The stack renders with another ${different.join(' and another ')}.`, `Run ${deploy}`);
  },
};

const OUTPUT_RIGHT: Check = {
  name: 'Finished files',
  async run({ aws, options, deploy }) {
    const [region] = options.regions;
    const name = outputsOf(await findStack(aws, region, options.stage)).OutputBucketName;
    if (name === undefined) return skipped('the stack names no bucket for them');
    const { Policy = '' } = (await orNull(aws.send(getBucketPolicy(region, { Bucket: name })))) ?? {};
    // After the role was deleted, S3 shows an id instead of its name, and a new role of the name is another.
    return Policy.includes(`:role/${REMOTION_ROLE}"`)
      ? right(`${REMOTION_ROLE} may write to ${name}`)
      : wrong(
          `The policy of ${name} does not name ${REMOTION_ROLE}, so every render fails at its end.`,
          `Run ${deploy}; if it names an id instead, the role was made anew: put the role's ARN there`,
        );
  },
};

const concurrency = (region: string): Check => ({
  name: `Quota in ${region}`,
  async run(patient) {
    const { Quota } = await patient.aws.send(getServiceQuota(region, { ...CONCURRENCY_QUOTA }));
    const limit = Quota?.Value ?? 0;
    const env = await environment(patient);
    const renders = Number(env?.TOTAL_RENDER_LIMIT || DEFAULT_TOTAL_RENDERS);
    // One more joins what they draw.
    const functions = Number(env?.REMOTION_MAX_FUNCTIONS || DEFAULT_MAX_FUNCTIONS) + 1;
    const needed = renders * functions;
    const sum = `${renders} renders × ${functions} functions = ${needed}`;
    if (limit >= needed) return right(`${limit} functions at the same time; ${sum}`);
    const fitting = Math.floor(limit / functions);
    return wrong(
      `Lambda runs ${limit} functions at the same time; ${sum}.`,
      `Ask for more (npx remotion lambda quotas increase --region ${region})${
        fitting > 0 ? `, or set totalRenderLimit to ${fitting}` : ', or lower remotionMaxFunctions'
      }`,
    );
  },
});

const SECRET: Check = {
  name: 'Webhook secret',
  async run(patient) {
    const env = await environment(patient);
    if (env === null) return skipped('the stack has no render function');
    const { aws, options, deploy } = patient;
    const id = env.WEBHOOK_SECRET_ID;
    if (!id) return wrong('The stack names no webhook secret.', `Run ${deploy}`);
    const secret = await orNull(aws.send(getSecretValue(options.regions[0], { SecretId: id })));
    if (secret === null)
      return wrong(`There is no secret ${id}.`, `Remove and deploy the stage again: ${deploy}`);
    const length = secret.SecretString?.length ?? 0;
    return length >= MIN_SECRET_LENGTH
      ? right(`${length} characters`)
      : wrong(
          `It has ${length} characters, fewer than ${MIN_SECRET_LENGTH}: webhooks could be forged.`,
          `Store a longer one: aws secretsmanager put-secret-value --secret-id ${id}`,
        );
  },
};

const ISSUER: Check = {
  name: 'Token issuer',
  async run(patient) {
    const env = await environment(patient);
    if (env === null) return skipped('the stack has no render function');
    const issuer = env.AUTH_ISSUER ?? '';
    return issuer.startsWith(EXAMPLE_ISSUER.slice(0, -1)) || issuer === ''
      ? wrong(
          `It is still the example, ${issuer || 'empty'}: no token is accepted.`,
          `Set authIssuer, authAudience and authJwksUri in params of serverless.yml, then run ${patient.deploy}`,
        )
      : right(issuer);
  },
};

/** Everything that is looked at, in order. */
const checks = (regions: readonly string[]): Check[] => [
  VERSIONS,
  ROLE,
  ...regions.flatMap((region) => [
    bucket(region),
    notifications(region),
    renderFunction(region),
    site(region),
    concurrency(region),
  ]),
  STACK,
  SETTINGS,
  OUTPUT_RIGHT,
  SECRET,
  ISSUER,
];

/** Looks at a stage. Without credentials there is one finding only. */
export async function examine(options: StageOptions, packages: Packages, aws: Aws): Promise<Finding[]> {
  const patient: Patient = { aws: once(aws), options, packages, deploy: commandLine('deploy', options) };
  const first = await look(CREDENTIALS, patient);
  if (first.state === 'wrong') return [first];
  const findings = [first];
  for (const check of checks(options.regions)) findings.push(await look(check, patient));
  return findings;
}

async function look(check: Check, patient: Patient): Promise<Finding> {
  try {
    return { name: check.name, ...(await check.run(patient)) };
  } catch (error) {
    const message = firstLine(error instanceof Error ? error.message || error.name : String(error));
    return { name: check.name, ...wrong(message, advice(error) ?? 'See docs/deploy.md, and run this again') };
  }
}

/** Checks share what they look at; each thing is asked for once. */
function once(aws: Aws): Aws {
  const answers = new Map<string, Promise<unknown>>();
  return {
    send<Output>(call: Parameters<Aws['send']>[0]) {
      const key = JSON.stringify(call);
      const answer = answers.get(key) ?? aws.send(call);
      answers.set(key, answer);
      return answer as Promise<Output>;
    },
  };
}

/** Prints findings. @returns the exit code: 1 if anything is wrong. */
export function printFindings(findings: readonly Finding[], print: Print): number {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const mark = { right: colors.green('✓'), wrong: colors.red('✗'), skipped: colors.dim('–') };
  for (const { state, name, what, todo } of findings) {
    const text = state === 'skipped' ? colors.dim(`not looked at: ${what}`) : what;
    print(`  ${mark[state]} ${colors.bold(name.padEnd(width))}  ${text}`);
    if (todo !== undefined) print(`    ${' '.repeat(width)}  ${colors.yellow('→')} ${todo}`);
  }
  const count = findings.filter(({ state }) => state === 'wrong').length;
  print();
  print(
    count === 0 ? colors.green('All is well.') : colors.red(`${count} of ${findings.length} need attention.`),
  );
  return count === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  process.chdir(ROOT);
  const { stage, regions } = readCommandLine(process.argv.slice(2), []);
  console.log(
    `\n${colors.bold('Reelway doctor')}  ${colors.dim('stage')} ${stage}  ${colors.dim('in')} ${regions.join(', ')}\n`,
  );
  const findings = await examine({ stage, regions }, readPackages(), createAws());
  return printFindings(findings, (line = '') => console.log(line));
}

if (require.main === module) void runCommand(USAGE, main);
