// A packaged template as a page that a person can review: YAML as CloudFormation has it, without what changes at each package.
import { Document, Pair, Scalar, YAMLMap, YAMLSeq, type Node } from 'yaml';
import { isObject, textOf, type Json, type JsonObject } from './template';

/** What stands for the same thing, and is another text whenever code or time is another. */
const CHANGING: readonly [RegExp, string][] = [
  // Where the framework uploads to: milliseconds, and the same as a date.
  [/\b\d{13}-\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>'],
  // Versions of functions and deployments of APIs are named by digests.
  [/(\w+LambdaVersion)[A-Za-z0-9]{36,}/g, '$1'],
  [/(WebsocketsDeployment)(?!Stage)[A-Za-z0-9]{30,}/g, '$1'],
  [/("CodeSha256":)"[^"]*"/g, '$1"<digest>"'],
  [/("SITE_VERSION":)"[^"]*"/g, '$1"<digest>"'],
  [/("IconSetsLambdaLayerHash":\{"Description":"[^"]*","Value":)"[^"]*"/g, '$1"<digest>"'],
];

/** The page of a template. Resources and outputs are sorted: the framework adds them in the order of digests. */
export function pageOf(templateText: string): string {
  const compact = JSON.stringify(JSON.parse(templateText));
  const steady = CHANGING.reduce((text, [changing, name]) => text.replace(changing, name), compact);
  const template = JSON.parse(steady) as JsonObject;
  const sorted = Object.fromEntries(
    Object.entries(template).map(([key, value]) => [key, isObject(value) ? sortedByKey(value) : value]),
  );
  const document = new Document();
  document.contents = nodeOf(sorted);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

const sortedByKey = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Functions of CloudFormation are written as tags, as in `resources/`. */
function nodeOf(value: Json): Node {
  if (Array.isArray(value)) return sequence(value as readonly Json[]);
  if (!isObject(value)) return typeof value === 'string' ? textNode(value) : new Scalar(value);
  const [[name = '', argument] = []] = Object.entries(value);
  if (
    Object.keys(value).length === 1 &&
    (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::'))
  ) {
    if (name !== 'Condition' || typeof argument === 'string')
      return tagged(name.replace('Fn::', ''), argument ?? null);
  }
  const map = new YAMLMap();
  for (const [key, inner] of Object.entries(value))
    map.items.push(new Pair(new Scalar(key), nodeOf(inner ?? null)));
  return map;
}

function tagged(name: string, argument: Json): Node {
  const isPath = name === 'GetAtt' && Array.isArray(argument);
  const node = isPath ? new Scalar((argument as readonly Json[]).map(textOf).join('.')) : nodeOf(argument);
  node.tag = `!${name}`;
  return node;
}

/** A text that is JSON, as a dashboard is, has a line for each of its parts. */
function textNode(text: string): Scalar {
  if (!text.startsWith('{"')) return new Scalar(text);
  const node = new Scalar(JSON.stringify(JSON.parse(text), null, 2));
  node.type = Scalar.BLOCK_LITERAL;
  return node;
}

/** Short lists of short texts are one line. */
function sequence(values: readonly Json[]): YAMLSeq {
  const list = new YAMLSeq();
  for (const value of values) list.items.push(nodeOf(value));
  const isShort = values.every((value) => typeof value !== 'object') && JSON.stringify(values).length <= 90;
  list.flow = isShort;
  return list;
}
