import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { finishRender, type FinishDeps } from '../exports/finish';
import type { RenderOutcome } from '../exports/ports';

/** Largest body that is read, in bytes. Remotion's own are below 10 KB; stacks may make them longer. */
const BODY_BYTES_LIMIT = 256 * 1024;

/** HMAC-SHA-512 in hexadecimal digits. */
const SIGNATURE = /^sha512=[0-9a-f]{128}$/;

const ourData = z.object({ exportId: z.string().min(1).max(64), attempt: z.int().min(1) });
const common = {
  renderId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  bucketName: z
    .string()
    .regex(/^[a-z0-9.-]{3,63}$/)
    .optional()
    .catch(undefined),
  customData: ourData,
};

/** Remotion's payload (`WebhookPayload` of @remotion/serverless 4.0.527), as far as it is used. */
const payloadSchema = z.discriminatedUnion('type', [
  z.object({
    ...common,
    type: z.literal('success'),
    costs: z.object({ estimatedCost: z.number().min(0) }).nullish(),
  }),
  z.object({
    ...common,
    type: z.literal('error'),
    errors: z.array(z.object({ name: z.string().nullish(), message: z.string().nullish() })),
  }),
  z.object({ ...common, type: z.literal('timeout') }),
]);

/** An answer to Remotion. Anything but 200 makes it try again, at most twice. */
export interface WebhookResponse {
  readonly statusCode: 200 | 400 | 401 | 413;
  readonly body: { readonly result: string; readonly reason?: string };
}

/** A request as it came: the signature covers these bytes and no others. */
export interface WebhookRequest {
  readonly rawBody: Buffer;
  readonly signature: string | undefined;
  readonly requestId: string;
}

/** What webhooks are signed with. */
export interface WebhookSecrets {
  /** As this process knows it. */
  readonly secret: () => Promise<string>;
  /** As it is now, and as it was before it was replaced: renders that began before sign with that. */
  readonly secrets: () => Promise<readonly string[]>;
}

/**
 * Takes Remotion's word on how a render ended. What is not signed with the stage's secret changes nothing; what comes twice
 * or late is answered with 200 and changes nothing either.
 */
export async function receiveWebhook(
  deps: FinishDeps & WebhookSecrets,
  request: WebhookRequest,
): Promise<WebhookResponse> {
  if (request.rawBody.byteLength > BODY_BYTES_LIMIT) return refuse(413, 'The body is too large.');
  if (!(await isRemotions(request, deps))) {
    deps.log.warn('A webhook was refused: its signature is missing or wrong.');
    return refuse(401, 'The signature is missing or wrong.');
  }
  const payload = parsePayload(request.rawBody);
  if (payload === null) {
    deps.log.warn('A webhook with a right signature could not be read.');
    return refuse(400, 'The body is not a webhook of a render that Reelway started.');
  }
  const { customData, renderId, bucketName } = payload;
  const result = await finishRender(deps, {
    ...customData,
    renderId,
    bucketName,
    outcome: outcomeOf(payload),
    causationId: request.requestId,
  });
  if (result.type !== 'ignored') return { statusCode: 200, body: { result: result.type } };
  deps.log.info('A webhook changed nothing.', { ...customData, renderId, reason: result.reason });
  return { statusCode: 200, body: { result: 'ignored', reason: result.reason } };
}

const refuse = (statusCode: 400 | 401 | 413, reason: string): WebhookResponse => ({
  statusCode,
  body: { result: 'refused', reason },
});

/**
 * While a secret is being replaced, two are valid. This process may not know of the new one yet, so all are read again before
 * a webhook is refused; the usual one takes no more than what is known.
 */
async function isRemotions(request: WebhookRequest, { secret, secrets }: WebhookSecrets): Promise<boolean> {
  if (isSigned(request, await secret())) return true;
  // Without a signature in Remotion's form there is nothing to compare with.
  if (!SIGNATURE.test(request.signature ?? '')) return false;
  return (await secrets()).some((each) => isSigned(request, each));
}

/** Remotion signs with HMAC-SHA-512: `X-Remotion-Signature: sha512=<hex>`. Compared in constant time, over the raw bytes. */
export function isSigned(
  { rawBody, signature }: Pick<WebhookRequest, 'rawBody' | 'signature'>,
  secret: string,
): boolean {
  const expected = Buffer.from(`sha512=${createHmac('sha512', secret).update(rawBody).digest('hex')}`);
  const given = Buffer.from(signature ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function parsePayload(rawBody: Buffer): z.infer<typeof payloadSchema> | null {
  try {
    return payloadSchema.parse(JSON.parse(rawBody.toString('utf8')));
  } catch {
    return null;
  }
}

function outcomeOf(payload: z.infer<typeof payloadSchema>): RenderOutcome {
  switch (payload.type) {
    case 'success':
      return { type: 'success', billedUsd: payload.costs?.estimatedCost ?? null };
    case 'timeout':
      return { type: 'timeout' };
    case 'error': {
      const [error] = payload.errors;
      return { type: 'error', name: error?.name ?? 'Error', message: error?.message ?? '' };
    }
  }
}
