// After: one mutation, one subscription, one signed URL. Runs in a browser and in Node 22 or newer.
import { createClient, type Client } from 'graphql-ws';

/** Where a stage is, and on whose behalf to call it. Make one object for a user, and use it for all of its exports. */
export interface Reelway {
  /** E.g. `https://abc123.execute-api.us-east-1.amazonaws.com/graphql`. */
  readonly httpUrl: string;
  /** E.g. `wss://def456.execute-api.us-east-1.amazonaws.com/prod`. */
  readonly wsUrl: string;
  /** A JWT of the signed-in user, from the issuer that the stage trusts. */
  readonly getToken: () => Promise<string>;
}

export interface ExportState {
  readonly id: string;
  readonly status: 'PENDING' | 'RENDERING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
  readonly progress: number;
  readonly queuePosition: number | null;
  readonly estimatedSecondsLeft: number | null;
  readonly failure: { readonly code: string; readonly message: string; readonly retryable: boolean } | null;
}

const STATE = 'id status progress queuePosition estimatedSecondsLeft failure { code message retryable }';

/**
 * Exports a project, calls `onState` with every state, and gives a URL of the file that works for an hour.
 * @throws Error saying why the export was refused, or why it ended without a file.
 */
export async function exportVideo(
  reelway: Reelway,
  input: {
    readonly projectId: string;
    /** Names this click: sent again, it gives the same export and not a second one. */
    readonly idempotencyKey: string;
    readonly variables?: Readonly<Record<string, string>>;
    readonly callbackUrl?: string;
  },
  onState: (state: ExportState) => void,
): Promise<string> {
  const { createExport } = await request<{ createExport: { export?: ExportState; message?: string } }>(
    reelway,
    `mutation ($input: CreateExportInput!) {
      createExport(input: $input) {
        ... on CreateExportSuccess { export { ${STATE} } }
        ... on UserError { message }
      }
    }`,
    { input },
  );
  if (createExport.export === undefined) throw new Error(createExport.message);
  const ended = await follow(reelway, createExport.export, onState);
  if (ended.status !== 'COMPLETED') throw new Error(ended.failure?.message ?? `It ended as ${ended.status}.`);
  return download(reelway, ended.id);
}

/** One socket for all exports of a `Reelway`: a user may have only so many. It closes when none is followed any more. */
const clients = new WeakMap<Reelway, Client>();

function clientOf(reelway: Reelway): Client {
  const { wsUrl, getToken } = reelway;
  const client =
    clients.get(reelway) ??
    createClient({
      url: wsUrl,
      connectionParams: async () => ({ authorization: `Bearer ${await getToken()}` }),
      keepAlive: 60_000,
      retryAttempts: Infinity,
      shouldRetry: () => true,
    });
  clients.set(reelway, client);
  return client;
}

/** Waits for the end. The first message is the present state, and the subscription completes after the last one. */
async function follow(
  reelway: Reelway,
  created: ExportState,
  onState: (state: ExportState) => void,
): Promise<ExportState> {
  const query = `subscription ($id: ID!) { exportProgress(id: $id) { ${STATE} } }`;
  const states = clientOf(reelway).iterate<{ exportProgress: ExportState }>({
    query,
    variables: { id: created.id },
  });
  let last = created;
  for await (const { data } of states) {
    last = data?.exportProgress ?? last;
    onState(last);
  }
  return last;
}

async function download(reelway: Reelway, exportId: string): Promise<string> {
  const { createDownload } = await request<{ createDownload: { url?: string; message?: string } }>(
    reelway,
    `mutation ($exportId: ID!) {
      createDownload(exportId: $exportId) {
        ... on CreateDownloadSuccess { url }
        ... on UserError { message }
      }
    }`,
    { exportId },
  );
  if (createDownload.url === undefined) throw new Error(createDownload.message);
  return createDownload.url;
}

async function request<Data>(
  { httpUrl, getToken }: Reelway,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data> {
  const response = await fetch(httpUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await getToken()}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Data;
    errors?: readonly { message: string }[];
  };
  if (data === undefined || data === null) throw new Error(errors?.[0]?.message ?? 'There was no answer.');
  return data;
}
