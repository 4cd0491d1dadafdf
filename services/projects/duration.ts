import { projectDurationInFrames } from '../../remotion/timeline';
import type { Project } from './project';

// Apart from project.ts: functions that only show projects need none of what checks them.

/** Frame rates that can be exported. */
export const FRAME_RATES = [24, 30, 60] as const;

/** Length of the whole video in frames at the project's own fps. */
export const projectDuration = (project: Pick<Project, 'scenes'>): number =>
  projectDurationInFrames(project.scenes);
