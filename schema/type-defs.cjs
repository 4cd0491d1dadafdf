// A codegen plugin: puts the whole schema into generated.ts, so that a Lambda bundle needs no .graphql file at run time.
const { printSchema } = require('graphql');

exports.plugin = (schema) =>
  `/** The whole schema, descriptions included. */\nexport const typeDefs = ${JSON.stringify(printSchema(schema))};\n`;
