import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One scene of the corpus. */
export interface CorpusScene {
  readonly name: string;
  readonly source: string;
  /** What must be in the markup of a good scene; how the first error of a bad one reads: `line:column message`. */
  readonly verdict: string;
}

// #### name [how lines end and begin] shows text       or       #### name [...]: line:column message
const HEAD = /^#### ([a-z0-9-]+)(?: \[(crlf|bom|tabs)\])?(?: shows |: )(.*)$/;

/** Reads a file of the corpus: scenes, each under a line with its name and verdict. */
export function readCorpus(file: 'good.txt' | 'bad.txt'): CorpusScene[] {
  const text = readFileSync(path.join(__dirname, file), 'utf8');
  return text
    .split(/^(?=#### )/m)
    .filter((part) => part !== '')
    .map((part) => {
      const end = part.indexOf('\n');
      const [, name, variant, verdict] = HEAD.exec(part.slice(0, end)) ?? [];
      if (name === undefined || verdict === undefined) throw new Error(`No head: ${part.slice(0, end)}`);
      return { name, verdict, source: varied(part.slice(end + 1), variant) };
    });
}

function varied(source: string, variant: string | undefined): string {
  if (variant === 'crlf') return source.replaceAll('\n', '\r\n');
  if (variant === 'bom') return `\uFEFF${source}`;
  return variant === 'tabs'
    ? source.replace(/^( {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2))
    : source;
}
