'use strict';

const { GetTemplateCommand } = require('@aws-sdk/client-cloudformation');
const { readStageFile, stageFile } = require('./stage-file.cjs');

const regionsOf = (text) => (text ?? '').split(',').flatMap((entry) => entry.trim() || []);

/**
 * What would be lost: a deploy in a checkout without the file of the stage would take further regions and the larger function
 * from the functions that are there, though `npm run deploy` had made them.
 * @param before the environment of the render function that is deployed
 * @param after the one of this run
 * @returns the flags that bring back what is missing; null when nothing is
 */
function lostFlags(before, after, home) {
  const deployed = regionsOf(before.REMOTION_REGIONS);
  const kept = new Set(regionsOf(after.REMOTION_REGIONS).map((entry) => entry.split('=')[0]));
  if (kept.size === 0) kept.add(home);
  const losesRegions = deployed.some((entry) => !kept.has(entry.split('=')[0]));
  const losesLarge = Boolean(before.REMOTION_LARGE_FUNCTION_NAME) && !after.REMOTION_LARGE_FUNCTION_NAME;
  if (!losesRegions && !losesLarge) return null;
  return [
    ...deployed.map((entry) => `--region ${entry.replace(/=1$/, '')}`),
    ...(before.REMOTION_LARGE_FUNCTION_NAME ? ['--large-function'] : []),
  ].join(' ');
}

/** Refuses a deploy that would forget what the stage renders with, or make it a second time. */
class StagePlugin {
  constructor(serverless) {
    this.serverless = serverless;
    const [command, subcommand] = serverless.processedInput.commands;
    const deploys = command === 'deploy' && [undefined, 'function'].includes(subcommand);
    // The hooks of a deploy itself come when everything has been packaged.
    this.hooks = deploys ? { initialize: () => this.check() } : {};
  }

  async check() {
    const { service, classes, processedInput } = this.serverless;
    const { stage, region, environment } = service.provider;
    // Whoever has the file may also take something out of it.
    if (readStageFile(stage) !== null) return;
    const before = await this.deployedEnvironment();
    if (before === null) {
      // `npm run deploy` always names it. Where nobody does, the stage may be elsewhere, and would be made a second time.
      if (processedInput.options.region) return;
      throw new classes.Error(
        `Stage ${stage} has no stack in ${region}, and there is no ${stageFile(stage)} here, which would say where it is. ` +
          `For a new stage, run npm run deploy -- --stage ${stage}; for one that is elsewhere, add --region.`,
      );
    }
    const flags = lostFlags(before, environment, region);
    if (flags === null) return;
    throw new classes.Error(
      `Stage ${stage} is deployed with ${flags}, and some of it would be lost: there is no ${stageFile(stage)} here. ` +
        `Run npm run deploy -- --stage ${stage} ${flags}, which writes that file, and commit it.`,
    );
  }

  /** The variables of the render function that is deployed; null where there is no stack. */
  async deployedEnvironment() {
    const provider = this.serverless.getProvider('aws');
    const client = await provider.getCloudFormationClient();
    const StackName = provider.naming.getStackName();
    try {
      const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }));
      const { Resources = {} } = JSON.parse(TemplateBody);
      return Resources.RenderLambdaFunction?.Properties.Environment.Variables ?? {};
    } catch (error) {
      // CloudFormation has no error of its own for this, only a sentence.
      if (error.name === 'ValidationError' && /does not exist/.test(error.message)) return null;
      throw error;
    }
  }
}

module.exports = StagePlugin;
