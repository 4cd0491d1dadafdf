import { formatFigure } from './figures';

it.each([
  [1200, {}, '1,200'],
  [1200, { prefix: '€' }, '€1,200'],
  [-1200.5, { prefix: '$', decimals: 2 }, '−$1,200.50'],
  [99.95, { unit: '%', decimals: 1 }, '100.0%'],
  [99.95, { unit: '%' }, '99.95%'],
  [4.2, { unit: 'k' }, '4.2k'],
  [12, { unit: 'ms' }, '12\u00a0ms'],
  [12, { unit: '分钟' }, '12\u00a0分钟'],
  [1_234_567.891, { locale: 'de-DE' }, '1.234.567,891'],
  [1_234_567, { locale: 'fr-FR', unit: '€' }, '1\u202f234\u202f567€'],
  [0.125, { decimals: 0 }, '0'],
])('%d with %j is written %s', (value, format, written) => {
  expect(formatFigure(value, format)).toBe(written);
});

it('a locale that nobody has heard of is written as one that is known', () => {
  expect(formatFigure(1200, { locale: 'xx-Abcd-999' })).toMatch(/^1\D?200$/);
});
