// After: what a worker did when a render was done, such as sending a mail, is done by whoever receives the callback.
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** The part of a callback that most receivers need; docs/callbacks.md has all of it. */
export interface ExportEnded {
  readonly type: 'export.completed' | 'export.failed' | 'export.cancelled';
  readonly data: { readonly id: string; readonly failure: { readonly code: string } | null };
}

/**
 * A server that verifies callbacks and hands them on.
 * @param secret the stage's callback secret, with or without `whsec_` in front.
 * @param onEnded may be called twice for one end; it is best to only note it down here.
 */
export function callbackServer(secret: string, onEnded: (ended: ExportEnded) => Promise<void>): Server {
  const webhook = new Webhook(secret);
  return createServer((request, response) => {
    void text(request)
      .then((body) => onEnded(webhook.verify(body, request.headers as Record<string, string>) as ExportEnded))
      .then(
        () => response.writeHead(204).end(),
        // Another status than 2xx asks for another try.
        () => response.writeHead(400).end(),
      );
  });
}
