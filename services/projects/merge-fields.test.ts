import fc from 'fast-check';
import { fieldsIn, fillText, mapTexts, MERGE_LIMITS, parseVariables } from './merge-fields';

const values = { name: 'Ada', 'first-name': 'Grace', empty: '', braces: '{{name}} \\{{ {', constructed: 'x' };

const fill = (text: string, variables: Record<string, string> = values): string => {
  const filled = fillText(text, variables);
  if (filled.type === 'plain') return text;
  if (filled.type === 'filled') return filled.text;
  throw new Error(JSON.stringify(filled));
};

describe('a merge field', () => {
  it.each([
    ['Hello {{name}}!', 'Hello Ada!'],
    ['{{name}}{{name}}', 'AdaAda'],
    ['{{ name }}, {{\tfirst-name\t}}', 'Ada, Grace'],
    ['https://cdn.example.com/{{name}}/photo.jpg', 'https://cdn.example.com/Ada/photo.jpg'],
    ['{{name|you}}', 'Ada'],
    ['{{nobody|you}}', 'you'],
    ['{{nobody| dear reader }}', 'dear reader'],
    ['{{nobody|a|b}}', 'a|b'],
    ['Hello{{nobody|}}!', 'Hello!'],
    ['{{empty|you}}', ''],
    ['{{constructor|none}}', 'none'],
    ['\\{{name}}', '{{name}}'],
    ['\\{{name}} {{name}} \\{{', '{{name}} Ada {{'],
    ['{name} }} { { name }', '{name} }} { { name }'],
    ['{{braces}}', '{{name}} \\{{ {'],
  ])('in %j makes it %j', (text, expected) => {
    expect(fill(text)).toBe(expected);
  });

  it.each([
    ['{{', '{{'],
    ['Hello {{name}', '{{name}'],
    ['{{first name}}', '{{first name}}'],
    ['{{}}', '{{}}'],
    ['{{1st}}', '{{1st}}'],
    ['{{_proto}}', '{{_proto}}'],
    ['{{{name}}}', '{{{name}}}'],
    ['{{name|{{empty}}}}', '{{name|{{empty}}}}'],
    ['{{name|a\nb}}', '{{name|a\nb}}'],
    [`{{${'x'.repeat(65)}}}`, `{{${'x'.repeat(38)}`],
  ])('that is misspelt in %j is an error', (text, shown) => {
    expect(fillText(text, values)).toEqual({
      type: 'wrong',
      message: `${JSON.stringify(shown)} begins no merge field such as {{name}} or {{name|default}}; write \\{{ for two braces`,
    });
  });

  it('without value and default is missing, each name once', () => {
    expect(fillText('{{b}} {{name}} {{a}} {{b}}', values)).toEqual({ type: 'missing', missing: ['b', 'a'] });
  });

  it('does not make a text longer than is accepted', () => {
    const text = '{{v}}'.repeat(5);
    const longest = { v: 'x'.repeat(MERGE_LIMITS.textLength / 5) };
    expect(fill(text, longest)).toHaveLength(MERGE_LIMITS.textLength);
    expect(fillText(`${text}!`, longest)).toEqual({
      type: 'wrong',
      message: 'is 10001 characters long once it is filled; at most 10000 are accepted',
    });
  });

  it('tells its name, as often as it is used', () => {
    expect(fieldsIn('{{a}} \\{{b}} {{c|d}} {{a}}')).toEqual(['a', 'c', 'a']);
    expect(fieldsIn('none')).toEqual([]);
  });
});

describe('filling', () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,10}$/);
  const anyText = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[{}\\|a b]{0,20}$/),
  );

  it('does not touch a text without two opening braces', () => {
    fc.assert(
      fc.property(anyText, fc.dictionary(name, anyText), (text, variables) => {
        fc.pre(!text.includes('{{'));
        expect(fillText(text, variables)).toEqual({ type: 'plain' });
      }),
    );
  });

  it('is one pass: what a value holds is not filled', () => {
    fc.assert(
      fc.property(anyText, name, anyText, (around, field, value) => {
        fc.pre(!around.includes('{') && !around.endsWith('\\'));
        expect(fill(`${around}{{${field}}}${around}`, { [field]: value })).toBe(`${around}${value}${around}`);
      }),
    );
  });

  it('twice is the same as once, unless a value or an escape holds braces', () => {
    fc.assert(
      fc.property(anyText, name, anyText, anyText, (before, field, value, after) => {
        const variables = { [field]: value };
        const text = `${before}{{${field}|${field}}}${after}`;
        fc.pre(![before, after].some((part) => part.includes('{{')) && !/[{\\]$/.test(before));
        const once = fill(text, variables);
        fc.pre(!once.includes('{{'));
        expect(fill(once, variables)).toBe(once);
      }),
    );
  });

  it('gives back any text whose braces were escaped', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!text.includes('\\'));
        const escaped = text.replaceAll('{{', '\\{{');
        expect(fill(escaped, {})).toBe(text);
      }),
    );
  });

  it('never throws and never hangs, whatever the text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[{}\\|a \n]{0,200}$/), (text) => {
        expect(['plain', 'filled', 'missing', 'wrong']).toContain(fillText(text, { a: '{{a}}' }).type);
      }),
    );
  });
});

describe('the texts of a value', () => {
  it('are found at any depth with their paths, and nothing else is', () => {
    const seen: [string, string][] = [];
    const value = { a: 'x', b: [1, 'y', { c: null, d: 'z', 'e f': true }], g: undefined };
    const copy = mapTexts(
      value,
      'props',
      (text, path) => {
        seen.push([path, text]);
        return `${text}!`;
      },
      () => {},
    );
    expect(seen).toEqual([
      ['props.a', 'x'],
      ['props.b[1]', 'y'],
      ['props.b[2].d', 'z'],
    ]);
    expect(copy).toEqual({ a: 'x!', b: [1, 'y!', { c: null, d: 'z!', 'e f': true }], g: undefined });
    expect(value.a).toBe('x');
  });

  it('are not copied where nothing changes', () => {
    const value = { a: ['x', { b: 'y' }] };
    expect(mapTexts(value, '', (text) => text, expect)).toBe(value);
  });

  it('are not looked for deeper than is accepted', () => {
    let value: unknown = 'deep';
    for (let depth = 0; depth <= MERGE_LIMITS.depth; depth += 1) value = [value];
    const tooDeep: string[] = [];
    mapTexts(
      value,
      'p',
      () => '',
      (path) => void tooDeep.push(path),
    );
    expect(tooDeep).toEqual([`p${'[0]'.repeat(20)}`]);
  });
});

describe('variables', () => {
  it('are kept as text; null is no value', () => {
    const parsed = parseVariables({ a: 'x', b: 1.5, c: true, d: null, e: '' }, 'variables', 'fields');
    expect(parsed).toEqual({ ok: true, variables: { a: 'x', b: '1.5', c: 'true', e: '' } });
  });

  it('of a row may have any name, and keep those that a field can have', () => {
    const row = JSON.parse('{"Erste Spalte": "x", "name": "Ada", "__proto__": "y", "": 1}') as unknown;
    const parsed = parseVariables(row, 'rows[0]', 'any');
    expect(parsed).toEqual({ ok: true, variables: { name: 'Ada' } });
    expect(parseVariables(row, 'variables', 'fields')).toMatchObject({
      ok: false,
      issues: [{ path: 'variables.Erste Spalte' }, { path: 'variables.__proto__' }, { path: 'variables.' }],
    });
  });

  const TYPE = 'must be text, a number, true or false';
  const NAME = 'is no name of a variable: a letter, then up to 63 letters, digits, `_` or `-`';
  const OBJECT = 'must be an object of variables';
  it.each<[string, unknown, string, string]>([
    ['nothing', null, 'v', OBJECT],
    ['text', 'x', 'v', OBJECT],
    ['a list', ['x'], 'v', OBJECT],
    ['a list as value', { a: [] }, 'v.a', TYPE],
    ['an object as value', { a: {} }, 'v.a', TYPE],
    ['an endless number', { a: Infinity }, 'v.a', TYPE],
    ['a name with a space', { 'a b': 'x' }, 'v.a b', NAME],
    ['a long name', { ['a'.repeat(65)]: 'x' }, `v.${'a'.repeat(64)}`, NAME],
    ['a long value', { a: 'x'.repeat(2049) }, 'v.a', 'must be at most 2048 characters'],
    [
      'too many',
      Object.fromEntries(Array.from({ length: 101 }, (_value, index) => [`v${index}`, 1])),
      'v',
      'must have at most 100 variables, got 101',
    ],
  ])('that are %s are refused', (_name, input, path, message) => {
    expect(parseVariables(input, 'v', 'fields')).toEqual({ ok: false, issues: [{ path, message }] });
  });
});
