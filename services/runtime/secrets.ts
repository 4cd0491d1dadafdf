import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { boundedCalls } from './aws-calls';

/** How long a secret is kept in memory, in milliseconds: a rotated one is in use everywhere after this time. */
const MAX_AGE_MS = 300_000;

/** Who asks for the newest versions gets those of so many milliseconds ago: forged requests must not cost a call each. */
const NEWEST_MAX_AGE_MS = 10_000;

/** Secrets Manager's names for a secret's versions. The one that was current before has the second, where there is one. */
type VersionStage = 'AWSCURRENT' | 'AWSPREVIOUS';

interface Known {
  readonly value: Promise<string | null>;
  readonly readAtMs: number;
}

let client: SecretsManagerClient | null = null;
const known = new Map<string, Known>();

/** Reads a secret of Secrets Manager. @throws when there is none, or an empty one. */
export const readSecret = (id: string): Promise<string> => current(id, MAX_AGE_MS);

/**
 * Reads the versions of a secret that are valid at once: the current one and, after a rotation, the one before it. As old as
 * five minutes, or ten seconds where the `newest` are asked for. @throws when there is no current one, or an empty one.
 */
export async function readSecretVersions(
  id: string,
  age: 'known' | 'newest' = 'known',
): Promise<readonly [current: string, ...previous: string[]]> {
  const maxAgeMs = age === 'known' ? MAX_AGE_MS : NEWEST_MAX_AGE_MS;
  const [now, before] = await Promise.all([current(id, maxAgeMs), read(id, 'AWSPREVIOUS', maxAgeMs)]);
  return before === null || before === now ? [now] : [now, before];
}

const filled = v.pipe(v.string(), v.minLength(1));
const credentialsSchema = v.object({ accessKeyId: filled, secretAccessKey: filled });

/** What a store that is not AWS's lets somebody in by. */
export type StoreCredentials = v.InferOutput<typeof credentialsSchema>;

/**
 * Reads a secret that holds `{"accessKeyId": "…", "secretAccessKey": "…"}`. @throws when it holds something else, without a word
 * of it.
 */
export async function readStoreCredentials(id: string): Promise<StoreCredentials> {
  const text = await readSecret(id);
  try {
    return v.parse(credentialsSchema, JSON.parse(text));
  } catch {
    throw new Error(`The secret ${id} is no JSON with accessKeyId and secretAccessKey.`);
  }
}

async function current(id: string, maxAgeMs: number): Promise<string> {
  const secret = await read(id, 'AWSCURRENT', maxAgeMs);
  if (secret === null) throw new Error(`The secret ${id} is empty.`);
  return secret;
}

/** Powertools would do it, but takes two versions of a secret for the same, and asks again for one that is not there. */
function read(id: string, stage: VersionStage, maxAgeMs: number): Promise<string | null> {
  const key = `${stage} ${id}`;
  const kept = known.get(key);
  if (kept !== undefined && Date.now() - kept.readAtMs < maxAgeMs) return kept.value;
  const value = fetchSecret(id, stage);
  known.set(key, { value, readAtMs: Date.now() });
  // A failure is nothing to be remembered.
  void value.catch(() => known.get(key)?.value === value && known.delete(key));
  return value;
}

async function fetchSecret(id: string, stage: VersionStage): Promise<string | null> {
  client ??= new SecretsManagerClient(boundedCalls);
  try {
    const command = new GetSecretValueCommand({ SecretId: id, VersionStage: stage });
    const { SecretString: secret = '' } = await client.send(command);
    return secret === '' ? null : secret;
  } catch (error) {
    if (stage === 'AWSPREVIOUS' && error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}
