import WebSocket from 'ws';
import { call, createExport, saveProject, send, socketClient } from '../../local/client';
import {
  exportShort,
  newUser,
  postWebhook,
  shortProject,
  usedToday,
  watchToTheEnd,
  webhookSecret,
  world,
} from '../world';

const UNKNOWN_PROJECT = 'prj_01JZ8Q4S4T6V8X0Y2Z4A6B8C0D';
const UNKNOWN_EXPORT = 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0D';

describe('a caller', () => {
  it('without a token is told to send one', async () => {
    const answer = await send({ httpUrl: world().httpUrl }, '{ viewer { id } }');
    expect(answer.errors?.[0]).toMatchObject({
      message: 'Send a token: `authorization: Bearer <JWT>`.',
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  it.each([
    ['a token that no issuer signed', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl'],
    ['something that is no token', 'secret'],
  ])('with %s is refused with 401', async (_what, token) => {
    const response = await fetch(`${world().httpUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(response.status).toBe(401);
    const body = await response.text();
    expect(body).toContain('UNAUTHENTICATED');
    expect(body).not.toContain(token);
  });

  it("sees another user's project and export exactly like ones that do not exist", async () => {
    const [owner, stranger] = [await newUser(), await newUser()];
    const created = await exportShort(owner);
    const { exports } = await call<{ exports: { nodes: { project: { id: string } }[] } }>(
      owner,
      '{ exports { nodes { project { id } } } }',
    );
    const projectId = exports.nodes[0]?.project.id ?? '';
    const ask = (project: string, videoExport: string) =>
      send(stranger, `query($p: ID!, $e: ID!) { project(id: $p) { id } export(id: $e) { id } }`, {
        p: project,
        e: videoExport,
      });
    const change = async (project: string, videoExport: string) =>
      JSON.stringify(
        await send(
          stranger,
          `mutation($p: ID!, $e: ID!, $save: SaveProjectInput!) {
            saveProject(input: $save) { __typename ... on UserError { code message } }
            createExport(input: {projectId: $p}) { __typename ... on UserError { code message } }
            createDownload(exportId: $e) { __typename ... on UserError { code message } }
          }`,
          { p: project, e: videoExport, save: { ...shortProject(), id: project } },
        ),
      );

    expect(await ask(projectId, created.id)).toEqual(await ask(UNKNOWN_PROJECT, UNKNOWN_EXPORT));
    expect(await change(projectId, created.id)).toBe(await change(UNKNOWN_PROJECT, UNKNOWN_EXPORT));
    const client = socketClient(stranger);
    const subscribe = async (id: string) => {
      for await (const result of client.iterate({
        query: `subscription { exportProgress(id: "${id}") { id } }`,
      })) {
        return result;
      }
      return null;
    };
    const errors = await Promise.all(
      [created.id, UNKNOWN_EXPORT].map((id) => subscribe(id).catch((error: unknown) => error)),
    );
    expect(errors[0]).toEqual(errors[1]);
    expect(JSON.stringify(errors[0])).toContain('There is no such export.');
    await client.dispose();
    await watchToTheEnd(owner, created.id);
  });
});

describe('bad arguments', () => {
  it.each([
    ['{ projects(first: 0) { nodes { id } } }', 'first: must be from 1 to 100, got 0'],
    ['{ exports(first: 10000) { nodes { id } } }', 'first: must be from 1 to 100, got 10000'],
    [
      '{ exports(after: "nonsense") { nodes { id } } }',
      'after: must be the `endCursor` of an earlier page of this list',
    ],
  ])('%s', async (query, message) => {
    const answer = await send(await newUser(), query);
    expect(answer.errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('gives null for ids that are none', async () => {
    const answer = await send(await newUser(), `{ project(id: "../../etc") { id } export(id: "") { id } }`);
    expect(answer).toEqual({ data: { project: null, export: null } });
  });

  it.each([
    [{ fps: 31 }, 'fps', 'must be 24, 30 or 60, got 31'],
    [{ fps: 25 }, 'fps', 'must be 24, 30 or 60, got 25'],
    [{ fps: -30 }, 'fps', 'must be 24, 30 or 60, got -30'],
    [
      { format: 'GIF', fps: 60 },
      'fps',
      'must be 24 or 30 for GIF, whose frames cannot be that short, got 60',
    ],
    [{ codec: 'VP9' }, 'codec', 'VP9 does not fit the format MP4, which takes H264 or H265'],
    [{ videoBitrate: '99k' }, 'videoBitrate', 'must be from `100k` to `100M`, such as `800k` or `4M`'],
    [{ videoBitrate: '101M' }, 'videoBitrate', 'must be from `100k` to `100M`, such as `800k` or `4M`'],
    [{ videoBitrate: '-4M' }, 'videoBitrate', 'must be from `100k` to `100M`, such as `800k` or `4M`'],
    [{ format: 'GIF', videoBitrate: '4M' }, 'videoBitrate', 'is not for GIF, which has no bitrate'],
    [{ format: 'WEBM', codec: 'H264' }, 'codec', 'H264 does not fit the format WEBM, which takes VP8 or VP9'],
    [
      { format: 'GIF', codec: 'VP8' },
      'codec',
      'VP8 does not fit the format GIF, which takes no codec, since GIF has only one',
    ],
    [{ idempotencyKey: 'k'.repeat(256) }, 'idempotencyKey', 'must be 1 to 255 printable ASCII characters'],
    [{ callbackUrl: 'ftp://files.example.com' }, 'callbackUrl', 'must be an https:// URL or an http:// URL'],
  ])('refuses an export with %j', async (input, path, message) => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, shortProject());
    const { createExport: result } = await call<{ createExport: unknown }>(
      user,
      `mutation($input: CreateExportInput!) { createExport(input: $input) { ... on InvalidInput { issues { path message } } } }`,
      { input: { projectId, ...input } },
    );
    expect(result).toEqual({ issues: [{ path, message }] });
    const { viewer } = await call<{ viewer: { dailyUsed: number } }>(user, '{ viewer { dailyUsed } }');
    expect(viewer.dailyUsed).toEqual(usedToday(user, 0));
  });

  it('tells all that is wrong with the code of all scenes, with line and column', async () => {
    const user = await newUser();
    const sources = [
      `import { Icon } from '@iconify/react';\nexport default () => <Icon icon="mdi:roket" />;`,
      `export default function Scene() {\n  return <div>{fetch('/')}</div>;\n}`,
      'export default () => <div>;',
      'export default () => <div>fine</div>;',
    ];
    const scenes = sources.map((code, index) => ({ id: `s${index}`, code, durationInFrames: 1 }));
    const { saveProject: result } = await call<{ saveProject: unknown }>(
      user,
      'mutation($input: SaveProjectInput!) { saveProject(input: $input) { ... on InvalidInput { issues { path message } } } }',
      { input: { title: 'Broken', scenes } },
    );
    expect(result).toEqual({
      issues: [
        {
          path: 'scenes[0].code',
          message: 'scene s0, line 2, column 33: there is no icon "mdi:roket"; did you mean mdi:rocket?',
        },
        {
          path: 'scenes[1].code',
          message:
            'scene s1, line 2, column 16: fetch is not available to scenes: pass data as props, and show files with Img, Video and Audio',
        },
        {
          path: 'scenes[2].code',
          message: 'scene s2, line 1, column 27: unexpected end of the code: an element is not closed',
        },
      ],
    });
  });

  it('refuses a project without scenes', async () => {
    const { saveProject: result } = await call<{ saveProject: unknown }>(
      await newUser(),
      `mutation { saveProject(input: {title: "Empty", scenes: []}) { ... on InvalidInput { issues { path message } } } }`,
    );
    expect(result).toEqual({ issues: [{ path: 'scenes', message: 'must hold at least one scene' }] });
  });
});

describe('a webhook', () => {
  const success = (exportId: string, renderId = 'abcdefghij') =>
    JSON.stringify({ type: 'success', renderId, customData: { exportId, attempt: 1 }, lambdaErrors: [] });

  it('that is not signed, or altered, is refused and changes nothing', async () => {
    const user = await newUser();
    const created = await exportShort(user);
    const body = success(created.id);
    expect((await postWebhook(body, null)).status).toBe(401);
    expect((await postWebhook(body, 'not the secret')).status).toBe(401);
    const states = await watchToTheEnd(user, created.id);
    expect(states.at(-1)?.status).toBe('COMPLETED');
  });

  it('that comes again, or for an unknown render, is answered with 200 and changes nothing', async () => {
    const user = await newUser();
    const created = await exportShort(user);
    const ended = (await watchToTheEnd(user, created.id)).at(-1);
    const failure = JSON.stringify({
      type: 'error',
      renderId: 'abcdefghij',
      customData: { exportId: created.id, attempt: 1 },
      errors: [{ name: 'Error', message: 'late' }],
    });
    const secret = webhookSecret();

    expect(await postWebhook(success(created.id), secret)).toEqual({
      status: 200,
      body: { result: 'ignored', reason: 'ended' },
    });
    expect(await postWebhook(failure, secret)).toEqual({
      status: 200,
      body: { result: 'ignored', reason: 'ended' },
    });
    expect(await postWebhook(success(UNKNOWN_EXPORT), secret)).toEqual({
      status: 200,
      body: { result: 'ignored', reason: 'unknown' },
    });
    expect((await postWebhook('not JSON', secret)).status).toBe(400);

    const { export: after } = await call<{ export: unknown }>(
      user,
      `{ export(id: "${created.id}") { status version progress } }`,
    );
    expect(after).toEqual({ status: 'COMPLETED', version: ended?.version, progress: 1 });
  });
});

describe('a WebSocket', () => {
  /** Opens a socket, sends frames, and gives what came back until it was closed. */
  const talk = (frames: readonly string[], protocol: string | undefined = 'graphql-transport-ws') =>
    new Promise<{ opened: boolean; received: string[] }>((resolve) => {
      const received: string[] = [];
      let opened = false;
      const socket =
        protocol === undefined ? new WebSocket(world().wsUrl) : new WebSocket(world().wsUrl, protocol);
      socket.on('open', () => {
        opened = true;
        for (const frame of frames) socket.send(frame);
      });
      socket.on('message', (data) => received.push((data as Buffer).toString()));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve({ opened, received }));
    });

  it.each([
    ['text that is not JSON', 'hello', '4400: Invalid message received'],
    ['an unknown type', '{"type":"begin"}', '4400: Invalid message received'],
    [
      'a subscription before connection_init',
      '{"type":"subscribe","id":"1","payload":{"query":"{ a }"}}',
      '4401: Unauthorized',
    ],
    ['connection_init without a token', '{"type":"connection_init"}', '4403: Forbidden'],
    [
      'a bad token',
      '{"type":"connection_init","payload":{"authorization":"Bearer x.y.z"}}',
      '4403: Forbidden',
    ],
  ])('with %s is closed, and its last frame says why', async (_what, frame, last) => {
    expect(await talk([frame])).toEqual({ opened: true, received: [last] });
  });

  it('is closed when it sends connection_init twice', async () => {
    const { token } = await newUser();
    const init = JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    const { received } = await talk([init, init]);
    expect(received).toContain('4429: Too many initialisation requests');
  });

  it('that does not offer graphql-transport-ws is refused', async () => {
    expect((await talk([], 'graphql-ws')).opened).toBe(false);
  });

  it('leaves the others alone: after all this the API still answers', async () => {
    const user = await newUser();
    const created = await createExport(user, {
      projectId: (await saveProject(user, shortProject())).id,
      quality: 'LOW',
    });
    expect((await watchToTheEnd(user, created.id)).at(-1)?.status).toBe('COMPLETED');
  });
});
