import { COMPOSITION_LIMITS } from '../../remotion/limits';
import type { Clock, Ids } from '../exports/ports';
import { parseProject, type InputIssue, type Project } from './project';
import type { SceneCompiler } from '../scenes/compile';
import type { ProjectStore } from './ports';

/** What saving a project needs. */
export interface SaveProjectDeps {
  readonly projects: ProjectStore;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Loads the compiler of scenes; it is asked for only when a scene is code. */
  readonly sceneCompiler: () => Promise<SceneCompiler>;
}

/** Saved, or refused. */
export type SaveProjectResult =
  | { readonly type: 'success'; readonly project: Project }
  | { readonly type: 'project-not-found' }
  | { readonly type: 'version-conflict'; readonly expectedVersion: number; readonly actualVersion: number }
  | { readonly type: 'invalid'; readonly issues: readonly InputIssue[] };

/** How often a save without `expectedVersion` starts again when somebody else saves the same project meanwhile. */
const MAX_TRIES = 5;

/**
 * Milliseconds for compiling all scenes of one save, in parallel or one after the other. Good ones take a few milliseconds each,
 * and nonsense that is made to be slow must not outlast the function's 15 seconds.
 */
const COMPILE_MS = 6000;

/** A compiler for the given scenes, which share {@link COMPILE_MS}. Many are compiled at once, before they are asked for. */
async function withinOneSave(
  compile: SceneCompiler,
  sources: readonly string[],
  now: () => number,
): Promise<SceneCompiler> {
  const until = now() + COMPILE_MS;
  const leftMs = (): number => until - now();
  const compiled = await compile.many?.(sources, leftMs);
  return (source) => compiled?.get(source) ?? compile(source, leftMs());
}

/** Creates a project, or replaces the caller's project with the given id. */
export async function saveProject(
  deps: SaveProjectDeps,
  ownerId: string,
  input: {
    readonly id?: string | null | undefined;
    readonly expectedVersion?: number | null | undefined;
    readonly scenes?: unknown;
  },
): Promise<SaveProjectResult> {
  const now = () => deps.clock().getTime();
  const sources = sourcesIn(input);
  const compile =
    sources.length > 0 ? await withinOneSave(await deps.sceneCompiler(), sources, now) : undefined;
  const parsed = parseProject(input, compile);
  if (!parsed.ok) return { type: 'invalid', issues: parsed.issues };

  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = input.id != null ? await deps.projects.get(input.id) : null;
    if (input.id != null && stored?.ownerId !== ownerId) return { type: 'project-not-found' };

    const expected = input.expectedVersion ?? null;
    const actualVersion = stored?.version ?? 0;
    if (expected !== null && expected !== actualVersion) {
      return { type: 'version-conflict', expectedVersion: expected, actualVersion };
    }

    const at = deps.clock().toISOString();
    const project: Project = {
      ...parsed.content,
      id: stored?.id ?? deps.ids('prj'),
      ownerId,
      version: actualVersion + 1,
      createdAt: stored?.createdAt ?? at,
      updatedAt: at,
    };
    if ((await deps.projects.put(project)) === 'saved') return { type: 'success', project };
  }
  throw new Error('The project is being saved by too many at once.');
}

/** The code of all scenes, as far as it may be code. Nothing of the input has been checked yet. */
function sourcesIn({ scenes }: { readonly scenes?: unknown }): string[] {
  if (!Array.isArray(scenes)) return [];
  return scenes.slice(0, COMPOSITION_LIMITS.maxScenes).flatMap((scene: unknown) => {
    const code = (scene as { readonly code?: unknown } | null)?.code;
    return typeof code === 'string' ? [code] : [];
  });
}
