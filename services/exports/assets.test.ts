import type { AssetKind, AssetReference } from '../../remotion/asset-references';
import type { MainCompositionProps } from '../../remotion/catalog';
import { assetFailure, checkAssets } from './assets';
import { ScriptedAssets } from './memory';
import type { AssetAnswer } from './ports';

const LIMITS = { image: 50e6, video: 2000e6, audio: 200e6 };
const PAGE = 'https://cdn.example.com/a.jpg';

const reference = (changes: Partial<AssetReference> = {}): AssetReference => ({
  ...{ url: PAGE, sceneId: 'intro', kind: 'image', path: 'scenes.0.props.src' },
  ...changes,
});
const found = (contentType: string | null, sizeInBytes: number | null = 1000): AssetAnswer => ({
  ...{ type: 'found', contentType, sizeInBytes },
});
const judge = (answer: AssetAnswer, changes: Partial<AssetReference> = {}) => {
  const asked = reference(changes);
  return assetFailure([asked], new Map([[asked.url, answer]]), LIMITS);
};

describe('an asset that can be used', () => {
  it.each<[AssetKind | null, string, string | null, number | null]>([
    ['image', 'a.jpg', 'image/jpeg', 50e6],
    ['image', 'a', 'image/svg+xml', null],
    ['image', 'a.jpg', 'application/octet-stream', 1],
    ['image', 'a.png', null, 1],
    ['image', 'a', 'binary/octet-stream', 1],
    ['video', 'a', 'video/mp4', 2000e6],
    ['video', 'a', 'application/mp4', 1],
    ['audio', 'a', 'audio/mpeg', 200e6],
    ['audio', 'a', 'video/webm', 1],
    ['audio', 'a', 'application/ogg', 1],
    [null, 'a.mp4', 'video/mp4', 1000e6],
    [null, 'a.woff2', 'font/woff2', 1],
    [null, 'a.srt', 'text/plain', 1],
  ])('is wanted as %s: %s of type %s with %s bytes', (kind, name, type, size) => {
    expect(judge(found(type, size), { kind, url: `https://cdn.example.com/${name}` })).toBeNull();
  });
});

describe('a guess', () => {
  const guess = { kind: null, isGuess: true };
  it.each<AssetAnswer>([
    { type: 'status', statusCode: 404 },
    { type: 'status', statusCode: 503 },
    { type: 'error', error: 'DNS' },
    { type: 'error', error: 'CONNECTION' },
    { type: 'error', error: 'TLS' },
    { type: 'error', error: 'REDIRECTS' },
    { type: 'error', error: 'TIMEOUT' },
    { type: 'error', error: 'NOT_REACHED' },
    found('text/html', 1000),
    found('text/html', 0),
  ])('may answer %j', (answer) => {
    expect(judge(answer, guess)).toBeNull();
  });

  it.each<[AssetAnswer, string]>([
    [{ type: 'error', error: 'ADDRESS_REFUSED' }, 'leads to an address that is not https on the internet'],
    [found('image/jpeg', 50_000_001), 'has 50.1 MB; an image may have at most 50 MB'],
  ])('may not answer %j', (answer, reason) => {
    const message = `Scene intro: ${PAGE} ${reason}.`;
    expect(judge(answer, guess)).toMatchObject({ message, retryable: false });
  });

  it('is looked at after what is known to be loaded, and counts where it is known elsewhere', async () => {
    const [page, photo] = ['https://page.example.com/about', 'https://cdn.example.com/photo'];
    const code = { template: 'code', code: 'null', props: {}, durationInFrames: 30 } as const;
    const guessing = { ...code, id: 'a', urls: [page], guessedUrls: [page] };
    const project = (...scenes: object[]) =>
      ({ width: 1920, height: 1080, fps: 30, scenes }) as unknown as MainCompositionProps;
    const assets = new ScriptedAssets();
    assets.answers.set(page, { type: 'status', statusCode: 404 });
    const deps = { assets, assetSizeLimits: LIMITS };
    expect(await checkAssets(deps, project(guessing, { ...code, id: 'b', urls: [photo] }))).toBeNull();
    expect(assets.looked).toEqual([photo, page]);
    expect(await checkAssets(deps, project(guessing, { ...code, id: 'b', urls: [page] }))).toMatchObject({
      message: `Scene b: ${page} answered with status code 404.`,
    });
  });
});

describe('an asset that cannot be used', () => {
  it.each<[AssetAnswer, Partial<AssetReference>, string, boolean]>([
    [{ type: 'status', statusCode: 404 }, {}, `Scene intro: ${PAGE} answered with status code 404.`, false],
    [{ type: 'status', statusCode: 401 }, {}, `Scene intro: ${PAGE} answered with status code 401.`, false],
    [{ type: 'status', statusCode: 429 }, {}, `Scene intro: ${PAGE} answered with status code 429.`, true],
    [{ type: 'status', statusCode: 503 }, {}, `Scene intro: ${PAGE} answered with status code 503.`, true],
    [found('text/html'), {}, `Scene intro: ${PAGE} is text/html, where an image is expected.`, false],
    [found('video/mp4'), {}, `Scene intro: ${PAGE} is a video, where an image is expected.`, false],
    [found('a b;c'), {}, `Scene intro: ${PAGE} is of another type, where an image is expected.`, false],
    [
      found(null),
      { kind: 'audio', path: 'audioUrl', sceneId: null },
      `audioUrl: ${PAGE} is an image, where a sound is expected.`,
      false,
    ],
    [
      found('image/jpeg', 50_000_001),
      {},
      `Scene intro: ${PAGE} has 50.1 MB; an image may have at most 50 MB.`,
      false,
    ],
    [
      found('audio/mpeg', 200_000_001),
      { kind: null, sceneId: null, path: 'audio.url' },
      `audio.url: ${PAGE} has 200.1 MB; a sound may have at most 200 MB.`,
      false,
    ],
    [found('image/png', 0), {}, `Scene intro: ${PAGE} is empty.`, false],
    [
      { type: 'error', error: 'ADDRESS_REFUSED' },
      {},
      `Scene intro: ${PAGE} leads to an address that is not https on the internet.`,
      false,
    ],
    [
      { type: 'error', error: 'TLS' },
      {},
      `Scene intro: ${PAGE} has no certificate that can be trusted.`,
      false,
    ],
    [{ type: 'error', error: 'REDIRECTS' }, {}, `Scene intro: ${PAGE} is redirected too often.`, false],
    [
      { type: 'error', error: 'DNS' },
      {},
      `Scene intro: ${PAGE} is on a host whose name cannot be resolved.`,
      true,
    ],
    [
      { type: 'error', error: 'CONNECTION' },
      {},
      `Scene intro: ${PAGE} is on a host that cannot be connected to.`,
      true,
    ],
    [{ type: 'error', error: 'TIMEOUT' }, {}, `Scene intro: ${PAGE} was not answered in time.`, true],
    [
      { type: 'error', error: 'NOT_REACHED' },
      {},
      `Scene intro: ${PAGE} could not be looked at, since other files took all the time.`,
      true,
    ],
  ])('%j of %j: %s', (answer, changes, message, retryable) => {
    const { sceneId = 'intro' } = changes;
    expect(judge(answer, changes)).toMatchObject({ code: 'ASSET_LOAD', message, retryable, sceneId });
  });

  it('is shown without its query, which may hold a token, and not at any length', () => {
    const url = `https://cdn.example.com/${'long/'.repeat(100)}a.jpg?X-Amz-Signature=secret#fragment`;
    const failure = judge({ type: 'status', statusCode: 403 }, { url });
    expect(failure?.message).toBe(`Scene intro: ${url.slice(0, 199)}… answered with status code 403.`);
  });

  it('is told of with what lasts first, and where the others are', () => {
    const urls = ['a', 'b', 'c', 'd'].map((name) => `https://cdn.example.com/${name}`);
    const statuses = [503, 404, 200, 410];
    const answers = new Map(
      urls.map((url, index): [string, AssetAnswer] => {
        const statusCode = statuses[index] ?? 0;
        return [url, statusCode === 200 ? found('image/png') : { type: 'status', statusCode }];
      }),
    );
    const references = urls.map((url, index) => reference({ url, sceneId: `s${index}` }));
    expect(assetFailure([...references, ...references], answers, LIMITS)).toMatchObject({
      message:
        'Scene s1: https://cdn.example.com/b answered with status code 404. ' +
        'Nor can be used: Scene s0: https://cdn.example.com/a, Scene s3: https://cdn.example.com/d.',
      retryable: false,
      sceneId: 's1',
    });
  });

  /** The message about nine files, of which none is there. */
  const messageOfNine = (nameOf: (index: number) => string): string | undefined => {
    const references = Array.from({ length: 9 }, (_value, index) =>
      reference({ url: `https://cdn.example.com/${nameOf(index)}?secret`, sceneId: `s${index}` }),
    );
    const gone: AssetAnswer = { type: 'status', statusCode: 404 };
    return assetFailure(references, new Map(references.map(({ url }) => [url, gone])), LIMITS)?.message;
  };

  it('is one of five that are named, each with its scene; the rest are counted', () => {
    expect(messageOfNine(String)).toBe(
      'Scene s0: https://cdn.example.com/0 answered with status code 404. Nor can be used: ' +
        'Scene s1: https://cdn.example.com/1, Scene s2: https://cdn.example.com/2, ' +
        'Scene s3: https://cdn.example.com/3, Scene s4: https://cdn.example.com/4, and 4 more.',
    );
  });

  it('is one of fewer when the URLs are long, so that the message ends with their number', () => {
    const message = messageOfNine((index) => `${'long/'.repeat(50)}${index}`) ?? '';
    expect(message).toMatch(/ Scene s2: https:\/\/cdn\.example\.com\/(?:long\/)+…, and 6 more\.$/);
    expect(message.length).toBeLessThanOrEqual(500);
  });
});

describe('checking assets', () => {
  it('asks nobody when a composition loads nothing from the internet', async () => {
    const assets = new ScriptedAssets();
    const props = { width: 1920, height: 1080, fps: 30, scenes: [], audioUrl: 'sample/music.mp3' };
    expect(await checkAssets({ assets, assetSizeLimits: LIMITS }, props)).toBeNull();
    expect(assets.looked).toEqual([]);
  });
});
