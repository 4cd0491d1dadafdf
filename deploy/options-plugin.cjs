'use strict';

/** The file that starts error tracking, in the zip of each function. */
const SENTRY_FILE = 'deploy/sentry.cjs';

/**
 * The functions that give out URLs of finished files: they answer with exports, or tell of some that may have had their file for
 * long. Others tell of an end before there is anything to look at.
 */
const SIGNERS = new Set(['graphql', 'websocket', 'render', 'admission', 'batches', 'push']);

const isOfBucket = (resource) => JSON.stringify(resource).includes('OutputBucket');

/**
 * Gives functions what the optional parts of a stage need, and nothing of it to stages that do without: the layer and the
 * variables of error tracking, the right to read the secrets of another store and of signed downloads, and to call Remotion's
 * functions where there are some. Takes away what is of no use with them.
 */
class OptionsPlugin {
  constructor(serverless) {
    this.serverless = serverless;
    this.hooks = { initialize: () => this.apply() };
  }

  apply() {
    const { custom = {}, functions } = this.serverless.service;
    const { outputEndpoint, downloadPublicKey, downloadPublicKey2, remotionRegions, ...sentry } =
      custom.options ?? {};
    const signingKeys = [downloadPublicKey && 'download-1', downloadPublicKey2 && 'download-2'].filter(
      Boolean,
    );
    for (const [key, definition] of Object.entries(functions)) {
      if (outputEndpoint) this.useOtherStore(definition);
      if (signingKeys.length > 0 && SIGNERS.has(key)) this.sign(definition, signingKeys);
      if (sentry.sentryDsn) this.track(definition, sentry);
      this.callInRegions(definition, remotionRegions ?? '');
    }
  }

  /** Whoever has a right on the bucket of finished files has to open the other store in its place. */
  useOtherStore(definition) {
    const { iamRoleStatements: statements = [] } = definition;
    if (!statements.some(({ Resource }) => isOfBucket(Resource))) return;
    definition.iamRoleStatements = statements.flatMap((statement) => {
      const others = [statement.Resource].flat().filter((resource) => !isOfBucket(resource));
      return others.length === 0
        ? []
        : [{ ...statement, Resource: others.length === 1 ? others[0] : others }];
    });
    this.mayRead(definition, 'outputs');
  }

  /**
   * Both keys where there are two: while a deploy goes from one to the other, some functions sign with the first. Who reads the
   * bucket for URLs alone, and so may not list it, reads nothing there any more.
   */
  sign(definition, signingKeys) {
    const { iamRoleStatements: statements = [] } = definition;
    const ofBucket = statements.filter(({ Resource }) => isOfBucket(Resource));
    const reads = ofBucket.some(({ Action }) => [Action].flat().includes('s3:ListBucket'));
    if (!reads) {
      definition.iamRoleStatements = statements.flatMap((statement) => {
        if (!ofBucket.includes(statement)) return [statement];
        const Action = [statement.Action].flat().filter((action) => action !== 's3:GetObject');
        return Action.length === 0 ? [] : [{ ...statement, Action }];
      });
    }
    for (const name of signingKeys) this.mayRead(definition, name);
  }

  /** Remotion's functions are called in the regions that render, and are named once each. */
  callInRegions(definition, remotionRegions) {
    const given = remotionRegions.split(',').flatMap((entry) => entry.split('=')[0].trim() || []);
    const regions = given.length === 0 ? ['${AWS::Region}'] : given;
    for (const statement of definition.iamRoleStatements ?? []) {
      if (![statement.Action].flat().includes('lambda:InvokeFunction')) continue;
      const arns = [statement.Resource]
        .flat()
        .flatMap((resource) =>
          regions.map((region) => resource['Fn::Sub'].replace(':lambda:*:', `:lambda:${region}:`)),
        );
      statement.Resource = [...new Set(arns)].map((arn) => ({ 'Fn::Sub': arn }));
    }
  }

  mayRead(definition, name) {
    const statements = definition.iamRoleStatements ?? [];
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
