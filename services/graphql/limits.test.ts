import {
  getIntrospectionQuery,
  isObjectType,
  getNamedType,
  isNonNullType,
  parse,
  specifiedRules,
  validate,
  type GraphQLObjectType,
} from 'graphql';
import { limitRules } from './limits';
import { schema } from './schema';

const refusalsOf = (query: string): string[] =>
  validate(schema, parse(query), [...specifiedRules, ...limitRules]).map(({ message }) => message);

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** Every field of a type that needs no argument, with all that is below it. */
function everyField(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields()).filter(({ args }) =>
    args.every((argument) => !isNonNullType(argument.type) || argument.defaultValue !== undefined),
  );
  const texts = fields.map(({ name, type: fieldType }) => {
    const inner = getNamedType(fieldType);
    return isObjectType(inner) ? `${name} { ${everyField(inner)} }` : name;
  });
  return texts.join(' ');
}

const nodeOf = (name: string): string => everyField(schema.getType(name) as GraphQLObjectType);

describe('an operation is accepted', () => {
  it.each([
    [
      'with a whole page of exports and every field of them',
      `{ exports(first: 100) { nodes { ${nodeOf('Export')} } } }`,
    ],
    [
      'with a whole page of projects and every field of them',
      `{ projects(first: 100) { nodes { ${nodeOf('Project')} } } }`,
    ],
    ['with every field of all of my exports', `subscription { myExports { ${nodeOf('Export')} } }`],
    ['that asks what the API is', getIntrospectionQuery()],
    [
      'with variables, whatever their values',
      'query ($id: ID!, $first: Int, $with: Boolean!) { exports(first: $first, projectId: $id) { nodes { id @include(if: $with) } } }',
    ],
    [
      'with a few things under names of their own',
      `{ ${times(20, (index) => `e${index}: export(id: "x") { id }`)} }`,
    ],
  ])('%s', (_name, query) => {
    expect(refusalsOf(query)).toEqual([]);
  });
});

describe('an operation is refused', () => {
  const many = times(51, (index) => `e${index}: export(id: "x") { id }`);
  it.each([
    ['for its aliases', `{ ${many} }`, ['The operation has 51 aliases; at most 50 are accepted.']],
    [
      'for aliases in fragments',
      `{ ...many } fragment many on Query { ${many} }`,
      ['The operation has 51 aliases; at most 50 are accepted.'],
    ],
    [
      'for its directives',
      `{ viewer { id ${times(51, () => '@include(if: true)')} } }`,
      expect.arrayContaining(['The operation has 51 directives; at most 50 are accepted.']) as string[],
    ],
    [
      'for its depth',
      `{ __type(name: "Export") { ${times(12, () => 'ofType {')} name ${times(12, () => '}')} } }`,
      ['The operation is 14 levels deep; at most 12 are accepted.'],
    ],
    [
      'for fragments in fragments, which add no field',
      `{ ${times(1300, () => '... {')} viewer { id } ${times(1300, () => '}')} }`,
      ['The operation is 100 levels deep; at most 12 are accepted.'],
    ],
    [
      'for going round in what the API is',
      `{ __schema { types { ${times(4, () => 'fields { type {')} name ${times(4, () => '} }')} } } }`,
      expect.arrayContaining(['Maximum introspection depth exceeded']) as string[],
    ],
    [
      'for pages of pages',
      `{ ${times(5, (index) => `p${index}: exports(first: 100) { nodes { ${nodeOf('Export')} } }`)} }`,
      [
        expect.stringMatching(
          /^The operation costs \d+; at most 50000 is accepted\. Ask for fewer fields, or shorter pages\.$/,
        ),
      ],
    ],
    [
      'for a fragment that is spread often',
      `{ ${times(5, (index) => `p${index}: exports(first: 100) { nodes { ...all } }`)} }
        fragment all on Export { ${nodeOf('Export')} }`,
      [expect.stringMatching(/^The operation costs \d+; at most 50000 is accepted\./)],
    ],
    [
      'for pages whose length is a variable',
      `query ($first: Int) { ${times(5, (index) => `p${index}: exports(first: $first) { nodes { ${nodeOf('Export')} } }`)} }`,
      [
        expect.stringMatching(
          /^The operation costs \d+; at most 50000 is accepted\. Ask for fewer fields, or shorter pages\.$/,
        ),
      ],
    ],
  ])('%s', (_name, query, refusals) => {
    expect(refusalsOf(query)).toEqual(refusals);
  });
});
