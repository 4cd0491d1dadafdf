import * as z from 'zod';
import { isHttpsUrl, isPublicHostname, MAX_ASSET_REFERENCE_LENGTH, PRIVATE_HOST_MESSAGE } from './urls';

/**
 * What is made when it is first asked for, and then kept. So all schemas are: to make those of a composition takes a tenth of a cold
 * start, and most requests check none.
 */
/* @__NO_SIDE_EFFECTS__ */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** The error of a field that is missing, or else of one that is of the wrong type. */
export const requiredOr = (message: string) => (issue: { input?: unknown }) =>
  issue.input === undefined ? 'is required' : message;

/** Text of 1 to `maxLength` UTF-16 units without the white space around it. */
export const text = (maxLength: number) =>
  z
    .string({ error: requiredOr('must be text') })
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must be at most ${maxLength} characters`);

/** A whole number within bounds, both included. */
export const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .int({ error: requiredOr(message) })
    .min(min, message)
    .max(max, message);
};

/** What scenes and exports are named by: 1 to 64 letters, digits, dashes or underscores. */
export const identifier = once(() =>
  z
    .string({ error: requiredOr('must be text') })
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, dashes or underscores'),
);

/** A colour as `#rgb` or `#rrggbb`. */
export const hexColor = once(() =>
  z
    .string({ error: requiredOr('must be a colour such as #ff7a45') })
    .regex(/^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/, 'must be a colour such as #ff7a45'),
);

// No segment may begin with a dot, which rules out `..` and hidden files; a scheme or a leading slash cannot match.
const PUBLIC_FILE = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

const isPublicHost = (value: string): boolean =>
  !isHttpsUrl(value) || isPublicHostname(new URL(value).hostname);

/**
 * Where an image, a video or a sound comes from: an `https://` URL without credentials, or the path of a file in the
 * site's public folder such as `sample/lake.jpg` (ASCII letters, digits, `.`, `_`, `-`; no `..`, no leading slash).
 */
export const assetReferenceSchema = once(() =>
  z
    .string({ error: requiredOr('must be text') })
    .max(MAX_ASSET_REFERENCE_LENGTH, `must be at most ${MAX_ASSET_REFERENCE_LENGTH} characters`)
    .refine((value) => isHttpsUrl(value) || PUBLIC_FILE.test(value), {
      error: 'must be an https:// URL or the path of a file in the public folder, such as sample/lake.jpg',
    })
    .refine(isPublicHost, { error: PRIVATE_HOST_MESSAGE })
    // For readers of the JSON Schema, which the checks above do not get into.
    .meta({ format: 'uri-reference' }),
);

/** A number within bounds, both included. */
export const numberBetween = (min: number, max: number) => {
  const message = `must be a number from ${min} to ${max}`;
  return z
    .number({ error: requiredOr(message) })
    .min(min, message)
    .max(max, message);
};

/** A list of `min` to `max` things, which `noun` names in the plural. */
export const listOf = <Item extends z.ZodType>(item: Item, noun: string, min: number, max: number) => {
  const message = `must be a list of ${min} to ${max} ${noun}`;
  return z
    .array(item, { error: requiredOr(message) })
    .min(min, message)
    .max(max, message);
};
