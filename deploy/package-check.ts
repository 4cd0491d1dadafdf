// `npm run package:check`: packages the stages `dev` and `prod` apart from the tree, and says what is wrong with them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import colors from 'picocolors';
import {
  handlerComplaints,
  packageComplaints,
  packageStages,
  readZips,
  unpackFunctions,
  weigh,
  type Weight,
} from './packages';
import { runCommand, UsageError, type Print } from './steps';

const USAGE = `Usage: npm run package:check

  Packages the stages dev and prod into out/packages, and fails when a zip is over its budget, when the same tree does not give
  the same bytes twice, when a function cannot be loaded or has a handler that Lambda refuses, or when cfn-lint
  (https://github.com/aws-cloudformation/cfn-lint), where it is installed, complains.
  REELWAY_PACKAGES=out/packages npm test takes these packages instead of making its own.`;

const STAGES = ['dev', 'prod'];
const FOLDER = 'out/packages';

/** What cfn-lint says of every template of the framework's, and what does no harm. */
const IGNORED_CHECKS = [
  'W3005', // Roles are named in `DependsOn` and where they are used.
  'W1028', // Conditions compare the stage's parameters, which are texts by now: of two branches, one is never taken.
  'W8003', // For the same reason, a comparison always gives the same.
];

async function main(): Promise<number> {
  if (process.argv.length > 2) throw new UsageError('package:check takes no arguments.');
  process.chdir(path.join(__dirname, '..'));
  const print: Print = (line = '') => console.log(line);
  for (const { stage, durationMs } of await packageStages(STAGES, FOLDER)) {
    print(`${stage.padEnd(6)} packaged in ${(durationMs / 1000).toFixed(1)} s`);
  }
  const packages = new Map(STAGES.map((stage) => [stage, readZips(path.join(FOLDER, stage))]));
  for (const weight of weigh(packages.get('dev') ?? new Map<string, Uint8Array>())) print(lineOf(weight));
  const complaints = [
    ...packageComplaints(packages),
    ...(await loadFunctions(path.join(FOLDER, 'dev'))),
    ...lintTemplates(print),
  ];
  for (const complaint of complaints) print(colors.red(complaint));
  return complaints.length === 0 ? 0 : 1;
}

const lineOf = ({ name, size, budget }: Weight): string =>
  `${name.padEnd(16)}${(size / 1000).toFixed(1).padStart(8)} kB of ${budget / 1000}`;

/** Loads each function of a package. Code does not depend on the stage, so that one stage is enough. */
async function loadFunctions(packageFolder: string): Promise<string[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-functions-'));
  try {
    return await handlerComplaints(unpackFunctions(packageFolder, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** cfn-lint is a program of Python's, and not everybody's. The tests of templates check types and references without it. */
function lintTemplates(print: Print): string[] {
  const version = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) {
    print('cfn-lint is not installed: the templates are left to the tests.');
    return [];
  }
  const templates = STAGES.map((stage) =>
    path.join(FOLDER, stage, 'cloudformation-template-update-stack.json'),
  );
  const ignored = IGNORED_CHECKS.flatMap((check) => ['--ignore-checks', check]);
  // Two minutes are more than a busy machine takes.
  const linted = spawnSync('cfn-lint', [...ignored, '--format', 'parseable', '--', ...templates], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  print(`${version.stdout.trim()}: ${linted.status === 0 ? 'no complaints' : 'complaints'}`);
  if (linted.status === 0) return [];
  return [
    ...linted.stdout.split('\n').filter((line) => line !== ''),
    linted.stderr.trim() || 'cfn-lint complains.',
  ];
}

if (require.main === module) void runCommand(USAGE, main);
