// Before: a server that renders within the request, and a page that waits for it.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { renderMedia, selectComposition } from '@remotion/renderer';

const serveUrl = 'https://example.com/site';

export const server = createServer((request, response) => {
  // A load balancer gives up after a minute or so, a second tab starts a second render, and a deploy kills both.
  void render(new URL(request.url ?? '/', 'http://localhost').searchParams.get('name') ?? '').then((file) =>
    createReadStream(file).pipe(response.writeHead(200, { 'content-type': 'video/mp4' })),
  );
});

async function render(name: string): Promise<string> {
  const outputLocation = `/tmp/${Date.now()}.mp4`;
  const inputProps = { name };
  const composition = await selectComposition({ serveUrl, id: 'Greeting', inputProps });
  await renderMedia({ serveUrl, composition, inputProps, codec: 'h264', outputLocation });
  return outputLocation;
}

/** In the browser: one long request, and nothing to show meanwhile. */
export async function exportVideo(name: string): Promise<string> {
  const response = await fetch(`/export?name=${encodeURIComponent(name)}`);
  if (!response.ok) throw new Error('The export failed.');
  return URL.createObjectURL(await response.blob());
}
