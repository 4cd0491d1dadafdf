// What the compiler lets scenes use is what the composition gives them: two lists, in two bundles, that must not drift apart.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { HOST_ELEMENTS, type SceneEnvironment } from '../../remotion/isolation/elements';
import { sceneModules } from '../../remotion/isolation/modules';
import { runSceneCode } from '../../remotion/isolation/realm';
import { ALLOWED_MODULES } from '../../remotion/catalog';
import { IconSetFiles } from '../adapters/icon-sets';
import { compileScene } from './compile';
import { KNOWN_ELEMENTS, KNOWN_GLOBALS, REFUSED_GLOBALS } from './globals';
import { namesOf, REFUSED_NAMES } from './modules';

// The package has nothing but ES modules, which Jest does not load here.
jest.mock('@remotion/media', () => ({ Audio: () => null, Video: () => null }), { virtual: true });
jest.mock('../../remotion/compositions/MainComposition/fonts', () => ({}));

const environment: SceneEnvironment = {
  assets: { declared: new Set(), staticBase: '' },
  fail: () => undefined,
  check: () => undefined,
};

describe('what scenes may use', () => {
  const give = sceneModules(environment, {
    delayRender: () => 0,
    continueRender: () => undefined,
    cancelRender: () => {
      throw new Error('cancelled');
    },
  });

  // Icons are compiled into the code, so nobody has to give them.
  const COMPILED = ['Icon', 'InlineIcon'];

  it.each(ALLOWED_MODULES)('of %s is what it gives', (name) => {
    const given = Object.keys(give(name)).filter((each) => each !== '__esModule' && each !== 'default');
    expect(namesOf(name)?.filter((each) => !COMPILED.includes(each))).toEqual(given.sort());
    for (const each of Object.keys(REFUSED_NAMES)) expect(given).not.toContain(each);
  });

  it('of tags is what is drawn', () => {
    expect([...KNOWN_ELEMENTS].sort()).toEqual([...HOST_ELEMENTS].sort());
  });

  it('of the language is what code finds when it runs', () => {
    const found = (name: string): unknown => {
      const code = `$exports.default = typeof ${name};`;
      const scope = { sceneId: 'a', require: () => null, guard: () => undefined, globals: {} };
      try {
        return runSceneCode(code, scope).default;
      } catch (error) {
        return (error as Error).message;
      }
    };
    const browser = ['console', 'performance', 'setTimeout', 'clearTimeout', 'queueMicrotask'].concat([
      'structuredClone',
      'atob',
      'btoa',
    ]);
    for (const name of KNOWN_GLOBALS) {
      if (name === 'undefined' || browser.includes(name)) continue;
      expect([name, found(name)]).toEqual([name, expect.stringMatching(/^(?:function|object|number)$/)]);
    }
    for (const name of REFUSED_GLOBALS.keys()) {
      if (['eval', 'Function'].includes(name)) continue;
      expect(['undefined', `${name} is not defined`]).toContain(found(name));
    }
  });

  it('is what docs/scenes.md says', () => {
    const page = readFileSync(path.join(__dirname, '../../docs/scenes.md'), 'utf8');
    const table = page.slice(page.indexOf('## What may be imported'), page.indexOf('## Icons'));
    for (const name of ALLOWED_MODULES) {
      expect(table).toContain(`\`${name.replace(/^@remotion\/transitions(?=\/)/, '')}\``);
    }
    for (const name of namesOf('reelway') ?? []) expect(table).toContain(`\`${name}\``);
    const icons = new IconSetFiles(path.join(__dirname, '../../node_modules/@iconify-json'));
    for (const prefix of icons.prefixes) expect(page).toContain(`\`${prefix}\``);
    const examples = [...page.matchAll(/```tsx\n([^]*?)```/g)].map(([, source]) => source ?? '');
    expect(examples).not.toHaveLength(0);
    for (const source of examples) expect(compileScene(source, { icons })).toMatchObject({ ok: true });
  });
});
