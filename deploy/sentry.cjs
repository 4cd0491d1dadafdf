'use strict';

// Error tracking. Runs before a function, and only where options-plugin.cjs says so: Sentry's layer brings the package.
const { subscribe } = require('node:diagnostics_channel');

/** Of messages, in characters: they say what is wrong at their beginning. */
const MESSAGE_SHOWN = 200;

/** What would tell of requests, addresses, log lines, variables or source code. */
const LEFT_OUT = new Set([
  'Console',
  'ContextLines',
  'Http',
  'LocalVariables',
  'LocalVariablesAsync',
  'Modules',
  'NodeFetch',
  'RequestData',
]);

const CONTEXTS = ['runtime', 'os', 'cloud_resource', 'trace', 'aws.lambda', 'aws.cloudwatch.logs'];

/** The first line, without what follows in URLs, and without tokens. */
const shown = (text) =>
  String(text ?? '')
    .split('\n', 1)[0]
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s?#"'<>]*)[^\s"'<>]*/gi, '$1')
    .replace(/\beyJ[\w-]+(\.[\w-]*)*/g, '…')
    .slice(0, MESSAGE_SHOWN);

const frameOf = ({ filename, function: name, module, lineno, colno, in_app }) => {
  return { filename, function: name, module, lineno, colno, in_app };
};

/** An event with what is listed here alone: whatever else an SDK of the future adds stays in the function. */
function scrub(event) {
  const {
    event_id,
    type,
    timestamp,
    platform,
    level,
    environment,
    release,
    sdk,
    tags,
    fingerprint,
    exception,
  } = event;
  const values = exception?.values?.map(({ type: name, value, stacktrace, mechanism }) => ({
    type: name,
    value: shown(value),
    stacktrace: stacktrace && { frames: stacktrace.frames?.map(frameOf) },
    mechanism: mechanism && { type: mechanism.type, handled: mechanism.handled },
  }));
  const contexts = Object.entries(event.contexts ?? {}).filter(([name]) => CONTEXTS.includes(name));
  return {
    ...{ event_id, type, timestamp, platform, level, environment, release, sdk, tags, fingerprint },
    transaction: process.env.AWS_LAMBDA_FUNCTION_NAME,
    contexts: Object.fromEntries(contexts),
    ...(event.message === undefined ? {} : { message: shown(event.message) }),
    ...(values === undefined ? {} : { exception: { values } }),
  };
}

function start() {
  const sentry = require('@sentry/aws-serverless');
  sentry.init({
    dsn: process.env.SENTRY_DSN,
    environment: process.env.STAGE,
    sampleRate: Number(process.env.SENTRY_SAMPLE_RATE ?? 1),
    sendDefaultPii: false,
    maxBreadcrumbs: 0,
    integrations: (defaults) => defaults.filter(({ name }) => !LEFT_OUT.has(name)),
    beforeSend: scrub,
    beforeSendTransaction: () => null,
  });
  // What a function logs as an error it has dealt with: no exception leaves it. See services/runtime/logger.ts.
  subscribe('reelway:error', ({ message, error }) => {
    const tags = { logged: shown(message) };
    if (error instanceof Error) sentry.captureException(error, { tags });
    else sentry.captureMessage(message, { level: 'error' });
  });
}

try {
  start();
} catch (error) {
  // Nobody shall wait for a video because nobody could be told of errors.
  console.error(
    JSON.stringify({ level: 'ERROR', message: 'Errors are not tracked.', error: shown(error.message) }),
  );
}

module.exports = { scrub };
