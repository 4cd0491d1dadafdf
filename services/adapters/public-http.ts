import { lookup as dnsLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { CallbackAnswer, CallbackRequest, CallbackSender, ConnectionError } from '../exports/callback';

/** How long one request may take, from the name's lookup to the last byte that is read, in milliseconds. */
export const PUBLIC_HTTP_TIMEOUT_MS = 10_000;

/** How much of an answer is read, only so that the other side can end well. Nothing of it is kept. */
const ANSWER_BYTES_LIMIT = 64 * 1024;

/**
 * True for an address on the internet: no loopback, private, link-local, metadata, carrier-grade NAT, multicast, reserved or
 * documentation address, and none that carries an IPv4 address inside (mapped, 6to4, NAT64, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  // All that IANA has given out for the IPv6 internet; what lies outside may lead back into IPv4.
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.IPv6.parseCIDR('2000::/3'));
}

/** A host leads to an address that must not be connected to. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
}

/** The part of `dns.lookup` that is used. */
export type ResolveAll = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void,
) => void;

/**
 * A `lookup` for sockets that refuses a name when any of its addresses is refused. A socket connects to the very addresses
 * that it is given here, so a name that changes between the check and the connection changes nothing. A socket to an address
 * in place of a name never asks: that is to be checked before.
 */
export function checkedLookup(isAllowed: (address: string) => boolean, resolve: ResolveAll): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isAllowed(address))) {
        return callback(
          new AddressRefusedError('The name leads to an address that is not on the internet.'),
          [],
        );
      }
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

/** What a test, or a world without internet, does otherwise. */
export interface PublicHttpOptions {
  /** Allows `http` and any address. */
  readonly allowPrivate: boolean;
  readonly timeoutMs?: number;
  readonly isAllowed?: (address: string) => boolean;
  readonly resolve?: ResolveAll;
  /** In place of the well-known certificate authorities, in PEM. */
  readonly ca?: string;
}

/** One request. Its signal ends it, the answer's body included. */
export interface PublicRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** HTTPS to the internet and nowhere else. Each request resolves and connects afresh, and follows no redirect. */
export class PublicHttp implements CallbackSender {
  private readonly timeoutMs: number;
  private readonly isAllowed: (address: string) => boolean;
  private readonly lookup: LookupFunction;

  constructor(private readonly options: PublicHttpOptions) {
    this.timeoutMs = options.timeoutMs ?? PUBLIC_HTTP_TIMEOUT_MS;
    this.isAllowed = options.isAllowed ?? (options.allowPrivate ? () => true : isPublicAddress);
    this.lookup = checkedLookup(this.isAllowed, options.resolve ?? dnsLookup);
  }

  async post({ url, headers, body }: CallbackRequest): Promise<CallbackAnswer> {
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      const withLength = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
      const response = await this.open({ method: 'POST', url, headers: withLength, body, signal });
      await drain(response);
      return { statusCode: response.statusCode ?? 0 };
    } catch (error) {
      return { error: signal.aborted ? 'TIMEOUT' : connectionError(error) };
    }
  }

  /**
   * Sends one request and resolves with the head of its answer, whose rest the caller has to read or to destroy.
   * @throws AddressRefusedError for what must not be connected to; else what the socket throws, see {@link connectionError}.
   */
  async open({ method, url, headers, body, signal }: PublicRequest): Promise<IncomingMessage> {
    const { protocol, hostname, port, pathname, search } = new URL(url);
    const host = hostname.replace(/^\[|\]$/g, '');
    if (protocol !== 'https:' && !(protocol === 'http:' && this.options.allowPrivate)) {
      throw new AddressRefusedError(`${protocol} is not spoken.`);
    }
    if (isIP(host) !== 0 && !this.isAllowed(host)) {
      throw new AddressRefusedError('The address is not on the internet.');
    }
    const options: RequestOptions & { ca?: string } = {
      method,
      host,
      port: port === '' ? null : Number(port),
      path: `${pathname}${search}`,
      headers,
      lookup: this.lookup,
      // A socket that is kept for the next request would skip the check of its address.
      agent: false,
      signal,
      ...(this.options.ca === undefined ? {} : { ca: this.options.ca }),
    };
    return new Promise((resolve, reject) => {
      const begin = protocol === 'https:' ? httpsRequest : httpRequest;
      begin(options, resolve).on('error', reject).end(body);
    });
  }
}

/** Reads the rest of an answer and forgets it. However it ends, the status has been told. */
async function drain(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of response) {
      bytes += (chunk as Buffer).length;
      // Leaving the loop closes the connection.
      if (bytes > ANSWER_BYTES_LIMIT) return;
    }
  } catch {
    // Cut off or too slow: the body is not needed.
  }
}

/** OpenSSL's and Node's names of certificates and handshakes that are not right. */
const TLS_CODE =
  /^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA)/;

/** Why a connection, or an answer on it, did not come about. */
export function connectionError(error: unknown): ConnectionError {
  if (error instanceof AddressRefusedError) return 'ADDRESS_REFUSED';
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException;
  if (syscall.startsWith('getaddrinfo')) return 'DNS';
  return TLS_CODE.test(code) ? 'TLS' : 'CONNECTION';
}
