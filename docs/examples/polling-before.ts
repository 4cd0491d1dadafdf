// Before: a page that asks every two seconds how far it is. With tRPC, `api` is a router's client; with REST, it is `fetch`.

interface Job {
  readonly status: 'queued' | 'rendering' | 'done' | 'failed';
  readonly progress: number;
  readonly url: string | null;
}

/** The client of a tRPC router such as `router({ export: { create, status } })`. */
interface TrpcClient {
  readonly export: {
    readonly create: { mutate(input: { name: string }): Promise<{ id: string }> };
    readonly status: { query(input: { id: string }): Promise<Job> };
  };
}

export async function exportVideoByTrpc(
  api: TrpcClient,
  name: string,
  onProgress: (progress: number) => void,
): Promise<string> {
  const { id } = await api.export.create.mutate({ name });
  return poll(() => api.export.status.query({ id }), onProgress);
}

export async function exportVideoByRest(
  name: string,
  onProgress: (progress: number) => void,
): Promise<string> {
  const created = await fetch('/api/exports', { method: 'POST', body: JSON.stringify({ name }) });
  const { id } = (await created.json()) as { id: string };
  return poll(async () => (await (await fetch(`/api/exports/${id}`)).json()) as Job, onProgress);
}

/** An export of two minutes is 60 requests, each a row that is read, and up to two seconds late. */
async function poll(status: () => Promise<Job>, onProgress: (progress: number) => void): Promise<string> {
  for (;;) {
    const job = await status();
    onProgress(job.progress);
    if (job.status === 'failed') throw new Error('The export failed.');
    if (job.status === 'done' && job.url !== null) return job.url;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}
