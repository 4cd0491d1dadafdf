import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  apiConfig,
  assetConfig,
  limitsConfig,
  liveConfig,
  previewConfig,
  renderConfig,
} from '../services/runtime/config';

interface PluginClass {
  new (serverless: object): { hooks: { initialize: () => void } };
  readonly BOUNDS: Record<string, { least: number; most?: number; isWhole?: boolean }>;
}
const OptionsPlugin = jest.requireActual<PluginClass>('./options-plugin.cjs');

interface Definition {
  layers?: unknown[];
  environment?: Record<string, string>;
  package?: { patterns: string[] };
  iamRoleStatements: object[];
}

const ofBucket = {
  Effect: 'Allow',
  Action: ['s3:GetObject'],
  Resource: { 'Fn::Sub': '${OutputBucket.Arn}/*' },
};
const ofTable = { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: { 'Fn::GetAtt': 'Table.Arn' } };
const definitions = (): Record<string, Definition> => ({
  graphql: { layers: ['icons'], environment: { A: '1' }, iamRoleStatements: [ofTable, ofBucket] },
  previews: { iamRoleStatements: [ofBucket] },
  callbacks: { iamRoleStatements: [ofTable] },
});
const none = {
  outputEndpoint: '',
  outputBucketName: '',
  hasDownloads: '',
  sentryLayerArn: '',
  sentryDsn: '',
};

/** The functions as they are packaged with these params. */
function packaged(options: object, environment: Record<string, string> = {}) {
  const functions = definitions();
  const provider = { stage: 'prod', environment };
  const service = { service: 'reelway', provider, functions, custom: { options: { ...none, ...options } } };
  new OptionsPlugin({ service, classes: { Error } }).hooks.initialize();
  return functions;
}

describe('a stage', () => {
  it('that asks for nothing gets nothing', () => {
    expect(packaged({})).toEqual(definitions());
  });

  it('that has errors tracked gets layer, variables and the file in every function, beside what they have', () => {
    const layer = 'arn:aws:lambda:us-east-1:943013980633:layer:SentryNodeServerlessSDKv10:1';
    const dsn = 'https://key@o1.ingest.sentry.io/1';
    const tracked = packaged(
      { sentryLayerArn: layer, sentryDsn: dsn, sentrySampleRate: 0.5 },
      { NODE_OPTIONS: '--enable-source-maps' },
    );
    const environment = {
      ...{ SENTRY_DSN: dsn, SENTRY_SAMPLE_RATE: '0.5' },
      NODE_OPTIONS: '--enable-source-maps --require /var/task/deploy/sentry.cjs',
    };
    expect(tracked.graphql).toMatchObject({
      ...{ layers: ['icons', layer], environment: { A: '1', ...environment } },
      package: { patterns: ['deploy/sentry.cjs'] },
    });
    expect(tracked.callbacks).toMatchObject({ layers: [layer], environment });
    expect(tracked.callbacks?.iamRoleStatements).toEqual([ofTable]);
    expect(existsSync(path.join(__dirname, 'sentry.cjs'))).toBe(true);
  });

  const mayRead = (name: string) => ({
    ...{ Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'] },
    Resource: {
      'Fn::Sub': `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:reelway-prod-${name}-??????`,
    },
  });

  it('whose files are in another store lets those read its credentials that have to do with files', () => {
    const { graphql, previews, callbacks } = packaged({
      outputEndpoint: 'https://x.example',
      outputBucketName: 'b',
    });
    expect(graphql?.iamRoleStatements).toEqual([ofTable, ofBucket, mayRead('outputs')]);
    expect(previews?.iamRoleStatements).toEqual([ofBucket, mayRead('outputs')]);
    expect(callbacks?.iamRoleStatements).toEqual([ofTable]);
  });

  it('with CloudFront downloads lets those read its key that give URLs', () => {
    const { graphql, previews, callbacks } = packaged({ hasDownloads: '-----BEGIN PUBLIC KEY-----' });
    expect(graphql?.iamRoleStatements).toEqual([ofTable, ofBucket, mayRead('download-*')]);
    expect(previews?.iamRoleStatements).toEqual([ofBucket]);
    expect(callbacks?.iamRoleStatements).toEqual([ofTable]);
  });

  it.each([
    [{ outputEndpoint: 'https://x.example' }, 'outputEndpoint and outputBucketName need each other.'],
    [{ outputBucketName: 'b' }, 'outputEndpoint and outputBucketName need each other.'],
    [
      { outputEndpoint: 'https://x.example', outputBucketName: 'b', hasDownloads: 'key' },
      'outputEndpoint: the CloudFront distribution gives out the bucket in S3 alone.',
    ],
    [{ sentryDsn: 'https://x' }, 'sentryLayerArn and sentryDsn need each other.'],
    [{ sentryLayerArn: 'arn:x' }, 'sentryLayerArn and sentryDsn need each other.'],
  ])('is not packaged with %j', (options, message) => {
    expect(() => packaged(options)).toThrow(message);
  });
});

describe('a number that no function could work with', () => {
  it.each([
    ['DOWNLOAD_URL_SECONDS', 59, 'downloadUrlSeconds is 59; it must be a whole number from 60 to 3600.'],
    ['DOWNLOAD_URL_SECONDS', 3601, 'downloadUrlSeconds is 3601; it must be a whole number from 60 to 3600.'],
    ['REMOTION_MAX_FUNCTIONS', '0', 'remotionMaxFunctions is 0; it must be a whole number from 1 to 200.'],
    ['CONNECTIONS_PER_USER', 0, 'connectionsPerUser is 0; it must be a whole number of 1 or more.'],
    ['PREVIEW_SECONDS', 6.5, 'previewSeconds is 6.5; it must be a number from 0 to 6.'],
    ['TOTAL_RENDER_LIMIT', 1.5, 'totalRenderLimit is 1.5; it must be a whole number of 0 or more.'],
    ['MAX_RENDER_USD', 'much', 'maxRenderUsd is much; it must be a number of 0 or more.'],
  ])('is refused before anything is packaged: %s=%s', (variable, value, message) => {
    expect(() => packaged({}, { [variable]: String(value) })).toThrow(message);
  });

  it('is not one that is left empty, or that has no value yet', () => {
    const environment = { MONTHLY_BUDGET_USD: '', DAILY_EXPORT_LIMIT: { Ref: 'Limit' } as never };
    expect(() => packaged({}, environment)).not.toThrow();
  });

  const url = 'https://example.com';
  const others = {
    ...{ RENDER_MODE: 'lambda', AWS_REGION: 'us-east-1', REMOTION_BUCKET: 'b', REMOTION_SERVE_URL: 's' },
    ...{ REMOTION_FUNCTION_NAME: 'f', SITE_VERSION: 'v', PREVIEW_QUEUE_URL: url, RENDER_QUEUE_URL: url },
    ...{ WEBHOOK_URL: url, WEBHOOK_SECRET_ID: 'id' },
  };
  const readers = [apiConfig, assetConfig, limitsConfig, liveConfig, previewConfig, renderConfig];
  const refuses = (env: Record<string, string>): boolean =>
    readers.some((reader) => {
      try {
        reader({ ...others, ...env });
        return false;
      } catch {
        return true;
      }
    });

  it.each(Object.entries(OptionsPlugin.BOUNDS))(
    'is one that functions refuse: %s',
    (param, { least, most, isWhole }) => {
      const name = param.replaceAll(/[A-Z]/g, '_$&').toUpperCase();
      const env = (value: number) => ({ [name]: String(value) });
      expect(refuses(env(least))).toBe(false);
      expect(refuses(env(least - 1))).toBe(true);
      expect(refuses(env(most ?? 1e6))).toBe(false);
      if (most !== undefined) expect(refuses(env(most + 1))).toBe(true);
      expect(refuses(env(least + 0.5))).toBe(isWhole === true);
    },
  );
});
