'use strict';

const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { AWS_REGIONS } = require('@remotion/lambda-client/regions');

const ROOT = path.join(__dirname, '..');

/** Where a stage says in which regions it renders, from the root of the repository. */
const stageFile = (stage) => `stages/${stage}.json`;

/**
 * The regions that a stage can render in. AWS's other partition, China, has other names for everything, which the stack does not know,
 * and what Lambda costs there is not known in USD.
 */
const REGIONS = new Set(AWS_REGIONS.filter((region) => !region.startsWith('cn-')));

/**
 * Reads regions that render, each as `us-east-1` or, with a weight from 1 to 9999, `us-east-1=3`. Blanks around them do not count.
 * @param entries texts, a region each
 * @returns the same without blanks; null where one is no region that functions could render in, and where one is named twice
 */
function readRegions(entries) {
  const parts = entries.map((entry) => /^([a-z0-9-]+)(=[1-9]\d{0,3})?$/.exec(entry.trim()) ?? []);
  const names = new Set(parts.map(([, name]) => name));
  if (names.size !== entries.length || [...names].some((name) => !REGIONS.has(name))) return null;
  return parts.map(([text]) => text);
}

const isRegions = (value) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((each) => typeof each === 'string') &&
  readRegions(value) !== null;

/** What is wrong with the content of a stage's file, in one sentence; null if nothing is. */
function problemOf(content) {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return 'it must hold an object.';
  const unknown = Object.keys(content).find((key) => !['regions', 'largeFunction'].includes(key));
  if (unknown !== undefined) return `there is no "${unknown}", only "regions" and "largeFunction".`;
  if (!isRegions(content.regions))
    return '"regions" must be a list such as ["eu-central-1=3", "us-east-1"], of regions that Remotion Lambda runs in, each once.';
  if (!['boolean', 'undefined'].includes(typeof content.largeFunction))
    return '"largeFunction" must be true or false.';
  return null;
}

/**
 * Reads what a stage was last deployed with.
 * @returns null where there is no such file: the stage is in the default region, and renders there alone.
 * @throws Error naming the file and what is wrong with it.
 */
function readStageFile(stage, root = ROOT) {
  const file = path.join(root, stageFile(stage));
  if (!existsSync(file)) return null;
  let content;
  try {
    // Some editors begin a file with a byte order mark.
    content = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${stageFile(stage)} is no JSON: ${error.message}`, { cause: error });
  }
  const problem = problemOf(content);
  if (problem !== null) throw new Error(`${stageFile(stage)}: ${problem}`);
  return { regions: readRegions(content.regions), largeFunction: content.largeFunction === true };
}

/** Lambda's limit for names of functions is 64, and 54 are needed for the version and the size. */
const STAGE_IN_FUNCTION_LENGTH = 10;

/**
 * How the name of a function says its stage: after an underscore, which no stage has, so that a pattern for one stage never
 * fits the function of another. A longer stage is cut, and told apart by its digest, in capitals, which no stage has either.
 */
function stageInFunction(stage) {
  if (stage.length <= STAGE_IN_FUNCTION_LENGTH) return `_${stage}`;
  const digest = BigInt(`0x${createHash('sha256').update(stage).digest('hex')}`)
    .toString(36)
    .toUpperCase();
  return `_${stage.slice(0, 5)}_${digest.slice(-4)}`;
}

/** A mistake of the operator's, for the framework: it prints the stack of an error, which says nothing here. */
const mistake = (message) => Object.assign(new Error(message), { stack: message });

const stageOf = ({ resolveVariable }) => resolveVariable("opt:stage, 'dev'");

async function settingsOf(framework, root) {
  const stage = await stageOf(framework);
  let file;
  try {
    file = readStageFile(stage, root);
  } catch ({ message }) {
    throw mistake(message);
  }
  const home = file?.regions[0].split('=')[0] ?? null;
  const named = await framework.resolveVariable("opt:region, ''");
  if (home === null || named === '' || named === home) return { ...file, home };
  throw mistake(`Stage ${stage} is in ${home} (${stageFile(stage)}), not in ${named}.`);
}

/** What serverless.yml takes, by name; null stands for what the file does not say. */
const valuesFor = (root) => ({
  /** The region of the stack. */
  region: async (framework) => (await settingsOf(framework, root)).home,
  /** The param of the same name. */
  remotionRegions: async (framework) => {
    const { regions = [] } = await settingsOf(framework, root);
    return regions.map((region) => (region.includes('=') ? region : `${region}=1`)).join(',');
  },
  /** What stands for the stage in the name of its function. */
  functionSuffix: async (framework) => stageInFunction(await stageOf(framework)),
  /** The param of the same name: Remotion reads the size of a function from its name. */
  remotionLargeFunctionName: async (framework) => {
    if (!(await settingsOf(framework, root)).largeFunction) return null;
    const usual = await framework.resolveVariable('param:remotionFunctionName');
    return usual.replace(/-mem\d+mb-/, '-mem4096mb-');
  },
});

module.exports = {
  REGIONS,
  readRegions,
  readStageFile,
  stageFile,
  stageInFunction,
  valuesFor,
  ...valuesFor(ROOT),
};
