import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { auditServer } from 'graphql-http';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { saveProject } from '../../local/client';
import { newUser, shortProject, world } from '../world';

it('passes the audits of GraphQL over HTTP: no error, at least 55 of 61 right', async () => {
  await fetch(`${world().httpUrl}/graphql?query={__typename}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  const results = await auditServer({ url: `${world().httpUrl}/graphql` });
  const count = (status: string) => results.filter((result) => result.status === status).length;
  expect(results.filter(({ status }) => status === 'error').map(({ name }) => name)).toEqual([]);
  expect(count('ok')).toBeGreaterThanOrEqual(55);
});

it('serves an unmodified Apollo Client, over HTTP and graphql-ws', async () => {
  const { httpUrl, wsUrl, token, ...user } = await newUser();
  const { id: projectId } = await saveProject({ httpUrl, wsUrl, token }, shortProject());
  const authorization = `Bearer ${token}`;
  const socket = createClient({ url: wsUrl, webSocketImpl: WebSocket, connectionParams: { authorization } });
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      new HttpLink({ uri: `${httpUrl}/graphql`, headers: { authorization } }),
    ),
  });

  const { data: viewer } = await client.query<{ viewer: { id: string } }>({
    query: gql`
      {
        viewer {
          id
        }
      }
    `,
  });
  const { data } = await client.mutate<{ createExport: { export: { id: string } } }>({
    mutation: gql`
      mutation ($projectId: ID!) {
        createExport(input: { projectId: $projectId, quality: LOW }) {
          ... on CreateExportSuccess {
            export {
              id
            }
          }
        }
      }
    `,
    variables: { projectId },
  });
  const statuses = await new Promise<string[]>((resolve, reject) => {
    const seen: string[] = [];
    client
      .subscribe<{ watched: { status: string } }>({
        query: gql`
          subscription ($id: ID!) {
            watched: exportProgress(id: $id) {
              id
              status
              progress
            }
          }
        `,
        variables: { id: data?.createExport.export.id },
      })
      .subscribe({
        next: (result) => seen.push(result.data?.watched.status ?? ''),
        error: reject,
        complete: () => resolve(seen),
      });
  });

  expect(viewer?.viewer.id).toBe(user.userId);
  expect(statuses.at(-1)).toBe('COMPLETED');
  await socket.dispose();
  client.stop();
});

it('holds a burst of 200 requests and 500 sockets without a wrong answer', async () => {
  const user = await newUser();
  const requests = Array.from({ length: 200 }, async () => {
    const response = await fetch(`${user.httpUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${user.token}` },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    return JSON.stringify(await response.json());
  });
  const init = JSON.stringify({
    type: 'connection_init',
    payload: { authorization: `Bearer ${user.token}` },
  });
  const sockets = Array.from(
    { length: 500 },
    () =>
      new Promise<string>((resolve, reject) => {
        const socket = new WebSocket(user.wsUrl, 'graphql-transport-ws');
        socket.on('open', () => socket.send(init));
        socket.on('message', (data) => {
          resolve((data as Buffer).toString());
          socket.close();
        });
        socket.on('error', reject);
      }),
  );

  const [answers, acknowledgements] = await Promise.all([Promise.all(requests), Promise.all(sockets)]);

  expect(new Set(answers)).toEqual(new Set([`{"data":{"viewer":{"id":"${user.userId}"}}}`]));
  expect(new Set(acknowledgements)).toEqual(new Set(['{"type":"connection_ack"}']));
});

it('shows a page with its own assets to a browser', async () => {
  const response = await fetch(`${world().httpUrl}/graphql`, { headers: { accept: 'text/html' } });
  const html = await response.text();
  expect(response.headers.get('content-type')).toContain('text/html');
  const script = /<script src="([^"]+)"/.exec(html)?.[1] ?? '';
  expect(new URL(script).hostname).toMatch(/^(127\.0\.0\.1|localhost)$/);
  expect((await fetch(script)).status).toBe(200);
});
