import { answerSeconds, readEnv } from './config';

/**
 * Milliseconds until a call must have been answered, and for which an answer that has begun may stop: 3000 on AWS. Calls of ours
 * take some to some hundred of them, and bring 400 KB at most (DynamoDB's limit for an item; files of previews and of progress are
 * smaller): S3's guide advises to repeat what is smaller than 512 KB after two seconds.
 */
const answerMs = answerSeconds(readEnv()) * 1000;

/** Of these, until a connection must be there: on AWS 2000, time to repeat, after a second, a first packet that got lost (RFC 6298). */
const connectionMs = (answerMs * 2) / 3;

/**
 * Tries of a call. Three are the SDK's standard; for DynamoDB it would be four, which together with its pauses could take longer
 * than the shortest functions may run.
 */
const ATTEMPTS = 3;

/**
 * How clients wait for AWS. The SDK itself would wait for ever: one dead connection would use up a whole function, and who has
 * called it would get no answer. All tries take 9 seconds, and with the pauses between them (up to one second and two, where AWS
 * throttles; next to nothing otherwise) 12 at most: so that of 15 seconds, which the shortest functions have, some are left to say
 * what has failed. A write whose answer did not come in time may have been carried out, and is sent again: see `ownEarlierWrite`.
 */
export const boundedCalls = {
  maxAttempts: ATTEMPTS,
  requestHandler: {
    // Enough for the parallel calls of one invocation, and for bursts where functions share a process.
    httpsAgent: { maxSockets: 100 },
    httpAgent: { maxSockets: 500 },
    connectionTimeout: connectionMs,
    requestTimeout: answerMs,
    // Without it, the SDK only writes a warning.
    throwOnRequestTimeout: true,
    // The time of a request is over when its answer begins; this is for those that do not end.
    socketTimeout: answerMs,
  },
};
