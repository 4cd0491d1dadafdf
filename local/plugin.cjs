'use strict';

const { dirname, join, resolve, sep } = require('node:path');
const { pathToFileURL } = require('node:url');

/** What a change of means that handlers are built again. */
const WATCHED = ['services/**/*.ts', 'remotion/**/*.{ts,tsx}', 'schema/**/*.{graphql,ts,cjs}'];

/**
 * Puts the local world around `serverless offline start`. Every command loads this file, so all that is heavy, tsx
 * included, is loaded when the world starts and not before.
 */
class LocalWorldPlugin {
  constructor(serverless) {
    this.serverless = serverless;
    this.settings = process.env.REELWAY_WORLD && JSON.parse(process.env.REELWAY_WORLD);
    this.hooks = this.settings
      ? {
          initialize: () => this.open(),
          'before:offline:start:init': () => this.opening,
          'after:offline:start:init': () => this.begin(),
          'before:offline:start:end': () => this.end(),
          'offline:functionsUpdated:cleanup': () => this.forgetHandlers(),
        }
      : { 'before:offline:start:init': () => this.refuse(), 'before:offline:start': () => this.refuse() };
    if (this.settings) this.prepare();
  }

  refuse() {
    throw new this.serverless.classes.Error('The local world is started with `npm start`.');
  }

  /** Bundles that can be read, and ends that are noticed. */
  prepare() {
    const { service } = this.serverless;
    service.custom.esbuild = {
      ...service.custom.esbuild,
      minify: false,
      sourcemap: true,
      watch: { pattern: this.settings.watches ? WATCHED : [], ignore: ['**/*.test.*', '**/node_modules/**'] },
    };
    process.setSourceMapsEnabled(true);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void this.end());
    process.on('message', (message) => message === 'stop' && void this.end());
    // The supervisor is gone, however it ended: nobody is left to stop this world.
    process.on('disconnect', () => void this.end());
  }

  /** Not awaited by the hook: the emulators start while the handlers are bundled. */
  open() {
    if (process.send && !process.connected) return this.end();
    this.opening = this.load();
    this.opening.catch((error) => {
      this.report({ kind: 'failed', message: error.message });
    });
    return undefined;
  }

  async load() {
    const offline = dirname(require.resolve('serverless-offline'));
    const { default: LambdaFunction } = await import(
      pathToFileURL(join(offline, 'lambda/LambdaFunction.js')).href
    );
    // For this one tree: bundled handlers must be loaded as Lambda loads them.
    const unregister = require('tsx/cjs/api').register();
    const { openWorld } = require('./world.ts');
    unregister();
    const host = {
      service: this.serverless.service,
      stage: this.serverless.service.provider.stage,
      LambdaFunction,
      report: (message) => this.report(message),
    };
    this.world = await openWorld(host, this.settings);
  }

  async begin() {
    this.world.begin().catch((error) => {
      this.report({ kind: 'failed', message: error.message });
    });
  }

  report(message) {
    if (process.connected) process.send(message);
    else process.stderr.write(`${JSON.stringify(message)}\n`);
  }

  /** The process ends here: serverless-offline would wait seconds for idle connections. */
  end() {
    this.ending ??= (async () => {
      await this.opening?.catch(() => undefined);
      await this.world?.stop();
      process.exit(0);
    })();
    return this.ending;
  }

  /** In process, a handler is loaded once; after a change the next invocation loads the new one. */
  forgetHandlers() {
    const { location } = this.serverless.service.custom['serverless-offline'];
    const folder = resolve(this.serverless.serviceDir, location) + sep;
    for (const file of Object.keys(require.cache)) if (file.startsWith(folder)) delete require.cache[file];
  }
}

module.exports = LocalWorldPlugin;
