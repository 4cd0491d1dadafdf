import { parseSceneError } from '../../remotion/scene-errors';
import type { ExportFailure, FailureCode } from './video-export';

/** An error as Remotion reports it. */
export interface ReportedError {
  readonly name: string;
  readonly message: string;
}

/** Longest message shown to users, in characters. */
export const MESSAGE_LIMIT = 500;

/** Name and wording by which Remotion's and Chromium's errors are told apart; the first that matches decides. */
const RULES: readonly { readonly code: FailureCode; readonly pattern: RegExp }[] = [
  {
    code: 'OUT_OF_MEMORY',
    pattern: /out of memory|SIGKILL|signal: killed|ENOMEM|heap limit|Target closed|Page crashed/i,
  },
  // A function of Remotion that runs out of time cancels itself; a user's own cancel has ended the export before.
  { code: 'TIMEOUT', pattern: /TimeoutError|got cancelled|timed? ?out|delayRender\(\) .*not cleared/i },
  { code: 'THROTTLED', pattern: /TooManyRequests|ConcurrentInvocationLimitExceeded|Rate exceeded|Throttl/i },
  {
    code: 'ASSET_LOAD',
    pattern:
      /loading (?:image|video|audio|font|src)|could not (?:load|play|download)|failed to (?:fetch|load|download)|net::ERR_|status code of 4\d\d|Received a status code/i,
  },
  { code: 'STORAGE', pattern: /NoSuchBucket|NoSuchKey|AccessDenied|SlowDown|ENOSPC|no space left/i },
  {
    code: 'COMPOSITION',
    pattern: /calculateMetadata|composition .*not found|No composition|invalid_type|ZodError/i,
  },
  {
    // Of the browser, the network or Lambda itself: no fault of a scene, and another attempt may do.
    code: 'INTERNAL',
    pattern:
      /ECONNRESET|ECONNREFUSED|EPIPE|socket hang up|service ?unavailable|internal ?(?:server ?)?error|session closed|failed to launch|runtime exited|Runtime\.ExitError/i,
  },
];

const RETRYABLE: Record<FailureCode, boolean> = {
  OUT_OF_MEMORY: true,
  TIMEOUT: true,
  ASSET_LOAD: true,
  COMPOSITION: false,
  SCENE_CODE: false,
  STORAGE: true,
  THROTTLED: true,
  INTERNAL: true,
};

/** Answers of a server that will be the same the next time: what is not there, or not for us. */
const LASTING = /status code(?: of)? (?:40[0134]|410|451)\b/i;

/** Sorts an error of Remotion into one of the public codes. Pure. */
export function classifyError(error: ReportedError): ExportFailure {
  // The first line only: in a stack, the name of any function may look like another error's.
  const scene = parseSceneError(error.message);
  const message = scene?.message ?? error.message;
  const text = `${error.name}: ${firstLine(message)}`;
  // What a user's code has thrown may say anything, and would say it again.
  const isCode = scene?.line !== undefined;
  const code = isCode
    ? 'SCENE_CODE'
    : (RULES.find(({ pattern }) => pattern.test(text))?.code ?? 'SCENE_CODE');
  const line = isCode ? { line: scene.line ?? null } : {};
  return { ...failure(code, message), sceneId: scene?.sceneId ?? null, ...line };
}

/** A failure with a message of one line: the first, since Remotion puts whole stacks into messages. */
export function failure(code: FailureCode, message: string): ExportFailure {
  const line = firstLine(message);
  const short = line.length > MESSAGE_LIMIT ? `${line.slice(0, MESSAGE_LIMIT - 1)}…` : line;
  return {
    code,
    message: short === '' ? 'The render failed without a message.' : short,
    retryable: RETRYABLE[code] && !LASTING.test(line),
    sceneId: null,
  };
}

/** Zod's errors are lists in JSON, whose first line would be a bracket; their first issue says what is wrong. */
function firstLine(message: string): string {
  const issue = /^\s*\[\s*\{[\s\S]*?"message": "((?:[^"\\]|\\.)*)"/.exec(message)?.[1];
  return (issue === undefined ? (message.split('\n', 1)[0] ?? '') : String(JSON.parse(`"${issue}"`))).trim();
}

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
]);
/** Wrapped errors are looked into this deep. */
const CAUSES_LOOKED_AT = 5;

/** True when a call failed in a way that the same call may not fail a minute later: network, throttling, a server's fault. */
export function isTransient(error: unknown): boolean {
  let current: unknown = error;
  for (let depth = 0; depth < CAUSES_LOOKED_AT && current instanceof Error; depth += 1) {
    const { code, name, $metadata, $retryable } = current as Error & SdkFields;
    const status = $metadata?.httpStatusCode ?? 0;
    if ($retryable !== undefined || status === 429 || status >= 500) return true;
    if (NETWORK_CODES.has(code ?? '') || name === 'TimeoutError') return true;
    current = current.cause;
  }
  return false;
}

interface SdkFields {
  readonly code?: string;
  readonly $retryable?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}
