import { getSecret } from '@aws-lambda-powertools/parameters/secrets';

/** How long a secret is kept in memory, in seconds: a rotated one is in use everywhere after this time. */
const MAX_AGE_SECONDS = 300;

/** Reads a secret of Secrets Manager. @throws when there is none, or an empty one. */
export async function readSecret(id: string): Promise<string> {
  const secret = await getSecret(id, { maxAge: MAX_AGE_SECONDS });
  if (typeof secret !== 'string' || secret === '') throw new Error(`The secret ${id} is empty.`);
  return secret;
}
