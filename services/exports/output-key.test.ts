import fc from 'fast-check';
import { contentDisposition } from '../adapters/s3-outputs';
import { downloadFileName, outputKey, parseOutputKey, previewFileNames, previewKeys } from './output-key';

const exportId = fc
  .array(fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), { minLength: 26, maxLength: 26 })
  .map((chars) => `exp_${chars.join('')}`);
const format = fc.constantFrom('MP4', 'WEBM', 'GIF' as const);

describe('the key of a file', () => {
  it('says which export and attempt it was made for', () => {
    fc.assert(
      fc.property(exportId, fc.integer({ min: 1, max: 9999 }), format, (id, attempt, each) => {
        expect(parseOutputKey(outputKey(id, attempt, each))).toEqual({ exportId: id, attempt });
      }),
    );
    expect(outputKey('exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E', 3, 'WEBM')).toBe(
      'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/3.webm',
    );
  });

  it.each([
    '',
    'renders/abc/out.mp4',
    'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/0.mp4',
    'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/01.mp4',
    'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/1.mov',
    'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/1.mp4\n',
    'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/1.mp4/../2.mp4',
    '/exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/1.mp4',
    'exports/exp_01jz8q4s4t6v8x0y2z4a6b8c0e/1.mp4',
    'exports/prj_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/1.mp4',
    'exports/exp_1/1.mp4',
  ])('is not %j', (key) => {
    expect(parseOutputKey(key)).toBeNull();
  });
});

describe('the keys of previews', () => {
  it('are beside the file, and never taken for one', () => {
    expect(previewKeys('exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/3.webm')).toEqual({
      thumbnail: 'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/3.thumbnail.jpg',
      clip: 'exports/exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E/3.preview.mp4',
    });
    fc.assert(
      fc.property(exportId, fc.integer({ min: 1, max: 9999 }), format, (id, attempt, each) => {
        const keys = previewKeys(outputKey(id, attempt, each));
        expect(keys).toEqual(previewKeys(outputKey(id, attempt, 'MP4')));
        expect([parseOutputKey(keys.thumbnail), parseOutputKey(keys.clip)]).toEqual([null, null]);
      }),
    );
  });

  it('have names of their own', () => {
    expect(previewFileNames('a/b: ')).toEqual({ thumbnail: 'a b.jpg', clip: 'a b preview.mp4' });
  });
});

describe('the name of a download', () => {
  it.each([
    ['My film', 'My film.mp4'],
    ['Ärger & Söhne — 100 %', 'Ärger & Söhne — 100 %.mp4'],
    ['u\u0308', 'ü.mp4'],
    ['日本 🦀', '日本 🦀.mp4'],
    ['../../etc/passwd', 'etc passwd.mp4'],
    ['C:\\temp\\x', 'C temp x.mp4'],
    ['a\u0000b\r\nc\td', 'a b c d.mp4'],
    ['<b>"quoted"|?*</b>', 'b quoted b.mp4'],
    ['...', 'video.mp4'],
    ['   ', 'video.mp4'],
    ['', 'video.mp4'],
    ['a. ', 'a.mp4'],
    ['x'.repeat(300), `${'x'.repeat(100)}.mp4`],
    [`${'x'.repeat(99)} y`, `${'x'.repeat(99)}.mp4`],
  ])('from the title %j is %j', (title, name) => {
    expect(downloadFileName(title, 'MP4')).toBe(name);
  });

  it('has the extension of the format', () => {
    expect((['MP4', 'WEBM', 'GIF'] as const).map((each) => downloadFileName('a', each))).toEqual([
      'a.mp4',
      'a.webm',
      'a.gif',
    ]);
  });

  it('can be sent in a header and saved, whatever the title, also where cutting it splits a character', () => {
    const title = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(fc.nat(0xffff), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
      fc.nat(3).map((count) => 'x'.repeat(97 + count) + '🦀'.repeat(3)),
    );
    fc.assert(
      fc.property(title, (each) => {
        const name = downloadFileName(each, 'MP4');
        expect(name).toMatch(/^[^\s.].*\.mp4$/su);
        // eslint-disable-next-line no-control-regex -- they are what may not be there
        expect(name).not.toMatch(/[\u0000-\u001f\u007f<>:"/\\|?*]/);
        expect(name.length).toBeLessThanOrEqual(104);
        expect(() => contentDisposition(name)).not.toThrow();
      }),
    );
  });
});
