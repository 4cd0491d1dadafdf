import { assetReferences, type AssetKind, type AssetReference } from '../../remotion/asset-references';
import type { MainCompositionProps } from '../../remotion/catalog';
import { failure, MESSAGE_LIMIT } from './failure';
import type { AssetAnswer, AssetChecker } from './ports';
import type { ExportFailure } from './video-export';

/** The largest files that are rendered, in bytes: a function of Remotion downloads each of them to its disk of 10 GB. */
export type AssetSizeLimits = Readonly<Record<AssetKind, number>>;

/** What checking assets needs. */
export interface AssetDeps {
  readonly assets: AssetChecker;
  readonly assetSizeLimits: AssetSizeLimits;
}

/**
 * Looks at every file on the internet that a composition loads, before anything is paid for it.
 * @returns why it cannot be rendered; null when all files are there. Never throws.
 */
export async function checkAssets(
  { assets, assetSizeLimits }: AssetDeps,
  props: MainCompositionProps,
): Promise<ExportFailure | null> {
  const references = assetReferences(props);
  if (references.length === 0) return null;
  // What is only guessed comes last: it must not take the time of what is loaded.
  const [guessed, known] = [references.filter(isGuessed), references.filter((each) => !isGuessed(each))];
  const answers = await assets.look([...known, ...guessed].map(({ url }) => url));
  return assetFailure(references, answers, assetSizeLimits);
}

const isGuessed = ({ isGuess }: AssetReference): boolean => isGuess === true;

/** Why a file cannot be used. `isLasting`: asking again would not help. */
interface AssetProblem {
  readonly reference: AssetReference;
  readonly reason: string;
  readonly isLasting: boolean;
}

/** The failure of an export whose assets got these answers; null when all are right. What lasts is told first. Pure. */
export function assetFailure(
  references: readonly AssetReference[],
  answers: ReadonlyMap<string, AssetAnswer>,
  limits: AssetSizeLimits,
): ExportFailure | null {
  const problems = references.flatMap((reference): AssetProblem[] => {
    const answer = answers.get(reference.url);
    const problem = answer === undefined ? null : problemOf(reference, answer, limits);
    return problem === null || isHarmless(reference, answer) ? [] : [{ reference, ...problem }];
  });
  const first = problems.find(({ isLasting }) => isLasting) ?? problems[0];
  if (first === undefined) return null;
  const { reference, reason, isLasting } = first;
  const others = new Map(problems.toReversed().map((problem) => [problem.reference.url, problem.reference]));
  others.delete(reference.url);
  const told = `${placed(reference, SHOWN_LENGTH)} ${reason}.`;
  const message = `${told}${also([...others.values()].toReversed(), MESSAGE_LIMIT - told.length)}`;
  return { ...failure('ASSET_LOAD', message), retryable: !isLasting, sceneId: reference.sceneId };
}

/** Longest part of a URL that is shown, in characters: of the first one, and of those that are named beside it. */
const SHOWN_LENGTH = 200;
const OTHER_SHOWN_LENGTH = 80;
/** Files that are named beside the first. */
const NAMED_OTHERS = 4;

/** Names other files that cannot be used, as many as there is room for in so many characters, and counts the rest. */
function also(others: readonly AssetReference[], room: number): string {
  const names = others.slice(0, NAMED_OTHERS).map((other) => placed(other, OTHER_SHOWN_LENGTH));
  for (let named = names.length; named > 0; named -= 1) {
    const rest = others.length - named;
    const text = ` Nor can be used: ${names.slice(0, named).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}.`;
    if (text.length <= room) return text;
  }
  return others.length > 0 ? ` ${others.length} more cannot be used.` : '';
}

/** Where a file is used, and its URL without the query, which may hold a token. */
function placed({ url, sceneId, path }: AssetReference, length: number): string {
  const { origin, pathname } = new URL(url);
  const text = `${origin}${pathname}`;
  const place = sceneId === null ? path : `Scene ${sceneId}`;
  return `${place}: ${text.length > length ? `${text.slice(0, length - 1)}…` : text}`;
}

/**
 * Whether it does not matter what is wrong: with a text that is only guessed to be a file, and may be the address of a page that was
 * made up. Where it leads to, and how large it is, matters all the same; if it is drawn and is not there, Remotion says so.
 */
const isHarmless = (reference: AssetReference, answer: AssetAnswer | undefined): boolean => {
  if (!isGuessed(reference)) return false;
  if (answer?.type === 'found') return answer.sizeInBytes === 0;
  return !(answer?.type === 'error' && answer.error === 'ADDRESS_REFUSED');
};

type Problem = Pick<AssetProblem, 'reason' | 'isLasting'>;

function problemOf(
  { url, kind }: AssetReference,
  answer: AssetAnswer,
  limits: AssetSizeLimits,
): Problem | null {
  if (answer.type === 'status') {
    const { statusCode } = answer;
    return { reason: `answered with status code ${statusCode}`, isLasting: !isPassing(statusCode) };
  }
  if (answer.type === 'error') return ERRORS[answer.error];
  const { sizeInBytes } = answer;
  const lasting = (reason: string): Problem => ({ reason, isLasting: true });
  if (sizeInBytes === 0) return lasting('is empty');
  const is = kindOfFile(url, answer.contentType);
  if (kind !== null && is !== null && !ACCEPTED[kind].includes(is)) {
    return lasting(`is ${nameOf(is, answer.contentType)}, where ${A[kind]} is expected`);
  }
  const limited = kind ?? (is === 'other' ? null : is) ?? 'video';
  if (sizeInBytes !== null && sizeInBytes > limits[limited]) {
    return lasting(`has ${mb(sizeInBytes)} MB; ${A[limited]} may have at most ${mb(limits[limited])} MB`);
  }
  return null;
}

/** Answers that may be others a moment later. */
const isPassing = (statusCode: number): boolean => statusCode >= 500 || [408, 425, 429].includes(statusCode);

const ERRORS: Record<Extract<AssetAnswer, { type: 'error' }>['error'], Problem> = {
  ADDRESS_REFUSED: { reason: 'leads to an address that is not https on the internet', isLasting: true },
  TLS: { reason: 'has no certificate that can be trusted', isLasting: true },
  REDIRECTS: { reason: 'is redirected too often', isLasting: true },
  DNS: { reason: 'is on a host whose name cannot be resolved', isLasting: false },
  CONNECTION: { reason: 'is on a host that cannot be connected to', isLasting: false },
  TIMEOUT: { reason: 'was not answered in time', isLasting: false },
  NOT_REACHED: { reason: 'could not be looked at, since other files took all the time', isLasting: false },
};

const A: Record<AssetKind, string> = { image: 'an image', video: 'a video', audio: 'a sound' };

/** A sound is taken out of a video as well. */
const ACCEPTED: Record<AssetKind, readonly (AssetKind | 'other')[]> = {
  image: ['image'],
  video: ['video'],
  audio: ['audio', 'video'],
};

const mb = (bytes: number): string => String(Math.ceil(bytes / 1e5) / 10);

// The server's own words are only repeated as far as they are a type.
const nameOf = (is: AssetKind | 'other', contentType: string | null): string => {
  if (is !== 'other') return A[is];
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(contentType ?? '') ? String(contentType) : 'of another type';
};

const EXTENSIONS: Record<AssetKind, RegExp> = {
  image: /\.(?:avif|bmp|gif|ico|jpe?g|png|svg|webp)$/i,
  video: /\.(?:m4v|mkv|mov|mp4|webm)$/i,
  audio: /\.(?:aac|flac|m4a|mp3|oga|ogg|opus|wav)$/i,
};

/** Types that say nothing: what stores give to files that they were told nothing of. */
const UNKNOWN_TYPE = /^(?:application|binary)\/(?:octet-stream|x-octet-stream|binary|unknown)$/;
const CONTAINER: Readonly<Record<string, AssetKind>> = {
  'application/mp4': 'video',
  'application/ogg': 'audio',
};

/** What a file is by its type, or by its extension where the type says nothing; null when neither does. */
function kindOfFile(url: string, contentType: string | null): AssetKind | 'other' | null {
  const kinds = Object.keys(EXTENSIONS) as AssetKind[];
  if (contentType === null || UNKNOWN_TYPE.test(contentType)) {
    const { pathname } = new URL(url);
    return kinds.find((kind) => EXTENSIONS[kind].test(pathname)) ?? null;
  }
  return CONTAINER[contentType] ?? kinds.find((kind) => contentType.startsWith(`${kind}/`)) ?? 'other';
}
