/** How figures are written: what stands before and after them, and how many digits follow the point. */
export type FigureFormat = {
  locale?: string | undefined;
  prefix?: string | undefined;
  unit?: string | undefined;
  /** Exactly so many; up to three, as many as there are, if not given. */
  decimals?: number | undefined;
};

/** The number itself, written as its readers expect it. The same on every machine, since Chromium brings its own data. */
export const formatNumber = (value: number, { locale = 'en-US', decimals }: FigureFormat): string =>
  new Intl.NumberFormat(
    locale,
    decimals === undefined
      ? { maximumFractionDigits: 3 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals },
  ).format(value);

/** A figure with what belongs to it on one line: `€1,200`, `99.9%`, `12 ms`. */
export const formatFigure = (value: number, format: FigureFormat): string => {
  const { prefix = '', unit = '' } = format;
  // The minus belongs before the currency.
  const sign = value < 0 ? '−' : '';
  return `${sign}${prefix}${formatNumber(Math.abs(value), format)}${spaced(unit)}`;
};

/** A unit with the space that stands before it: none for signs such as `%` and single letters such as `k`. */
export const spaced = (unit: string): string => (/^\p{L}{2,}/u.test(unit) ? `\u00a0${unit}` : unit);
