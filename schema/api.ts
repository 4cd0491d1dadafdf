// Writes docs/api.md, the reference of the API, from schema/*.graphql.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  Kind,
  parse,
  print,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeNode,
} from 'graphql';

/** Files of the schema in the order of reading, and what their chapters are called. */
const CHAPTERS: Readonly<Record<string, string>> = {
  projects: 'Projects',
  composition: 'Transitions, overlays, captions and sound',
  templates: 'Templates',
  exports: 'Exports',
  downloads: 'Downloads',
  callbacks: 'Callbacks',
  batches: 'Batches',
  statistics: 'Statistics and estimates',
  viewer: 'The caller',
  schema: 'What all have in common',
};

const ROOTS = ['Query', 'Mutation', 'Subscription'];
const BUILT_IN = ['ID', 'String', 'Int', 'Float', 'Boolean'];

const INTRODUCTION = `<!-- Made by \`npm run codegen\` from schema/*.graphql. Do not edit. -->

# API

All operations and types of the GraphQL API. Queries and mutations are sent to \`POST /graphql\` with the header
\`authorization: Bearer <JWT>\`; subscriptions to the WebSocket, with the same \`authorization\` in the payload of \`connection_init\`
([subscriptions.md](subscriptions.md)). Errors, and what to do about each, are in [errors.md](errors.md). GraphiQL of a locally
running stack shows the same descriptions.

`;

const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);

/** The headings of Markdown renderers: lower case, words joined by hyphens. */
const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(' ', '-');

const linkTo = (name: string, text = name): string =>
  BUILT_IN.includes(name) ? `\`${text}\`` : `[\`${text}\`](#${anchorOf(name)})`;

const typeLink = (type: TypeNode): string => linkTo(namedType(type), print(type));

interface Described {
  readonly description?: { readonly value: string } | undefined;
}

/** In sentences that may fill paragraphs. Pages that it names become links. */
const prose = ({ description }: Described): string =>
  (description?.value ?? '').trim().replaceAll(/\bdocs\/([\w-]+\.md)/g, '[$1]($1)');

/** The same for a cell of a table: one line, no bar. */
const cell = (described: Described): string =>
  prose(described).replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function inputRow(value: InputValueDefinitionNode): readonly string[] {
  const { name, type, defaultValue } = value;
  const byDefault = defaultValue === undefined ? '' : `\`${print(defaultValue)}\``;
  return [`\`${name.value}\``, typeLink(type), byDefault, cell(value)];
}

function fieldRow(field: FieldDefinitionNode): readonly string[] {
  const taken = (field.arguments ?? []).map((argument) => {
    const byDefault = argument.defaultValue === undefined ? '' : ` = ${print(argument.defaultValue)}`;
    return `${argument.name.value}: ${print(argument.type)}${byDefault}`;
  });
  const name = taken.length === 0 ? field.name.value : `${field.name.value}(${taken.join(', ')})`;
  return [`\`${name}\``, typeLink(field.type), cell(field)];
}

const INPUT_HEAD = ['Field', 'Type', 'Default', ''];

/** A query, mutation or subscription: what it does, takes and returns. */
function operation(root: string, field: FieldDefinitionNode): string {
  const taken = field.arguments ?? [];
  return [
    `### ${root} ${field.name.value}`,
    prose(field),
    ...(taken.length > 0 ? [table(['Argument', ...INPUT_HEAD.slice(1)], taken.map(inputRow))] : []),
    `Returns ${typeLink(field.type)}.`,
  ].join('\n\n');
}

/** Everything that a definition adds to its chapter, a part each; nothing for an empty root. */
function parts(definition: DefinitionNode): readonly string[] {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const name = definition.name.value;
      const fields = definition.fields ?? [];
      if (ROOTS.includes(name)) return fields.map((field) => operation(name, field));
      const isExtension = definition.kind === Kind.OBJECT_TYPE_EXTENSION;
      const kind = definition.kind === Kind.INTERFACE_TYPE_DEFINITION ? 'Interface. ' : '';
      const above = (definition.interfaces ?? []).map(
        ({ name: { value } }) => `Implements ${linkTo(value)}. `,
      );
      const about = isExtension ? '' : `${kind}${above.join('')}${prose(definition)}`;
      // What another file adds to a type stands there, under a heading of its own.
      const heading = isExtension ? `More of ${name}` : name;
      return [section(heading, about, table(['Field', 'Type', ''], fields.map(fieldRow)))];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      const { name, fields = [] } = definition;
      return [section(name.value, `Input. ${prose(definition)}`, table(INPUT_HEAD, fields.map(inputRow)))];
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      const { name, values = [] } = definition;
      const rows = values.map((value) => [`\`${value.name.value}\``, cell(value)]);
      return [section(name.value, `Enum. ${prose(definition)}`, table(['Value', ''], rows))];
    }
    case Kind.UNION_TYPE_DEFINITION: {
      const { name, types = [] } = definition;
      const members = types.map(({ name: { value } }) => `- ${linkTo(value)}`).join('\n');
      return [section(name.value, `One of these. ${prose(definition)}`, members)];
    }
    case Kind.SCALAR_TYPE_DEFINITION:
      return [section(definition.name.value, `Scalar. ${prose(definition)}`)];
    default:
      throw new Error(`The reference does not know how to show ${definition.kind}.`);
  }
}

const section = (heading: string, ...paragraphs: readonly string[]): string =>
  [`### ${heading}`, ...paragraphs.map((each) => each.trim()).filter((each) => each !== '')].join('\n\n');

/** All operations, to be found at a glance. */
function contents(chapters: readonly (readonly DefinitionNode[])[]): string {
  const rows = ROOTS.map((root) => {
    const fields = chapters
      .flat()
      .flatMap((definition) =>
        definition.kind === Kind.OBJECT_TYPE_EXTENSION && definition.name.value === root
          ? (definition.fields ?? [])
          : [],
      );
    const links = fields.map(({ name: { value } }) => `[\`${value}\`](#${anchorOf(`${root} ${value}`)})`);
    return [root, links.join(', ')];
  });
  return table(['', ''], rows);
}

function reference(folder: string): string {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => file.replace(/\.graphql$/, ''));
  const untitled = files.filter((file) => !(file in CHAPTERS));
  if (untitled.length > 0) throw new Error(`Give ${untitled.join(', ')} a chapter in schema/api.ts.`);
  const titled = Object.entries(CHAPTERS).map(
    ([file, title]) =>
      [title, parse(readFileSync(path.join(folder, `${file}.graphql`), 'utf8')).definitions] as const,
  );
  const chapters = titled.map(([title, definitions]) =>
    [
      `## ${title}`,
      ...definitions.flatMap((definition) => (isEmptyRoot(definition) ? [] : parts(definition))),
    ].join('\n\n'),
  );
  return (
    [INTRODUCTION + contents(titled.map(([, definitions]) => definitions)), ...chapters, '']
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

/** `type Query` without fields, which the files extend. */
const isEmptyRoot = (definition: DefinitionNode): boolean =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION && ROOTS.includes(definition.name.value);

writeFileSync(path.join(__dirname, '../docs/api.md'), reference(__dirname));
