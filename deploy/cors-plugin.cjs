'use strict';

/**
 * Says so where any page on the internet may call the API of `prod` from its visitors' browsers. It is no error: callers send a
 * token that only their own pages have, and never cookies.
 */
class CorsPlugin {
  constructor(serverless, _options, { log }) {
    this.hooks = { 'after:package:finalize': () => this.look(serverless.service.provider, log) };
  }

  look({ stage, httpApi }, log) {
    if (stage !== 'prod' || !httpApi?.cors?.allowedOrigins?.includes('*')) return;
    log.warning('Any web page may call the API: name yours in the param corsOrigin of the stage prod.');
  }
}

module.exports = CorsPlugin;
