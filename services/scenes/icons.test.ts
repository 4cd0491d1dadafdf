import { compileScene, type IconSets } from './compile';
import { drawCompiled } from './corpus/run';
import { distance, didYouMean, nearest } from './near';

/** A set with everything that sets may have. */
const ODD: IconSets = {
  prefixes: ['odd'],
  load: (prefix) =>
    prefix === 'odd'
      ? {
          prefix: 'odd',
          width: 24,
          height: 24,
          icons: {
            plain: { body: '<path d="M0 0"/>' },
            wide: { body: '<path d="M1 1"/>', width: 48, left: -4 },
            'with-ids': {
              body: '<defs><g id="a.b"><path/></g></defs><use href="#a.b"/><path fill="url(#a.b)" data-id="a.b"/>',
            },
          },
          aliases: {
            same: { parent: 'plain' },
            mirrored: { parent: 'wide', hFlip: true },
            'mirrored-twice': { parent: 'mirrored', hFlip: true },
            turned: { parent: 'wide', rotate: 1 },
            endless: { parent: 'endless' },
            lost: { parent: 'nowhere' },
          },
        }
      : null,
};

const draw = (element: string): string => {
  const source = `import { Icon } from '@iconify/react';\nexport default () => <>${element}</>;`;
  const result = compileScene(source, { icons: ODD });
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message).join());
  return drawCompiled(result.scene.js, {}).markup;
};

describe('an icon', () => {
  it('is drawn as Iconify draws it', () => {
    expect(draw('<Icon icon="odd:plain" />')).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-hidden="true" width="1em" height="1em" viewBox="0 0 24 24"><g><path d="M0 0"/></g></svg>',
    );
  });

  it.each([
    ['width', '<Icon icon="odd:wide" width="40" />', /width="40" height="20" viewBox="-4 0 48 24"/],
    ['height', '<Icon icon="odd:wide" height={20} />', /width="40" height="20"/],
    ['height with a unit', '<Icon icon="odd:wide" height="1.5em" />', /width="3em" height="1.5em"/],
    ['both', '<Icon icon="odd:wide" width={1} height={2} />', /width="1" height="2"/],
    ['auto', '<Icon icon="odd:wide" height="auto" />', /width="48" height="24"/],
    ['colour', '<Icon icon="odd:plain" color="red" style={{ margin: 1 }} />', /style="color:red;margin:1px"/],
    ['className', '<Icon icon="odd:plain" className="big" />', / class="big"/],
    ['inline', '<Icon icon="odd:plain" inline />', /style="vertical-align:-0.125em"/],
    [
      'quarter turn',
      '<Icon icon="odd:wide" rotate={1} />',
      /viewBox="8 -12 24 48"><g transform="translate\(20 12\) rotate\(90\) scale\(1 1\) translate\(-20 -12\)">/,
    ],
    ['turn in degrees', '<Icon icon="odd:plain" rotate="180deg" />', /rotate\(180\)/],
    ['turn in per cent', '<Icon icon="odd:plain" rotate="75%" />', /rotate\(270\)/],
    ['flip', '<Icon icon="odd:plain" flip="horizontal,vertical" />', /scale\(-1 -1\)/],
    ['hFlip', '<Icon icon="odd:plain" hFlip={true} />', /scale\(-1 1\)/],
    ['vFlip', '<Icon icon="odd:plain" vFlip />', /scale\(1 -1\)/],
  ])('obeys %s', (_name, element, expected) => {
    expect(draw(element)).toMatch(expected);
  });

  it.each([
    ['same', /viewBox="0 0 24 24"><g><path d="M0 0"\/><\/g>/],
    ['mirrored', /viewBox="-4 0 48 24"><g><g transform="translate\(20 12\) rotate\(0\) scale\(-1 1\)/],
    ['mirrored-twice', /viewBox="-4 0 48 24"><g><path d="M1 1"\/>/],
    ['turned', /viewBox="8 -12 24 48"><g><g transform="translate\(20 12\) rotate\(90\) scale\(1 1\)/],
  ])('may be another one, %s', (name, expected) => {
    expect(draw(`<Icon icon="odd:${name}" />`)).toMatch(expected);
  });

  it.each(['endless', 'lost', 'constructor', 'tostring'])('that is none, %s, is refused', (name) => {
    expect(() => draw(`<Icon icon="odd:${name}" />`)).toThrow(`there is no icon "odd:${name}"`);
  });

  it('has ids of its own, so that two in one picture do not meet', () => {
    const markup = draw('<Icon icon="odd:plain" /><Icon icon="odd:with-ids" />');
    expect(markup).toContain(
      '<g id="i1x0"><path/></g></defs><use href="#i1x0"/><path fill="url(#i1x0)" data-id="a.b"/>',
    );
  });

  it('whose name comes from elsewhere is one that the code names, or an error of the scene', () => {
    const source = (name: string) => `import { Icon } from 'reelway';
      const known = { one: 'odd:plain', other: 'odd:wide', time: '12:30' };
      export default () => <Icon icon={${name}} />;`;
    const run = (name: string): string => {
      const result = compileScene(source(name), { icons: ODD });
      if (!result.ok) throw new Error(result.errors.map(({ message }) => message).join());
      expect(result.scene.icons).toEqual(['odd:plain', 'odd:wide']);
      return drawCompiled(result.scene.js, {}).markup;
    };
    expect(run('known.one')).toContain('M0 0');
    expect(() => run('known.time')).toThrow(
      'there is no icon "12:30" in this scene: its name must be written out somewhere in the code',
    );
  });
});

describe('near matches', () => {
  it.each([
    ['home', 'home', 0],
    ['hmoe', 'home', 1],
    ['hom', 'home', 1],
    ['homes', 'home', 1],
    ['hose', 'home', 1],
    ['abc', 'xyz', 3],
    ['', 'ab', 2],
    ['aaaaaaaa', 'bbbbbbbb', 4],
  ])('of %j and %j are %i steps apart', (from, to, steps) => {
    expect(distance(from, to, 3)).toBe(steps);
    expect(distance(to, from, 3)).toBe(steps);
  });

  it('are the nearest first, three at most, and none for what is like nothing', () => {
    const known = ['arrow-left', 'arrow-right', 'arrows', 'row', 'home', 'arrow-left-bold'];
    expect(nearest('arow-left', known)).toEqual(['arrow-left']);
    expect(nearest('arrow', known)).toEqual(['arrows', 'arrow-left', 'arrow-right']);
    expect(nearest('zzzzzz', known)).toEqual([]);
    expect(nearest('x', known)).toEqual([]);
    expect(didYouMean('HOME', known)).toBe('; did you mean home?');
    expect(didYouMean('arrow', known, (name) => `mdi:${name}`)).toBe(
      '; did you mean mdi:arrows, mdi:arrow-left or mdi:arrow-right?',
    );
  });
});
