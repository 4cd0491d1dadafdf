// The stacks whose calls are recorded, and whose roles are held against the record.
import { stackParams } from '../../deploy/deploy';

/** An account as IAM sees it; the same as the local world's. */
export const ACCOUNT = '000000000000';

/** A pair that nobody signs with but these tests. */
const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtests
-----END PUBLIC KEY-----`;

/** A stack as a deploy makes it with optional parts. */
export interface OptionalStack {
  readonly params: (stage: string) => Readonly<Record<string, string>>;
  /** Lines of the record that are other ones than those of the plain stack. All others must be the same. */
  readonly differs: RegExp;
}

/** The optional parts that change what functions call, or could. */
export const OPTIONAL_STACKS = {
  'two regions and a larger function': {
    params: (stage) =>
      stackParams({ stage, regions: ['us-east-1', 'eu-west-1'], hasLargeFunction: true }, ACCOUNT),
    differs: /Render(Bucket|Function)|OtherRegion/,
  },
  'another store': {
    params: () => ({
      ...{ outputEndpoint: 'https://store.example', outputBucketName: 'films' },
      ...{ outputRegion: 'auto', outputPathStyle: 'true' },
    }),
    differs: /OutputBucket|OutputSecret/,
  },
  'downloads by CloudFront': {
    params: () => ({ downloadPublicKey: PUBLIC_KEY }),
    differs: /OutputBucket|DownloadSecret/,
  },
  'error tracking': {
    params: () => ({
      sentryLayerArn: 'arn:aws:lambda:us-east-1:943013980633:layer:SentryNodeServerlessSDKv10:1',
      sentryDsn: 'https://key@errors.example/1',
    }),
    // Errors are told over HTTPS to whom the operator chose.
    differs: /(?!)/,
  },
} as const satisfies Readonly<Record<string, OptionalStack>>;

/** The name of one of `OPTIONAL_STACKS`. */
export type OptionalStackName = keyof typeof OPTIONAL_STACKS;
