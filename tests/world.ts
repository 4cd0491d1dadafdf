import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createExport,
  saveProject,
  socketClient,
  watchExport,
  type ExportState,
  type Target,
} from '../local/client';
import { issueToken } from '../local/tokens';

interface WorldInfo {
  readonly httpUrl: string;
  readonly wsUrl: string;
  readonly dataDir: string;
}

/** The running world that the flows share. */
export const world = (): WorldInfo => {
  const file = process.env.REELWAY_FLOWS_WORLD;
  if (file === undefined) throw new Error('The flows need a world: run them through jest.config.mjs.');
  return JSON.parse(readFileSync(file, 'utf8')) as WorldInfo;
};

let users = 0;

/** A user nobody else has: limits are per user, so each test brings its own. */
export async function newUser(): Promise<Target & { readonly userId: string; readonly cameAt: Date }> {
  users += 1;
  const cameAt = new Date();
  const userId = `user-${process.pid}-${Date.now()}-${users}`;
  const { httpUrl, wsUrl, dataDir } = world();
  return { httpUrl, wsUrl, userId, cameAt, token: await issueToken(dataDir, userId) };
}

/**
 * What `viewer` has counted of the daily limit for a user who has taken so much of it. Any number where midnight, UTC, has passed
 * since the user came: a new day begins at zero. Call it after the count was read.
 */
export function usedToday({ cameAt }: { readonly cameAt: Date }, count: number): unknown {
  const dayOf = (time: Date): string => time.toISOString().slice(0, 10);
  return dayOf(cameAt) === dayOf(new Date()) ? count : (expect.any(Number) as unknown);
}

/** A project that renders in a second or two: one title. */
export const shortProject = (durationInFrames = 10) => ({
  title: 'Short',
  width: 640,
  height: 360,
  fps: 30,
  scenes: [{ id: 'only', template: 'title', props: { title: 'Short and sweet' }, durationInFrames }],
});

/** Saves a short project and exports it small. */
export async function exportShort(user: Target, input: Record<string, unknown> = {}): Promise<ExportState> {
  const project = await saveProject(user, shortProject());
  return createExport(user, { projectId: project.id, quality: 'LOW', ...input });
}

/** Every state that a subscriber sees, up to the last. */
export async function watchToTheEnd(user: Target, exportId: string): Promise<ExportState[]> {
  const client = socketClient(user);
  const states: ExportState[] = [];
  try {
    for await (const state of watchExport(client, exportId)) states.push(state);
  } finally {
    await client.dispose();
  }
  return states;
}

/** The secret that webhooks of this world are signed with, from where the world keeps it. */
export function webhookSecret(): string {
  const file = path.join(world().dataDir, 'secrets.json');
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const secret = Object.entries(secrets).find(([arn]) => arn.endsWith('-webhooksecret'))?.[1];
  if (secret === undefined) throw new Error('The world keeps no secret.');
  return secret;
}

/** Sends what Remotion would send; `secret` null leaves the signature out. */
export async function postWebhook(
  body: string,
  secret: string | null,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${world().httpUrl}/webhooks/remotion`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-remotion-mode': 'production',
      ...(secret === null
        ? {}
        : { 'x-remotion-signature': `sha512=${createHmac('sha512', secret).update(body).digest('hex')}` }),
    },
    body,
  });
  return { status: response.status, body: await response.json() };
}
