import type { Page, PageRequest } from '../exports/ports';
import type { Project } from './project';

/** Projects. Reads of one project are consistent; lists are eventually consistent. */
export interface ProjectStore {
  get(id: string): Promise<Project | null>;
  /**
   * Writes a project if the stored one still has the version before `project.version` (none for version 1).
   * `conflict` writes nothing.
   */
  put(project: Project): Promise<'saved' | 'conflict'>;
  /** Newest first. */
  byOwner(ownerId: string, page: PageRequest): Promise<Page<Project>>;
}
