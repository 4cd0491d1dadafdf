// What may be said of a URL by its text. Without zod: functions read it that check no composition.

/** UTF-16 units of an asset reference. What browsers and S3 take without trouble. */
export const MAX_ASSET_REFERENCE_LENGTH = 2048;

/** Whether a text is an `https://` URL without credentials. */
export const isHttpsUrl = (value: string): boolean => {
  if (!/^https:\/\//i.test(value) || !URL.canParse(value)) {
    return false;
  }
  const { username, password } = new URL(value);
  return username === '' && password === '';
};

// Data and subtitles are not among them: their URLs are often only shown, or lead somewhere.
const FILE_EXTENSIONS = {
  image: /\.(?:avif|gif|jpe?g|png|svg|webp)$/i,
  video: /\.(?:m4v|mov|mp4|webm)$/i,
  audio: /\.(?:aac|flac|m4a|mp3|ogg|opus|wav)$/i,
  font: /\.(?:otf|ttf|woff2?)$/i,
} as const;

/** What an `https://` URL is by the extension of its path; null for other texts, and when the extension does not tell. */
export const fileKindOf = (value: string): keyof typeof FILE_EXTENSIONS | null => {
  if (!isHttpsUrl(value)) return null;
  const { pathname } = new URL(value);
  const kinds = Object.keys(FILE_EXTENSIONS) as (keyof typeof FILE_EXTENSIONS)[];
  return kinds.find((kind) => FILE_EXTENSIONS[kind].test(pathname)) ?? null;
};

// Names that never mean a host on the internet (RFC 6761, RFC 6762 and what cloud providers use inside), and addresses
// instead of names.
const PRIVATE_HOST =
  /^\[|^[\d.]+$|(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid)\.?$/i;

/** What is said of a host that {@link isPublicHostname} refuses. */
export const PRIVATE_HOST_MESSAGE = 'must name a host on the internet, not an address or a private name';

/**
 * Whether a URL's `hostname` can be a host on the internet: neither the browser that renders nor a callback may be sent into
 * the network that it stands in. Where the name leads to is not known here.
 */
export const isPublicHostname = (hostname: string): boolean =>
  hostname.includes('.') && !PRIVATE_HOST.test(hostname);
