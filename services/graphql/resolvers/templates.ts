import * as z from 'zod';
import { templates, type SceneTemplate } from '../../../remotion/catalog';
import { authenticated } from '../context';
import type { QueryResolvers, Template } from '../generated';

const toTemplate = ({ id, title, description, propsSchema, exampleProps }: SceneTemplate): Template => ({
  ...{ id, title, description, exampleProps },
  // What a client sends, not what is left of it after parsing.
  propsSchema: z.toJSONSchema(propsSchema, { io: 'input' }),
});

export const templateQueries: Pick<QueryResolvers, 'templates'> = {
  templates(_root, _args, context) {
    authenticated(context);
    return Object.values(templates).map(toTemplate);
  },
};
