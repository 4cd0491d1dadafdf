import { projectDuration } from '../../projects/duration';
import { saveProject } from '../../projects/save';
import { authenticated } from '../context';
import type { MutationResolvers, ProjectResolvers, QueryResolvers } from '../generated';
import { pageRequest, toConnection } from '../pages';
import { invalidInput, projectNotFound } from './errors';

export const projectQueries: Pick<QueryResolvers, 'project' | 'projects'> = {
  async project(_root, { id }, context) {
    const { caller, api } = authenticated(context);
    const project = await api.projects.get(id);
    return project?.ownerId === caller.userId ? project : null;
  },

  async projects(_root, args, context) {
    const { caller, api } = authenticated(context);
    const request = pageRequest(args, 'prj');
    return toConnection(await api.projects.byOwner(caller.userId, request), request);
  },
};

export const projectMutations: Pick<MutationResolvers, 'saveProject'> = {
  async saveProject(_root, { input }, context) {
    const { caller, api } = authenticated(context);
    const result = await saveProject(api, caller.userId, input);
    switch (result.type) {
      case 'success':
        return { __typename: 'SaveProjectSuccess', project: result.project };
      case 'project-not-found':
        return projectNotFound(input.id ?? '');
      case 'invalid':
        return invalidInput(result.issues);
      case 'version-conflict':
        return {
          __typename: 'ProjectVersionConflict',
          code: 'PROJECT_VERSION_CONFLICT',
          message: `The project has version ${result.actualVersion}, not ${result.expectedVersion}: read it again and repeat the change.`,
          expectedVersion: result.expectedVersion,
          actualVersion: result.actualVersion,
        };
    }
  },
};

export const Project: ProjectResolvers = {
  scenes: (project) =>
    project.scenes.map(({ compiled: _compiled, template, code, ...scene }) => ({
      ...scene,
      ...{ template: code === undefined ? template : null, code: code ?? null },
    })),
  // Projects that were saved before there were variables have none.
  variables: ({ variables }) => variables ?? {},
  durationInFrames: (project) => projectDuration(project),
  // What was not given is not stored.
  overlays: ({ overlays }) => [...(overlays ?? [])],
  onSceneError: ({ onSceneError }) => onSceneError ?? 'FAIL',
};
