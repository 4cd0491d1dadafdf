// `npm run remove -- --stage X`: takes away what a deploy of this stage made, and nothing that another one uses.
import { createInterface } from 'node:readline/promises';
import colors from 'picocolors';
import {
  createAws,
  deleteFunction,
  deleteRole,
  deleteRolePolicy,
  deleteRule,
  deleteSite,
  describeRule,
  describeStacks,
  findStack,
  forwardRole,
  forwardRule,
  getBucketLocation,
  getFunctionConfiguration,
  getRole,
  getSites,
  only,
  orNull,
  outputsOf,
  removeTargets,
  renderBucket,
  renderRole,
  serverlessRemove,
  siteName,
  stackName,
  type Aws,
  type FoundStack,
} from './aws';
import { credentialsStep, FUNCTION_SIZE, functionName, LARGE_FUNCTION_SIZE } from './deploy';
import { readStageFile } from './stage-file.cjs';
import {
  commandLine,
  printFailure,
  printPlan,
  readCommandLine,
  ROOT,
  runCommand,
  runSteps,
  StepError,
  type Print,
  type StageOptions,
  type Step,
} from './steps';

const USAGE = `Usage: npm run remove -- --stage STAGE [--region REGION …] [--dry-run] [--yes]

  --stage    the name of the stage
  --region   every region that it was deployed to, the one with the stack first; those of stages/STAGE.json, or us-east-1,
             if none is named
  --dry-run  print every step and every call; call nothing, need no credentials
  --yes      do not ask`;

/** Asks a person. @returns whether to go on. */
export type Confirm = (lines: readonly string[]) => Promise<boolean>;

/** The person did not say yes. Nothing was removed. */
class NotConfirmedError extends Error {
  override readonly name = 'NotConfirmedError';
}

/** What is there of a stage. */
interface Survey {
  stack: FoundStack | null;
  readonly places: Record<string, SurveyedPlace>;
  roles: readonly string[];
}

/** What is there of a stage in one region. */
interface SurveyedPlace {
  /** Remotion's bucket; null if there is none. */
  readonly bucket: string | null;
  readonly hasSite: boolean;
  /** Names of the stage's render functions. */
  readonly functions: readonly string[];
  /** Whether events are forwarded from here. */
  readonly hasRule: boolean;
}

/** Every step of a removal, in order. */
export function removePlan({ stage, regions }: StageOptions, confirm: Confirm): Step[] {
  const survey: Survey = { stack: null, places: {}, roles: [] };
  const [home, ...others] = regions;
  return [
    credentialsStep(home),
    surveyStep(stage, regions, survey),
    {
      title: 'Ask whether to go on',
      calls: [],
      async run() {
        if (!(await confirm(describeSurvey(stage, regions, survey)))) throw new NotConfirmedError();
        return 'confirmed';
      },
    },
    stackStep(home, stage, survey),
    ...others.toReversed().map((region) => ruleStep(region, stage, survey)),
    ...regions
      .toReversed()
      .flatMap((region) => [siteStep(region, stage, survey), functionsStep(region, stage, survey)]),
    // What runs with a role goes before it.
    ...rolesOf(stage, regions).map((role) => roleStep(home, role, survey)),
  ];
}

/** Whether there is a larger one is not asked of the person who removes the stage. */
const functionsOf = (stage: string): string[] =>
  [FUNCTION_SIZE, LARGE_FUNCTION_SIZE].map((size) => functionName(stage, size));

const rolesOf = (stage: string, regions: readonly string[]): string[] =>
  regions.length > 1 ? [forwardRole(stage), renderRole(stage)] : [renderRole(stage)];

const NO_PLACE: SurveyedPlace = { bucket: null, hasSite: false, functions: [], hasRule: false };
const placeOf = (survey: Survey, region: string): SurveyedPlace => survey.places[region] ?? NO_PLACE;

function surveyStep(stage: string, regions: readonly [string, ...string[]], survey: Survey): Step {
  const [home] = regions;
  const roles = rolesOf(stage, regions);
  const role = (RoleName: string) => getRole(home, { RoleName });
  return {
    title: 'Look at what is there',
    calls: [
      describeStacks(home, { StackName: stackName(stage) }),
      ...roles.map(role),
      ...regions.flatMap((region) => {
        const { bucket, sites, configurations, rule } = surveyCalls(
          region,
          stage,
          '<account>',
          region === home,
        );
        return [bucket, sites, ...configurations, ...(rule === null ? [] : [rule])];
      }),
    ],
    async run(aws, found) {
      survey.stack = await findStack(aws, home, stage);
      found.outputs = outputsOf(survey.stack);
      const there = [];
      for (const name of roles) if ((await orNull(aws.send(role(name)))) !== null) there.push(name);
      survey.roles = there;
      for (const region of regions) {
        survey.places[region] = await surveyPlace(aws, region, stage, found.account, region === home);
      }
      return survey.stack === null ? `no stack ${stackName(stage)} in ${home}` : 'found';
    },
  };
}

/** Rules that forward are in the other regions only. */
function surveyCalls(region: string, stage: string, account: string, isHome: boolean) {
  const name = renderBucket(stage, account, region);
  const bucket = getBucketLocation(region, { Bucket: name });
  const sites = getSites(region, { forceBucketName: name });
  const configurations = functionsOf(stage).map((FunctionName) =>
    getFunctionConfiguration(region, { FunctionName }),
  );
  const rule = isHome ? null : describeRule(region, { Name: forwardRule(stage) });
  return { bucket, sites, configurations, rule };
}

async function surveyPlace(
  aws: Aws,
  region: string,
  stage: string,
  account: string,
  isHome: boolean,
): Promise<SurveyedPlace> {
  const { bucket, sites, configurations, rule } = surveyCalls(region, stage, account, isHome);
  const hasBucket = (await orNull(aws.send(bucket))) !== null;
  const found = await aws.send(sites);
  const functions = [];
  for (const [index, name] of functionsOf(stage).entries()) {
    const configuration = configurations[index];
    if (configuration && (await orNull(aws.send(configuration))) !== null) functions.push(name);
  }
  return {
    bucket: hasBucket ? renderBucket(stage, account, region) : null,
    hasSite: found.sites.some(({ id }) => id === siteName(stage)),
    functions,
    hasRule: rule !== null && (await orNull(aws.send(rule))) !== null,
  };
}

/** What a person has to know before saying yes. */
function describeSurvey(stage: string, regions: readonly string[], survey: Survey): string[] {
  const { OutputBucketName, TableName } = outputsOf(survey.stack);
  const goes = [
    ...(survey.stack === null ? [] : [`stack ${stackName(stage)} in ${regions[0]}`]),
    ...regions.flatMap((region) => {
      const { hasSite, functions, hasRule } = placeOf(survey, region);
      return [
        ...(hasSite ? [`site ${siteName(stage)} in ${region}`] : []),
        ...functions.map((name) => `function ${name} in ${region}`),
        ...(hasRule ? [`rule ${forwardRule(stage)} in ${region}`] : []),
      ];
    }),
    ...survey.roles.map((role) => `role ${role}`),
  ];
  const stays = [
    ...(TableName === undefined ? [] : [`table ${TableName}: projects, exports, counts`]),
    ...(OutputBucketName === undefined ? [] : [`bucket ${OutputBucketName}: finished files`]),
    ...regions.flatMap((region) => {
      const { bucket } = placeOf(survey, region);
      return bucket === null ? [] : [`bucket ${bucket}: what Remotion keeps of renders`];
    }),
  ];
  return [
    goes.length === 0 ? `Nothing of stage ${stage} was found.` : 'This will be removed:',
    ...goes.map((line) => `  ${colors.red('-')} ${line}`),
    ...(stays.length === 0 ? [] : ['This stays, and is yours to delete:']),
    ...stays.map((line) => `  ${colors.green('=')} ${line}`),
  ];
}

function stackStep(region: string, stage: string, survey: Survey): Step {
  const remove = serverlessRemove(region, { stage });
  return {
    title: `Stack ${stackName(stage)} in ${region}`,
    calls: [only('if there is one', remove)],
    async run(aws) {
      if (survey.stack === null) return 'was not there';
      await aws.send(remove);
      return 'removed';
    },
  };
}

function ruleStep(region: string, stage: string, survey: Survey): Step {
  const name = forwardRule(stage);
  const targets = removeTargets(region, { Rule: name, Ids: ['home'] });
  const rule = deleteRule(region, { Name: name });
  return {
    title: `Forwarding of ${region}`,
    calls: [only('if there is one', targets), only('if there is one', rule)],
    async run(aws) {
      if (!placeOf(survey, region).hasRule) return 'was not there';
      await aws.send(targets);
      await aws.send(rule);
      return `${name} removed`;
    },
  };
}

function siteStep(region: string, stage: string, survey: Survey): Step {
  const remove = (bucketName: string) => deleteSite(region, { bucketName, siteName: siteName(stage) });
  return {
    title: `Site in ${region}`,
    calls: [only('if there is one', remove(renderBucket(stage, '<account>', region)))],
    async run(aws) {
      const { bucket, hasSite } = placeOf(survey, region);
      if (bucket === null || !hasSite) return 'was not there';
      await aws.send(remove(bucket));
      return `${siteName(stage)} removed from ${bucket}`;
    },
  };
}

function functionsStep(region: string, stage: string, survey: Survey): Step {
  const remove = (name: string) => deleteFunction(region, { functionName: name });
  return {
    title: `Render functions in ${region}`,
    calls: functionsOf(stage).map((name) => only('if there is one', remove(name))),
    async run(aws) {
      const { functions } = placeOf(survey, region);
      for (const name of functions) await aws.send(remove(name));
      return functions.length === 0 ? 'were not there' : `${functions.join(', ')} removed`;
    },
  };
}

function roleStep(region: string, RoleName: string, survey: Survey): Step {
  const policy = deleteRolePolicy(region, { RoleName, PolicyName: RoleName });
  const role = deleteRole(region, { RoleName });
  return {
    title: `Role ${RoleName}`,
    calls: [only('if there is one', policy), only('if there is one', role)],
    async run(aws) {
      if (!survey.roles.includes(RoleName)) return 'was not there';
      // A removal that failed between the two is done again.
      await orNull(aws.send(policy));
      await aws.send(role);
      return `${RoleName} removed`;
    },
  };
}

/** Does a whole removal. @returns the exit code. */
export async function remove(
  options: StageOptions,
  confirm: Confirm,
  aws: Aws,
  print: Print,
): Promise<number> {
  const steps = removePlan(options, confirm);
  try {
    await runSteps(steps, aws, print);
    print();
    print(`Stage ${options.stage} is removed. Its data stays where it was listed above.`);
    return 0;
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    if (error.cause instanceof NotConfirmedError) print('Nothing was removed.');
    else printFailure(error, commandLine('remove', options), print);
    return 1;
  }
}

/** Shows what would happen; the stage's name is the answer that lets it happen. */
async function ask(stage: string, lines: readonly string[], isSure: boolean): Promise<boolean> {
  for (const line of lines) console.log(`      ${line}`);
  if (isSure) return true;
  if (!process.stdin.isTTY)
    throw new Error('Nobody is there to be asked. Run it in a terminal, or with --yes.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(`      Type ${colors.bold(stage)} to go on: `)).trim() === stage;
  } finally {
    terminal.close();
  }
}

async function main(): Promise<number> {
  process.chdir(ROOT);
  const {
    'dry-run': isDryRun,
    yes,
    ...options
  } = readCommandLine(process.argv.slice(2), ['dry-run', 'yes'], readStageFile);
  const print: Print = (line = '') => console.log(line);
  print(
    `\n${colors.bold('Reelway remove')}  ${colors.dim('stage')} ${options.stage}  ${colors.dim('in')} ${options.regions.join(', ')}\n`,
  );
  if (!isDryRun) return remove(options, (lines) => ask(options.stage, lines, yes), createAws(), print);
  printPlan(
    removePlan(options, async () => false),
    print,
  );
  print(colors.dim('A dry run: nothing was called, and no credentials were looked for.'));
  return 0;
}

if (require.main === module) void runCommand(USAGE, main);
