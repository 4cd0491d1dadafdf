import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import {
  answerSeconds,
  apiConfig,
  assetConfig,
  authConfig,
  callbackAddressConfig,
  coreConfig,
  limitsConfig,
  liveConfig,
  previewConfig,
  renderConfig,
  renderFunctionConfig,
} from '../services/runtime/config';

interface Rule {
  readonly accepts: (text: string) => boolean;
  /** Of numbers alone. */
  readonly bounds?: { least: number; most?: number; isWhole: boolean; isAbove: boolean };
}
interface PluginClass {
  new (serverless: object): { hooks: Record<string, () => void> };
  readonly RULES: Readonly<Record<string, Rule>>;
  readonly WITHOUT_DEFAULT: readonly string[];
}
const ParamsPlugin = jest.requireActual<PluginClass>('./params-plugin.cjs');
const { RULES, WITHOUT_DEFAULT } = ParamsPlugin;

const ROOT = path.join(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const SERVERLESS_YML = read('serverless.yml');
const { params: PARAMS } = parse(SERVERLESS_YML, { logLevel: 'error' }) as {
  params: Record<'default' | 'dev' | 'prod' | 'local', Record<string, string | number | boolean>>;
};

/** What serverless.yml reads elsewhere is empty here. */
const settled = (params: object) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, String(value).includes('${') ? '' : value]),
  );

/** What the framework gives to the plugin, with params of the stage `prod` and of the command line. */
const framework = (ofStage: object, commandLine: readonly string[] = [], region = 'us-east-1') => ({
  configurationInput: {
    params: { ...PARAMS, default: settled(PARAMS.default), prod: ofStage },
    provider: { stage: 'prod', region },
  },
  processedInput: { options: commandLine.length === 0 ? {} : { param: commandLine } },
  classes: { Error },
});

/** Loads the plugin as the framework does. */
const loaded =
  (...given: Parameters<typeof framework>) =>
  () =>
    new ParamsPlugin(framework(...given));

describe('the params of a stage', () => {
  const REGIONS =
    'it must name regions that Remotion Lambda runs in, each once, such as us-east-1=3,eu-west-1=1, or be empty.';

  it.each(Object.keys(PARAMS))('%s are accepted as serverless.yml has them', (stage) => {
    expect(loaded(settled(PARAMS[stage as keyof typeof PARAMS]))).not.toThrow();
  });

  it('are taken as functions take them', () => {
    expect(
      loaded({ authJwksUri: 'HTTPS://a.example/x', remotionRegions: 'us-east-1, eu-west-1=3' }),
    ).not.toThrow();
  });

  it('want a web ACL of us-east-1, which a stack elsewhere cannot make', () => {
    const arn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/w/1';
    expect(loaded({ waf: 'create' })).not.toThrow();
    expect(loaded({ waf: arn }, [], 'eu-west-1')).not.toThrow();
    expect(loaded({}, ['waf=create'], 'eu-west-1')).toThrow(
      new Error(
        'waf is create, but the stack is in eu-west-1, and CloudFront takes web ACLs of us-east-1 alone: ' +
          'make one there, and give its ARN.',
      ),
    );
  });

  it('name regions that render, where the region of the stack is none', () => {
    expect(loaded({ remotionRegions: 'us-east-1' }, [], 'il-central-1')).not.toThrow();
    expect(loaded({ remotionRegions: '' }, [], 'eu-west-1')).not.toThrow();
    expect(loaded({ remotionRegions: '', renderMode: 'local' }, [], 'il-central-1')).not.toThrow();
    expect(loaded({ remotionRegions: '' }, [], 'il-central-1')).toThrow(
      new Error(
        'remotionRegions is empty, but Remotion Lambda does not run in il-central-1, where the stack is.',
      ),
    );
  });

  it.each([
    [{ alarmEmail: '${ssm:/x/z}' }, { alarmEmail: 'nobody' }, 'alarmEmail is nobody;'],
    [{ dailyExportLimit: '${param:nothing, 30}' }, { dailyExportLimit: 0.5 }, 'dailyExportLimit is 0.5;'],
    [{ waf: '${ssm:/x/waf}' }, { waf: 'yes' }, 'waf is yes;'],
    [
      { downloadPublicKey2: 'key', downloadSigningKey: '${ssm:/x/number}' },
      { downloadPublicKey2: 'key', downloadSigningKey: 1 },
      'downloadSigningKey is 1, but downloadPublicKey is empty.',
    ],
    [
      { sentryLayerArn: '', sentryDsn: "${ssm:/x/dsn, ''}" },
      { sentryLayerArn: '', sentryDsn: 'https://x' },
      'sentryLayerArn and sentryDsn need each other.',
    ],
  ])('are looked at when they are known: %j', (before, after, message) => {
    const serverless = framework(before);
    const plugin = new ParamsPlugin(serverless);
    // The framework writes what it has found into the same object.
    Object.assign(serverless.configurationInput.params.prod, after);
    expect(() => plugin.hooks.initialize?.()).toThrow(message);
  });

  it.each([
    [{ downloadUrlSeconds: 59 }, 'downloadUrlSeconds is 59; it must be a whole number from 60 to 3600.'],
    [{ downloadUrlSeconds: 3601 }, 'downloadUrlSeconds is 3601; it must be a whole number from 60 to 3600.'],
    [{ remotionMaxFunctions: '0' }, 'remotionMaxFunctions is 0; it must be a whole number from 1 to 200.'],
    [{ connectionsPerUser: 0 }, 'connectionsPerUser is 0; it must be a whole number of 1 or more.'],
    [{ previewSeconds: 6.5 }, 'previewSeconds is 6.5; it must be a number from 0 to 6.'],
    [{ totalRenderLimit: 1.5 }, 'totalRenderLimit is 1.5; it must be a whole number of 0 or more.'],
    [{ maxRenderUsd: 'much' }, 'maxRenderUsd is much; it must be a number of 0 or more.'],
    [{ maxWaitHours: 0 }, 'maxWaitHours is 0; it must be a number above 0.'],
    [{ maxRenderMinutes: -1 }, 'maxRenderMinutes is -1; it must be a number above 0.'],
    [{ sentrySampleRate: 1.1 }, 'sentrySampleRate is 1.1; it must be a number from 0 to 1.'],
    [{ exportExpirationDays: '' }, 'exportExpirationDays is empty; it must be a whole number of 0 or more.'],
    [{ httpBurst: 0 }, 'httpBurst is 0; it must be a whole number of 1 or more.'],
    [{ logRetentionDays: 8 }, /^logRetentionDays is 8; it must be one of 1, 3, 5, 7, .*, 3653\.$/],
    [{ tracing: 'on' }, 'tracing is on; it must be one of Active, PassThrough.'],
    [{ alarms: 'yes' }, 'alarms is yes; it must be one of true, false.'],
    [{ thumbnails: 'yes' }, 'thumbnails is yes; it must be one of true, false, empty.'],
    [
      { logLevel: 'info' },
      'logLevel is info; it must be one of TRACE, DEBUG, INFO, WARN, ERROR, CRITICAL, SILENT.',
    ],
    [{ downloadSigningKey: 3 }, 'downloadSigningKey is 3; it must be one of 1, 2.'],
    [
      { corsOrigin: 'https://a.example/' },
      'corsOrigin is https://a.example/; it must be * or an origin such as https://app.example.com.',
    ],
    [{ authJwksUri: 'keys' }, 'authJwksUri is keys; it must be a URL with https:// or http://.'],
    [{ authAudience: '' }, 'authAudience is empty; it must not be empty.'],
    [{ remotionRegions: 'us-east-1=0' }, `remotionRegions is us-east-1=0; ${REGIONS}`],
    [{ remotionRegions: 'us-east-9' }, `remotionRegions is us-east-9; ${REGIONS}`],
    [{ remotionRegions: 'us-east-1,us-east-1=2' }, `remotionRegions is us-east-1,us-east-1=2; ${REGIONS}`],
    [{ dailyExportLimit: ' ' }, 'dailyExportLimit is blank; it must be a whole number of 0 or more.'],
    [{ sentrySampleRate: '\t' }, 'sentrySampleRate is blank; it must be a number from 0 to 1.'],
    [{ authJwksUri: 'https://%' }, 'authJwksUri is https://%; it must be a URL with https:// or http://.'],
    [
      { authJwksUri: 'ftp://a.example' },
      'authJwksUri is ftp://a.example; it must be a URL with https:// or http://.',
    ],
    [{ waf: 'yes' }, 'waf is yes; it must be create, the ARN of a web ACL for CloudFront, or empty.'],
    [{ alarmEmail: '${AWS::StackName}' }, /^alarmEmail is \$\{AWS::StackName\}; it must be an address /],
    [{ maxRendrMinutes: 5 }, 'There is no param maxRendrMinutes.'],
    [{ outputEndpoint: 'https://x.example' }, 'outputEndpoint and outputBucketName need each other.'],
    [{ outputBucketName: 'b' }, 'outputEndpoint and outputBucketName need each other.'],
    [
      { outputEndpoint: 'https://x.example', outputBucketName: 'b', downloadPublicKey: 'key' },
      'outputEndpoint: the CloudFront distribution gives out the bucket in S3 alone.',
    ],
    [{ sentryDsn: 'https://x' }, 'sentryLayerArn and sentryDsn need each other.'],
    [
      { sentryLayerArn: 'arn:aws:lambda:us-east-1:943013980633:layer:Sentry:1' },
      'sentryLayerArn and sentryDsn need each other.',
    ],
    [{ downloadDomain: 'f.example' }, 'downloadDomain and downloadCertificateArn need each other.'],
    [
      { downloadPublicKey: 'key', downloadSigningKey: 2 },
      'downloadSigningKey is 2, but downloadPublicKey2 is empty.',
    ],
    [{ downloadPublicKey2: 'key' }, 'downloadSigningKey is 1, but downloadPublicKey is empty.'],
  ])('are refused before anything is packaged: %j', (params, message) => {
    expect(loaded(params)).toThrow(typeof message === 'string' ? new Error(message) : message);
  });

  it('are all looked at, so that one error names everything that is wrong', () => {
    expect(loaded({ maxWaitHours: 0, tracing: 'on' })).toThrow(
      'maxWaitHours is 0; it must be a number above 0.\ntracing is on; it must be one of Active, PassThrough.',
    );
  });

  it('are those of the command line before those of the stage', () => {
    expect(loaded({ maxWaitHours: 2 }, ['maxWaitHours=0'])).toThrow('maxWaitHours is 0;');
    expect(loaded({ maxWaitHours: 0 }, ['maxWaitHours=2'])).not.toThrow();
    expect(loaded({}, ['maxWaitHour=2'])).toThrow('There is no param maxWaitHour.');
  });

  it('may be left empty where functions have a default, or have no value yet', () => {
    expect(loaded({ monthlyBudgetUsd: '', dailyExportLimit: { Ref: 'Limit' } })).not.toThrow();
  });
});

describe('the rules for params', () => {
  it('are there for every number and every yes or no of serverless.yml', () => {
    const all = Object.assign({}, ...Object.values(PARAMS)) as Record<string, unknown>;
    const typed = Object.keys(all).filter((name) => ['number', 'boolean'].includes(typeof all[name]));
    expect(typed.length).toBeGreaterThan(25);
    expect(typed.filter((name) => RULES[name] === undefined)).toEqual([]);
  });

  it('know every param that is read', () => {
    const resources = readdirSync(path.join(ROOT, 'resources')).map((file) => read(`resources/${file}`));
    const text = [SERVERLESS_YML, ...resources].join('\n');
    const names = new Set([...text.matchAll(/param:(\w+)/g)].map(([, name = '']) => name));
    const known = [...Object.keys(PARAMS.default), ...WITHOUT_DEFAULT];
    expect([...names].filter((name) => !known.includes(name))).toEqual([]);
    expect(Object.keys(RULES).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('a setting of functions', () => {
  const url = 'https://example.com';
  const others = {
    ...{
      RENDER_MODE: 'lambda',
      AWS_REGION: 'us-east-1',
      REMOTION_BUCKET: 'b-us-east-1',
      REMOTION_SERVE_URL: 's',
    },
    ...{ REMOTION_FUNCTION_NAME: 'f', SITE_VERSION: 'v', PREVIEW_QUEUE_URL: url, RENDER_QUEUE_URL: url },
    ...{ WEBHOOK_URL: url, WEBHOOK_SECRET_ID: 'id', STAGE: 'prod', TABLE_NAME: 't', EVENT_BUS_NAME: 'e' },
    ...{ OUTPUT_BUCKET: 'o', WEBSOCKET_ENDPOINT: url, OUTPUT_ENDPOINT: url, OUTPUT_SECRET_ID: 's' },
    ...{ AUTH_ISSUER: 'i', AUTH_AUDIENCE: 'a', AUTH_JWKS_URI: url },
  };
  const readers = [
    ...[answerSeconds, apiConfig, assetConfig, callbackAddressConfig, coreConfig, limitsConfig],
    ...[liveConfig, previewConfig, renderConfig, renderFunctionConfig, authConfig],
  ];
  const isRefused = (env: Record<string, string>): boolean =>
    readers.some((reader) => {
      try {
        reader({ ...others, ...env });
        return false;
      } catch {
        return true;
      }
    });
  /** The variable that has a param's value and nothing else; a few have other names. */
  const variables = new Map(
    [...SERVERLESS_YML.matchAll(/^ +([A-Z_]+): \$\{param:(\w+)\}$/gm)].map(([, name = '', param = '']) => [
      param,
      name,
    ]),
  );
  const candidates = ({ bounds }: Rule): string[] => {
    if (bounds === undefined) return ['true', 'false', 'yes', ''];
    const { least, most = 1e6 } = bounds;
    return ['', 'x', ...[least - 1, least, least + 0.5, most - 1, most, most + 1].map(String)];
  };
  const settings = Object.entries(RULES).flatMap(([param, rule]) => {
    const variable = variables.get(param);
    const isChoice = rule.accepts('true') && !rule.accepts('other');
    return variable !== undefined && (rule.bounds !== undefined || isChoice)
      ? [[param, variable, rule] as const]
      : [];
  });

  it('is one of twenty or so', () => {
    expect(settings.map(([param]) => param)).toEqual(
      expect.arrayContaining(['maxWaitHours', 'maxRenderMinutes', 'previewSeconds', 'introspection']),
    );
  });

  it.each(settings)('is refused at packaging where functions refuse it: %s', (_param, variable, rule) => {
    for (const text of candidates(rule)) {
      expect([text, rule.accepts(text)]).toEqual([text, !isRefused({ [variable]: text })]);
    }
  });

  it.each([
    [
      ['remotionRegions', 'REMOTION_REGIONS'],
      ['', 'us-east-1', 'us-east-1=3,eu-west-1', 'us-east-1, eu-west-1=2 ', 'us-east-1,', 'us-east-1 =3'],
      ['us-east-9', 'il-central-1', 'cn-north-1', 'us-east-1,us-east-1=2', 'us-east-1=0', 'us-east-1=10000'],
    ],
    [
      ['authJwksUri', 'AUTH_JWKS_URI'],
      ['https://a.example/x', 'HTTPS://a/x', 'http://localhost:3000', 'https://%', 'https://', 'keys', 'a b'],
    ],
  ] as const)('that is text is also refused where functions refuse it: %j', ([param, variable], ...texts) => {
    for (const text of texts.flat())
      expect([text, RULES[param]?.accepts(text)]).toEqual([text, !isRefused({ [variable]: text })]);
  });
});
