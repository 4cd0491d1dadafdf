import { gunzipSync, gzipSync } from 'node:zlib';

/** Attributes that are as long as this in JSON, in bytes, are compressed: below, reading a row in the console is worth more. */
const PACKED_FROM_BYTES = 8192;

/** What a row may unfold to: far more than any project has, and far less than a function's memory. */
const UNPACKED_BYTES_LIMIT = 32_000_000;

/**
 * Attributes of a row, or one attribute that holds them compressed: an item of DynamoDB has 400 KB, and the code of scenes, which
 * is most of a large project, shrinks to a quarter.
 */
export function packed(attributes: object): Record<string, unknown> {
  const json = Buffer.from(JSON.stringify(attributes));
  return json.length < PACKED_FROM_BYTES ? { ...attributes } : { packed: gzipSync(json) };
}

/** The attributes of a row, whichever way they were written. */
export function unpacked({ packed: bytes, ...attributes }: Record<string, unknown>): Record<string, unknown> {
  if (!(bytes instanceof Uint8Array)) return attributes;
  const json = gunzipSync(bytes, { maxOutputLength: UNPACKED_BYTES_LIMIT }).toString('utf8');
  return { ...attributes, ...(JSON.parse(json) as Record<string, unknown>) };
}
