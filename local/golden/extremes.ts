/** The parts of a JSON Schema that templates use. */
export type PropsSchema = {
  type?: string;
  description?: string;
  properties?: Record<string, PropsSchema>;
  required?: string[];
  items?: PropsSchema;
  minItems?: number;
  maxItems?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
  enum?: unknown[];
};

/** Fills a text of at most so many characters, by repeating a sample of some language. */
export const filled = (sample: string) => (maxLength: number) =>
  sample
    .repeat(Math.ceil(maxLength / sample.length))
    .slice(0, maxLength)
    .trim();

/**
 * Props with all that a template takes, as much of it as it takes: the longest texts and lists, the largest numbers. `pick`
 * chooses of each list of words.
 */
export const extremeProps = (
  {
    type,
    properties = {},
    items,
    maxItems = 1,
    maxLength = 0,
    maximum,
    pattern,
    format,
    enum: words,
  }: PropsSchema,
  text: (maxLength: number) => string,
  pick: 'first' | 'last',
): unknown => {
  // An image cannot be shown as a video.
  if (words !== undefined) return words.includes('image') ? 'image' : words.at(pick === 'first' ? 0 : -1);
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(properties).flatMap(([key, schema]) => {
          const value = extremeProps(schema, text, pick);
          return value === undefined ? [] : [[key, value]];
        }),
      );
    case 'array':
      return Array.from({ length: maxItems }, () => extremeProps(items ?? {}, text, pick));
    case 'boolean':
      return pick === 'first';
    case 'number':
    case 'integer':
      return maximum;
    default:
      if (format === 'uri-reference') return 'sample/lake.jpg';
      // Colours and the like take up no room.
      return pattern === undefined ? text(maxLength) : undefined;
  }
};
