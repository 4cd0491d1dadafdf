import { encode } from 'jpeg-js';
import { brightnessSpread, showsSomething } from './picture';

/** Brightness, 0 to 255, of a pixel. */
type Paint = (x: number, y: number) => number;

function jpegOf(paint: Paint, width = 160, height = 90): Uint8Array {
  const data = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      data.set([paint(x, y), paint(x, y), paint(x, y), 255], 4 * (y * width + x));
    }
  }
  return encode({ width, height, data }, 80).data;
}

/** Bright lines over a fiftieth of the picture, as thin text. */
const withText =
  (ground: number, ink: number): Paint =>
  (x, y) =>
    y > 40 && y < 50 && x > 30 && x < 130 && x % 5 === 0 ? ink : ground;

describe('a picture', () => {
  it.each<[string, boolean, Paint]>([
    ['that is black', false, () => 0],
    ['that is white', false, () => 255],
    ['of one grey', false, () => 90],
    ['that is nearly black', false, (x, y) => 6 + ((x * 7 + y * 13) % 4)],
    ['of a quiet gradient', false, (_x, y) => 20 + y / 6],
    ['that fades in, a twentieth of the way', false, (x) => (x < 80 ? 0 : 12)],
    ['of text on black', true, withText(0, 255)],
    ['of dark text on white', true, withText(255, 20)],
    ['of two fields', true, (x) => (x < 80 ? 60 : 120)],
    ['of a landscape', true, (x, y) => (y < 45 ? 180 + x / 8 : 60 + ((x * y) % 40))],
  ])('%s shows something: %s', (_name, expected, paint) => {
    expect(showsSomething(brightnessSpread(jpegOf(paint)))).toBe(expected);
  });

  it('has the spread of its brightness, whatever its size', () => {
    const halves = (width: number, height: number) =>
      brightnessSpread(jpegOf((x) => (x < width / 2 ? 50 : 150), width, height));
    for (const spread of [halves(64, 36), halves(640, 360), halves(360, 640)]) {
      expect(spread).toBeGreaterThan(48);
      expect(spread).toBeLessThan(52);
    }
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['half a picture', jpegOf(() => 0).subarray(0, 100)],
    ['something else', Buffer.from('<Error>AccessDenied</Error>')],
  ])('is refused when it is %s', (_name, bytes) => {
    expect(() => brightnessSpread(bytes)).toThrow();
  });

  it('is refused when it is far larger than a still', () => {
    const jpeg = Buffer.from(jpegOf(() => 0));
    // The frame header: its size follows five bytes after the marker.
    const size = jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5;
    jpeg.writeUInt16BE(2000, size);
    jpeg.writeUInt16BE(3000, size + 2);
    expect(() => brightnessSpread(jpeg)).toThrow('maxResolutionInMP');
  });
});
