import { createExport, socketClient, watchExport, type ExportState, type Target } from '../local/client';

/** The middle of the values; of two middle ones the greater. NaN when there are none. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** An export, and the seconds from createExport to the message that says COMPLETED. @throws when it ends otherwise. */
export async function timeExport(
  target: Target,
  input: Record<string, unknown>,
): Promise<{ created: ExportState; seconds: number }> {
  const client = socketClient(target);
  const begun = performance.now();
  const created = await createExport(target, input);
  let status = '';
  for await (const state of watchExport(client, created.id)) status = state.status;
  const seconds = (performance.now() - begun) / 1000;
  await client.dispose();
  if (status !== 'COMPLETED') throw new Error(`The export ended as ${status}.`);
  return { created, seconds };
}
