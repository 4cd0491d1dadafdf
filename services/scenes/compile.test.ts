import path from 'node:path';
import fc from 'fast-check';
import { IconSetFiles } from '../adapters/icon-sets';
import { compileScene, SCENE_CODE_LIMITS, sceneCompiler, type CompiledScene } from './compile';
import { readCorpus } from './corpus/read';
import { CodeFunction, drawCompiled } from './corpus/run';

const icons = new IconSetFiles(path.join(__dirname, '../../node_modules/@iconify-json'));
const PROPS = { title: 'Film title' };

const compiled = (source: string): CompiledScene => {
  const result = compileScene(source, { icons });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.scene;
};
const errorsOf = (source: string): string[] => {
  const result = compileScene(source, { icons });
  return result.ok ? [] : result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`);
};
const linesOf = (text: string): number => text.split(/\r\n|\n/).length;

describe('the corpus', () => {
  const good = readCorpus('good.txt').map(({ name, source, verdict }) => [name, source, verdict] as const);
  const bad = readCorpus('bad.txt').map(({ name, source, verdict }) => [name, source, verdict] as const);

  it.each(good)('%s is drawn', (_name, source, shown) => {
    const { js } = compiled(source);
    expect(drawCompiled(js, PROPS).markup).toContain(shown);
    // The code that hands over the component is on a line of its own, after all others.
    expect(linesOf(js)).toBe(linesOf(source) + 1);
  });

  it.each(bad)('%s is refused', (_name, source, first) => {
    expect(errorsOf(source)[0]).toBe(first);
  });

  it('has no two scenes of one name', () => {
    const names = [...good, ...bad].map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a compiled scene', () => {
  const scene = (body: string): string => `export default function Scene(props) {\n${body}\nreturn null;\n}`;

  it('is the same whenever and wherever it is compiled, and known by its hash', () => {
    const source = `import { Icon } from 'reelway';\nexport default () => <Icon icon="mdi:home" />;`;
    const [one, two] = [compiled(source), compiled(source)];
    expect(one).toEqual(two);
    expect(one).toMatchObject({
      version: 1,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      icons: ['mdi:home'],
      imports: ['react', 'reelway'],
    });
    expect(compiled(`${source} `).sha256).not.toBe(one.sha256);
  });

  it.each([1, 2, 7, 30])('says on line %i what is thrown there', (line) => {
    const before = ['export', ' default function Scene() {', ...Array.from({ length: 40 }, () => '')];
    const text = before.slice(0, line - 1).join('\n');
    const source =
      line === 1
        ? `import {\nspring } from 'remotion'; export default () => { throw new Error('here'); };`.replace(
            '\n',
            '',
          )
        : `import { Icon } from 'reelway';${text.length > 0 ? '\n'.repeat(line - 1) : '\n'}export default () => { enum A { B } const x: number = A.B; throw new Error('here ' + x); };`;
    let stack = '';
    try {
      drawCompiled(compiled(source).js, PROPS);
    } catch (error) {
      stack = (error as Error).stack ?? '';
    }
    // Functions that are made from text begin two lines further down.
    expect(/scene\.tsx:(\d+)/.exec(stack)?.[1]).toBe(String(line + 2));
  });

  it.each([
    ['for (;;) {}'],
    ['for (;;);'],
    ['while (true) Math.random();'],
    ['do { } while (true)'],
    ['do ; while (true)'],
    ['const all = { *[Symbol.iterator]() { for (;;) yield 1; } }; for (const one of all) { }'],
    ['const again = () => again(); try { again(); } catch { for (;;) ; }'],
    ['outer: for (;;) { for (;;) continue outer; }'],
    ['[1].map(function f(x) { return [1, 2, 3, 4].map(f); });'],
    ['class A { static { while (true); } }'],
    ['const o = { get x() { return this.y; }, get y() { return this.x; } }; o.x;'],
    ['const f = (n: number): number => n < 40 ? f(n + 1) + f(n + 1) : 1; f(0);'],
  ])('is stopped in %s', (body) => {
    expect(() => drawCompiled(compiled(scene(body)).js, PROPS, 5000)).toThrow(/endless loop|call stack/);
  });

  it('asks the guard once in each function and each turn of a loop', () => {
    const body = 'let n = 0; const add = () => n++; for (let i = 0; i < 10; i++) add(); while (n < 15) n++;';
    expect(drawCompiled(compiled(scene(body)).js, PROPS).guarded).toBe(1 + 10 + 10 + 5);
  });

  it('tells the URLs of the files that it loads, each once, and none of comments, links and shown texts', () => {
    const source = `// https://comment.example.com/0.png
      const list = ['https://cdn.example.com/1.png', 'https://shown.example.com/', 'https://cdn.example.com/data.json'];
      const css = { background: \`url("https://cdn.example.com/2(1)") /* url(https://comment.example.com/1) */\` };
      const clip = { src: 'https://cdn.example.com/3?w=1', 'poster': \`https://cdn.example.com/4\` };
      export default ({ id, isBig }: { id: string; isBig: boolean }) => <svg xmlns="http://www.w3.org/2000/svg" style={css}>
        <image href="https://cdn.example.com/5?w=800&amp;h=600" /><text>https://shown.example.com/6.png</text>
        <image xlinkHref={isBig ? 'https://cdn.example.com/6' : ('https://cdn.example.com/7' as string)} />
        <a href="https://link.example.com/a.png" title="https://shown.example.com/">{/* https://comment.example.com/2.png */}</a>
        <i style={{ background: \`url(https://cdn.example.com/8.png), url(https://cdn.example.com/\${id}.png)\` }} />
        <image href={\`https://cdn.example.com/\${id}.png\`} {...clip} /><b>{'See https://shown.example.com/b.png'}</b>
        {'https://cdn.example.com/1.png'}{'http://shown.example.com/'}{list.map((text) => <p>{text}</p>)}</svg>;`;
    expect(compiled(source).urls).toEqual([
      'https://cdn.example.com/1.png',
      'https://cdn.example.com/2(1)',
      'https://cdn.example.com/3?w=1',
      'https://cdn.example.com/4',
      'https://cdn.example.com/5?w=800&h=600',
      'https://cdn.example.com/6',
      'https://cdn.example.com/7',
      'https://cdn.example.com/8.png',
    ]);
  });

  const LOGO = "const LOGO = 'https://cdn.example.com/logo?v=2';";
  it.each([
    ['a constant', `${LOGO} const S = () => <Img src={LOGO} />;`],
    ['one of two constants', `${LOGO} const S = () => <Img src={1 > 2 ? LOGO : undefined} />;`],
    ['a constant of a constant', `${LOGO} const MARK = LOGO as string; const S = () => <Img src={MARK!} />;`],
    [
      'a text in backticks',
      'const LOGO = `https://cdn.example.com/logo?v=2`; const S = () => <Img src={LOGO} />;',
    ],
    ['an object', `${LOGO} const FILES = { logo: LOGO } as const; const S = () => <Img src={FILES.logo} />;`],
    [
      'an object by a text',
      `${LOGO} const FILES = { logo: LOGO }; const S = () => <Img src={FILES['logo']} />;`,
    ],
    [
      'a part of an object',
      `${LOGO} const { logo: mark } = Object.freeze({ logo: LOGO }); const S = () => <Img src={mark} />;`,
    ],
    ['a list', `${LOGO} const ALL = [LOGO]; const S = () => <>{ALL.map((each) => <Img src={each} />)}</>;`],
    ['a list by number', `${LOGO} const ALL = [LOGO]; const S = () => <Img src={ALL[Date.now() % 1]} />;`],
    [
      'a list of objects',
      `const ALL = [{ picture: 'https://cdn.example.com/logo?v=2', page: 'https://page.example.com/' }];
      const S = () => <>{ALL.slice(0, 1).map(({ picture, page }) => <a href={page}><Img src={picture} /></a>)}</>;`,
    ],
    [
      'lists put together',
      `${LOGO} const A = [LOGO]; const B = [...A]; const S = () => <>{B.map(function (b) { return <Img src={b} />; })}</>;`,
    ],
    [
      'a loop',
      `${LOGO} const S = () => { const all = []; for (const url of [LOGO]) all.push(<Img src={url} />); return <>{all}</>; };`,
    ],
    ['a default', `const S = ({ logo = 'https://cdn.example.com/logo?v=2' }) => <Img src={logo} />;`],
    [
      'props of a component',
      `${LOGO} function Card({ picture }: { picture: string }) { return <Img src={picture} />; }
      const S = () => <Card picture={LOGO} />;`,
    ],
    [
      'props that are passed on',
      `const Card = React.memo((props: any) => <Img src={props.of.picture} />); const T = (p: any) => <Card of={p.it} />;
      const S = () => <>{[{ picture: 'https://cdn.example.com/logo?v=2' }].map((it) => <T {...{ it }} />)}</>;`,
    ],
    [
      'one of the props of a component',
      `const Card = (props: any) => <Img src={props[props.which]} />;
      const S = () => <Card which="logo" logo="https://cdn.example.com/logo?v=2" />;`,
    ],
    [
      'the list that is mapped over',
      `${LOGO} const ALL = ['', LOGO]; const S = () => <>{ALL.map((_each, at, all) => <Img src={all[(at + 1) % all.length]} />)}</>;`,
    ],
    [
      'CSS in backticks',
      `${LOGO} const S = () => <i style={{ background: \`center / cover url("\${LOGO}"), red\` }} />;`,
    ],
    ['CSS put together', `${LOGO} const S = () => <i style={{ background: 'url(' + LOGO + ')' }} />;`],
    [
      'what leads back to itself',
      `${LOGO} const a: any = [() => b, LOGO]; const b = a; const S = () => <Img src={b[1]} />;`,
    ],
  ])('tells the URL of a file that it loads by a name: %s', (_name, code) => {
    const source = `import { Img } from 'remotion'; ${code} export default S;`;
    expect(compiled(source).urls).toEqual(['https://cdn.example.com/logo?v=2']);
  });

  const TREE = (url: string): string => `function Tree(props) {
      return props.depth > 0 ? <b><Tree {...props} depth={props.depth - 1} /><Img src={props.src} /></b> : null;
    }
    const S = () => <Tree depth={3} src="${url}" />;`;
  const chain = (count: number, text: (before: string, name: string) => string): string =>
    Array.from({ length: count }, (_value, index) => text(`a${index}`, `a${index + 1}`)).join('\n');
  it.each([
    ['a component that draws itself with what it was given', TREE('https://cdn.example.com/logo?v=2')],
    [
      'a member of itself',
      `${LOGO} const a = { ...a, logo: LOGO }; const S = () => <Img {...a} src={a.logo} />;`,
    ],
    [
      'functions that call each other',
      `${LOGO} const even = (n: number): any => n > 0 ? odd(n - 1) : { big: LOGO };
      const odd = (n: number): any => n > 0 ? even(n - 1) : {};
      const S = () => <><Img src={even(2).small} /><Img src={odd(1).big} /></>;`,
    ],
    [
      'lists in lists, twice in each',
      `${LOGO} const a0 = [LOGO]; ${chain(20, (before, name) => `const ${name} = [...${before}, ...${before}];`)}
      const S = () => <Img src={a20[0]} />;`,
    ],
    [
      'objects in objects, twice in each',
      `const a0 = { src: 'https://cdn.example.com/logo?v=2' };
      ${chain(20, (before, name) => `const ${name} = { ...${before}, ...${before} };`)} const S = () => <Img {...a20} />;`,
    ],
  ])('tells the URL of a file that is found in many ways, or again and again: %s', (_name, code) => {
    const source = `import { Img } from 'remotion'; ${code} export default S;`;
    expect(compiled(source).urls).toEqual(['https://cdn.example.com/logo?v=2']);
  });

  it('is refused when a component that draws itself loads from an open connection', () => {
    const source = `import { Img } from 'remotion'; ${TREE('http://cdn.example.com/logo')} export default S;`;
    expect(errorsOf(source)).toEqual([
      '4:42 "http://cdn.example.com/logo" cannot be loaded: write https:// instead of http://',
    ]);
  });

  const PHOTO = "'https://cdn.example.com/photo?w=800'";
  it.each([
    ['a function', `const f = () => ${PHOTO}; const S = () => <Img src={f()} />;`],
    [
      'a function with parameters',
      `function f(name: string) { switch (name) { case 'a': return ${PHOTO}; default: return undefined; } }
      const S = ({ name }: any) => <Img src={f(name)} />;`,
    ],
    ['a state', `const S = () => { const [url] = useState(${PHOTO}); return <Img src={url} />; };`],
    [
      'a state that is set',
      `const S = () => { const [url, set] = useState(''); set(${PHOTO}); return <Img src={url} />; };`,
    ],
    [
      'a reference',
      `const S = () => { const photo = React.useRef(${PHOTO}); return <Img src={photo.current} />; };`,
    ],
    [
      'a memo',
      `const S = () => { const all = useMemo(() => [${PHOTO}], []); return <Img src={all[0]!} />; };`,
    ],
    [
      'a variable',
      `const S = ({ a }: any) => { let url = ''; if (a) url = ${PHOTO}; return <Img src={url} />; };`,
    ],
    ['the last of several', `const S = () => <Img src={(0, ${PHOTO})} />;`],
    ['backticks around a name', `const P = ${PHOTO}; const S = () => <Img src={\`\${P}\`} />;`],
    [
      'a class',
      `class Card extends React.Component<any> { render() { return <Img src={this.props.url} />; } }
      const S = () => <Card url=${PHOTO.replaceAll("'", '"')} />;`,
    ],
    [
      'a context',
      `const Of = React.createContext(${PHOTO}); const S = () => <Img src={React.useContext(Of)} />;`,
    ],
    ['an enum', `enum Photos { one = ${PHOTO} } const S = () => <Img src={Photos.one} />;`],
    ['a map', `const all = new Map([['a', ${PHOTO}]]); const S = () => <Img src={all.get('a')!} />;`],
    [
      'entries',
      `const all = { a: ${PHOTO} }; const S = () => <>{Object.entries(all).map(([a, url]) => <Img key={a} src={url} />)}</>;`,
    ],
    [
      'a list that is added to',
      `const S = () => { const all: string[] = []; all.push(${PHOTO}); return <>{all.map((url) => <Img src={url} />)}</>; };`,
    ],
    [
      'a list that another one is made of',
      `const all = [${PHOTO}].map((url, at) => ({ url, at })); const S = () => <>{all.map((each) => <Img src={each.url} />)}</>;`,
    ],
    [
      'a function that draws',
      `const draw = (url: string) => <Img src={url} />; const S = () => <>{draw(${PHOTO})}</>;`,
    ],
    [
      'a component of another name',
      `const Pic = ({ url }: any) => <Img src={url} />; const All = { Pic }; const S = () => <All.Pic url=${PHOTO.replaceAll("'", '"')} />;`,
    ],
    [
      'an element that is created',
      `const Pic = ({ url }: any) => <Img src={url} />; const S = () => React.createElement(Pic, { url: ${PHOTO} });`,
    ],
    [
      'an element of Remotion that is created',
      `const S = () => React.createElement(Img, { src: ${PHOTO} });`,
    ],
    ['what is spread', `const made = () => ({ ['src']: ${PHOTO} }); const S = () => <Img {...made()} />;`],
    [
      'CSS',
      `const css = (url: string) => \`url(\${url})\`; const S = () => <i style={{ background: css(${PHOTO}) }} />;`,
    ],
    [
      'what is between the tags of a component',
      `const Pic = ({ children }: any) => <Img src={children} />; const S = () => <Pic>{${PHOTO}}</Pic>;`,
    ],
    [
      'a child',
      `const Pics = ({ children }: any) => React.Children.map(children, (child) => <Img src={child.props.url} />);
      const S = () => <Pics><b data-at={1} {...{ url: ${PHOTO} }} /></Pics>;`,
    ],
    [
      'a list of which a function made the pictures',
      `const wrap = structuredClone; const all = [{ image: ${PHOTO} }];
      const S = () => <>{all.map((it) => <figure key={it.image}><Img src={wrap(it).image} /></figure>)}</>;`,
    ],
    [
      'what is there',
      `const of = structuredClone; const all = [{ image: ${PHOTO} }];
      const S = () => <>{all.map((it) => <i>{it.image && <Img src={of(it).image} />}</i>)}</>;`,
    ],
    [
      'a helper with the name of a component',
      `const Card = (title: string, url: string) => <Img alt={title} src={url} />; const S = () => <>{Card('A', ${PHOTO})}</>;`,
    ],
    [
      'HTML',
      `const S = () => <i dangerouslySetInnerHTML={{ __html: '<img alt="" src="' + '"><img src="https://cdn.example.com/photo?w=800">' }} />;`,
    ],
  ])('tells the URL of a file that comes from %s, and of no page that is shown beside it', (_name, code) => {
    const source = `import { Img } from 'remotion'; import { useMemo, useState } from 'react';
      const SITE = 'https://site.example.com/about';
      const Seen = ({ site = 'https://page.example.com/about' }) => <p title="https://title.example.com/about">
        {site.replace('https://', '')} {\`See \${SITE}\`} <a href={SITE}>{'https://text.example.com/about'}</a></p>;
      const HOSTS = ['https://host.example.com', 'https://127.0.0.1/a', 'https://localhost/a'];
      console.assert(SITE !== 'https://other.example.com/about', HOSTS);
      ${code} export default () => <><S /><Seen /></>;`;
    expect(compiled(source).urls).toEqual(['https://cdn.example.com/photo?w=800']);
  });

  const roads: readonly ((value: string) => string)[] = [
    (value) => `(${value} as any)!`,
    (value) => `[${value}][0]`,
    (value) => `[...[${value}], ''].at(0)`,
    (value) => `[[${value}]].flat()[0]`,
    (value) => `['', ${value}].reduce((_before: any, each) => each, '')`,
    (value) => `[${value}].concat([]).map((each) => ({ each }))[0]!.each`,
    (value) => `[['k', ${value}]].find(([key]) => key === 'k')![1]`,
    (value) => `Array.from([${value}], (each) => each)[0]`,
    (value) => `['', ${value}].toReversed()[0]`,
    (value) => `['', ${value}].slice(1)[0]`,
    (value) => `['', ''].concat(${value}, [''])[2]`,
    (value) => `((all: any) => { all.reverse(); return all[0]; })(['', ${value}])`,
    (value) =>
      `(function () { const all = ['', ${value}]; all.sort().reverse(); all.reverse(); return all[1]; })()`,
    (value) => `(function () { const all = ['', ${value}]; all.shift(); return all[0]; })()`,
    (value) => `Object.values({ a: ${value} })[0]`,
    (value) => `Object.freeze({ a: ${value} }).a`,
    (value) => `({ a: ${value} }).a`,
    (value) => `({ ...{ a: ${value} } })['a']`,
    (value) => `({ get a() { return ${value}; } }).a`,
    (value) => `({ a() { return ${value}; } }).a()`,
    (value) => `Object.entries({ a: ${value} })[0]![1]`,
    (value) => `Object.assign({}, { a: ${value} }).a`,
    (value) => `structuredClone({ a: ${value} }).a`,
    (value) => `((given: any) => { given.a = ${value}; return given; })({}).a`,
    (value) => `((given: any) => given)(${value})`,
    (value) => `(({ a = ${value} }: any) => a)({})`,
    (value) => `(({ b, ...rest }: any) => rest)({ a: ${value} }).a`,
    (value) => `((...rest: any[]) => rest)(${value})[0]`,
    (value) => `(function () { let a = ''; [a] = [${value}]; return a; })()`,
    (value) => `(function () { let a = ''; for (a of [${value}]); return a; })()`,
    (value) => `(function () { try { throw ${value}; } catch (thrown) { return thrown; } })()`,
    (value) => `(function () { for (const a in { [${value} as any]: 1 }) return a; })()`,
    (value) => `(function* () { yield ${value}; })().next().value`,
    (value) => `(class { static a = ${value}; }).a`,
    (value) => `new (class { a = ${value}; })().a`,
    (value) => `new Set([${value}]).values().next().value`,
    (value) => `(Date.now() < 0 ? '' : ${value})`,
    (value) => `('' || (0, ${value}))`,
    (value) => `\`\${${value}}\``,
    (value) => `String(${value}).trim()`,
    (value) => `useState(${value})[0]`,
    (value) => `useRef(${value}).current`,
    (value) => `useReducer((state: any) => state, ${value})[0]`,
  ];

  const inFunction = (code: string): string => `(function () { ${code} })()`;
  const places: readonly ((value: string) => string)[] = [
    (value) => `<img src={${value}} />`,
    (value) => `<>{['', ${value}].map((_each, at, all) => at === 0 && <img key={at} src={all[1]} />)}</>`,
    (value) =>
      `<>{[{ image: ${value} }].map((it) => <i key={it.image}><img src={structuredClone(it).image} /></i>)}</>`,
    (value) =>
      `<>{[{ image: ${value} }].map((it) => <i key="it">{it.image && <img src={structuredClone(it).image} />}</i>)}</>`,
    (value) =>
      inFunction(`const Card = (_title: string, url: any) => <img src={url} />; return Card('', ${value});`),
    (value) =>
      inFunction(
        `const Pic = (all: any) => <img src={all[all.of]} />; return <Pic of="url" url={${value}} />;`,
      ),
    (value) =>
      inFunction(`const Pic = ({ children }: any) => <img src={children} />; return <Pic>{${value}}</Pic>;`),
    (value) =>
      inFunction(
        `const a: any = { b: 1 }; for (const to of [a]) to.url = ${value}; return <img src={a.url} />;`,
      ),
    (value) => inFunction(`const a = ['', ${value}]; const b = a; b.reverse(); return <img src={a[0]} />;`),
    (value) => inFunction(`const a: any = {}; const b = a; b.url = ${value}; return <img src={a.url} />;`),
    (value) =>
      inFunction(
        `const a: any = {}; const put = (to: any, url: any) => { to.url = url; }; put(a, ${value}); return <img src={a.url} />;`,
      ),
    (value) =>
      inFunction(
        `const a: any[] = []; const put = (to: any) => to.push(${value}); put(a); return <img src={a[0]} />;`,
      ),
    (value) =>
      inFunction(
        `const a: any = {}; const put = (to: any) => Object.assign(to, { b: ${value} }); put(a); return <img src={a.b} />;`,
      ),
    (value) =>
      inFunction(`const a = { b: {} as any }; const c = a.b; a.b.d = ${value}; return <img src={c.d} />;`),
    (value) => inFunction(`const of = structuredClone; const a = [${value}]; return <img src={of(a)[0]} />;`),
  ];

  it('tells every URL that it has as a whole and loads, on whatever road it comes', () => {
    const url = 'https://cdn.example.com/photo?w=800';
    const way = fc.array(fc.constantFrom(...roads), { minLength: 1, maxLength: 4 });
    const check = (taken: typeof roads, place = places[0]): void => {
      const value = taken.reduce((inner, road) => road(inner), `'${url}'`);
      const scene = compiled(
        `import { useReducer, useRef, useState } from 'react'; export default () => ${place?.(value) ?? ''};`,
      );
      expect(drawCompiled(scene.js, PROPS).markup).toContain(`src="${url}"`);
      expect(scene.urls).toEqual([url]);
    };
    for (const road of roads) check([road, road]);
    for (const place of places) check([], place);
    fc.assert(fc.property(way, fc.constantFrom(...places), check), { numRuns: 200 });
  });

  it('tells which URLs are only guessed, and none where all can be followed', () => {
    const source = (
      code: string,
    ): string => `import { Img } from 'remotion'; import { useState } from 'react';
      const DATA = { page: 'https://page.example.com/about', picture: 'https://cdn.example.com/a.png' };
      const NOTES = ['https://note.example.com/b is a page', 'https://note.example.com/c\\nhttps://note.example.com/d'];
      const S = () => { const [url] = useState('https://cdn.example.com/state'); console.log(url, DATA, NOTES); return ${code}; };
      export default S;`;
    expect(compiled(source('<Img src="https://cdn.example.com/known" />'))).toMatchObject({
      urls: ['https://cdn.example.com/a.png', 'https://cdn.example.com/known'],
    });
    expect(compiled(source('<Img src="https://cdn.example.com/known" />'))).not.toHaveProperty('guessedUrls');
    const guesses = ['https://page.example.com/about', 'https://cdn.example.com/state'];
    expect(compiled(source('<Img src={url} />'))).toMatchObject({
      urls: ['https://cdn.example.com/a.png', ...guesses],
      guessedUrls: guesses,
    });
  });

  it('tells no URL because of what is put into a list that nothing else can be', () => {
    const source = `import { Img } from 'remotion'; const FILES = { logo: 'https://cdn.example.com/logo?v=2' };
      const DATA = { page: 'https://page.example.com/about' };
      const S = () => { const points: any[] = []; const title = (x: any) => x; points.push({ x: title(1) }); S.displayName = title('S');
        console.log(DATA); return <Img src={FILES.logo} />; }; export default S;`;
    expect(compiled(source).urls).toEqual(['https://cdn.example.com/logo?v=2']);
  });

  it('tells no URL of a page because of a file that comes from outside', () => {
    const source = `import { Img, staticFile, Video } from 'remotion';
      const Pic = ({ of, ...rest }: any) => <Img src={of.picture ?? of['photo']} {...rest} />;
      function Scene({ film = staticFile('a.mp4'), all = [], page = 'https://page.example.com/', ...rest }: any) {
        const first = all[0]?.url.trim();
        return <><Video src={film} /><Img src={first} /><Img {...rest} /><Pic of={all.at(-1)} alt="" />
          {all.filter(Boolean).map(({ url: src }: any, at: number) => <Img key={at} src={src} />)}<p>{page.length}</p></>;
      }
      Scene.displayName = 'https://name.example.com/';
      export default React.memo(Scene);`;
    expect(compiled(source).urls).toEqual([]);
  });

  it.each([
    `const PAGE = 'https://page.example.com/'; const S = () => <a href={PAGE} title={PAGE}>{PAGE}</a>;`,
    `const PAGE = 'https://page.example.com/'; const S = ({ src }: { src: string }) => <b><Img src={src} />{PAGE}</b>;`,
    `const HOST = 'https://cdn.example.com'; const S = ({ id }: { id: string }) => <Img src={\`\${HOST}/\${id}\`} />;`,
    `const X = { logo: 'https://a.example.com/', other: 1 }; const S = () => <Img src={String(X.other)} />;`,
    `const x = x.y; const [z] = [z]; const S = () => <Img src={x} alt={z} />;`,
  ])('tells no URL of what is shown, put together or unknown: %s', (code) => {
    expect(compiled(`import { Img } from 'remotion'; ${code} export default S;`).urls).toEqual([]);
  });

  it.each([
    [
      'props of two components',
      `const Name = ({ url }: any) => <p>{url}</p>; const S = () => <><Pic url="https://cdn.example.com/a" /><Name url={PAGE} /></>;`,
    ],
    [
      'a component within another one',
      `function T() { const Pic = ({ url }: any) => <p>{url}</p>; return <Pic url={PAGE} />; }
      const S = () => <><T /><Pic url="https://cdn.example.com/a" /></>;`,
    ],
    [
      'a block',
      `const S = () => { const url = 'https://cdn.example.com/a'; if (url !== '') { const url = PAGE; console.log(url); } return <Pic url={url} />; };`,
    ],
    [
      'a loop',
      `const url = 'https://cdn.example.com/a'; const S = () => { for (const url of [PAGE]) console.log(url); return <Img src={url} />; };`,
    ],
    [
      'a list that is mapped over',
      `const url = 'https://cdn.example.com/a'; const S = () => <>{[PAGE].map((url) => <p>{url}</p>)}<Img src={url} /></>;`,
    ],
    [
      'what is not known there',
      `const url = PAGE; const T = (given: any, url: string) => <Img src={url} />;
      const U = () => { try { return null; } catch (url) { return <Img src={url} />; } };
      const V = () => { let url; for (url in {}) return <Img src={url} />; return <p>{PAGE}</p>; };
      const W = ([...url]: any) => <Img src={url} />; const X = () => { class url {} return <Img src={url as any} />; };
      const S = () => <><Img src="https://cdn.example.com/a" />{url}</>;`,
    ],
    [
      'what is declared further down, and with var',
      `const url = PAGE; const T = () => { const U = () => <Img src={url} />; { var url = 'https://cdn.example.com/a'; } return <U />; };
      const S = () => <><T />{url}</>;`,
    ],
  ])('takes a name for what it means where it stands: %s', (_name, code) => {
    const source = `import { Img } from 'remotion'; const PAGE = 'http://page.example.com/';
      const Pic = ({ url }: { url: string }) => <Img src={url} />; ${code} export default S;`;
    expect(compiled(source).urls).toEqual(['https://cdn.example.com/a']);
  });

  it('is refused where a name that is loaded is the URL of an open connection, at that URL', () => {
    const source = `import { Img } from 'remotion';\nconst LOGO =\n  'http://cdn.example.com/logo';\nexport default () => <><Img src={LOGO} /><Img src={LOGO} /></>;`;
    expect(errorsOf(source)).toEqual([
      '3:4 "http://cdn.example.com/logo" cannot be loaded: write https:// instead of http://',
    ]);
  });

  it('is kept for the next time, until others need the room', () => {
    let loads = 0;
    const counting = {
      prefixes: ['mdi'],
      load: (prefix: string) => {
        loads += 1;
        return icons.load(prefix);
      },
    };
    const compile = sceneCompiler({ icons: counting }, 10_000);
    const source = (name: string) =>
      `import { Icon } from 'reelway'; export default () => <Icon icon="mdi:${name}" />;`;
    expect(compile(source('home'))).toBe(compile(source('home')));
    expect(loads).toBe(1);
    for (const name of ['check', 'close', 'star', 'heart', 'account']) compile(source(name));
    expect(loads).toBe(6);
    compile(source('account'));
    expect(loads).toBe(6);
    compile(source('home'));
    expect(loads).toBe(7);
  });
});

describe('a source', () => {
  it('is refused when it is too long', () => {
    const { sourceLength } = SCENE_CODE_LIMITS;
    const source = 'export default () => null;'.padEnd(sourceLength);
    expect(errorsOf(source)).toEqual([]);
    expect(errorsOf(`${source} `)).toEqual([
      `1:1 the code has ${sourceLength + 1} characters; at most ${sourceLength} are accepted`,
    ]);
  });

  it('is refused when its icons are too large', () => {
    const names = Object.keys(icons.load('logos')?.icons ?? {});
    const elements = names.map((name) => `<Icon icon="logos:${name}" />`).join('');
    const source = `import { Icon } from 'reelway'; export default () => <>${elements}</>;`;
    expect(errorsOf(source)).toEqual([
      expect.stringMatching(
        /^1:1 the code has \d{7} characters once it is compiled, icons included; at most 500000 are accepted$/,
      ),
    ]);
  });

  it('is refused with more URLs than are looked at', () => {
    const urls = Array.from({ length: 101 }, (_value, index) => `'https://example.com/${index}'`);
    expect(errorsOf(`export default () => <p>{[${urls.join()}]}</p>`)).toEqual([
      '1:1 the code holds 101 URLs; at most 100 are accepted',
    ]);
  });

  it.each([
    ['lists', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
    ['brackets', (depth: number) => `${'('.repeat(depth)}1${')'.repeat(depth)}`],
    ['elements', (depth: number) => '<b>'.repeat(depth) + '</b>'.repeat(depth)],
    ['functions', (depth: number) => `${'() => '.repeat(depth)}1`],
    ['blocks that never end', (depth: number) => `() => ${'{'.repeat(depth)}`],
  ])('is refused with deeply nested %s', (_name, nested) => {
    const source = `export default () => { const x = ${nested(9000)}; return null; }`;
    expect(errorsOf(source)).toEqual(['1:1 the code is nested too deeply']);
  });

  it('is given up when reading it takes for ever', () => {
    const depth = 40;
    const source = `const x = ${'(a = '.repeat(depth)}1${') => 1'.repeat(depth)}; export default () => null;`;
    expect(compileScene(source, { timeoutMs: 50 })).toEqual({
      ok: false,
      errors: [{ line: 1, column: 1, message: 'the code is too complicated: it cannot be read in time' }],
    });
  });

  it('is not asked for again when there is no time left, and is not remembered as bad', () => {
    const compile = sceneCompiler();
    const good = 'export default () => null;';
    const late = { line: 1, column: 1, message: 'the code is too complicated: it cannot be read in time' };
    expect(compile(good, 0)).toEqual({ ok: false, errors: [late] });
    expect(compile(good)).toMatchObject({ ok: true });
  });

  it('is told all that is wrong with it, from top to bottom, and no more than twenty things', () => {
    const source = `import { useFrame } from 'remotion';
import fs from 'node:fs';

const Scene = () => <div>{useFrame()}{fs.existsSync('x')}{titel}{titel}</div>;`;
    expect(errorsOf(source)).toEqual([
      '1:1 the scene exports nothing that can be drawn: add export default Scene;',
      '1:10 "remotion" exports no useFrame',
      expect.stringMatching(/^2:16 "node:fs" cannot be imported: scenes may import react, .*, reelway$/),
      '4:59 titel is not defined',
    ]);
    const many = Array.from({ length: 30 }, (_value, index) => `x${index};`).join('\n');
    expect(errorsOf(`${many}\nexport default () => null;`)).toHaveLength(20);
  });

  const piece = fc.constantFrom(
    ...[
      'import ',
      '{ a }',
      ' from ',
      "'react'",
      '"',
      '`',
      '${',
      '}',
      '{',
      '(',
      ')',
      '=>',
      '<div>',
      '</div>',
      '<',
    ],
    ...[
      'export default ',
      'function f',
      'const x = ',
      ': string',
      ' as any',
      '/*',
      '*/',
      '//',
      '\n',
      '\r\n',
      ';',
    ],
    ...[
      'for (;;)',
      '[',
      ']',
      '@',
      '#',
      '\\u0041',
      '\u2028',
      '🎬',
      '<!--',
      '-->',
      '$guard',
      'enum A',
      '/a/',
      '0x',
    ],
  );

  it('of any kind is either refused at a place that it has, or is code that can be made a function of', () => {
    const check = (source: string): void => {
      const result = compileScene(source, { icons });
      if (result.ok) {
        expect(() => new CodeFunction('$require', '$exports', '$guard', result.scene.js)).not.toThrow();
        return;
      }
      expect(result.errors.length).toBeGreaterThan(0);
      const lines = source.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\u2028\u2029]/);
      for (const { line, column } of result.errors) {
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
      }
    };
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        check,
      ),
      {
        numRuns: 300,
      },
    );
    // Real scenes with something taken out, or put in.
    const scenes = readCorpus('good.txt').map(({ source }) => source);
    const changed = fc
      .tuple(fc.constantFrom(...scenes), fc.nat(), fc.nat(20), fc.oneof(piece, fc.constant('')))
      .map(([source, at, length, put]) => {
        const start = at % (source.length + 1);
        return source.slice(0, start) + put + source.slice(start + length);
      });
    fc.assert(fc.property(changed, check), { numRuns: 300 });
  });
});
