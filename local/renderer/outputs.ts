import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { projectDurationInFrames } from '../../remotion/catalog';
import { RemotionLocalRenderer } from '../../services/adapters/remotion-local';
import { outputKey } from '../../services/exports/output-key';
import { resolveSettings, type OutputRequest } from '../../services/exports/settings';
import type { RenderSettings } from '../../services/exports/video-export';
import { compositionProps, parseProject, type ProjectContent } from '../../services/projects/project';
import { startS3 } from '../emulators/s3';
import { startRenderer } from './start';

// Renders files of any format one after the other, by the same path as exports take: request, settings, Remotion's options,
// render worker, bucket. For the test of the output matrix and for the benchmark that measures sizes.

/** A file that was made, and the settings it was asked for with. */
export interface Output {
  readonly file: string;
  readonly settings: RenderSettings;
  /** From the start of the render to the file. */
  readonly seconds: number;
}

/** Makes files. */
export interface OutputRig {
  /** @throws Error when the request is refused or the render fails. */
  render(request: OutputRequest, project: ProjectContent): Promise<Output>;
  stop(): Promise<void>;
}

/** What is asked for when nothing else is said. */
export const DEFAULT_REQUEST: OutputRequest = {
  format: 'MP4',
  quality: 'MEDIUM',
  resolution: null,
  fps: null,
  codec: null,
  videoBitrate: null,
};

/** A project as a user would send it. @throws Error when it is not valid. */
export function projectOf(input: object): ProjectContent {
  const parsed = parseProject(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.content;
}

interface WebhookBody {
  readonly type: string;
  readonly renderId: string;
  readonly errors?: readonly { readonly message: string }[];
}

const BUCKET = 'outputs';

/** Starts a render worker with a bucket of its own. @param entryPoint another site than the project's own. */
export async function openOutputRig(entryPoint?: string): Promise<OutputRig> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-outputs-'));
  const s3 = await startS3({ directory: path.join(folder, 's3') });
  await s3.createBuckets([BUCKET]);
  const renderer = await startRenderer({
    s3Endpoint: s3.url,
    dataDir: path.join(folder, 'renderer'),
    ...(entryPoint === undefined ? {} : { entryPoint }),
  });
  await renderer.ready;
  const ends = await listenForEnds();
  const port = new RemotionLocalRenderer({
    workerUrl: renderer.url,
    outputBucket: BUCKET,
    renderBucket: BUCKET,
    webhook: async () => ({ url: ends.url, secret: 'secret' }),
  });
  const client = new S3Client({
    endpoint: s3.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  });
  let renders = 0;

  return {
    async render(request, project) {
      renders += 1;
      const { props, settings } = prepare(request, project);
      const exportId = `exp_${renders}`;
      const key = outputKey(exportId, 1, settings.format);
      const strain = { memory: 0, time: 0 };
      const begun = performance.now();
      // Each file of an owner of its own, so that nothing is put together from parts of another.
      const asked = { exportId, ownerId: exportId, attempt: 1, strain, settings, props, outputKey: key };
      const { renderId } = await port.start(asked);
      const { type, errors = [] } = await ends.of(renderId);
      const seconds = (performance.now() - begun) / 1000;
      if (type !== 'success') throw new Error(`The render ended with ${type}: ${errors[0]?.message}`);
      const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
      const file = path.join(folder, key.replaceAll('/', '-'));
      writeFileSync(file, (await Body?.transformToByteArray()) ?? '');
      return { file, settings, seconds };
    },
    async stop() {
      await renderer.stop();
      await s3.stop();
      client.destroy();
      await ends.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What createExport makes of a request. */
function prepare(request: OutputRequest, project: ProjectContent) {
  const resolved = resolveSettings(request, project);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.issues));
  const props = compositionProps(project, resolved.composition);
  const durationInFrames = projectDurationInFrames(props.scenes);
  return { props, settings: { ...resolved.settings, durationInFrames } };
}

/** Hears of the ends of renders. */
async function listenForEnds() {
  const known = new Map<string, WebhookBody>();
  const waiting = new Map<string, (body: WebhookBody) => void>();
  const server: Server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      response.writeHead(200).end();
      const body = JSON.parse(text) as WebhookBody;
      known.set(body.renderId, body);
      waiting.get(body.renderId)?.(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    of: (renderId: string): Promise<WebhookBody> =>
      new Promise((resolve) => {
        const body = known.get(renderId);
        if (body === undefined) waiting.set(renderId, resolve);
        else resolve(body);
      }),
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}
