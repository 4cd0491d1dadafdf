// A digest of all that draws a video: exports with the same content share a file only as long as it does not change.
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..', 'remotion');
const { version } = require('remotion/package.json');

/** Files below a folder, in an order that does not depend on the machine; tests, and what they compare with, do not draw. */
function filesBelow(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name);
      return statSync(file).isDirectory() ? filesBelow(file) : [file];
    })
    .filter((file) => !/\.test\.tsx?$|[\\/]golden[\\/]/.test(file));
}

const digest = createHash('sha256').update(version);
for (const file of filesBelow(root)) {
  digest.update(path.relative(root, file).split(path.sep).join('/')).update(readFileSync(file));
}

module.exports.siteVersion = digest.digest('hex').slice(0, 16);
