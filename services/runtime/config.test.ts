import {
  apiConfig,
  assetConfig,
  authConfig,
  ConfigError,
  coreConfig,
  limitsConfig,
  previewConfig,
  renderConfig,
  renderFunctionConfig,
  webhookSecretId,
  type Env,
} from './config';

const whole: Env = {
  AWS_REGION: 'eu-central-1',
  STAGE: 'prod',
  TABLE_NAME: 'table',
  EVENT_BUS_NAME: 'bus',
  OUTPUT_BUCKET: 'outputs',
  WEBSOCKET_ENDPOINT: 'https://ws.example.com/prod',
  AUTH_ISSUER: 'https://issuer.example.com/',
  AUTH_AUDIENCE: 'reelway',
  AUTH_JWKS_URI: 'https://issuer.example.com/jwks.json',
  RENDER_MODE: 'lambda',
  SITE_VERSION: 'site-1',
  REMOTION_BUCKET: 'renders',
  REMOTION_FUNCTION_NAME: 'remotion-render',
  REMOTION_SERVE_URL: 'site',
  REMOTION_LICENSE_KEY: '',
  RENDER_WORKER_URL: '',
  WEBHOOK_URL: 'https://api.example.com/webhooks/remotion',
  WEBHOOK_SECRET_ID: 'secret-id',
  RENDER_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/1/render',
};
const local: Env = { ...whole, RENDER_MODE: 'local', RENDER_WORKER_URL: 'http://127.0.0.1:4000' };

const without = (name: string, env: Env = whole): Env => ({ ...env, [name]: undefined });

describe('how the files that projects load are looked at', () => {
  const sizeLimits = { image: 50e6, video: 2000e6, audio: 200e6 };

  it.each([
    ['on the internet alone', {}, { allowPrivate: false, sizeLimits }],
    [
      'the same where nothing is said',
      { ASSET_ALLOW_PRIVATE: '', ASSET_MAX_IMAGE_MB: '' },
      { allowPrivate: false, sizeLimits },
    ],
    [
      'as told',
      {
        ASSET_ALLOW_PRIVATE: 'true',
        ASSET_MAX_IMAGE_MB: '1',
        ASSET_MAX_VIDEO_MB: '2',
        ASSET_MAX_AUDIO_MB: '3',
      },
      { allowPrivate: true, sizeLimits: { image: 1e6, video: 2e6, audio: 3e6 } },
    ],
  ])('is %s', (_name, env, expected) => {
    expect(assetConfig(env)).toEqual(expected);
  });

  it.each([
    ['ASSET_ALLOW_PRIVATE', 'yes'],
    ['ASSET_MAX_IMAGE_MB', '0'],
    ['ASSET_MAX_VIDEO_MB', '10001'],
    ['ASSET_MAX_AUDIO_MB', 'many'],
  ])('is refused with %s=%s', (name, value) => {
    expect(errorOf(() => assetConfig({ [name]: value }))).toContain(`${name}: `);
  });
});

describe('what is made of finished exports', () => {
  const PREVIEW_QUEUE_URL = 'https://sqs.eu-central-1.amazonaws.com/1/previews';
  const read = (env: Env) => previewConfig({ PREVIEW_QUEUE_URL, ...env });

  it.each([
    ['a thumbnail and four seconds', {}, true, 4],
    ['the same where nothing is said', { THUMBNAILS: '', PREVIEW_SECONDS: '' }, true, 4],
    ['no thumbnail', { THUMBNAILS: 'false' }, false, 4],
    ['no clip', { PREVIEW_SECONDS: '0' }, true, 0],
    ['the longest clip', { THUMBNAILS: 'true', PREVIEW_SECONDS: '6' }, true, 6],
  ])('is %s', (_name, env, thumbnails, clipSeconds) => {
    expect(read(env)).toEqual({ queueUrl: PREVIEW_QUEUE_URL, thumbnails, clipSeconds });
  });

  it.each([
    ['a longer clip', { PREVIEW_SECONDS: '6.1' }, 'PREVIEW_SECONDS'],
    ['less than none', { PREVIEW_SECONDS: '-1' }, 'PREVIEW_SECONDS'],
    ['neither yes nor no', { THUMBNAILS: 'yes' }, 'THUMBNAILS'],
    ['no queue', { PREVIEW_QUEUE_URL: '' }, 'PREVIEW_QUEUE_URL'],
  ])('is refused with %s', (_name, env, variable) => {
    expect(errorOf(() => read(env))).toContain(`${variable}: `);
  });
});

function errorOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('The configuration was accepted.');
}

describe('the configuration', () => {
  it('is read from the environment', () => {
    expect(coreConfig(whole)).toEqual({
      region: 'eu-central-1',
      stage: 'prod',
      tableName: 'table',
      eventBusName: 'bus',
      outputBucket: 'outputs',
      outputStore: null,
      downloads: null,
      websocketEndpoint: 'https://ws.example.com/prod',
    });
    expect(authConfig(whole)).toEqual({
      issuer: 'https://issuer.example.com/',
      audience: 'reelway',
      jwksUri: 'https://issuer.example.com/jwks.json',
    });
    expect(webhookSecretId(whole)).toBe('secret-id');
    const target = {
      renderBucket: 'renders',
      webhookUrl: whole.WEBHOOK_URL,
      webhookSecretId: 'secret-id',
      queueUrl: whole.RENDER_QUEUE_URL,
    };
    expect(renderConfig(whole)).toEqual({
      ...target,
      mode: 'lambda',
      regions: [{ region: 'eu-central-1', weight: 1, bucketName: 'renders' }],
      outputEndpoint: 'https://s3.eu-central-1.amazonaws.com',
      functionName: 'remotion-render',
      largeFunctionName: null,
      serveUrl: 'site',
      licenseKey: null,
      maxFunctions: 40,
    });
    expect(renderConfig({ ...whole, REMOTION_MAX_FUNCTIONS: '7' })).toMatchObject({ maxFunctions: 7 });
    expect(renderConfig({ ...whole, REMOTION_LICENSE_KEY: 'key' })).toMatchObject({ licenseKey: 'key' });
    expect(renderConfig({ ...whole, REMOTION_LARGE_FUNCTION_NAME: 'large' })).toMatchObject({
      largeFunctionName: 'large',
    });
    expect(renderConfig({ ...whole, AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' })).toMatchObject({
      outputEndpoint: 'http://127.0.0.1:1',
    });
    expect(renderConfig(local)).toEqual({ ...target, mode: 'local', workerUrl: 'http://127.0.0.1:4000' });
  });

  it.each([
    ['', [['eu-central-1', 1, 'renders-eu-central-1']]],
    ['eu-central-1=3', [['eu-central-1', 3, 'renders-eu-central-1']]],
    [
      'us-east-1, eu-central-1=9999',
      [
        ['us-east-1', 1, 'renders-us-east-1'],
        ['eu-central-1', 9999, 'renders-eu-central-1'],
      ],
    ],
  ])('reads the regions that render: %j', (REMOTION_REGIONS, expected) => {
    const env = { ...whole, REMOTION_BUCKET: 'renders-eu-central-1', REMOTION_REGIONS };
    const regions = expected.map(([region, weight, bucketName]) => ({ region, weight, bucketName }));
    expect(renderConfig(env)).toMatchObject({ regions });
  });

  it('has the documented limits unless said otherwise, also where a variable is set to nothing', () => {
    const limits = {
      dailyExports: 10,
      concurrentRenders: 1,
      totalRenders: 20,
      totalFunctions: 900,
      maxWaitHours: 24,
      mutationsPerMinute: 60,
      maxRenderSeconds: 1800,
      maxRenderUsd: 5,
      renderTimeoutSeconds: 1800,
      monthlyBudgetUsd: null,
    };
    expect(limitsConfig({})).toEqual(limits);
    const empty = Object.fromEntries(
      [
        'DAILY_EXPORT_LIMIT',
        'CONCURRENT_RENDER_LIMIT',
        'TOTAL_RENDER_LIMIT',
        'TOTAL_FUNCTION_LIMIT',
        'MAX_WAIT_HOURS',
        'MUTATIONS_PER_MINUTE',
        'MAX_RENDER_MINUTES',
        'MAX_RENDER_USD',
        'RENDER_TIMEOUT_SECONDS',
        'MONTHLY_BUDGET_USD',
      ].map((name) => [name, '']),
    );
    expect(limitsConfig(empty)).toEqual(limits);
  });

  it('takes limits as they are given, zero included', () => {
    expect(
      limitsConfig({
        DAILY_EXPORT_LIMIT: '0',
        CONCURRENT_RENDER_LIMIT: '3',
        TOTAL_RENDER_LIMIT: '100',
        TOTAL_FUNCTION_LIMIT: '10',
        MAX_WAIT_HOURS: '0.5',
        MUTATIONS_PER_MINUTE: '7',
        MAX_RENDER_MINUTES: '0.5',
        MAX_RENDER_USD: '0.25',
        RENDER_TIMEOUT_SECONDS: '60',
        MONTHLY_BUDGET_USD: '0',
      }),
    ).toEqual({
      dailyExports: 0,
      concurrentRenders: 3,
      totalRenders: 100,
      totalFunctions: 10,
      maxWaitHours: 0.5,
      mutationsPerMinute: 7,
      maxRenderSeconds: 30,
      maxRenderUsd: 0.25,
      renderTimeoutSeconds: 60,
      monthlyBudgetUsd: 0,
    });
  });

  it('of the API has defaults', () => {
    const { SITE_VERSION } = whole;
    const none = { graphiqlAssetsUrl: null, introspection: true, iconSetsFolder: null };
    const defaults = { downloadUrlSeconds: 3600, ...none, siteVersion: SITE_VERSION };
    expect(apiConfig({ SITE_VERSION })).toEqual(defaults);
    expect(apiConfig({ SITE_VERSION, DOWNLOAD_URL_SECONDS: '', GRAPHIQL_ASSETS_URL: '' })).toEqual(defaults);
    const given = {
      DOWNLOAD_URL_SECONDS: '60',
      GRAPHIQL_ASSETS_URL: '/assets',
      GRAPHQL_INTROSPECTION: 'false',
      ICON_SETS_DIR: '/opt',
    };
    expect(apiConfig({ SITE_VERSION, ...given })).toEqual({
      downloadUrlSeconds: 60,
      graphiqlAssetsUrl: '/assets',
      introspection: false,
      iconSetsFolder: '/opt',
      siteVersion: SITE_VERSION,
    });
  });
});

describe('where finished files are', () => {
  const store = {
    OUTPUT_ENDPOINT: 'https://1234.r2.cloudflarestorage.com',
    OUTPUT_REGION: '',
    OUTPUT_PATH_STYLE: '',
    OUTPUT_SECRET_ID: 'store-secret',
  };
  const downloads = {
    DOWNLOAD_BASE_URL: 'https://d111111abcdef8.cloudfront.net/',
    DOWNLOAD_KEY_PAIR_ID: 'K2JCJMDEHXQW5F',
    DOWNLOAD_SECRET_ID: 'key-secret',
  };

  it.each([
    ['in S3', {}, { outputStore: null, downloads: null }],
    [
      'in S3 also where variables are set to nothing',
      { ...store, ...downloads, OUTPUT_ENDPOINT: '', DOWNLOAD_BASE_URL: '' },
      { outputStore: null, downloads: null },
    ],
    [
      'in another store',
      store,
      {
        outputStore: {
          ...{ endpoint: store.OUTPUT_ENDPOINT, region: 'auto', forcePathStyle: false },
          secretId: 'store-secret',
        },
        downloads: null,
      },
    ],
    [
      'in one that wants a region, and the bucket in the path',
      { ...store, OUTPUT_REGION: 'us-east-1', OUTPUT_PATH_STYLE: 'true' },
      { outputStore: { region: 'us-east-1', forcePathStyle: true } },
    ],
    [
      'behind a distribution',
      downloads,
      {
        outputStore: null,
        downloads: {
          ...{ baseUrl: 'https://d111111abcdef8.cloudfront.net', keyPairId: 'K2JCJMDEHXQW5F' },
          secretId: 'key-secret',
        },
      },
    ],
  ])('is %s', (_name, env, expected) => {
    expect(coreConfig({ ...whole, ...env })).toMatchObject(expected);
  });

  it.each([
    [{ OUTPUT_SECRET_ID: '' }, 'OUTPUT_SECRET_ID: is not set'],
    [{ OUTPUT_ENDPOINT: 'ftp://example.com' }, 'OUTPUT_ENDPOINT: must be an http or https URL'],
    [{ OUTPUT_PATH_STYLE: 'yes' }, 'OUTPUT_PATH_STYLE: must be "true" | "false"'],
    [downloads, "DOWNLOAD_BASE_URL: the distribution gives out the stage's own bucket alone"],
  ])('is refused with %j', (env, problem) => {
    expect(errorOf(() => coreConfig({ ...whole, ...store, ...env }))).toBe(
      `The function's environment is not right. ${problem}`,
    );
  });

  it.each(['DOWNLOAD_KEY_PAIR_ID', 'DOWNLOAD_SECRET_ID'])('behind a distribution needs %s', (name) => {
    expect(errorOf(() => coreConfig({ ...whole, ...downloads, [name]: undefined }))).toBe(
      `The function's environment is not right. ${name}: is not set`,
    );
  });

  it('cannot be another store for the local render worker', () => {
    expect(errorOf(() => renderConfig({ ...local, ...store }))).toBe(
      "The function's environment is not right. OUTPUT_ENDPOINT: only renders on Lambda can be stored elsewhere",
    );
  });
});

describe('a variable that is missing is named', () => {
  const text = 'is not set';
  it.each([
    ['AWS_REGION', coreConfig, whole, text],
    ['STAGE', coreConfig, whole, text],
    ['TABLE_NAME', coreConfig, whole, text],
    ['EVENT_BUS_NAME', coreConfig, whole, text],
    ['OUTPUT_BUCKET', coreConfig, whole, text],
    ['WEBSOCKET_ENDPOINT', coreConfig, whole, text],
    ['AUTH_ISSUER', authConfig, whole, text],
    ['AUTH_AUDIENCE', authConfig, whole, text],
    ['AUTH_JWKS_URI', authConfig, whole, text],
    ['WEBHOOK_SECRET_ID', webhookSecretId, whole, text],
    ['REMOTION_BUCKET', renderConfig, whole, text],
    ['WEBHOOK_URL', renderConfig, whole, text],
    ['WEBHOOK_SECRET_ID', renderConfig, whole, text],
    ['REMOTION_FUNCTION_NAME', renderConfig, whole, text],
    ['REMOTION_SERVE_URL', renderConfig, whole, text],
    ['RENDER_WORKER_URL', renderConfig, local, text],
    ['SITE_VERSION', apiConfig, whole, text],
    ['RENDER_QUEUE_URL', renderConfig, whole, 'is not set'],
  ] as const)('%s', (name, read: (env: Env) => unknown, env, reason) => {
    expect(errorOf(() => read(without(name, env)))).toBe(
      `The function's environment is not right. ${name}: ${reason}`,
    );
  });

  it('RENDER_MODE, when a render is to be started', () => {
    expect(errorOf(() => renderConfig(without('RENDER_MODE')))).toMatch(/ RENDER_MODE: is not set/);
  });

  it('together with all others', () => {
    expect(errorOf(() => coreConfig({})).split(';')).toHaveLength(6);
  });

  it('also when it is set to nothing', () => {
    const message = errorOf(() => coreConfig({ ...whole, TABLE_NAME: '' }));
    expect(message).toBe("The function's environment is not right. TABLE_NAME: is not set");
  });
});

describe('a variable that is wrong is named, and its value is not', () => {
  const value = 'top-secret';
  it.each([
    ['WEBSOCKET_ENDPOINT', coreConfig],
    ['AUTH_JWKS_URI', authConfig],
    ['WEBHOOK_URL', renderConfig],
    ['RENDER_MODE', renderConfig],
    ['RENDER_QUEUE_URL', renderConfig],
    ['RENDER_MODE', renderFunctionConfig],
    ['DOWNLOAD_URL_SECONDS', apiConfig],
    ['DAILY_EXPORT_LIMIT', limitsConfig],
    ['CONCURRENT_RENDER_LIMIT', limitsConfig],
    ['TOTAL_RENDER_LIMIT', limitsConfig],
    ['TOTAL_FUNCTION_LIMIT', limitsConfig],
    ['MAX_WAIT_HOURS', limitsConfig],
    ['MUTATIONS_PER_MINUTE', limitsConfig],
    ['MAX_RENDER_MINUTES', limitsConfig],
    ['MAX_RENDER_USD', limitsConfig],
    ['MONTHLY_BUDGET_USD', limitsConfig],
  ] as const)('%s', (name, read: (env: Env) => unknown) => {
    const message = errorOf(() => read({ ...whole, [name]: value }));
    expect(message).toContain(` ${name}: `);
    expect(message).not.toContain(value);
  });

  it.each([
    ['DAILY_EXPORT_LIMIT', '-1'],
    ['DAILY_EXPORT_LIMIT', '1.5'],
    ['TOTAL_RENDER_LIMIT', 'Infinity'],
    ['MAX_RENDER_MINUTES', '0'],
    ['MAX_RENDER_USD', '-0.01'],
    ['MONTHLY_BUDGET_USD', '-1'],
  ])('%s=%s', (name, bad) => {
    expect(errorOf(() => limitsConfig({ [name]: bad }))).toContain(` ${name}: `);
  });

  it.each([
    'mars-1',
    'us-east-1=',
    'us-east-1=0',
    'us-east-1=1.5',
    'us-east-1,',
    'us-east-1,us-east-1=2',
    ';',
  ])('REMOTION_REGIONS=%s', (bad) => {
    expect(errorOf(() => renderConfig({ ...whole, REMOTION_REGIONS: bad }))).toBe(
      "The function's environment is not right. REMOTION_REGIONS: must be regions such as " +
        'us-east-1=3,eu-west-1=1',
    );
  });

  it('REMOTION_BUCKET, when other regions render and it has no counterpart there', () => {
    expect(errorOf(() => renderConfig({ ...whole, REMOTION_REGIONS: 'us-east-1' }))).toBe(
      "The function's environment is not right. REMOTION_BUCKET: must end with -eu-central-1, since REMOTION_REGIONS " +
        'names us-east-1',
    );
  });

  it.each(['0', '201', '1.5', 'x'])('REMOTION_MAX_FUNCTIONS=%s', (bad) => {
    expect(errorOf(() => renderConfig({ ...whole, REMOTION_MAX_FUNCTIONS: bad }))).toContain(
      ' REMOTION_MAX_FUNCTIONS: ',
    );
  });

  it.each(['59', '604801', '1e9', 'x'])('DOWNLOAD_URL_SECONDS=%s', (bad) => {
    expect(errorOf(() => apiConfig({ ...whole, DOWNLOAD_URL_SECONDS: bad }))).toContain(
      ' DOWNLOAD_URL_SECONDS: ',
    );
  });
});
