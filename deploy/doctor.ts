// `npm run doctor -- --stage X`: looks at a deployed stage, changes nothing, and says what to do about what is wrong.
import { createPrivateKey } from 'node:crypto';
import colors from 'picocolors';
import { Webhook } from 'standardwebhooks';
import {
  advice,
  CONCURRENCY_QUOTA,
  createAws,
  describeRule,
  findStack,
  forwardRule,
  getBucketLocation,
  getBucketPolicy,
  getCallerIdentity,
  getFunctionConfiguration,
  getFunctionInfo,
  getLifecycle,
  getNotifications,
  getRole,
  getSecretValue,
  getServiceQuota,
  getSites,
  listTargets,
  orNull,
  outputsOf,
  renderBucket,
  renderRole,
  siteName,
  stackName,
  type Aws,
  type FunctionSize,
  type LifecycleRule,
} from './aws';
import { FUNCTION_SIZE, functionName, functionSizes, LIFECYCLE_RULES, stackParams } from './deploy';
import { readStageFile } from './stage-file.cjs';
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

const USAGE = `Usage: npm run doctor -- --stage STAGE [--region REGION[=WEIGHT] …] [--large-function]

  --stage   the name of the stage
  --region  every region that it is deployed to, as for the deploy; those of stages/STAGE.json, or us-east-1, if none is named
  --large-function  if it was deployed with one; not needed where stages/STAGE.json says so`;

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
const DEFAULT_TOTAL_FUNCTIONS = 900;

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
    const name = renderRole(options.stage);
    const role = await orNull(aws.send(getRole(options.regions[0], { RoleName: name })));
    return role === null
      ? wrong(`There is no role ${name}, so no render function can be made.`, `Run ${deploy}`)
      : right(`${name} is there`);
  },
};

/** The id of the account, which is in the names of the buckets. */
async function accountOf({ aws, options }: Patient): Promise<string> {
  const { Account = '' } = await aws.send(getCallerIdentity(options.regions[0]));
  return Account;
}

const bucketOf = async (patient: Patient, region: string): Promise<string> =>
  renderBucket(patient.options.stage, await accountOf(patient), region);

const bucket = (region: string): Check => ({
  name: `Bucket in ${region}`,
  async run(patient) {
    const { aws, deploy } = patient;
    const name = await bucketOf(patient, region);
    const location = await orNull(aws.send(getBucketLocation(region, { Bucket: name })));
    if (location === null) return wrong(`There is no bucket ${name}.`, `Run ${deploy}`);
    // S3 says nothing for its first region, and has an old name for Ireland.
    const at = location.LocationConstraint || 'us-east-1';
    const there = at === 'EU' ? 'eu-west-1' : at;
    if (there !== region) {
      return wrong(
        `${name} is in ${there}, where the render function of ${region} does not look.`,
        `Move what you need, delete it (aws s3 rb s3://${name} --force), then run ${deploy}`,
      );
    }
    const { Policy = '' } = (await orNull(aws.send(getBucketPolicy(region, { Bucket: name })))) ?? {};
    return Policy.includes(`${name}/sites/*`)
      ? right(name)
      : wrong(`The policy of ${name} lets nobody read the site, so every render fails.`, `Run ${deploy}`);
  },
});

const expiry = (region: string): Check => ({
  name: `Expiry in ${region}`,
  async run(patient) {
    const { aws, deploy } = patient;
    const name = await bucketOf(patient, region);
    if ((await orNull(aws.send(getBucketLocation(region, { Bucket: name })))) === null)
      return skipped('there is no bucket');
    const { Rules = [] } = (await orNull(aws.send(getLifecycle(region, { Bucket: name })))) ?? {};
    const missing = LIFECYCLE_RULES.filter((wanted) => !Rules.some((rule) => doesAsMuch(rule, wanted)));
    const what = missing.map(({ Filter }) => Filter?.Prefix || 'unfinished uploads').join(', ');
    return missing.length === 0
      ? right(`${name} forgets renders and their props`)
      : wrong(`${name} keeps for ever, with what is in users' projects: ${what}.`, `Run ${deploy}`);
  },
});

/** Whether a rule deletes what another does, and as soon. An operator may have made it sooner. */
const doesAsMuch = (rule: LifecycleRule, wanted: LifecycleRule): boolean =>
  rule.Status === 'Enabled' &&
  (rule.Filter?.Prefix ?? '') === wanted.Filter?.Prefix &&
  (rule.Expiration?.Days ?? Infinity) <= (wanted.Expiration?.Days ?? Infinity) &&
  (rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation ?? Infinity) <=
    (wanted.AbortIncompleteMultipartUpload?.DaysAfterInitiation ?? Infinity);

const notifications = (region: string): Check => ({
  name: `Events in ${region}`,
  async run(patient) {
    const { aws, deploy } = patient;
    const name = await bucketOf(patient, region);
    const found = await orNull(aws.send(getNotifications(region, { Bucket: name })));
    if (found === null) return skipped('there is no bucket');
    return found.EventBridgeConfiguration === undefined
      ? wrong(
          `${name} sends no events to EventBridge, so progress stands still until a webhook comes.`,
          `Run ${deploy}`,
        )
      : right(`${name} sends its events to EventBridge`);
  },
});

/** Of regions other than the stack's, whose events have a way to go. */
const forwarding = (region: string): Check => ({
  name: `Forwarding of ${region}`,
  async run(patient) {
    const { aws, options, deploy } = patient;
    const [home] = options.regions;
    const name = forwardRule(options.stage);
    const lost = `so progress of renders in ${region} stands still until a webhook comes.`;
    const rule = await orNull(aws.send(describeRule(region, { Name: name })));
    if (rule === null) return wrong(`There is no rule ${name}, ${lost}`, `Run ${deploy}`);
    if (rule.State !== 'ENABLED') return wrong(`The rule ${name} is ${rule.State}, ${lost}`, `Run ${deploy}`);
    const bus = `arn:aws:events:${home}:${await accountOf(patient)}:event-bus/default`;
    const { Targets = [] } = await aws.send(listTargets(region, { Rule: name }));
    return Targets.some(({ Arn }) => Arn === bus)
      ? right(`${name} forwards to ${home}`)
      : wrong(`The rule ${name} does not forward to ${home}, ${lost}`, `Run ${deploy}`);
  },
});

const renderFunction = (region: string, size: FunctionSize): Check => ({
  name: `${size === FUNCTION_SIZE ? 'Function' : 'Larger function'} in ${region}`,
  async run({ aws, options, packages, deploy }) {
    const version = remotionVersion(packages);
    const name = functionName(options.stage, size);
    const found = await orNull(aws.send(getFunctionInfo(region, { functionName: name })));
    if (found === null)
      return wrong(`There is no function ${name}, which the client needs.`, `Run ${deploy}`);
    return found.version === version
      ? right(name)
      : wrong(
          `${name} says that it is ${found.version}; the client is ${version}.`,
          `Delete it (npx remotion lambda functions rm ${name} --region ${region}), then run ${deploy}`,
        );
  },
});

const site = (region: string): Check => ({
  name: `Site in ${region}`,
  async run(patient) {
    const { aws, options, packages, deploy } = patient;
    const version = remotionVersion(packages);
    const forceBucketName = await bucketOf(patient, region);
    const { sites } = await aws.send(getSites(region, { forceBucketName }));
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

/** The environment of a deployed function of the stack, or null when there is none. */
async function environment(
  { aws, options }: Patient,
  suffix = 'render',
): Promise<Record<string, string> | null> {
  const name = `${stackName(options.stage)}-${suffix}`;
  const found = await orNull(aws.send(getFunctionConfiguration(options.regions[0], { FunctionName: name })));
  return found?.Environment?.Variables ?? null;
}

const SETTINGS: Check = {
  name: 'Settings',
  async run(patient) {
    const env = await environment(patient);
    if (env === null) return skipped('the stack has no render function');
    const { options, deploy } = patient;
    const wanted = stackParams(options, await accountOf(patient));
    const different = [
      ['function', env.REMOTION_FUNCTION_NAME, wanted.remotionFunctionName],
      ['larger function', env.REMOTION_LARGE_FUNCTION_NAME, wanted.remotionLargeFunctionName],
      ['bucket', env.REMOTION_BUCKET, wanted.remotionBucket],
      ['site', env.REMOTION_SERVE_URL, wanted.remotionServeUrl],
      // A deploy of the stack alone names none for a stage that renders where it is.
      ['set of regions,', env.REMOTION_REGIONS || `${options.regions[0]}=1`, wanted.remotionRegions],
    ].flatMap(([what, there, want]) =>
      (there || undefined) === want ? [] : [`${what} ${there || 'without a name'}`],
    );
    return different.length === 0
      ? right('the stack renders with this function, site and bucket, in these regions')
      : wrong(`The stack renders with another ${different.join(' and another ')}.`, `Run ${deploy}`);
  },
};

/** The secret that finished files need, where they are in another store or given out by CloudFront. Null: nothing is wrong. */
async function fileSecretProblem({ aws, options }: Patient, env: Record<string, string> | null) {
  const wanted = env?.OUTPUT_ENDPOINT
    ? { id: env.OUTPUT_SECRET_ID ?? '', opens: areKeys, what: 'JSON with accessKeyId and secretAccessKey' }
    : env?.DOWNLOAD_BASE_URL
      ? { id: env.DOWNLOAD_SECRET_ID ?? '', opens: isPrivateKey, what: 'a private key as PEM' }
      : null;
  if (wanted === null) return null;
  const { id, opens, what } = wanted;
  const found = await orNull(aws.send(getSecretValue(options.regions[0], { SecretId: id })));
  if (found !== null && opens(found.SecretString ?? '')) return null;
  return wrong(
    found === null ? `There is no secret ${id}.` : `The secret ${id} is not ${what}.`,
    `Store it: aws secretsmanager ${found === null ? 'create-secret --name' : 'put-secret-value --secret-id'} ${id}`,
  );
}

function areKeys(text: string): boolean {
  try {
    const { accessKeyId, secretAccessKey } = JSON.parse(text) as Record<string, unknown>;
    return [accessKeyId, secretAccessKey].every((key) => typeof key === 'string' && key !== '');
  } catch {
    return false;
  }
}

function isPrivateKey(text: string): boolean {
  try {
    return createPrivateKey(text).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

const OUTPUT_RIGHT: Check = {
  name: 'Finished files',
  async run(patient) {
    const { aws, options, deploy } = patient;
    const [region] = options.regions;
    const env = await environment(patient);
    const problem = await fileSecretProblem(patient, env);
    if (problem !== null) return problem;
    if (env?.OUTPUT_ENDPOINT) return right(`go to ${env.OUTPUT_ENDPOINT}, whose keys are there`);
    const name = outputsOf(await findStack(aws, region, options.stage)).OutputBucketName;
    if (name === undefined) return skipped('the stack names no bucket for them');
    const { Policy = '' } = (await orNull(aws.send(getBucketPolicy(region, { Bucket: name })))) ?? {};
    // After the role was deleted, S3 shows an id instead of its name, and a new role of the name is another.
    const role = renderRole(options.stage);
    return Policy.includes(`:role/${role}"`)
      ? right(`${role} may write to ${name}`)
      : wrong(
          `The policy of ${name} does not name ${role}, so every render fails at its end.`,
          `Run ${deploy}; if it names an id instead, the role was made anew: put the role's ARN there`,
        );
  },
};

/** What accounts have that are not new. */
const ORDINARY_QUOTA = 1000;
/** Of the quota, what is not for renders. */
const LEFT_FOR_THE_API = 100;

/** Remotion's own command for it works for accounts alone that belong to no organization. */
const quotaRequest = (region: string, value: number): string =>
  `aws service-quotas request-service-quota-increase --region ${region} --service-code ${CONCURRENCY_QUOTA.ServiceCode} ` +
  `--quota-code ${CONCURRENCY_QUOTA.QuotaCode} --desired-value ${value}`;

const concurrency = (region: string): Check => ({
  name: `Quota in ${region}`,
  async run(patient) {
    const { Quota } = await patient.aws.send(getServiceQuota(region, { ...CONCURRENCY_QUOTA }));
    const limit = Quota?.Value ?? 0;
    const env = await environment(patient);
    const renders = Number(env?.TOTAL_RENDER_LIMIT || DEFAULT_TOTAL_RENDERS);
    // One more joins what they draw.
    const functions = Number(env?.REMOTION_MAX_FUNCTIONS || DEFAULT_MAX_FUNCTIONS) + 1;
    // Renders start only while all of them together stay below the limit of functions.
    const most = Number(env?.TOTAL_FUNCTION_LIMIT || DEFAULT_TOTAL_FUNCTIONS);
    const all = renders * functions;
    const needed = Math.min(all, most);
    const bound = all > most ? `, of which totalFunctionLimit allows ${most}` : '';
    const sum = `${renders} renders × ${functions} functions = ${all}${bound}`;
    if (limit >= needed) return right(`${limit} functions at the same time; ${sum}`);
    const fitting = Math.floor(limit / functions);
    return wrong(
      `Lambda runs ${limit} functions at the same time; ${sum}.`,
      `Ask for more (${quotaRequest(region, Math.max(ORDINARY_QUOTA, needed + LEFT_FOR_THE_API))})${
        fitting > 0 ? `, or set totalRenderLimit to ${fitting}` : ', or lower remotionMaxFunctions'
      }`,
    );
  },
});

/** A check of a secret of the stack. `judge` is given the secret, and names neither it nor a part of it. */
const secretCheck = (
  kind: 'webhook' | 'callback',
  setting: { readonly suffix: string; readonly variable: string },
  judge: (secret: string, store: string) => ReturnType<typeof right | typeof wrong>,
): Check => ({
  name: kind === 'webhook' ? 'Webhook secret' : 'Callback secret',
  async run(patient) {
    const env = await environment(patient, setting.suffix);
    if (env === null) return skipped(`the stack has no ${setting.suffix} function`);
    const { aws, options, deploy } = patient;
    const id = env[setting.variable];
    if (!id) return wrong(`The stack names no ${kind} secret.`, `Run ${deploy}`);
    const secret = await orNull(aws.send(getSecretValue(options.regions[0], { SecretId: id })));
    if (secret === null)
      return wrong(`There is no secret ${id}.`, `Remove and deploy the stage again: ${deploy}`);
    return judge(secret.SecretString ?? '', `aws secretsmanager put-secret-value --secret-id ${id}`);
  },
});

const WEBHOOK_SECRET = secretCheck(
  'webhook',
  { suffix: 'render', variable: 'WEBHOOK_SECRET_ID' },
  ({ length }, store) =>
    length >= MIN_SECRET_LENGTH
      ? right(`${length} characters`)
      : wrong(
          `It has ${length} characters, fewer than ${MIN_SECRET_LENGTH}: webhooks could be forged.`,
          `Store a longer one: ${store}`,
        ),
);

const CALLBACK_SECRET = secretCheck(
  'callback',
  { suffix: 'callbacks', variable: 'CALLBACK_SECRET_ID' },
  (secret, store) => {
    // As the function that signs reads it. Each value is enough for a receiver, so the weakest one counts.
    const values = secret.trim().split(/\s+/);
    if (!values.every(canSign)) {
      const which = values.length === 1 ? 'It is' : `One of its ${values.length} values is`;
      return wrong(
        `${which} empty or no base64: no callback can be signed, so none is sent.`,
        `Store a base64 one: ${store}`,
      );
    }
    const lengths = values.map((value) => value.replace(/^whsec_/, '').length);
    const shortest = Math.min(...lengths);
    const which = values.length === 1 ? 'It' : `The shortest of its ${values.length} values`;
    return shortest >= MIN_SECRET_LENGTH
      ? right(`${lengths.join(' and ')} characters`)
      : wrong(
          `${which} has ${shortest} characters, fewer than ${MIN_SECRET_LENGTH}: callbacks could be forged.`,
          `Store a longer one: ${store}`,
        );
  },
);

function canSign(value: string): boolean {
  try {
    new Webhook(value).sign('id', new Date(0), '');
    return true;
  } catch {
    return false;
  }
}

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
const checks = (options: StageOptions): Check[] => [
  VERSIONS,
  ROLE,
  ...options.regions.flatMap((region, index) => [
    bucket(region),
    expiry(region),
    notifications(region),
    ...(index === 0 ? [] : [forwarding(region)]),
    ...functionSizes(options).map((size) => renderFunction(region, size)),
    site(region),
    concurrency(region),
  ]),
  STACK,
  SETTINGS,
  OUTPUT_RIGHT,
  WEBHOOK_SECRET,
  CALLBACK_SECRET,
  ISSUER,
];

/** Looks at a stage. Without credentials there is one finding only. */
export async function examine(options: StageOptions, packages: Packages, aws: Aws): Promise<Finding[]> {
  const patient: Patient = { aws: once(aws), options, packages, deploy: commandLine('deploy', options) };
  const first = await look(CREDENTIALS, patient);
  if (first.state === 'wrong') return [first];
  const findings = [first];
  for (const check of checks(options)) findings.push(await look(check, patient));
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
  const options = readCommandLine(process.argv.slice(2), [], readStageFile);
  const { stage, regions } = options;
  console.log(
    `\n${colors.bold('Reelway doctor')}  ${colors.dim('stage')} ${stage}  ${colors.dim('in')} ${regions.join(', ')}\n`,
  );
  const findings = await examine(options, readPackages(), createAws());
  return printFindings(findings, (line = '') => console.log(line));
}

if (require.main === module) void runCommand(USAGE, main);
