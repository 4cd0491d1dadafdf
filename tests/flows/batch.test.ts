import { call, saveProject, type Target } from '../../local/client';
import { newUser, shortProject, usedToday } from '../world';

const BATCH = 'id status total created completed failed cancelled progress version finishedAt';

interface BatchState {
  readonly id: string;
  readonly status: 'CREATING' | 'RUNNING' | 'FINISHED' | 'CANCELLING' | 'CANCELLED';
  readonly created: number;
  readonly completed: number;
  readonly cancelled: number;
  readonly progress: number;
  readonly version: number;
}

interface CreateAnswer {
  readonly __typename: string;
  readonly batch?: BatchState;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
}

/** A project of one title that is made for somebody. */
const greeting = () => ({
  ...shortProject(),
  title: 'For {{name}}',
  variables: { greeting: 'Hello' },
  scenes: [
    {
      id: 'only',
      template: 'title',
      props: { title: '{{greeting}} {{name}}{{mark|!}}' },
      durationInFrames: 10,
    },
  ],
});

async function createBatch(user: Target, input: Record<string, unknown>): Promise<CreateAnswer> {
  const mutation = `mutation ($input: CreateBatchInput!) {
    createBatch(input: $input) {
      __typename
      ... on CreateBatchSuccess { batch { ${BATCH} } }
      ... on InvalidInput { issues { path message } }
    }
  }`;
  const answer = await call<{ createBatch: CreateAnswer }>(user, mutation, {
    input: { quality: 'LOW', ...input },
  });
  return answer.createBatch;
}

async function accepted(user: Target, input: Record<string, unknown>): Promise<BatchState> {
  const answer = await createBatch(user, input);
  if (answer.batch === undefined) throw new Error(JSON.stringify(answer));
  return answer.batch;
}

/** Asks for the batch until it is as it should be; the test's own time limit ends the waiting. */
async function until(user: Target, id: string, isRight: (batch: BatchState) => boolean): Promise<BatchState> {
  for (;;) {
    const { batch } = await call<{ batch: BatchState }>(
      user,
      `query ($id: ID!) { batch(id: $id) { ${BATCH} } }`,
      { id },
    );
    if (isRight(batch)) return batch;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

interface Viewer {
  readonly dailyUsed: number;
  readonly rendering: number;
  readonly monthlyCommittedUsd: number;
  readonly monthlySpentUsd: number;
}

const viewerOf = async (user: Target) =>
  (
    await call<{ viewer: Viewer }>(
      user,
      '{ viewer { dailyUsed rendering monthlyCommittedUsd monthlySpentUsd } }',
    )
  ).viewer;

interface Child {
  readonly id: string;
  readonly status: string;
}

async function childrenOf(user: Target, id: string): Promise<readonly Child[]> {
  const { batch } = await call<{ batch: { exports: { nodes: readonly Child[] } } }>(
    user,
    'query ($id: ID!) { batch(id: $id) { exports { nodes { id status } } } }',
    { id },
  );
  return batch.exports.nodes;
}

describe('a batch', () => {
  it('makes one video for each row, one after the other, and sums them up', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, greeting());
    const rows = [
      { name: 'Ada' },
      { name: 'Grace', greeting: 'Welcome' },
      { name: 'Edsger', mark: '?', more: 1 },
    ];
    const input = { projectId, rows, idempotencyKey: 'guests' };
    const { id, status } = await accepted(user, input);
    expect(status).toBe('CREATING');
    expect((await accepted(user, input)).id).toBe(id);

    const finished = await until(user, id, (batch) => batch.status === 'FINISHED');
    expect(finished).toMatchObject({ created: 3, completed: 3, failed: 0, cancelled: 0, progress: 1 });
    const children = await childrenOf(user, id);
    expect(children.map((child) => child.status)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
    const names = [];
    for (const child of children) {
      const { createDownload } = await call<{ createDownload: { fileName: string } }>(
        user,
        'mutation ($id: ID!) { createDownload(exportId: $id) { ... on CreateDownloadSuccess { fileName } } }',
        { id: child.id },
      );
      names.push(createDownload.fileName);
    }
    expect(names).toEqual(['For Ada.mp4', 'For Grace.mp4', 'For Edsger.mp4']);
    const viewer = await viewerOf(user);
    expect(viewer).toMatchObject({ dailyUsed: usedToday(user, 3), rendering: 0 });
  });

  it('with one bad row is refused whole, and takes nothing of the limits', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, greeting());
    const refused = await createBatch(user, { projectId, rows: [{ name: 'Ada' }, { title: 'none' }] });
    expect(refused).toEqual({
      __typename: 'InvalidInput',
      issues: [
        { path: 'rows[1].title', message: 'the variable "name" has no value' },
        { path: 'rows[1].scenes[0].props.title', message: 'the variable "name" has no value' },
      ],
    });
    const many = await createBatch(user, {
      projectId,
      rows: Array.from({ length: 1001 }, () => ({ name: 'x' })),
    });
    expect(many.issues).toEqual([{ path: 'rows', message: 'must be 1 to 1000, got 1001' }]);
    expect(
      (await createBatch(user, { projectId, rows: Array.from({ length: 11 }, () => ({ name: 'x' })) }))
        .__typename,
    ).toBe('DailyLimitReached');
    const { dailyUsed } = await viewerOf(user);
    expect(dailyUsed).toEqual(usedToday(user, 0));
  });

  it('is cancelled as one', async () => {
    const user = await newUser();
    const { id: projectId } = await saveProject(user, greeting());
    const { id } = await accepted(user, { projectId, rows: ['a', 'b', 'c'].map((name) => ({ name })) });
    const mutation = `mutation ($id: ID!) { cancelBatch(id: $id) { __typename } }`;
    const { cancelBatch } = await call<{ cancelBatch: { __typename: string } }>(user, mutation, { id });
    expect(cancelBatch.__typename).toBe('CancelBatchSuccess');

    const cancelled = await until(user, id, (batch) => batch.status === 'CANCELLED');
    expect(cancelled.progress).toBe(1);
    expect(cancelled.completed + cancelled.cancelled).toBe(3);
    for (const { status } of await childrenOf(user, id)) expect(['COMPLETED', 'CANCELLED']).toContain(status);
    const viewer = await viewerOf(user);
    expect(viewer).toMatchObject({ dailyUsed: usedToday(user, cancelled.created), rendering: 0 });
    // Nothing is reserved any more; a render that had begun has cost something on Lambda.
    expect(viewer.monthlyCommittedUsd).toBe(viewer.monthlySpentUsd);
  });
});
