// One local world for all flows, started once: booting it for each file would take longer than the tests.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startWorld } from '../local/start';

export default async function setup(): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'reelway-flows-'));
  // The same flows hold for Remotion's own Lambda function; anything but its name means the render worker.
  const renderMode = process.env.REELWAY_FLOWS_RENDER_MODE === 'lambda' ? 'lambda' : 'local';
  const world = await startWorld({ dataDir, renderMode, env: { DAILY_EXPORT_LIMIT: '10' } });
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
