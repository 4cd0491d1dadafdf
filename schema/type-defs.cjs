// A codegen plugin: puts the whole schema into generated.ts, so that a Lambda bundle needs no .graphql file at run time.
const { parse, print, printSchema, visit } = require('graphql');

exports.plugin = (schema) => {
  const typeDefs = printSchema(schema);
  const bare = visit(parse(typeDefs), { enter: (node) => ({ ...node, description: undefined }) });
  return [
    '/** The whole schema, descriptions included. */',
    `export const typeDefs = ${JSON.stringify(typeDefs)};`,
    '/** The same without descriptions, for functions that nobody asks about it. */',
    `export const bareTypeDefs = ${JSON.stringify(print(bare))};`,
    '',
  ].join('\n');
};
