// A codegen plugin: puts the whole schema into generated.ts, so that a Lambda bundle needs no .graphql file at run time. As documents
// that are parsed already: reading JSON takes a cold start a fifth of what reading GraphQL takes.
const { parse, printSchema } = require('graphql');

exports.plugin = (schema) => {
  const document = parse(printSchema(schema), { noLocation: true });
  return [
    '/** The document of the whole schema as JSON, descriptions included. */',
    `export const schemaDocument = ${literal(document)};`,
    '/** The same without descriptions, for functions that nobody asks about it. */',
    `export const bareSchemaDocument = ${literal(document, ['description'])};`,
    '',
  ].join('\n');
};

/** A literal of JSON, without these keys and what is empty or the default in a syntax tree. */
function literal(document, leftOut = []) {
  const json = JSON.stringify(document, (key, value) => {
    const isEmpty = Array.isArray(value) && value.length === 0;
    return isEmpty || key === 'block' || leftOut.includes(key) ? undefined : value;
  });
  return JSON.stringify(json);
}
