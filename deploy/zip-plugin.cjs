'use strict';

const { readFileSync, writeFileSync } = require('node:fs');
const { unzipSync, zipSync } = require('fflate');

/** The first day that zip files know, in local time. The same code gives the same bytes, and is not deployed again. */
const NO_TIME = new Date(1980, 0, 1);

/** Packs the functions again as small as can be: serverless-esbuild packs them as fast as can be. */
class ZipPlugin {
  constructor(serverless) {
    this.service = serverless.service;
    this.hooks = { 'after:package:createDeploymentArtifacts': () => this.packAgain() };
  }

  packAgain() {
    const functions = Object.values(this.service.functions);
    const artifacts = functions.flatMap(({ package: { artifact } = {} }) => artifact ?? []);
    for (const artifact of new Set(artifacts)) {
      writeFileSync(artifact, zipSync(unzipSync(readFileSync(artifact)), { level: 9, mtime: NO_TIME }));
    }
  }
}

module.exports = ZipPlugin;
