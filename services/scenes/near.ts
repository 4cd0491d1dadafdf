/** How many suggestions a message holds at most. */
const MAX_SUGGESTIONS = 3;

/**
 * Steps from one word to another: a letter more, less, other, or two letters swapped. `limit + 1` when there are more than
 * `limit`.
 */
export function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let index = 1; index <= from.length; index += 1) {
    const next = [index];
    for (let column = 1; column <= to.length; column += 1) {
      const change = from[index - 1] === to[column - 1] ? 0 : 1;
      const [left = 0, above = 0, corner = 0] = [next[column - 1], row[column], row[column - 1]];
      const isSwap = from[index - 1] === to[column - 2] && from[index - 2] === to[column - 1];
      const swapped = isSwap ? (before[column - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(left + 1, above + 1, corner + change, swapped));
    }
    if (Math.min(...next) > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The words that are most like a misspelt one, the nearest first; case does not count. */
export function nearest(word: string, known: Iterable<string>): string[] {
  const wanted = word.toLowerCase();
  // Short words are near to everything.
  const limit = Math.min(3, Math.floor(word.length / 3));
  if (limit === 0) return [];
  const found: { readonly name: string; readonly steps: number }[] = [];
  for (const name of known) {
    const other = name.toLowerCase();
    // Half a name is often what is remembered of it: `arrow-rigth` and `arrow` are both looked for among thousands.
    const contains = wanted.length >= 4 && other.startsWith(`${wanted}-`);
    const steps = contains ? limit : distance(wanted, other, limit);
    if (steps <= limit) found.push({ name, steps });
  }
  found.sort((a, b) => a.steps - b.steps || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  return found.slice(0, MAX_SUGGESTIONS).map(({ name }) => name);
}

/** `; did you mean a, b or c?`, or nothing when nothing is near. */
export function didYouMean(word: string, known: Iterable<string>, shown = (name: string) => name): string {
  const names = nearest(word, known).map(shown);
  const last = names.pop();
  if (last === undefined) return '';
  return `; did you mean ${names.length === 0 ? last : `${names.join(', ')} or ${last}`}?`;
}
