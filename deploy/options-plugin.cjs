'use strict';

/** The file that starts error tracking, in the zip of each function. */
const SENTRY_FILE = 'deploy/sentry.cjs';

/**
 * Gives functions what the optional parts of a stage need, and nothing of it to stages that do without: the layer and the
 * variables of error tracking, and the right to read the secrets of another store and of signed downloads.
 */
class OptionsPlugin {
  constructor(serverless) {
    this.serverless = serverless;
    this.hooks = { initialize: () => this.apply() };
  }

  apply() {
    const { custom = {}, functions } = this.serverless.service;
    const { outputEndpoint, outputBucketName, hasDownloads, ...sentry } = custom.options ?? {};
    this.check({ outputEndpoint, outputBucketName, hasDownloads, ...sentry });
    for (const [key, definition] of Object.entries(functions)) {
      if (outputEndpoint) this.mayRead(definition, 'outputs');
      // Previews are made without a URL.
      if (hasDownloads && key !== 'previews') this.mayRead(definition, 'download-*');
      if (sentry.sentryDsn) this.track(definition, sentry);
    }
  }

  check({ outputEndpoint, outputBucketName, hasDownloads, sentryLayerArn, sentryDsn }) {
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

module.exports = OptionsPlugin;
