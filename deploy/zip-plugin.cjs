'use strict';

const { readFileSync, writeFileSync } = require('node:fs');
const { crc32, deflateRawSync } = require('node:zlib');
const { unzipSync, Zip } = require('fflate');

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
      writeFileSync(artifact, packed(unzipSync(readFileSync(artifact))));
    }
  }
}

/** A zip of these files. Each is deflated by zlib, which makes them 4 % smaller than what fflate would do itself. */
function packed(files) {
  const chunks = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [filename, bytes] of Object.entries(files)) {
    // 8: deflated.
    const file = { filename, size: bytes.length, crc: crc32(bytes), compression: 8, mtime: NO_TIME };
    zip.add(file);
    file.ondata(null, deflateRawSync(bytes, { level: 9 }), true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

module.exports = ZipPlugin;
