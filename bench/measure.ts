import { createExport, socketClient, watchExport, type ExportState, type Target } from '../local/client';

/** The middle of the values; of two middle ones the greater. NaN when there are none. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/**
 * A scene's props with another headline. What was rendered before is kept, scene by scene and as a whole file: only a scene that is
 * another one shows what rendering takes.
 */
export function withHeadline<Props extends Readonly<Record<string, unknown>>>(
  props: Props,
  headline: string,
): Props {
  const name = ['title', 'caption', 'headline'].find((prop) => prop in props) ?? 'title';
  return { ...props, [name]: headline };
}

/** A project with other headlines in all of its scenes, of which nothing was rendered before. */
export const anew = <
  Project extends { readonly scenes: readonly { readonly props: Readonly<Record<string, unknown>> }[] },
>(
  project: Project,
  version: string,
): Project => ({
  ...project,
  scenes: project.scenes.map((scene, index) => ({
    ...scene,
    props: withHeadline(scene.props, `Version ${version} of scene ${index}`),
  })),
});

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
