import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

/** Where a stage is, and on whose behalf to call it. */
export interface Target {
  /** E.g. `http://localhost:3000`. */
  readonly httpUrl: string;
  /** E.g. `ws://localhost:3001`. */
  readonly wsUrl: string;
  readonly token: string;
}

/** An answer of the GraphQL API. */
export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Sends one operation over HTTP, as any GraphQL client does. */
export async function send<Data>(
  { httpUrl, token }: Pick<Target, 'httpUrl'> & { readonly token?: string },
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer<Data>> {
  const response = await fetch(`${httpUrl}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer<Data>;
}

/** Sends one operation and gives its data. @throws Error with the messages of all errors. */
export async function call<Data>(
  target: Pick<Target, 'httpUrl' | 'token'>,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const { data, errors } = await send<Data>(target, query, variables);
  if (errors !== undefined && errors.length > 0)
    throw new Error(errors.map(({ message }) => message).join('\n'));
  if (data == null) throw new Error('The answer holds no data.');
  return data;
}

/** A graphql-ws client, unmodified. Dispose of it when done. */
export const socketClient = ({ wsUrl, token }: Pick<Target, 'wsUrl' | 'token'>): Client =>
  createClient({
    url: wsUrl,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 3,
  });

/** The state of an export, as it is shown while it renders. */
export interface ExportState {
  readonly id: string;
  readonly status: 'PENDING' | 'RENDERING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
  readonly progress: number;
  /** Null while it does not render, and when nobody can tell. */
  readonly estimatedSecondsLeft: number | null;
  readonly version: number;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly durationInFrames: number;
  readonly sizeInBytes: number | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
}

/** The fields of ExportState, for use in a selection. */
export const EXPORT_FIELDS =
  'id status progress estimatedSecondsLeft version width height fps durationInFrames sizeInBytes failure { code message }';

/** Follows an export until its subscription completes; the last state is the terminal one. */
export async function* watchExport(client: Client, id: string): AsyncGenerator<ExportState> {
  const query = `subscription Watch($id: ID!) { exportProgress(id: $id) { ${EXPORT_FIELDS} } }`;
  for await (const { data, errors } of client.iterate<{ exportProgress: ExportState }>({
    query,
    variables: { id },
  })) {
    if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
    if (data != null) yield data.exportProgress;
  }
}

/** Saves a project. @throws Error with everything that is wrong with it. */
export async function saveProject(target: Target, input: Record<string, unknown>): Promise<{ id: string }> {
  const { saveProject: result } = await call<{ saveProject: { project?: { id: string }; message?: string } }>(
    target,
    `mutation Save($input: SaveProjectInput!) {
      saveProject(input: $input) { ... on SaveProjectSuccess { project { id } } ... on UserError { message } }
    }`,
    { input },
  );
  if (result.project === undefined) throw new Error(result.message);
  return result.project;
}

/** Creates an export. @throws Error saying why it was refused. */
export async function createExport(target: Target, input: Record<string, unknown>): Promise<ExportState> {
  const { createExport: result } = await call<{ createExport: { export?: ExportState; message?: string } }>(
    target,
    `mutation Create($input: CreateExportInput!) {
      createExport(input: $input) {
        ... on CreateExportSuccess { export { ${EXPORT_FIELDS} } }
        ... on UserError { message }
      }
    }`,
    { input },
  );
  if (result.export === undefined) throw new Error(result.message);
  return result.export;
}

/** Downloads the file of a finished export through a signed URL, as a user would. */
export async function download(target: Target, exportId: string, file: string): Promise<void> {
  const { createDownload: result } = await call<{ createDownload: { url?: string; message?: string } }>(
    target,
    `mutation Download($exportId: ID!) {
      createDownload(exportId: $exportId) { ... on CreateDownloadSuccess { url } ... on UserError { message } }
    }`,
    { exportId },
  );
  if (result.url === undefined) throw new Error(result.message);
  const response = await fetch(result.url);
  if (!response.ok || response.body === null) throw new Error(`The download answered ${response.status}.`);
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream), createWriteStream(file));
}
