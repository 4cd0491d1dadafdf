import { graphql } from 'graphql';
import { createDomain, exampleExport } from '../../exports/memory';
import type { VideoExport } from '../../exports/video-export';
import { schema } from '../schema';

const STARTED = '2026-03-01T12:00:00.000Z';

/** Fields of an export that is there, asked for so many seconds after it was started. */
async function fieldsOf(changes: Partial<VideoExport>, secondsLater = 0): Promise<unknown> {
  const domain = createDomain();
  const videoExport = exampleExport(changes);
  const { limits } = domain;
  const props = { width: 1920, height: 1080, fps: 30, scenes: [] };
  await domain.exports.create({ videoExport, props, idempotency: null, limits, projectVersion: null });
  domain.clock.advance(secondsLater * 1000);
  const { data, errors } = await graphql({
    schema,
    source: `{ export(id: "${videoExport.id}") {
      width height fps codec durationInFrames durationInSeconds sizeInBytes bitrate estimatedSecondsLeft
      sceneErrors { sceneId sceneIndex line message } failure { code sceneId line }
    } }`,
    contextValue: {
      caller: { userId: videoExport.ownerId, expiresAt: 2_000_000_000 },
      ...{ requestId: 'request-1', reads: domain, api: domain },
    },
  });
  expect(errors).toBeUndefined();
  return data?.export;
}

const { settings } = exampleExport();

describe('what an export says of its file', () => {
  it('is its size, length and bitrate once it is there', async () => {
    expect(await fieldsOf({ status: 'COMPLETED', sizeInBytes: 1_000_000 })).toEqual({
      ...{ width: 1920, height: 1080, fps: 30, codec: 'H264', durationInFrames: 90, durationInSeconds: 3 },
      ...{ sizeInBytes: 1_000_000, bitrate: 2_666_667, estimatedSecondsLeft: null },
      ...{ sceneErrors: [], failure: null },
    });
  });

  it('has room for more bits than fit into 32', async () => {
    const huge = { ...settings, format: 'GIF', codec: null, fps: 24, durationInFrames: 1 } as const;
    expect(await fieldsOf({ status: 'COMPLETED', sizeInBytes: 5e8, settings: huge })).toMatchObject({
      codec: null,
      durationInSeconds: 1 / 24,
      bitrate: 96e9,
    });
  });

  it.each(['PENDING', 'RENDERING', 'FAILED', 'CANCELLED'] as const)('is no size while %s', async (status) => {
    expect(await fieldsOf({ status })).toMatchObject({ sizeInBytes: null, bitrate: null });
  });
});

describe('what an export says of its scenes', () => {
  const error = { sceneId: 'bad', sceneIndex: 1, message: 'it broke' };

  it('is which ones were replaced, and where their code went wrong', async () => {
    const sceneErrors = [{ ...error, line: 3 }, error];
    expect(await fieldsOf({ status: 'COMPLETED', sceneErrors })).toMatchObject({
      sceneErrors: [
        { ...error, line: 3 },
        { ...error, line: null },
      ],
    });
  });

  it.each([
    [{ line: 12 }, 12],
    [{}, null],
  ])('is the line at which it has failed: %j', async (line, expected) => {
    const failure = {
      code: 'SCENE_CODE',
      message: 'it broke',
      retryable: false,
      sceneId: 'bad',
      ...line,
    } as const;
    expect(await fieldsOf({ status: 'FAILED', failure })).toMatchObject({
      failure: { code: 'SCENE_CODE', sceneId: 'bad', line: expected },
    });
  });
});

describe('the time that a render will still take', () => {
  const rendering = { status: 'RENDERING', startedAt: STARTED, expectedSeconds: 40 } as const;

  it.each([
    [0, 10, 30],
    [0.5, 10, 10],
    [0, 50, null],
  ])('at progress %d after %i s is %d s', async (progress, elapsed, seconds) => {
    expect(await fieldsOf({ ...rendering, progress }, elapsed)).toMatchObject({
      estimatedSecondsLeft: seconds,
    });
  });

  it('is not known before it has begun', async () => {
    expect(await fieldsOf({ expectedSeconds: 40 })).toMatchObject({ estimatedSecondsLeft: null });
  });
});
