// One local world for all flows, started once: booting it for each file would take longer than the tests.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startWorld } from '../local/start';

export default async function setup(): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'reelway-flows-'));
  const world = await startWorld({ dataDir, env: { DAILY_EXPORT_LIMIT: '10' } });
  const { httpUrl, wsUrl } = world;
  const info = path.join(dataDir, 'flows.json');
  writeFileSync(info, JSON.stringify({ httpUrl, wsUrl, dataDir }));
  process.env.REELWAY_FLOWS_WORLD = info;
  globalThis.stopFlowsWorld = async () => {
    await world.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

declare global {
  // Jest runs set-up and tear-down in one process and tests in others.
  var stopFlowsWorld: (() => Promise<void>) | undefined;
}
