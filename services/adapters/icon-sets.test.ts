import path from 'node:path';
import { IconSetFiles } from './icon-sets';

const folder = path.join(__dirname, '../../node_modules/@iconify-json');

describe('IconSetFiles', () => {
  it('knows the sets that ship, and reads each once', () => {
    const sets = new IconSetFiles(folder);
    expect(sets.prefixes).toEqual([
      ...['bi', 'carbon', 'heroicons', 'ion', 'logos', 'lucide', 'mdi', 'ph', 'simple-icons', 'tabler'],
    ]);
    expect(sets.load('mdi')?.icons.home?.body).toContain('<path');
    expect(sets.load('mdi')).toBe(sets.load('mdi'));
  });

  it.each(['nope', '', '..', '../@iconify-json/mdi', '__proto__', 'mdi/../mdi'])(
    'has no set %j',
    (prefix) => {
      expect(new IconSetFiles(folder).load(prefix)).toBeNull();
    },
  );

  it('has none where there is no folder', () => {
    const sets = new IconSetFiles(path.join(folder, 'nowhere'));
    expect([sets.prefixes, sets.load('mdi')]).toEqual([[], null]);
  });
});
