// What must never be in a log, looked for in the logs of all whole flows and of every run of the fault tests.

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

/** Characters of a line that are shown of what was found: enough to find the place. */
const SHOWN = 120;

/** What of a line may be shown: the message of a record of the logger, or its beginning, and neither with what was found. */
function shownOf(line: string, found: readonly (RegExp | string)[]): string {
  let text = line;
  try {
    const { message } = JSON.parse(line) as { readonly message?: unknown };
    if (typeof message === 'string') text = message;
  } catch {
    // What is no record is shown as it is.
  }
  return found.reduce<string>((shown, each) => shown.replaceAll(everywhere(each), '…'), text).slice(0, SHOWN);
}

const everywhere = (found: RegExp | string): RegExp | string =>
  typeof found === 'string' ? found : new RegExp(found.source, `${found.flags}g`);

/**
 * What one record of a log holds that no log may hold, a sentence each, with the record's message and without what was found.
 * @param secrets values that are secret in this world, by their names; and texts of users that must not be logged.
 */
export function leaksOf(record: string, secrets: Readonly<Record<string, string>>): string[] {
  const found = [
    ...FORBIDDEN.filter(([, pattern]) => pattern.test(record)),
    ...Object.entries(secrets)
      .filter(([, value]) => value.length >= 8 && record.includes(value))
      .map(([name, value]) => [`the value of ${name}`, value] as const),
  ];
  if (found.length === 0) return [];
  const message = shownOf(
    record,
    found.map(([, each]) => each),
  );
  return found.map(([what]) => `${what}: ${message}`);
}

/** The same of a whole log, line by line. */
export const leaks = (log: string, secrets: Readonly<Record<string, string>>): string[] =>
  log
    .split('\n')
    .flatMap((line, index) =>
      leaksOf(line, secrets).map((leak) => `Line ${index + 1} of the log holds ${leak}`),
    );
