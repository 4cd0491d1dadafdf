import { call, createExport, saveProject, socketClient, watchExport, type Target } from '../../local/client';
import { newUser, shortProject, usedToday, watchToTheEnd } from '../world';

/** What a mutation on one export answers, whatever it is. */
interface Answer {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly status?: string;
  readonly exportId?: string;
  readonly export?: Shown;
}

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly cacheHit: boolean;
  readonly attempt: number;
  readonly retryOf: string | null;
  readonly cost: { readonly billedUsd: number | null };
  readonly failure: { readonly code: string; readonly sceneId: string | null } | null;
}

const SHOWN = 'id status cacheHit attempt retryOf cost { billedUsd } failure { code sceneId }';

const mutate = async (
  user: Target,
  mutation: 'cancelExport' | 'retryExport' | 'deleteExport',
  id: string,
) => {
  const name = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Success`;
  const success = mutation === 'deleteExport' ? 'exportId' : `export { ${SHOWN} }`;
  const query = `mutation($id: ID!) { result: ${mutation}(id: $id) {
    __typename ... on ${name} { ${success} } ... on UserError { code message }
  } }`;
  return (await call<{ result: Answer }>(user, query, { id })).result;
};

const show = async (user: Target, id: string): Promise<Shown | null> =>
  (await call<{ export: Shown | null }>(user, `query($id: ID!) { export(id: $id) { ${SHOWN} } }`, { id }))
    .export;

/** Watches until the export renders; the subscription ends by being left. */
async function untilRendering(user: Target, id: string): Promise<void> {
  const client = socketClient(user);
  try {
    for await (const { status } of watchExport(client, id)) if (status !== 'PENDING') break;
  } finally {
    await client.dispose();
  }
}

/** Scenes that were rendered before are not rendered again, so what has to last has to be new. */
const newProject = (durationInFrames?: number) => {
  const project = shortProject(durationInFrames);
  const title = `Take ${Date.now()} ${Math.random()}`;
  return { ...project, scenes: project.scenes.map((scene) => ({ ...scene, props: { title } })) };
};

describe('cancelling', () => {
  it('ends a render, tells who watches, frees the slot, and says no to a second thought', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, newProject(300));
    const { id } = await createExport(user, { projectId, quality: 'LOW' });
    const watched = watchToTheEnd(user, id);
    await untilRendering(user, id);

    expect(await mutate(user, 'cancelExport', id)).toMatchObject({ export: { id, status: 'CANCELLED' } });

    expect((await watched).at(-1)?.status).toBe('CANCELLED');
    const { viewer } = await call<{ viewer: object }>(user, '{ viewer { rendering dailyUsed } }');
    expect(viewer).toEqual({ rendering: 0, dailyUsed: usedToday(user, 1) });
    // Asking again is the same wish.
    expect(await mutate(user, 'cancelExport', id)).toMatchObject({ export: { status: 'CANCELLED' } });
  });

  it('is too late for what has ended, and not for others', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, shortProject());
    const { id } = await createExport(user, { projectId, quality: 'LOW' });
    await watchToTheEnd(user, id);
    expect(await mutate(user, 'cancelExport', id)).toEqual({
      __typename: 'ExportEnded',
      code: 'EXPORT_ENDED',
      message: 'The export has ended already: it is COMPLETED.',
    });
    expect(await mutate(await newUser(), 'cancelExport', id)).toMatchObject({ code: 'EXPORT_NOT_FOUND' });
  });
});

describe('an equal export', () => {
  it('waits for the first, takes its file, costs nothing, and keeps it when the first is deleted', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, newProject());
    const first = await createExport(user, { projectId, quality: 'LOW' });
    const second = await createExport(user, { projectId, quality: 'LOW' });
    await Promise.all([watchToTheEnd(user, first.id), watchToTheEnd(user, second.id)]);

    expect(await show(user, first.id)).toMatchObject({ status: 'COMPLETED', cacheHit: false });
    expect(await show(user, second.id)).toMatchObject({
      status: 'COMPLETED',
      cacheHit: true,
      cost: { billedUsd: 0 },
    });
    expect(await mutate(user, 'deleteExport', first.id)).toMatchObject({ exportId: first.id });
    expect(await show(user, first.id)).toBeNull();
    const { createDownload } = await call<{ createDownload: { url: string } }>(
      user,
      'mutation($id: ID!) { createDownload(exportId: $id) { ... on CreateDownloadSuccess { url } } }',
      { id: second.id },
    );
    expect((await fetch(createDownload.url)).status).toBe(200);

    expect(await mutate(user, 'deleteExport', second.id)).toMatchObject({ exportId: second.id });
    expect((await fetch(createDownload.url)).status).toBe(404);
    const { viewer } = await call<{ viewer: object }>(
      user,
      '{ viewer { dailyUsed } exports { nodes { id } } }',
    );
    expect(viewer).toEqual({ dailyUsed: usedToday(user, 1) });
  });
});

describe('repeating and deleting', () => {
  it('a cancelled export is repeated once, however often it is asked; one that runs is neither repeated nor deleted', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, newProject(150));
    const { id } = await createExport(user, { projectId, quality: 'LOW' });
    await mutate(user, 'cancelExport', id);

    const [once, twice] = [await mutate(user, 'retryExport', id), await mutate(user, 'retryExport', id)];
    const again = once.export?.id ?? '';

    expect(once.export).toMatchObject({ retryOf: id, attempt: 1 });
    expect(twice.export?.id).toBe(again);
    expect(await mutate(user, 'retryExport', again)).toMatchObject({ code: 'EXPORT_NOT_RETRYABLE' });
    expect(await mutate(user, 'deleteExport', again)).toMatchObject({ code: 'EXPORT_NOT_ENDED' });
    expect((await watchToTheEnd(user, again)).at(-1)?.status).toBe('COMPLETED');
    expect(await mutate(user, 'deleteExport', again)).toMatchObject({ exportId: again });
    expect(await mutate(user, 'deleteExport', again)).toMatchObject({ code: 'EXPORT_NOT_FOUND' });
  });

  it.each(['cancelExport', 'retryExport', 'deleteExport'] as const)(
    '%s of an export that does not exist',
    async (mutation) => {
      expect(await mutate(await newUser(), mutation, 'exp_none')).toMatchObject({
        code: 'EXPORT_NOT_FOUND',
        message: 'There is no such export.',
      });
    },
  );
});
