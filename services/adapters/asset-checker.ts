import type { IncomingMessage } from 'node:http';
import type { AssetAnswer, AssetChecker } from '../exports/ports';
import { BoundedMap } from '../subscriptions/bounded-map';
import { connectionError, type PublicHttp } from './public-http';

/** What may be set otherwise; times in milliseconds. */
export interface AssetCheckerOptions {
  /** One address, redirects included. */
  readonly timeoutMs?: number;
  /** All addresses of one call. */
  readonly totalMs?: number;
  /** Servers that are asked at the same time. */
  readonly parallel?: number;
  /** Epoch time in milliseconds. */
  readonly now?: () => number;
}

/** Browsers follow 20; more than a few are a mistake. Each is checked like the first address. */
const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 5_000;
/** With what else it has to do, the function that asks has one minute. */
const TOTAL_MS = 15_000;
const PARALLEL = 16;
/** A user who exports one project again and again has its files looked at once in this time. */
const KEPT_MS = 300_000;
const MAX_KEPT = 1_000;

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Some servers answer only what names itself, and some only what looks like a browser, as what will render does. */
const USER_AGENT = 'Mozilla/5.0 (compatible; Reelway)';

/**
 * Asks servers for the head of files. HEAD first, and a GET of one byte where that was refused or does not tell the size: URLs
 * that are signed for GET alone, and servers that know no HEAD, are common. What was found is kept for a few minutes; what
 * was not found is asked for again, since it may have been mended.
 */
export class HttpAssetChecker implements AssetChecker {
  private readonly found = new BoundedMap<string, { readonly answer: AssetAnswer; readonly atMs: number }>(
    MAX_KEPT,
  );
  private readonly options: Required<AssetCheckerOptions>;

  constructor(
    private readonly http: Pick<PublicHttp, 'open'>,
    options: AssetCheckerOptions = {},
  ) {
    this.options = {
      timeoutMs: TIMEOUT_MS,
      totalMs: TOTAL_MS,
      parallel: PARALLEL,
      now: Date.now,
      ...options,
    };
  }

  async look(urls: readonly string[]): Promise<ReadonlyMap<string, AssetAnswer>> {
    const answers = new Map<string, AssetAnswer>();
    const waiting = [...new Set(urls)].filter((url) => {
      const known = this.known(url);
      if (known !== null) answers.set(url, known);
      return known === null;
    });
    const total = AbortSignal.timeout(this.options.totalMs);
    const lane = async (): Promise<void> => {
      for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
        const answer = total.aborted ? NOT_REACHED : await this.ask(url, total);
        answers.set(url, answer);
        if (answer.type === 'found') this.found.set(url, { answer, atMs: this.options.now() });
      }
    };
    await Promise.all(Array.from({ length: this.options.parallel }, lane));
    return answers;
  }

  private known(url: string): AssetAnswer | null {
    const entry = this.found.get(url);
    return entry !== undefined && this.options.now() - entry.atMs < KEPT_MS ? entry.answer : null;
  }

  private async ask(url: string, total: AbortSignal): Promise<AssetAnswer> {
    const signal = AbortSignal.any([total, AbortSignal.timeout(this.options.timeoutMs)]);
    try {
      const head = await this.follow('HEAD', url, signal);
      if (head.type === 'found' && head.sizeInBytes !== null) return head;
      const get = await this.follow('GET', url, signal);
      return head.type === 'found' && get.type !== 'found' ? head : get;
    } catch (error) {
      return { type: 'error', error: signal.aborted ? 'TIMEOUT' : connectionError(error) };
    }
  }

  private async follow(method: 'HEAD' | 'GET', url: string, signal: AbortSignal): Promise<AssetAnswer> {
    let address = url;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const range = method === 'GET' ? { range: 'bytes=0-0' } : {};
      const headers = { accept: '*/*', 'user-agent': USER_AGENT, ...range };
      const response = await this.http.open({ method, url: address, headers, signal });
      // The head is all that is wanted. Servers that know no ranges would send the whole file.
      response.on('error', () => undefined).destroy();
      const next = response.headers.location;
      if (!REDIRECTS.includes(response.statusCode ?? 0) || next === undefined) return answerOf(response);
      if (!URL.canParse(next, address)) return { type: 'error', error: 'CONNECTION' };
      address = new URL(next, address).href;
    }
    return { type: 'error', error: 'REDIRECTS' };
  }
}

const NOT_REACHED: AssetAnswer = { type: 'error', error: 'NOT_REACHED' };

function answerOf({ statusCode = 0, headers }: IncomingMessage): AssetAnswer {
  // Of an empty file there is no first byte: its server says how long it is all the same.
  const isEmpty = statusCode === 416 && headers['content-range'] === 'bytes */0';
  if (!isEmpty && (statusCode < 200 || statusCode > 299)) return { type: 'status', statusCode };
  const contentType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const total = /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1];
  const length = statusCode === 206 ? total : (total ?? headers['content-length']);
  const sizeInBytes = length !== undefined && /^\d+$/.test(length) ? Number(length) : null;
  return { type: 'found', contentType: contentType === '' ? null : contentType, sizeInBytes };
}
