import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, createExport, download, saveProject, type ExportState, type Target } from '../../local/client';
import { probe } from '../../local/probe';
import { brightnessSpread, showsSomething } from '../../services/previews/picture';
import { exportShort, newUser, shortProject, usedToday, watchToTheEnd } from '../world';

const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sampleProject = JSON.parse(
  readFileSync(path.join(__dirname, '../../remotion/sample-project.json'), 'utf8'),
) as Record<string, unknown>;

describe('an export, from the mutation to the file', () => {
  it('answers at once, shows the current state first and every state once, ends with COMPLETED, and its file is whole', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, sampleProject);
    const created = await createExport(user, { projectId, quality: 'LOW' });

    const states = await watchToTheEnd(user, created.id);

    expect(created).toMatchObject({
      status: 'PENDING',
      progress: 0,
      version: 1,
      width: 1280,
      height: 720,
      fps: 30,
    });
    expect(states[0]?.id).toBe(created.id);
    expect(states.at(-1)).toMatchObject({ status: 'COMPLETED', progress: 1, failure: null });
    expect(states.some(({ status, progress }) => status === 'RENDERING' && progress > 0)).toBe(true);
    expectOrder(states);

    const file = path.join(folder, 'sample.mp4');
    await download(user, created.id, file);
    const probed = await probe(file);
    expect(probed).toMatchObject({
      videoCodec: 'h264',
      audioCodec: 'aac',
      width: 1280,
      height: 720,
      fps: 30,
    });
    expect(probed.frames).toBe(created.durationInFrames);
    expect(probed.sizeInBytes).toBe(states.at(-1)?.sizeInBytes);

    const query = '{ durationInSeconds bitrate estimatedSecondsLeft }';
    const { export: ended } = await call<{ export: unknown }>(
      user,
      `{ export(id: "${created.id}") ${query} }`,
    );
    const durationInSeconds = created.durationInFrames / 30;
    const bitrate = Math.round((probed.sizeInBytes * 8) / durationInSeconds);
    expect(ended).toEqual({ durationInSeconds, bitrate, estimatedSecondsLeft: null });
  });

  it('tells a late subscriber the end, and completes', async () => {
    const user = await newUser();
    const created = await exportShort(user);
    await watchToTheEnd(user, created.id);

    const late = await watchToTheEnd(user, created.id);

    expect(late).toHaveLength(1);
    expect(late[0]).toMatchObject({ status: 'COMPLETED', progress: 1 });
  });

  it('lets the second export of a user wait, and starts it when the first has ended', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, shortProject());
    const first = await createExport(user, { projectId, quality: 'LOW' });
    const second = await createExport(user, { projectId, quality: 'MEDIUM' });

    const [firstStates, secondStates] = await Promise.all([
      watchToTheEnd(user, first.id),
      watchToTheEnd(user, second.id),
    ]);

    expect([firstStates.at(-1)?.status, secondStates.at(-1)?.status]).toEqual(['COMPLETED', 'COMPLETED']);
    const query = `query($first: ID!, $second: ID!) {
      first: export(id: $first) { finishedAt }
      second: export(id: $second) { startedAt }
    }`;
    const times = await call<{ first: { finishedAt: string }; second: { startedAt: string } }>(user, query, {
      ...{ first: first.id, second: second.id },
    });
    // One clock has set both: the functions of the local world share a process.
    expect(Date.parse(times.second.startedAt)).toBeGreaterThanOrEqual(Date.parse(times.first.finishedAt));
  });

  it('draws scenes that are code, with hooks, types, icons, merge fields and the kit', async () => {
    const user = await newUser();
    const code = `import React, { useMemo } from 'react';
import { AbsoluteFill, interpolate, useCurrentFrame, useVideoConfig } from 'remotion';
import { Icon } from '@iconify/react';
import { Headline, theme } from 'reelway';

enum Side { Left = 'left', Right = 'right' }
type Props = { title: string; icon?: 'mdi:rocket' | 'lucide:star' };

export const Scene: React.FC<Props> = ({ title, icon = 'mdi:rocket' }) => {
  const frame = useCurrentFrame();
  const { durationInFrames } = useVideoConfig();
  const opacity = interpolate(frame, [0, durationInFrames], [0.5, 1]);
  const sides = useMemo(() => Object.values(Side), []);
  if (title !== 'Hello Ada') throw new Error(title);
  return (
    <AbsoluteFill style={{ background: theme.backgroundColor, opacity }}>
      <Headline text={title} />
      {sides.map((side) => <Icon key={side} icon={icon} width={120} color="#f60" hFlip={side === Side.Left} />)}
    </AbsoluteFill>
  );
};`;
    const props = { title: 'Hello {{name}}' };
    const scenes = [{ id: 'own', code, props, durationInFrames: 5 }, ...shortProject().scenes];
    const { id: projectId } = await saveProject(user, { ...shortProject(), scenes });
    const created = await createExport(user, { projectId, quality: 'LOW', variables: { name: 'Ada' } });

    const last = (await watchToTheEnd(user, created.id)).at(-1);

    expect(last).toMatchObject({ status: 'COMPLETED', failure: null });
    const { project } = await call<{
      project: { scenes: { code: string | null; template: string | null }[] };
    }>(user, 'query($id: ID!) { project(id: $id) { scenes { code template } } }', { id: projectId });
    expect(project.scenes[0]).toEqual({ code, template: null });
  });

  it.each([
    {
      onSceneError: 'FALLBACK',
      end: {
        status: 'COMPLETED',
        failure: null,
        sceneErrors: [
          {
            sceneId: 'broken',
            sceneIndex: 1,
            line: 4,
            message: expect.stringContaining('not drawn') as string,
          },
        ],
      },
    },
    {
      onSceneError: 'FAIL',
      end: {
        status: 'FAILED',
        failure: { code: 'SCENE_CODE', sceneId: 'broken', line: 4 },
        sceneErrors: [],
        attempt: 1,
      },
    },
  ])('names the scene and the line of code that throws ($onSceneError)', async ({ onSceneError, end }) => {
    const user = await newUser();
    const code = `import { useCurrentFrame } from 'remotion';
export default function Broken() {
  const frame = useCurrentFrame();
  if (frame > 1) throw new Error('not drawn');
  return <h1>{frame}</h1>;
}`;
    const scenes = [...shortProject().scenes, { id: 'broken', code, durationInFrames: 5 }];
    const { id: projectId } = await saveProject(user, { ...shortProject(), scenes, onSceneError });
    const created = await createExport(user, { projectId, quality: 'LOW' });
    await watchToTheEnd(user, created.id);

    const { export: ended } = await call<{ export: unknown }>(
      user,
      `query($id: ID!) { export(id: $id) {
        status attempt failure { code sceneId line } sceneErrors { sceneId sceneIndex line message }
      } }`,
      { id: created.id },
    );
    expect(ended).toMatchObject(end);
  });

  it('fails with a code and one line when an asset cannot be loaded, and says so to the subscriber', async () => {
    const user = await newUser();
    const project = {
      ...shortProject(),
      scenes: [
        { template: 'media', props: { src: 'sample/none.jpg', caption: 'Nothing' }, durationInFrames: 5 },
      ],
    };
    const { id: projectId } = await saveProject(user, project);
    const created = await createExport(user, { projectId, quality: 'LOW' });

    const last = (await watchToTheEnd(user, created.id)).at(-1);

    expect(last?.status).toBe('FAILED');
    expect(last?.failure?.code).toBe('ASSET_LOAD');
    expect(last?.failure?.message).not.toContain('\n');
    const { viewer } = await call<{ viewer: { rendering: number } }>(user, '{ viewer { rendering } }');
    expect(viewer.rendering).toBe(0);
    // Three attempts, each of which waits for the image and for its turn among all other flows.
  }, 300_000);

  it.each([
    { format: 'WEBM', extension: 'webm', videoCodec: 'vp8', audioCodec: 'opus' },
    { format: 'GIF', extension: 'gif', videoCodec: 'gif', audioCodec: null },
  ])('makes $format as well', async ({ format, extension, videoCodec, audioCodec }) => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, { ...shortProject(), audioUrl: 'sample/music.mp3' });
    const created = await createExport(user, { projectId, format, quality: 'LOW' });
    expect((await watchToTheEnd(user, created.id)).at(-1)?.status).toBe('COMPLETED');
    const file = path.join(folder, `short.${extension}`);
    await download(user, created.id, file);
    expect(await probe(file)).toMatchObject({ videoCodec, audioCodec, width: 1280, height: 720, frames: 10 });
  });
});

describe('what a finished export can be looked at by', () => {
  interface Shown {
    readonly thumbnailUrl: string | null;
    readonly previewUrl: string | null;
  }

  /** Asks until both are there: they are made after the export has ended. */
  async function untilShown(user: Target, id: string): Promise<{ thumbnailUrl: string; previewUrl: string }> {
    const query = 'query($id: ID!) { export(id: $id) { thumbnailUrl previewUrl } }';
    for (;;) {
      const { export: shown } = await call<{ export: Shown }>(user, query, { id });
      const { thumbnailUrl, previewUrl } = shown;
      if (thumbnailUrl !== null && previewUrl !== null) return { thumbnailUrl, previewUrl };
      await sleep(500);
    }
  }

  it('is a small JPEG that is not black and a short silent clip, with URLs that need no token; equal exports share them', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, { ...shortProject(), audioUrl: 'sample/music.mp3' });
    const first = await createExport(user, { projectId, quality: 'LOW' });
    await watchToTheEnd(user, first.id);

    const shown = await untilShown(user, first.id);

    const responses = await Promise.all([fetch(shown.thumbnailUrl), fetch(shown.previewUrl)]);
    const headers = responses.map((response) => response.headers.get('content-type'));
    expect(headers).toEqual(['image/jpeg', 'video/mp4']);
    const bodies = await Promise.all(
      responses.map(async (response) => Buffer.from(await response.arrayBuffer())),
    );
    const [thumbnail = Buffer.alloc(0), clip = Buffer.alloc(0)] = bodies;
    expect(showsSomething(brightnessSpread(thumbnail))).toBe(true);
    const files = ['thumbnail.jpg', 'preview.mp4'].map((name) => path.join(folder, name));
    [thumbnail, clip].forEach((body, index) => writeFileSync(files[index] ?? '', body));
    expect(await probe(files[0] ?? '')).toMatchObject({ videoCodec: 'mjpeg', width: 640, height: 360 });
    expect(await probe(files[1] ?? '')).toMatchObject({
      ...{ videoCodec: 'h264', audioCodec: null, width: 640, height: 360, fps: 30, frames: 10 },
    });

    const second = await createExport(user, { projectId, quality: 'LOW' });
    await watchToTheEnd(user, second.id);
    const same = await untilShown(user, second.id);
    const pathsOf = ({ thumbnailUrl, previewUrl }: typeof same) =>
      [thumbnailUrl, previewUrl].map((url) => new URL(url).pathname);
    expect(pathsOf(same)).toEqual(pathsOf(shown));
  });
});

describe('a download', () => {
  it('is a URL that needs no token, names the file after the project, and is counted', async () => {
    const user = await newUser();
    const created = await exportShort(user);
    await watchToTheEnd(user, created.id);
    const mutation = `mutation { createDownload(exportId: "${created.id}") {
      ... on CreateDownloadSuccess { url fileName expiresAt export { downloadCount } } } }`;

    const answers = [];
    for (let count = 0; count < 2; count += 1)
      answers.push(await call<{ createDownload: Download }>(user, mutation));

    const [first, second] = answers.map(({ createDownload }) => createDownload);
    expect(first).toMatchObject({ fileName: 'Short.mp4', export: { downloadCount: 1 } });
    expect(second?.export.downloadCount).toBe(2);
    expect(Date.parse(first?.expiresAt ?? '')).toBeGreaterThan(Date.now());
    const response = await fetch(first?.url ?? '');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('attachment; filename="Short.mp4"');
  });
});

describe('the same request twice', () => {
  it('gives the same export for the same key, and one unit of the daily limit, also when 50 come at once', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, shortProject());
    const input = { projectId, quality: 'LOW', idempotencyKey: 'order 4711' };

    const exports = await Promise.all(Array.from({ length: 50 }, () => createExport(user, input)));

    expect(new Set(exports.map(({ id }) => id)).size).toBe(1);
    const { viewer } = await call<{ viewer: { dailyUsed: number } }>(user, '{ viewer { dailyUsed } }');
    expect(viewer.dailyUsed).toEqual(usedToday(user, 1));
    const { createExport: other } = await call<{ createExport: { code: string; exportId: string } }>(
      user,
      `mutation($input: CreateExportInput!) { createExport(input: $input) { ... on IdempotencyConflict { code exportId } } }`,
      { input: { ...input, format: 'WEBM' } },
    );
    expect(other).toEqual({ code: 'IDEMPOTENCY_CONFLICT', exportId: exports[0]?.id });
    await watchToTheEnd(user, exports[0]?.id ?? '');
  });
});

interface Download {
  readonly url: string;
  readonly fileName: string;
  readonly expiresAt: string;
  readonly export: { readonly downloadCount: number };
}

function expectOrder(states: readonly ExportState[]): void {
  for (const [index, state] of states.entries()) {
    const before = states[index - 1];
    if (before === undefined) continue;
    expect(state.version).toBeGreaterThan(before.version);
    expect(state.progress).toBeGreaterThanOrEqual(before.progress);
    // Only what renders takes a while longer.
    if (state.status === 'RENDERING') expect(state.estimatedSecondsLeft ?? 0).toBeGreaterThanOrEqual(0);
    else expect(state.estimatedSecondsLeft).toBeNull();
  }
}
