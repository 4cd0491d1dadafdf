import { parseMainCompositionProps, type MainCompositionProps } from '../catalog';
import { allowedCss, allowedUrl, contentPolicy, declaredUrls } from './policy';

const page = {
  url: 'https://bucket.s3.eu-west-1.amazonaws.com/sites/reelway/index.html',
  staticBase: '/sites/reelway/public',
  proxyPort: 3001,
};

const props = (code: string, more: object = {}): MainCompositionProps => {
  const scene = { id: 'one', template: 'code', code, props: {}, durationInFrames: 1 };
  const result = parseMainCompositionProps({ width: 64, height: 64, fps: 30, scenes: [scene], ...more });
  if (!result.success) throw new Error(JSON.stringify(result.issues));
  return result.props;
};

const directives = (policy: string): Record<string, string[]> =>
  Object.fromEntries(
    policy.split('; ').map((each): [string, string[]] => {
      const [directive = '', ...sources] = each.split(' ');
      return [directive, sources];
    }),
  );

describe('the content security policy', () => {
  const site = 'https://bucket.s3.eu-west-1.amazonaws.com/sites/reelway/';

  it('of a project without assets allows the site, and the address of Remotion’s own server', () => {
    const own = [site, `${site}public/`];
    const proxy = 'http://localhost:3001/proxy';
    expect(directives(contentPolicy(props('1'), page))).toEqual({
      'default-src': ["'none'"],
      'script-src': [...own, "'unsafe-eval'"],
      'style-src': [...own, "'unsafe-inline'"],
      'img-src': [...own, 'data:', 'blob:', proxy],
      'media-src': [...own, 'data:', 'blob:'],
      'font-src': [...own, 'data:'],
      'connect-src': [...own, 'data:', 'blob:', proxy],
      'worker-src': ['blob:'],
      'frame-src': ["'none'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
    });
  });

  it('allows the origins that code, props and the project name, and no others', () => {
    const policy = contentPolicy(
      props(`"https://one.example.com/a.png" + "http://insecure.example.com/" + "https://127.0.0.1/"`, {
        audioUrl: 'https://two.example.com/music.mp3',
        logoUrl: 'https://three.example.com/logo.svg?x=1',
      }),
      page,
    );
    const declared = directives(policy)['img-src']?.filter((source) => source.includes('example'));
    expect(declared).toEqual([
      'https://one.example.com',
      'https://two.example.com',
      'https://three.example.com',
    ]);
    expect(policy).not.toMatch(/127\.0\.0\.1|insecure/);
  });

  it('never allows all of this machine, and no server of Remotion’s where there is none', () => {
    const local = {
      ...page,
      url: 'http://localhost:3000/index.html',
      staticBase: '/public',
      proxyPort: null,
    };
    const sources = Object.values(directives(contentPolicy(props('1'), local))).flat();
    expect([...new Set(sources.filter((source) => source.includes('localhost')))]).toEqual([
      'http://localhost:3000/',
      'http://localhost:3000/public/',
    ]);
    expect(sources).not.toContain("'self'");
  });
});

describe('a declared URL', () => {
  it.each([
    ['is in the code', `"https://example.com/a.png?w=1"`, {}, ['https://example.com/a.png?w=1']],
    ['is anywhere in the props', '', { a: [{ b: 'https://example.com/x' }] }, ['https://example.com/x']],
    ['is not one that is put together', 'const u = "https://" + host', {}, []],
    ['ends where a template begins', '`https://example.com/${x}`', {}, ['https://example.com/$']],
    [
      'may have brackets, or end before one',
      `'url(https://example.com/a.png)' + "https://example.com/b(1).png"`,
      {},
      [
        ...['https://example.com/a.png)', 'https://example.com/a.png'],
        ...['https://example.com/b(1).png', 'https://example.com/b(1'],
      ],
    ],
    ['has no credentials', `"https://a:b@example.com/"`, {}, []],
    [
      'is of a host on the internet',
      `"https://localhost/" "https://10.0.0.1/" "https://db.internal/"`,
      {},
      [],
    ],
    ['is https', `"http://example.com/" "ftp://example.com/"`, {}, []],
  ])('%s', (_rule, code, given, expected) => {
    expect([...declaredUrls({ code, props: given })]).toEqual(expected);
  });
});

it('of the code, nothing is declared but what the compiler has listed, where there is a list', () => {
  const code = `const f = () => "https://unlisted.example.com/a.png"; "https://listed.example.com/a"`;
  const given = { a: 'https://props.example.com/a' };
  const urls = ['https://listed.example.com/a', 'https://localhost/a'];
  expect([...declaredUrls({ code, props: given, urls })]).toEqual([
    'https://listed.example.com/a',
    'https://props.example.com/a',
  ]);
  expect([...declaredUrls({ code, props: {}, urls: [] })]).toEqual([]);
  const scene = { id: 'one', template: 'code', code, urls, props: given, durationInFrames: 1 };
  const origins = directives(contentPolicy(props(code, { scenes: [scene] }), page))['img-src'];
  expect(origins?.filter((source) => source.includes('example.com'))).toEqual([
    'https://listed.example.com',
    'https://props.example.com',
  ]);
});

it('CSS in code declares the URLs that it loads, without quotes as well', () => {
  const css = 'no-repeat url(https://example.com/a.png)';
  const declared = declaredUrls({ code: `({ background: '${css}' })`, props: {} });
  expect(allowedCss(css, { declared, staticBase: '/public' })).toBe(css);
});

const assets = { declared: new Set(['https://example.com/a.png']), staticBase: '/public' };

describe('a scene may load', () => {
  it.each(['https://example.com/a.png', '/public/sample/lake.jpg', 'data:image/png;base64,AA=='])(
    '%s',
    (url) => {
      expect(allowedUrl(url, assets)).toBe(url);
    },
  );

  it.each([
    'https://example.com/a.png?secret',
    'https://example.com/',
    '//example.com/a.png',
    '/proxy?src=http://127.0.0.1:9001/',
    '/public/../proxy?src=x',
    '/public/%2e%2e/proxy',
    '/public/a.png?x',
    'data:text/html,<script>',
    'blob:http://localhost/1',
    'javascript:1',
    'http://127.0.0.1/',
    '',
    7,
    null,
  ])('but not %p', (url) => {
    expect(() => allowedUrl(url, assets)).toThrow(
      'cannot be loaded: a scene loads files of the public folder, by staticFile(), and https:// URLs of the internet that its ' +
        'props hold as a whole, or its code where it loads them',
    );
  });
});

describe('CSS of a scene', () => {
  it.each([
    'red',
    'rgb(1 2 3 / 0.5)',
    'calc(100% - (2px * 3))',
    'linear-gradient(red, blue), url(#shape)',
    'url("https://example.com/a.png")',
    "url('/public/sample/lake.jpg') center / cover",
    `url("data:image/svg+xml,%3Csvg filter='url(%23n)'%3E")`,
    '@keyframes a { from { opacity: 0 } }',
    'a::before { content: "\\201C url(http://x)" } /* url(http://x) */',
  ])('may be %s', (css) => {
    expect(allowedCss(css, assets)).toBe(css);
  });

  it.each([
    ['url(http://127.0.0.1/)', 'cannot be loaded'],
    ['URL( "http://127.0.0.1/" )', 'cannot be loaded'],
    ['u\\72l(http://127.0.0.1/)', 'cannot be read'],
    ['url(h\\74tp://127.0.0.1/)', 'is not available'],
    ['url("#;background:url(http://127.0.0.1/);x:"")', 'is not available'],
    ['a { content: "url("#;background:url(http://127.0.0.1/);x:"" }', 'cannot be loaded'],
    ['image-set("http://127.0.0.1/" 1x)', 'is not available'],
    ['-webkit-image-set(url(http://127.0.0.1/) 1x)', 'cannot be loaded'],
    ['image("http://127.0.0.1/")', 'is not available'],
    ['src("http://127.0.0.1/")', 'is not available'],
    ['@import "http://127.0.0.1/";', 'is not available'],
    ['@IMPORT url(/public/a.css)', 'is not available'],
    ['url(/*x*/http://127.0.0.1/)', 'cannot be loaded'],
    ['"a\n;background:url(http://127.0.0.1/)', 'cannot be loaded'],
    ["calc(1px) '", 'cannot be read'],
  ])('may not be %p', (css, message) => {
    expect(() => allowedCss(css, assets)).toThrow(message);
  });
});
