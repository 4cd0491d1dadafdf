import fc from 'fast-check';
import { parseSceneProps, templates, type TemplateId } from './catalog';

/** The issues of a result as `path message` lines; none for a success. */
const linesOf = (result: ReturnType<typeof parseSceneProps>) =>
  result.success ? [] : result.issues.map(({ path, message }) => `${path} ${message}`.trim());

/** The example of a template with some of its props replaced; `undefined` takes one away. */
const like = (id: TemplateId, changes: object) => ({ ...templates[id].exampleProps, ...changes });

const ids = Object.keys(templates) as TemplateId[];

describe('templates', () => {
  it('are filed under their own ids, which scenes that are code do not take', () => {
    expect(Object.values(templates).map(({ id }) => id)).toEqual(ids);
    expect(ids).not.toContain('code');
    expect(ids.length).toBeGreaterThanOrEqual(9);
  });

  it.each(ids)('%s has an example that is valid as it is', (id) => {
    const { exampleProps } = templates[id];
    expect(parseSceneProps(id, exampleProps)).toEqual({ success: true, props: exampleProps });
  });

  it.each<[TemplateId, object, string[]]>([
    ['quote', { author: undefined }, ['author is required']],
    ['quote', { quote: 'x'.repeat(281) }, ['quote must be at most 280 characters']],
    [
      'quote',
      { portrait: 'http://example.com/a.png' },
      [expect.stringMatching(/^portrait must be an https/) as string],
    ],
    ['list', { items: [] }, ['items must be a list of 1 to 8 texts']],
    ['list', { items: 'one' }, ['items must be a list of 1 to 8 texts']],
    ['list', { items: undefined }, ['items is required']],
    ['list', { items: Array.from({ length: 9 }, () => 'a') }, ['items must be a list of 1 to 8 texts']],
    ['list', { items: ['a', ' '] }, ['items.1 must not be empty']],
    ['list', { numbered: 'yes' }, ['numbered must be true or false']],
    ['stats', { stats: [{ label: 'a' }] }, ['stats.0.value is required']],
    [
      'stats',
      { stats: [{ label: 'a', value: 1e9 }] },
      ['stats.0.value must be a number from -999999999 to 999999999'],
    ],
    [
      'stats',
      { stats: [{ label: 'a', value: Number.NaN }] },
      ['stats.0.value must be a number from -999999999 to 999999999'],
    ],
    [
      'stats',
      { stats: [{ label: 'a', value: 1, decimals: 4 }] },
      ['stats.0.decimals must be a whole number from 0 to 3'],
    ],
    ['stats', { stats: [{ label: 'a', value: 1, colour: 'red' }] }, ['stats.0.colour is not known here']],
    ['stats', { stats: [7] }, ['stats.0 must be an object']],
    ['stats', { locale: 'English' }, ['locale must be a locale such as en-US']],
    ['chart', { values: [{ label: 'a', value: 1 }] }, ['values must be a list of 2 to 12 values']],
    [
      'chart',
      {
        values: [
          { label: 'a', value: -1 },
          { label: 'b', value: 1 },
        ],
      },
      ['values.0.value must be a number from 0 to 999999999'],
    ],
    ['chart', { kind: 'pie' }, ['kind must be bar or line']],
    [
      'comparison',
      { before: { label: 'a' } },
      ['after must have an image or points, and the same on both sides'],
    ],
    [
      'comparison',
      { before: { label: 'a', points: ['b'] } },
      ['after must have an image or points, and the same on both sides'],
    ],
    ['comparison', { after: undefined }, ['after is required']],
    ['gallery', { images: [{ src: 'a.jpg' }] }, ['images must be a list of 2 to 6 images']],
    [
      'gallery',
      { images: [{ src: '../a.jpg' }, { src: 'b.jpg' }] },
      [expect.stringMatching(/^images\.0\.src must be an https/) as string],
    ],
    ['timeline', { steps: [{ date: '1', title: 'a' }] }, ['steps must be a list of 2 to 6 steps']],
    ['speaker', { kind: 'audio' }, ['kind must be image or video']],
    ['countdown', { from: 0 }, ['from must be a whole number from 1 to 60']],
    ['countdown', { from: 2.5 }, ['from must be a whole number from 1 to 60']],
  ])('%s with %j is refused, and it says why', (id, changes, lines) => {
    expect(linesOf(parseSceneProps(id, like(id, changes)))).toEqual(lines);
  });

  it('compares points as well as images', () => {
    const sides = {
      before: { label: 'a', points: ['b'] },
      after: { label: 'c', image: 'd.jpg', points: ['e'] },
    };
    expect(linesOf(parseSceneProps('comparison', sides))).toEqual([]);
  });
});

describe('a number that a merge field has filled in', () => {
  it('is text that is taken for what it says', () => {
    const stats = [{ label: 'a', value: ' 12.50 ', decimals: '1' }];
    const props = like('stats', { stats });
    expect(parseSceneProps('stats', props)).toEqual({
      success: true,
      props: like('stats', { stats: [{ label: 'a', value: 12.5, decimals: 1 }] }),
    });
    // What was given is not changed.
    expect(stats).toEqual([{ label: 'a', value: ' 12.50 ', decimals: '1' }]);
  });

  it.each(['', ' ', 'twelve', '1,200', '0x10', '1e3', 'Infinity', null, true, [], {}])(
    'is not seen in %j',
    (value) => {
      const stats = [{ label: 'a', value }];
      expect(linesOf(parseSceneProps('stats', { stats }))).toEqual([
        'stats.0.value must be a number from -999999999 to 999999999',
      ]);
    },
  );

  it('has to be within the bounds, too', () => {
    expect(linesOf(parseSceneProps('countdown', { from: '61' }))).toEqual([
      'from must be a whole number from 1 to 60',
    ]);
  });
});

it('nothing that looks like JSON makes the parsing of props throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ids), fc.jsonValue(), fc.jsonValue(), (id, whole, part) => {
      parseSceneProps(id, whole);
      for (const key of Object.keys(templates[id].propsSchema.shape))
        parseSceneProps(id, like(id, { [key]: part }));
    }),
    { numRuns: 50 },
  );
});
