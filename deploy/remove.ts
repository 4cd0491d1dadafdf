// `npm run remove -- --stage X`: takes away what a deploy of this stage made, and nothing that another one uses.
import { createInterface } from 'node:readline/promises';
import colors from 'picocolors';
import {
  createAws,
  deleteFunction,
  deleteSite,
  describeStacks,
  findStack,
  getFunctionConfiguration,
  getSites,
  only,
  orNull,
  outputsOf,
  REMOTION_ROLE,
  serverlessRemove,
  siteName,
  stackName,
  type Aws,
  type FoundStack,
} from './aws';
import { credentialsStep, functionName } from './deploy';
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
  --region   every region that it was deployed to, the one with the stack first; us-east-1 if none is named
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
}

/** What is there of a stage in one region. */
interface SurveyedPlace {
  readonly buckets: readonly string[];
  /** The bucket that holds the stage's site; null if there is none. */
  readonly siteBucket: string | null;
  readonly hasFunction: boolean;
  /** Other sites: what is rendered with the same function. */
  readonly otherSites: readonly string[];
}

/** Every step of a removal, in order. */
export function removePlan({ stage, regions }: StageOptions, confirm: Confirm): Step[] {
  const survey: Survey = { stack: null, places: {} };
  return [
    credentialsStep(regions[0]),
    surveyStep(stage, regions, survey),
    {
      title: 'Ask whether to go on',
      calls: [],
      async run() {
        if (!(await confirm(describeSurvey(stage, regions, survey)))) throw new NotConfirmedError();
        return 'confirmed';
      },
    },
    stackStep(regions[0], stage, survey),
    ...regions
      .toReversed()
      .flatMap((region) => [siteStep(region, stage, survey), functionStep(region, survey)]),
  ];
}

const NO_PLACE: SurveyedPlace = { buckets: [], siteBucket: null, hasFunction: false, otherSites: [] };
const placeOf = (survey: Survey, region: string): SurveyedPlace => survey.places[region] ?? NO_PLACE;

function surveyStep(stage: string, regions: readonly string[], survey: Survey): Step {
  const configuration = (region: string) =>
    getFunctionConfiguration(region, { FunctionName: functionName() });
  return {
    title: 'Look at what is there',
    calls: [
      describeStacks(regions[0] ?? '', { StackName: stackName(stage) }),
      ...regions.flatMap((region) => [getSites(region), configuration(region)]),
    ],
    async run(aws, found) {
      survey.stack = await findStack(aws, regions[0] ?? '', stage);
      found.outputs = outputsOf(survey.stack);
      for (const region of regions) {
        const { sites, buckets } = await aws.send(getSites(region));
        const own = sites.find(({ id }) => id === siteName(stage));
        survey.places[region] = {
          buckets: buckets.map(({ name }) => name),
          siteBucket: own === undefined ? null : new URL(own.serveUrl).hostname.split('.s3.')[0] || null,
          hasFunction: (await orNull(aws.send(configuration(region)))) !== null,
          otherSites: sites.filter(({ id }) => id !== siteName(stage)).map(({ id }) => id),
        };
      }
      return survey.stack === null ? `no stack ${stackName(stage)} in ${regions[0]}` : 'found';
    },
  };
}

/** What a person has to know before saying yes. */
function describeSurvey(stage: string, regions: readonly string[], survey: Survey): string[] {
  const { OutputBucketName, TableName } = outputsOf(survey.stack);
  const goes = [
    ...(survey.stack === null ? [] : [`stack ${stackName(stage)} in ${regions[0]}`]),
    ...regions.flatMap((region) => {
      const { siteBucket, hasFunction, otherSites } = placeOf(survey, region);
      return [
        ...(siteBucket === null ? [] : [`site ${siteName(stage)} in ${siteBucket}`]),
        ...(hasFunction && otherSites.length === 0 ? [`function ${functionName()} in ${region}`] : []),
      ];
    }),
  ];
  const stays = [
    ...(TableName === undefined ? [] : [`table ${TableName}: projects, exports, counts`]),
    ...(OutputBucketName === undefined ? [] : [`bucket ${OutputBucketName}: finished files`]),
    ...regions.flatMap((region) => {
      const { buckets, hasFunction, otherSites } = placeOf(survey, region);
      return [
        ...buckets.map((bucket) => `bucket ${bucket}: what Remotion keeps of renders`),
        ...(hasFunction && otherSites.length > 0
          ? [`function ${functionName()} in ${region}: used by ${otherSites.join(', ')}`]
          : []),
      ];
    }),
    `role ${REMOTION_ROLE}: one for the account`,
  ];
  return [
    goes.length === 0 ? `Nothing of stage ${stage} was found.` : 'This will be removed:',
    ...goes.map((line) => `  ${colors.red('-')} ${line}`),
    'This stays, and is yours to delete:',
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

function siteStep(region: string, stage: string, survey: Survey): Step {
  const remove = (bucketName: string) => deleteSite(region, { bucketName, siteName: siteName(stage) });
  return {
    title: `Site in ${region}`,
    calls: [only('if there is one', remove(`<bucket in ${region}>`))],
    async run(aws) {
      const { siteBucket } = placeOf(survey, region);
      if (siteBucket === null) return 'was not there';
      await aws.send(remove(siteBucket));
      return `${siteName(stage)} removed from ${siteBucket}`;
    },
  };
}

/** Stages and other projects of one region share a function; each of them has a site in the region. */
function functionStep(region: string, survey: Survey): Step {
  const remove = deleteFunction(region, { functionName: functionName() });
  return {
    title: `Render function in ${region}`,
    calls: [only('if no other site is left in the region', remove)],
    async run(aws) {
      const { hasFunction, otherSites } = placeOf(survey, region);
      if (!hasFunction) return 'was not there';
      if (otherSites.length > 0) return `kept: ${otherSites.join(', ')} may be rendered with it`;
      await aws.send(remove);
      return `${functionName()} removed`;
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
  const { 'dry-run': isDryRun, yes, ...options } = readCommandLine(process.argv.slice(2), ['dry-run', 'yes']);
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
