// Both stages, packaged once for all tests of templates; or those that were packaged before.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packageStages } from '../deploy/packages';
import { STAGES } from './template/template';

export default async function setup(): Promise<void> {
  if (process.env.REELWAY_PACKAGES !== undefined) return;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-packages-'));
  globalThis.removePackages = () => rmSync(folder, { recursive: true, force: true });
  await packageStages(STAGES, folder);
  process.env.REELWAY_PACKAGES = folder;
}

declare global {
  // Jest runs set-up and tear-down in one process and tests in others.
  var removePackages: (() => void) | undefined;
}
