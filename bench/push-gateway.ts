// API Gateway for bench/push.ts, in a process of its own: it holds the WebSockets, brings what clients send to the server by
// HTTP, and answers the Management API (`POST /@connections/<id>`) for real: 200 when the socket has taken the text, 410 when
// the client has left, and two seconds later for those who are slow. It checks no signature.
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { isLater, SLOW_SEND_MS } from './push-load';

/** What the server is told of a socket. */
export interface SocketEvent {
  readonly type: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
  readonly connectionId: string;
  readonly body: string;
}

interface Client {
  readonly socket: WebSocket;
  readonly role: string | null;
}

const [, , serverUrl = ''] = process.argv;
const clients = new Map<string, Client>();
let opened = 0;

/** Messages of one client go one after the other. */
const agent = new Agent({ keepAlive: true, maxSockets: 100 });

function tellServer(event: SocketEvent): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(`${serverUrl}/invoke`, { method: 'POST', agent }, (response) => {
      response.resume().on('end', resolve);
    });
    asked.on('error', reject).end(JSON.stringify(event));
  });
}

/** What the Management API answers to a text for a client, once the socket has it. */
function post(connectionId: string, body: string, answer: (status: 200 | 410) => void): void {
  const client = clients.get(connectionId);
  if (client === undefined || client.socket.readyState !== client.socket.OPEN) return answer(410);
  const send = (): void => {
    client.socket.send(body);
    answer(200);
  };
  if (client.role === 'slow' && isLater(body)) setTimeout(send, SLOW_SEND_MS);
  else send();
}

/** Without promises: what is measured shares two cores with this process, which on AWS is none of its own. */
function serve(incoming: IncomingMessage, response: ServerResponse): void {
  const connectionId = decodeURIComponent(incoming.url?.slice('/@connections/'.length) ?? '');
  let body = '';
  incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
  incoming.on('end', () => {
    if (incoming.method === 'POST') {
      post(connectionId, body, (status) => void response.writeHead(status).end());
      return;
    }
    clients.get(connectionId)?.socket.close();
    response.writeHead(204).end();
  });
}

const http = createServer(serve);

new WebSocketServer({ server: http, handleProtocols: () => 'graphql-transport-ws' }).on(
  'connection',
  (socket, incoming) => {
    // Of the same form as API Gateway's own.
    const connectionId = `${Buffer.from(`bench-${(opened += 1)}`).toString('base64url')}=`;
    const role = new URL(incoming.url ?? '/', 'http://localhost').searchParams.get('role');
    clients.set(connectionId, { socket, role });
    let last = tellServer({ type: 'CONNECT', connectionId, body: '' });
    socket.on('message', (data: Buffer) => {
      last = last.then(() => tellServer({ type: 'MESSAGE', connectionId, body: data.toString() }));
    });
    socket.on('close', () => {
      clients.delete(connectionId);
      // The end of those who are to be dead is never reported, as it happens on API Gateway.
      if (role !== 'dead') void last.then(() => tellServer({ type: 'DISCONNECT', connectionId, body: '' }));
    });
  },
);

process.on('disconnect', () => process.exit());
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port }));
