import { graphql } from 'graphql';
import { parseSceneProps, templates } from '../../../remotion/catalog';
import type { RequestContext } from '../context';
import type { Template } from '../generated';
import { schema } from '../schema';

type JsonSchema = {
  type?: string;
  description?: string;
  format?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  required?: string[];
};

const ask = async (caller: object | null) => {
  const contextValue = { caller, requestId: 'request-1', reads: {}, api: {} } as unknown as RequestContext;
  const source = '{ templates { id title description propsSchema exampleProps } }';
  const { data, errors } = await graphql({ schema, source, contextValue });
  return { list: data?.templates as Template[] | undefined, errors };
};

const given = async (): Promise<Template[]> => (await ask({ userId: 'user-1' })).list ?? [];

/** Every schema below one, by its path. */
const fieldsOf = (schema: JsonSchema, path = ''): [path: string, field: JsonSchema][] => [
  ...(path === '' || path.endsWith('[]') ? [] : [[path, schema] as [string, JsonSchema]]),
  ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => fieldsOf(field, `${path}.${name}`)),
  ...(schema.items === undefined ? [] : fieldsOf(schema.items, `${path}[]`)),
];

describe('templates', () => {
  it('lists all that a scene can be made from', async () => {
    const list = await given();
    expect(list.map(({ id }) => id)).toEqual(Object.keys(templates));
    expect(list[0]).toMatchObject({
      id: 'title',
      title: 'Title',
      exampleProps: templates.title.exampleProps,
    });
  });

  it('has examples that scenes accept as they are', async () => {
    for (const { id, exampleProps } of await given()) {
      expect([id, parseSceneProps(id, exampleProps)]).toEqual([id, { success: true, props: exampleProps }]);
    }
  });

  it('describes every prop', async () => {
    const fields = (await given()).flatMap(({ id, propsSchema }) => fieldsOf(propsSchema as JsonSchema, id));
    const bare = fields.filter(([path, { description }]) => path.includes('.') && !description);
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  it('says of each prop what it may hold', async () => {
    const quote = (await given()).find(({ id }) => id === 'quote')?.propsSchema;
    expect(quote).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      required: ['quote', 'author'],
      additionalProperties: false,
      properties: {
        author: { type: 'string', minLength: 1, maxLength: 60, description: 'Who said it.' },
        portrait: { type: 'string', format: 'uri-reference', maxLength: 2048 },
      },
    });
  });

  it('wants to know who asks', async () => {
    expect((await ask(null)).errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
  });
});
