import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { saveProject, type Target } from '../../local/client';
import { startWorld, type RunningWorld } from '../../local/start';
import { issueToken } from '../../local/tokens';

/** What the render worker was asked to render, as far as it is used here. */
interface RenderRequest {
  readonly idempotencyKey: string;
  readonly output: { readonly bucket: string; readonly key: string };
  readonly renderBucket: string;
  readonly webhook: { readonly url: string; readonly secret: string; readonly customData: object };
}

/** A webhook's answer; times in milliseconds from the epoch, on one clock for all processes of a machine. */
export interface Answered {
  readonly status: number;
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** Somebody who has a project. */
export interface User extends Target {
  readonly userId: string;
  readonly projectId: string;
}

/** A local world whose renders do nothing, and end when they are told to. */
export interface LiveWorld {
  readonly world: RunningWorld;
  /** A user of one's own, with a project. */
  readonly newUser: () => Promise<User>;
  /** Another token of the same user, that expires soon. */
  readonly shortToken: (user: User, expiresInSeconds: number) => Promise<string>;
  /** Ends an export's render as Remotion does: a file, then a signed POST. Resolves when that was answered. */
  readonly complete: (exportId: string) => Promise<Answered>;
  /** Resolves when the render of an export was asked for. */
  readonly started: (exportId: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** @param params over those of serverless.yml, e.g. shorter limits of WebSockets. */
export async function startLiveWorld(params: Record<string, string | number> = {}): Promise<LiveWorld> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'reelway-live-'));
  const worker = await startWorker();
  const limits = { dailyExportLimit: 10_000, concurrentRenderLimit: 1_000, totalRenderLimit: 1_000 };
  const world = await startWorld({
    ...{ dataDir, quiet: true },
    // Its files are no videos, of which stills could be made.
    params: {
      ...{ ...limits, mutationsPerMinute: 100_000, renderWorkerUrl: worker.url },
      ...{ thumbnails: 'false', previewSeconds: 0, ...params },
    },
  });
  const s3 = new S3Client({
    ...{ endpoint: world.s3Url, region: 'us-east-1', forcePathStyle: true },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  let users = 0;

  return {
    world,
    async newUser() {
      const userId = `user-${(users += 1)}`;
      const token = await world.token(userId);
      const target = { httpUrl: world.httpUrl, wsUrl: world.wsUrl, userId, token };
      const scenes = [{ id: 'only', template: 'title', props: { title: 'Live' }, durationInFrames: 10 }];
      const project = { title: 'Live', width: 640, height: 360, fps: 30, scenes };
      return { ...target, projectId: (await saveProject(target, project)).id };
    },
    shortToken: ({ userId }, expiresInSeconds) => issueToken(dataDir, userId, { expiresInSeconds }),
    started: async (exportId) => void (await worker.request(exportId)),
    async complete(exportId) {
      const { output, webhook } = await worker.request(exportId);
      const { bucket: Bucket, key: Key } = output;
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'a video' }));
      const renderId = renderIdOf(exportId);
      const costs = { estimatedCost: 0 };
      const body = JSON.stringify({ type: 'success', renderId, customData: webhook.customData, costs });
      const hmac = createHmac('sha512', webhook.secret).update(body).digest('hex');
      const headers = { 'content-type': 'application/json', 'x-remotion-signature': `sha512=${hmac}` };
      const sentAt = performance.timeOrigin + performance.now();
      const response = await fetch(webhook.url, { method: 'POST', headers, body });
      const answeredAt = performance.timeOrigin + performance.now();
      await response.arrayBuffer();
      return { status: response.status, sentAt, answeredAt };
    },
    async stop() {
      await world.stop();
      worker.server.close();
      s3.destroy();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const renderIdOf = (exportId: string): string => `r${exportId.slice(-12).toLowerCase()}`;

/** Stands in for the render worker: accepts everything. */
async function startWorker() {
  const asked = new Map<string, RenderRequest>();
  const waiting = new Map<string, ((request: RenderRequest) => void)[]>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return void response.writeHead(204).end();
    const render = (await json(request)) as RenderRequest;
    const exportId = render.idempotencyKey.split(':')[0] ?? '';
    asked.set(exportId, render);
    for (const resolve of waiting.get(exportId) ?? []) resolve(render);
    waiting.delete(exportId);
    const body = JSON.stringify({ renderId: renderIdOf(exportId), bucketName: render.renderBucket });
    response.writeHead(202, { 'content-type': 'application/json' }).end(body);
  }

  const server: Server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const request = (exportId: string): Promise<RenderRequest> => {
    const known = asked.get(exportId);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => waiting.set(exportId, [...(waiting.get(exportId) ?? []), resolve]));
  };
  return { server, url, request };
}
