'use strict';

const { readRegions } = require('./stage-file.cjs');

const quoted = (values) => values.map((value) => (value === '' ? 'empty' : value)).join(', ');
const oneOf = (...values) => ({
  expected: `it must be one of ${quoted(values)}`,
  accepts: (text) => values.includes(text),
});
const like = (expected, pattern) => ({ expected, accepts: (text) => pattern.test(text) });

/** A number from `least` to `most`, inclusive; with `isAbove`, `least` itself is too little. */
function number(least, most, { isWhole = false, isAbove = false, mayBeEmpty = false } = {}) {
  const kind = isWhole ? 'a whole number' : 'a number';
  const atLeast = isAbove ? `above ${least}` : `of ${least} or more`;
  return {
    bounds: { least, most, isWhole, isAbove },
    expected: `it must be ${kind} ${most === undefined ? atLeast : `from ${least} to ${most}`}`,
    accepts(text) {
      if (text === '') return mayBeEmpty;
      // Blanks would be zero.
      if (text.trim() === '') return false;
      const value = Number(text);
      const isInside =
        (isAbove ? value > least : value >= least) && value <= (most ?? Number.MAX_SAFE_INTEGER);
      return isInside && (!isWhole || Number.isInteger(value));
    },
  };
}

// What functions read means the default where it is empty; what only CloudFormation reads has to be there.
const whole = (least, most) => number(least, most, { isWhole: true });
const setting = (least, most) => number(least, most, { mayBeEmpty: true });
const wholeSetting = (least, most) => number(least, most, { isWhole: true, mayBeEmpty: true });
const positiveSetting = number(0, undefined, { isAbove: true, mayBeEmpty: true });
const isTrue = oneOf('true', 'false');
const url = {
  expected: 'it must be a URL with https:// or http://',
  accepts: (text) => URL.canParse(text) && /^https?:/i.test(text),
};
const orEmpty = ({ expected, accepts }) => ({
  expected: `${expected}, or be empty`,
  accepts: (text) => text === '' || accepts(text),
});

/** Days that CloudWatch keeps logs for: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html. */
const LOG_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827],
  ...[2192, 2557, 2922, 3288, 3653],
].map(String);

/**
 * What params of serverless.yml may be, as text. Where functions read them, the same as services/runtime/config.ts has it, which
 * would refuse them at the first invocation. Params that are not here are names, addresses and keys of which any may be right.
 */
const RULES = {
  renderMode: oneOf('lambda', 'local'),
  remotionRegions: orEmpty({
    expected: 'it must name regions that Remotion Lambda runs in, each once, such as us-east-1=3,eu-west-1=1',
    accepts: (text) => readRegions(text.split(',')) !== null,
  }),
  remotionMaxFunctions: wholeSetting(1, 200),
  renderWorkerUrl: orEmpty(url),
  authIssuer: like('it must not be empty', /\S/),
  authAudience: like('it must not be empty', /\S/),
  authJwksUri: url,
  dailyExportLimit: wholeSetting(0),
  concurrentRenderLimit: wholeSetting(0),
  totalRenderLimit: wholeSetting(0),
  totalFunctionLimit: wholeSetting(0),
  mutationsPerMinute: wholeSetting(0),
  connectionsPerUser: wholeSetting(1),
  answerSeconds: wholeSetting(1, 60),
  maxWaitHours: positiveSetting,
  maxRenderMinutes: positiveSetting,
  renderTimeoutSeconds: wholeSetting(0),
  maxRenderUsd: setting(0),
  monthlyBudgetUsd: setting(0),
  downloadUrlSeconds: wholeSetting(60, 3600),
  thumbnails: oneOf('true', 'false', ''),
  previewSeconds: setting(0, 6),
  callbackAllowPrivate: oneOf('true', 'false', ''),
  assetMaxImageMb: wholeSetting(1, 10_000),
  assetMaxAudioMb: wholeSetting(1, 10_000),
  assetMaxVideoMb: wholeSetting(1, 10_000),
  introspection: oneOf('true', 'false', ''),
  // An origin has no path, not even a slash.
  corsOrigin: like('it must be * or an origin such as https://app.example.com', /^(\*|https?:\/\/[^\s/,]+)$/),
  // Those of Powertools.
  logLevel: oneOf('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL', 'SILENT'),
  deletionProtection: isTrue,
  exportExpirationDays: whole(0),
  archiveDays: whole(0),
  logRetentionDays: oneOf(...LOG_DAYS),
  tracing: oneOf('Active', 'PassThrough'),
  httpRequestsPerSecond: number(0, undefined, { isAbove: true }),
  httpBurst: whole(1),
  websocketMessagesPerSecond: number(0, undefined, { isAbove: true }),
  websocketBurst: whole(1),
  websocketAccessLogs: isTrue,
  apiGatewayAccountRole: oneOf('create', 'existing'),
  alarms: isTrue,
  dashboard: isTrue,
  alarmEmail: orEmpty(like('it must be an address such as ops@example.com', /^\S+@\S+$/)),
  dailySpendAlarmUsd: number(0),
  downloadSigningKey: oneOf('1', '2'),
  downloadPriceClass: oneOf('PriceClass_100', 'PriceClass_200', 'PriceClass_All'),
  // CloudFront takes certificates and web ACLs of this region alone.
  downloadCertificateArn: orEmpty(
    like(
      'it must be the ARN of a certificate in us-east-1',
      /^arn:aws:acm:us-east-1:\d{12}:certificate\/\S+$/,
    ),
  ),
  outputEndpoint: orEmpty(url),
  outputPathStyle: oneOf('true', 'false', ''),
  sentryLayerArn: orEmpty(
    like(
      'it must be the ARN of a version of a layer',
      /^arn:aws:lambda:[a-z0-9-]+:\d{12}:layer:[^\s:]+:\d+$/,
    ),
  ),
  sentrySampleRate: number(0, 1),
  waf: like(
    'it must be create, the ARN of a web ACL for CloudFront, or empty',
    /^(|create|arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/\S+)$/,
  ),
};

/** Params that serverless.yml reads and gives no default. */
const WITHOUT_DEFAULT = [
  ...['remotionLargeFunctionName', 'outputBucketName'],
  // The local world's.
  ...['websocketEndpoint', 'webhookUrl', 'buildFolder', 'webSocketHardTimeout', 'webSocketIdleTimeout'],
];

const needEachOther = (params, one, other) =>
  Boolean(params[one]) === Boolean(params[other]) ? [] : [`${one} and ${other} need each other.`];

/**
 * Whether a value has a variable that the framework has not resolved: while plugins are made, it does not know yet what AWS says
 * (`${ssm:…}`) nor what a param of another param is. `${AWS::…}` it never resolves.
 */
const isUnknown = (value) => typeof value === 'string' && /\$\{(?!AWS::)/.test(value);

/** What is wrong with params that are right one by one. */
function contradictions(params, region) {
  const { outputEndpoint, downloadPublicKey, downloadPublicKey2, downloadSigningKey, waf } = params;
  const { renderMode, remotionRegions } = params;
  const hasDownloads = Boolean(downloadPublicKey || downloadPublicKey2);
  const signing = String(downloadSigningKey) === '2' ? 'downloadPublicKey2' : 'downloadPublicKey';
  return [
    ...needEachOther(params, 'outputEndpoint', 'outputBucketName'),
    ...needEachOther(params, 'sentryLayerArn', 'sentryDsn'),
    ...needEachOther(params, 'downloadDomain', 'downloadCertificateArn'),
    ...(outputEndpoint && hasDownloads
      ? ['outputEndpoint: the CloudFront distribution gives out the bucket in S3 alone.']
      : []),
    ...(hasDownloads && !params[signing]
      ? [`downloadSigningKey is ${downloadSigningKey}, but ${signing} is empty.`]
      : []),
    ...(waf === 'create' && region !== 'us-east-1'
      ? [
          `waf is create, but the stack is in ${region}, and CloudFront takes web ACLs of us-east-1 alone: ` +
            'make one there, and give its ARN.',
        ]
      : []),
    ...(renderMode === 'lambda' && remotionRegions === '' && readRegions([region]) === null
      ? [`remotionRegions is empty, but Remotion Lambda does not run in ${region}, where the stack is.`]
      : []),
  ];
}

/** Params that {@link contradictions} looks at. */
const TOGETHER = [
  ...['outputEndpoint', 'outputBucketName', 'sentryLayerArn', 'sentryDsn', 'waf', 'downloadSigningKey'],
  ...['downloadDomain', 'downloadCertificateArn', 'downloadPublicKey', 'downloadPublicKey2'],
  ...['renderMode', 'remotionRegions'],
];

const shown = (value) => (value.trim() === '' ? (value === '' ? 'empty' : 'blank') : value);

/**
 * What is wrong with the params of a stage, a sentence each.
 * @param params their values by name; what is neither text nor number nor boolean, and what is not known yet, is passed over
 * @param known names of params that have a default
 * @param region where the stack is
 */
function problemsOf(params, known, region) {
  const names = new Set([...known, ...WITHOUT_DEFAULT]);
  const unknown = Object.keys(params).filter((name) => !names.has(name));
  const wrong = Object.entries(RULES).flatMap(([name, { expected, accepts }]) => {
    const value = params[name];
    const isValue = ['string', 'number', 'boolean'].includes(typeof value) && !isUnknown(value);
    return !isValue || accepts(String(value)) ? [] : [`${name} is ${shown(String(value))}; ${expected}.`];
  });
  const areKnown = ![...TOGETHER.map((name) => params[name]), region].some(isUnknown);
  return [
    ...unknown.map((name) => `There is no param ${name}.`),
    ...wrong,
    ...(areKnown ? contradictions(params, region) : []),
  ];
}

/** Params as the framework finds them: of the command line, of the stage, and defaults, in this order. */
function paramsOf({ configurationInput, processedInput, service }) {
  const { params = {}, provider } = configurationInput;
  const given = (processedInput.options.param ?? []).map((text) => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [undefined, text, ''];
    return [name, value.trimEnd()];
  });
  const stage = provider?.stage ?? service.provider.stage;
  return { ...params.default, ...params[stage], ...Object.fromEntries(given) };
}

/** Refuses params that no stage could work with, before anything is packaged. */
class ParamsPlugin {
  constructor(serverless) {
    this.serverless = serverless;
    // What only AWS knows is known by then.
    this.hooks = { initialize: () => this.check() };
    // Here and not only in a hook: the framework's own look at its configuration comes first, and does not name the param.
    this.check();
  }

  check() {
    const { configurationInput, classes } = this.serverless;
    const known = Object.keys(configurationInput.params?.default ?? {});
    const problems = problemsOf(paramsOf(this.serverless), known, configurationInput.provider?.region);
    if (problems.length > 0) throw new classes.Error(problems.join('\n'));
  }
}

ParamsPlugin.RULES = RULES;
ParamsPlugin.WITHOUT_DEFAULT = WITHOUT_DEFAULT;
module.exports = ParamsPlugin;
