import * as z from 'zod';
import { templates, type SceneTemplate } from '../../remotion/catalog';
import type { PropsSchema } from './extremes';

const INTRODUCTION = `# Templates

A scene names a template and gives it props:

\`\`\`graphql
mutation {
  saveProject(
    input: {
      title: "A first video"
      scenes: [
        { template: "quote", props: { quote: "It just renders.", author: "The author" }, durationInFrames: 120 }
      ]
    }
  ) {
    __typename
  }
}
\`\`\`

Props are checked when the project is saved. The query \`templates\` gives this list to programs: of each template its id, title
and description, the JSON Schema of its props, and props to begin with. \`npm run studio\` opens Remotion Studio, where each
template is a composition whose props can be edited.

Every template fits landscape, portrait, square and what is between them. A text gets the largest size at which it fits into its
place; one that is too long for the smallest size ends with an ellipsis. Scenes whose main text is read from right to left
are mirrored. Merge fields such as \`{{name}}\` may stand in every text, and in the place of a number.

An image or video is an https URL, or a file that ships with the Remotion site. A colour is \`#rgb\` or \`#rrggbb\`; an accent that
would not be legible on its ground gives way to black or white.
`;

/** What a prop may hold, in words. */
const kindOf = ({
  type,
  enum: words,
  maxLength,
  minimum,
  maximum,
  items,
  format,
  pattern,
  ...schema
}: PropsSchema): string => {
  if (words !== undefined) return words.map((word) => `\`${String(word)}\``).join(' or ');
  if (format === 'uri-reference') return 'a file';
  switch (type) {
    case 'boolean':
      return 'true or false';
    case 'number':
      return `a number from ${minimum} to ${maximum}`;
    case 'integer':
      return `a whole number from ${minimum} to ${maximum}`;
    case 'array': {
      const of = items?.type === 'object' ? '' : ` of ${kindOf(items ?? {})}`;
      return `a list${of}, ${schema.minItems} to ${schema.maxItems}`;
    }
    case 'object':
      return 'an object';
    default:
      if (pattern !== undefined) return pattern.startsWith('^#') ? 'a colour' : 'a locale';
      return `text of up to ${maxLength} characters`;
  }
};

const propLines = ({ properties = {}, required = [] }: PropsSchema, indent = ''): string[] =>
  Object.entries(properties).flatMap(([name, schema]) => [
    `${indent}- \`${name}\`${required.includes(name) ? '' : ' (optional)'}: ${kindOf(schema)}. ${schema.description ?? ''}`,
    ...propLines(schema.items ?? schema, `${indent}  `),
  ]);

const section = ({ id, title, description, propsSchema }: SceneTemplate): string =>
  [
    `## ${title}: \`${id}\``,
    description,
    `![A frame of a scene made from the template ${id}](images/templates/${id}.jpg)`,
    propLines(z.toJSONSchema(propsSchema, { io: 'input' }) as PropsSchema).join('\n'),
  ].join('\n\n');

/** The text of docs/templates.md. */
export const templatesPage = (): string =>
  `${[INTRODUCTION.trim(), ...Object.values(templates).map(section)].join('\n\n')}\n`;
