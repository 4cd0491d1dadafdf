import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { once } from '../../remotion/fields';
import { readSceneErrorArtifact, type SceneError } from '../../remotion/scene-errors';
import { memorySizeOf, roundUsd, unfinishedRenderUsd } from '../exports/cost';
import { isPricedRegion, pricesIn } from '../exports/cost-prices';
import { parseOutputKey } from '../exports/output-key';
import type { RenderOutcome, RenderProgress, RenderProgressReader } from '../exports/ports';
import type { RenderRef } from '../exports/video-export';

/** Where Remotion keeps a render's progress in its bucket. */
export const progressKey = (renderId: string): string => `renders/${renderId}/progress.json`;

/** The render that a key of Remotion's bucket belongs to; null for keys that are not a progress file's. */
export const renderIdOf = (key: string): string | null =>
  /^renders\/([A-Za-z0-9-]{1,64})\/progress\.json$/.exec(key)?.[1] ?? null;

/** What is read of Remotion's progress.json (`OverallRenderProgress` of @remotion/serverless-client 4.0.527). */
const progressSchema = once(() =>
  z.object({
    framesRendered: z.number().catch(0),
    framesEncoded: z.number().catch(0),
    combinedFrames: z.number().catch(0),
    lambdasInvoked: z.number().catch(0),
    functionLaunched: z.number().nullish(),
    serveUrlOpened: z.number().nullish(),
    compositionValidated: z.number().nullish(),
    timings: z.array(z.object({ start: z.number(), rendered: z.number() })).catch([]),
    renderMetadata: z
      .object({
        rendererFunctionName: z.string().nullish(),
        region: z.string().nullish(),
        startedDate: z.number().nullish(),
        frameRange: z.tuple([z.number(), z.number()]).nullish(),
        estimatedRenderLambdaInvokations: z.number().nullish(),
        outName: z.union([z.object({ key: z.string() }), z.string()]).nullish(),
      })
      .nullish(),
    postRenderData: z.object({ cost: z.object({ estimatedCost: z.number().min(0) }) }).nullish(),
    fatalErrorTimestamp: z.number().nullish(),
    receivedArtifact: z.array(z.object({ filename: z.string() })).catch([]),
    errors: z
      .array(
        z.object({
          name: z.string().nullish(),
          message: z.string().nullish(),
          isFatal: z.boolean().nullish(),
        }),
      )
      .catch([]),
  }),
);
type ProgressFile = z.infer<ReturnType<typeof progressSchema>>;

/** Reads the progress files that Remotion, on Lambda or on a laptop, keeps rewriting in S3. */
export class S3RenderProgress implements RenderProgressReader {
  /** @param clientFor a client of the region that a bucket is in; a stage may render in several. */
  constructor(private readonly clientFor: (bucketName: string) => S3Client) {}

  async read({ bucketName, renderId }: RenderRef): Promise<RenderProgress | null> {
    try {
      const key = progressKey(renderId);
      const command = new GetObjectCommand({ Bucket: bucketName, Key: key });
      const answer = await this.clientFor(bucketName).send(command);
      const text = (await answer.Body?.transformToString()) ?? 'null';
      return { ...parseProgress(renderId, JSON.parse(text)), sizeInBytes: Buffer.byteLength(text) };
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }
}

/** Understands one progress.json. @throws ZodError when it is none. */
export function parseProgress(renderId: string, json: unknown): Omit<RenderProgress, 'sizeInBytes'> {
  const file = progressSchema().parse(json);
  const outName = file.renderMetadata?.outName;
  const target = typeof outName === 'object' && outName !== null ? parseOutputKey(outName.key) : null;
  return { renderId, target, overall: overallProgress(file), outcome: outcomeOf(file) };
}

function outcomeOf(file: ProgressFile): RenderOutcome | null {
  if (file.postRenderData) {
    const sceneErrors = sceneErrorsOf(file);
    return { type: 'success', billedUsd: file.postRenderData.cost.estimatedCost, sceneErrors };
  }
  if (file.fatalErrorTimestamp == null) return null;
  const error = file.errors.find(({ isFatal }) => isFatal) ?? file.errors[0];
  const billedUsd = unfinishedUsd(file);
  const cost = billedUsd === null ? {} : { billedUsd };
  return { type: 'error', name: error?.name ?? 'Error', message: error?.message ?? '', ...cost };
}

/** The first error of each scene that was replaced; every page of a render tells of its own. */
function sceneErrorsOf({ receivedArtifact }: ProgressFile): SceneError[] {
  const errors = new Map<number, SceneError>();
  for (const { filename } of receivedArtifact) {
    const error = readSceneErrorArtifact(filename);
    if (error !== null && !errors.has(error.sceneIndex)) errors.set(error.sceneIndex, error);
  }
  return [...errors.values()].toSorted((a, b) => a.sceneIndex - b.sceneIndex);
}

/** What a render on Lambda has cost that ended with an error; null where it was not on Lambda. */
function unfinishedUsd({
  renderMetadata,
  fatalErrorTimestamp,
  timings,
  lambdasInvoked,
}: ProgressFile): number | null {
  const { rendererFunctionName, region, startedDate } = renderMetadata ?? {};
  const memorySizeInMb = memorySizeOf(rendererFunctionName ?? '');
  if (memorySizeInMb === null || region == null || !isPricedRegion(region) || startedDate == null)
    return null;
  const elapsedMs = (fatalErrorTimestamp ?? startedDate) - startedDate;
  const usage = { timings, lambdasInvoked, elapsedMs, memorySizeInMb };
  return roundUsd(unfinishedRenderUsd(usage, pricesIn([region])));
}

/** Remotion's own weights: 0.6 for frames, 0.1 each for evaluating, invoking, encoding and combining. */
function overallProgress(file: ProgressFile): number {
  const range = file.renderMetadata?.frameRange;
  const frames = range ? range[1] - range[0] + 1 : 0;
  const share = (done: number, all: number): number => (all > 0 ? Math.min(1, done / all) : 0);
  const evaluated =
    [file.functionLaunched, file.serveUrlOpened, file.compositionValidated].filter(Boolean).length / 3;
  const functions = file.renderMetadata?.estimatedRenderLambdaInvokations ?? 0;
  // Where one process does all, none is invoked, and that part is done as soon as frames come.
  const invoked = functions > 0 ? share(file.lambdasInvoked, functions) : file.framesRendered > 0 ? 1 : 0;
  return (
    0.6 * share(file.framesRendered, frames) +
    0.1 * (evaluated + invoked + share(file.framesEncoded, frames) + share(file.combinedFrames, frames))
  );
}
