// What must never be in a log, looked for in the logs of all whole flows.

/** What gives somebody a right that is not theirs, or is a user's own, as it looks in a text. */
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/],
  ['a bearer token', /\bBearer +[\w-]{8,}\.[\w-]+/i],
  ['a signed URL', /[?&](?:X-Amz-Signature|X-Amz-Credential|Signature|Policy)=[\w%.~-]{8,}/i],
  ["a webhook's signature", /\bsha512=[0-9a-f]{64,}/i],
  ["a callback's signature", /\bv1,[A-Za-z0-9+/]{40,}={0,2}/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['code of a scene', /export default (?:function|\()|from ['"\\]+(?:react|remotion|reelway)['"\\]/],
];

/** Bytes of a line that are shown of what was found: enough to find the place, too little to be of use. */
const SHOWN = 120;

/**
 * Lines of a log that hold what no log may hold, a sentence each.
 * @param secrets values that are secret in this world, by their names; and texts of users that must not be logged.
 */
export function leaks(log: string, secrets: Readonly<Record<string, string>>): string[] {
  const named = Object.entries(secrets).filter(([, value]) => value.length >= 8);
  return log.split('\n').flatMap((line, index) => {
    const found = [
      ...FORBIDDEN.filter(([, pattern]) => pattern.test(line)).map(([what]) => what),
      ...named.filter(([, value]) => line.includes(value)).map(([name]) => `the value of ${name}`),
    ];
    return found.map((what) => `Line ${index + 1} of the log holds ${what}: ${line.slice(0, SHOWN)}`);
  });
}
