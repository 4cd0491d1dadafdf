'use strict';

/** The file that starts error tracking, in the zip of each function. */
const SENTRY_FILE = 'deploy/sentry.cjs';

const whole = { isWhole: true };
/**
 * What params may be, inclusive: the bounds of services/runtime/config.ts, where a function would refuse them at its first
 * invocation. The environment has each under its name in capitals.
 */
const BOUNDS = {
  dailyExportLimit: { least: 0, ...whole },
  concurrentRenderLimit: { least: 0, ...whole },
  totalRenderLimit: { least: 0, ...whole },
  totalFunctionLimit: { least: 0, ...whole },
  mutationsPerMinute: { least: 0, ...whole },
  connectionsPerUser: { least: 1, ...whole },
  remotionMaxFunctions: { least: 1, most: 200, ...whole },
  renderTimeoutSeconds: { least: 0, ...whole },
  maxRenderUsd: { least: 0 },
  monthlyBudgetUsd: { least: 0 },
  downloadUrlSeconds: { least: 60, most: 3600, ...whole },
  previewSeconds: { least: 0, most: 6 },
  assetMaxImageMb: { least: 1, most: 10_000, ...whole },
  assetMaxAudioMb: { least: 1, most: 10_000, ...whole },
  assetMaxVideoMb: { least: 1, most: 10_000, ...whole },
};

const variableOf = (param) => param.replace(/[A-Z]/g, '_$&').toUpperCase();

/** What is wrong with numbers of an environment. Empty ones mean the default, and references are not known yet. */
function boundsProblems(environment) {
  return Object.entries(BOUNDS).flatMap(([param, { least, most = Infinity, isWhole = false }]) => {
    const value = environment[variableOf(param)];
    if (!['string', 'number'].includes(typeof value) || value === '') return [];
    const number = Number(value);
    if (number >= least && number <= most && (!isWhole || Number.isInteger(number))) return [];
    const kind = isWhole ? 'a whole number' : 'a number';
    const range = most === Infinity ? `of ${least} or more` : `from ${least} to ${most}`;
    return [`${param} is ${value}; it must be ${kind} ${range}.`];
  });
}

/**
 * Refuses params that no function could work with. Gives functions what the optional parts of a stage need, and nothing of it to stages that do without: the layer and the
 * variables of error tracking, and the right to read the secrets of another store and of signed downloads.
 */
class OptionsPlugin {
  constructor(serverless) {
    this.serverless = serverless;
    this.hooks = { initialize: () => this.apply() };
  }

  apply() {
    const { custom = {}, functions, provider } = this.serverless.service;
    const { outputEndpoint, outputBucketName, hasDownloads, ...sentry } = custom.options ?? {};
    const environments = Object.values(functions).map(({ environment }) => environment);
    const outOfBounds = boundsProblems(Object.assign({}, provider.environment, ...environments));
    this.check({ outputEndpoint, outputBucketName, hasDownloads, ...sentry }, outOfBounds);
    for (const [key, definition] of Object.entries(functions)) {
      if (outputEndpoint) this.mayRead(definition, 'outputs');
      // Previews are made without a URL.
      if (hasDownloads && key !== 'previews') this.mayRead(definition, 'download-*');
      if (sentry.sentryDsn) this.track(definition, sentry);
    }
  }

  check({ outputEndpoint, outputBucketName, hasDownloads, sentryLayerArn, sentryDsn }, outOfBounds) {
    const problems = [
      [
        Boolean(outputEndpoint) !== Boolean(outputBucketName),
        'outputEndpoint and outputBucketName need each other.',
      ],
      [
        outputEndpoint && hasDownloads,
        'outputEndpoint: the CloudFront distribution gives out the bucket in S3 alone.',
      ],
      [Boolean(sentryLayerArn) !== Boolean(sentryDsn), 'sentryLayerArn and sentryDsn need each other.'],
    ].flatMap(([isWrong, problem]) => (isWrong ? [problem] : []));
    problems.push(...outOfBounds);
    if (problems.length > 0) throw new this.serverless.classes.Error(problems.join(' '));
  }

  /** Whoever has a right on the bucket of finished files may have to open the other store, or to sign. */
  mayRead(definition, name) {
    const statements = definition.iamRoleStatements ?? [];
    if (!JSON.stringify(statements).includes('OutputBucket')) return;
    const secret = `${this.serverless.service.service}-${this.serverless.service.provider.stage}-${name}`;
    const arn = 'arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret';
    definition.iamRoleStatements = [
      ...statements,
      {
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue'],
        // Secrets Manager adds six characters to a name.
        Resource: { 'Fn::Sub': `${arn}:${secret}-??????` },
      },
    ];
  }

  track(definition, { sentryLayerArn, sentryDsn, sentrySampleRate }) {
    const { layers = [], environment = {}, package: packed = {} } = definition;
    const { NODE_OPTIONS: options } = { ...this.serverless.service.provider.environment, ...environment };
    definition.layers = [...layers, sentryLayerArn];
    definition.environment = {
      ...environment,
      SENTRY_DSN: sentryDsn,
      SENTRY_SAMPLE_RATE: String(sentrySampleRate),
      NODE_OPTIONS: [options, `--require /var/task/${SENTRY_FILE}`].filter(Boolean).join(' '),
    };
    definition.package = { ...packed, patterns: [...(packed.patterns ?? []), SENTRY_FILE] };
  }
}

OptionsPlugin.BOUNDS = BOUNDS;
module.exports = OptionsPlugin;
