import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { exportVideo, type ExportState } from '../../docs/examples/export-video';
import { callbackServer, type ExportEnded } from '../../docs/examples/receive-callback';
import { saveProject } from '../../local/client';
import { newUser, shortProject, world } from '../world';

/** What callbacks of this world are signed with, from where the world keeps it. */
function callbackSecret(): string {
  const file = path.join(world().dataDir, 'secrets.json');
  const secrets = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  return secrets.find(([arn]) => /callback-?secret/i.test(arn))?.[1] ?? '';
}

it('the clients of docs/migration.md export a video, follow it, and receive its callback', async () => {
  const user = await newUser();
  const { id: projectId } = await saveProject(user, shortProject());
  const reelway = {
    httpUrl: `${user.httpUrl}/graphql`,
    wsUrl: user.wsUrl,
    getToken: async () => user.token,
  };
  const received = Promise.withResolvers<ExportEnded>();
  const server = callbackServer(callbackSecret(), async (ended) => received.resolve(ended));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    const states: ExportState[] = [];
    const input = { projectId, idempotencyKey: 'one click', callbackUrl };
    const url = await exportVideo(reelway, input, (state) => states.push(state));

    const last = states.at(-1);
    expect(last).toMatchObject({ status: 'COMPLETED', progress: 1 });
    expect((await fetch(url)).headers.get('content-type')).toBe('video/mp4');
    expect(await received.promise).toMatchObject({ type: 'export.completed', data: { id: last?.id } });
    // The same click once more is the same export, told at once from its end.
    const again: ExportState[] = [];
    await exportVideo(reelway, input, (state) => again.push(state));
    expect(again.map(({ id, status }) => [id, status])).toEqual([[last?.id, 'COMPLETED']]);
    // And what is refused is told.
    const unknown = { projectId: 'prj_01JZ8Q4S4T6V8X0Y2Z4A6B8C0F', idempotencyKey: 'another click' };
    await expect(exportVideo(reelway, unknown, () => undefined)).rejects.toThrow('There is no such project.');
  } finally {
    server.close();
  }
});
