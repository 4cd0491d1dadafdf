// One local world for all flows, started once: booting it for each file would take longer than the tests.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startWorld } from '../local/start';
import { leaks } from './log-secrets';
import { assertKnownCalls } from './permissions/recording';

export default async function setup(): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'reelway-flows-'));
  // The same flows hold for Remotion's own Lambda function; anything but its name means the render worker.
  const renderMode = process.env.REELWAY_FLOWS_RENDER_MODE === 'lambda' ? 'lambda' : 'local';
  const callsFile = path.join(dataDir, 'calls.txt');
  const world = await startWorld({ dataDir, renderMode, callsFile, env: { DAILY_EXPORT_LIMIT: '10' } });
  const { httpUrl, wsUrl } = world;
  const info = path.join(dataDir, 'flows.json');
  writeFileSync(info, JSON.stringify({ httpUrl, wsUrl, dataDir }));
  process.env.REELWAY_FLOWS_WORLD = info;
  globalThis.stopFlowsWorld = async () => {
    await world.stop();
    const calls = readFileSync(callsFile, 'utf8');
    const logs = path.join(dataDir, 'logs');
    const log = readdirSync(logs)
      .map((name) => readFileSync(path.join(logs, name), 'utf8'))
      .join('\n');
    const secrets = JSON.parse(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')) as Record<
      string,
      string
    >;
    rmSync(dataDir, { recursive: true, force: true });
    assertKnownCalls(calls);
    const found = leaks(log, secrets);
    if (found.length > 0) throw new Error(`The log holds what no log may hold.\n${found.join('\n')}`);
  };
}

declare global {
  // Jest runs set-up and tear-down in one process and tests in others.
  var stopFlowsWorld: (() => Promise<void>) | undefined;
}
