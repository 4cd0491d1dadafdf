// An AWS account in memory, for tests: it answers as AWS does, remembers, and writes down what it was asked.
import {
  type Aws,
  type Call,
  type FoundFunction,
  type FunctionSize,
  type FoundSite,
  type FoundStack,
} from './aws';

const ACCOUNT = '123456789012';

/** What an account holds. Tests set it up, and look at it afterwards. */
export interface Account {
  role: boolean;
  /** Inline policies of the role of Remotion's function, by name. */
  readonly policies: Map<string, string>;
  /** Region of each bucket, by name. */
  readonly buckets: Map<string, string>;
  /** By bucket. */
  readonly bucketPolicies: Map<string, string>;
  /** By bucket. */
  readonly notifications: Map<string, Record<string, unknown>>;
  /** By region and name. */
  readonly functions: Map<string, FoundFunction>;
  /** By bucket and id. */
  readonly sites: Map<string, FoundSite>;
  /** By region and name. */
  readonly stacks: Map<string, FoundStack>;
  /** Environment of the functions of stacks, by region and name. */
  readonly environments: Map<string, Record<string, string>>;
  readonly secrets: Map<string, string>;
  /** Of Lambda, in every region. */
  concurrency: number;
}

/** An error as the SDK throws it: known by its name. */
export function awsError(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** Every name that an input of a call may have. */
interface Input extends FunctionSize {
  readonly RoleName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
  readonly Bucket: string;
  readonly NotificationConfiguration: Record<string, unknown>;
  readonly StackName: string;
  readonly FunctionName: string;
  readonly SecretId: string;
  readonly bucketName: string;
  readonly siteName: string;
  readonly functionName: string;
  readonly stage: string;
  readonly params: Record<string, string>;
}
type Answer = (input: Input, region: string) => unknown;

/** A fake of AWS with one account. `version` is what its Remotion functions and sites are made with. */
export class FakeAws implements Aws {
  /** Every call so far. */
  readonly sent: Call[] = [];
  /** Errors to throw once, by `Service.operation`. */
  readonly failures = new Map<string, Error>();
  readonly account: Account = {
    role: false,
    policies: new Map(),
    buckets: new Map(),
    bucketPolicies: new Map(),
    notifications: new Map(),
    functions: new Map(),
    sites: new Map(),
    stacks: new Map(),
    environments: new Map(),
    secrets: new Map(),
    concurrency: 1000,
  };

  constructor(private readonly version: string) {}

  /** `Service.operation` of every call so far. */
  get names(): string[] {
    return this.sent.map(({ service, operation }) => `${service}.${operation}`);
  }

  async send<Output>(call: Call<Output>): Promise<Output> {
    this.sent.push(call);
    const name = `${call.service}.${call.operation}`;
    const failure = this.failures.get(name);
    this.failures.delete(name);
    if (failure !== undefined) throw failure;
    const answer = { ...this.amazon, ...this.remotion, ...this.tools }[name];
    if (answer === undefined) throw new Error(`The fake knows no ${name}.`);
    return answer(call.input as unknown as Input, call.region) as Output;
  }

  private readonly amazon: Record<string, Answer> = {
    'STS.GetCallerIdentity': () => ({ Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:user/ops` }),
    'IAM.GetRole': ({ RoleName }) => {
      if (!this.account.role)
        throw awsError('NoSuchEntityException', `The role ${RoleName} cannot be found.`);
      return { Role: { Arn: `arn:aws:iam::${ACCOUNT}:role/${RoleName}` } };
    },
    'IAM.CreateRole': () => {
      if (this.account.role) throw awsError('EntityAlreadyExistsException', 'The role exists.');
      this.account.role = true;
      return {};
    },
    'IAM.PutRolePolicy': ({ PolicyName, PolicyDocument }) => {
      this.account.policies.set(PolicyName, PolicyDocument);
      return {};
    },
    'S3.ListBuckets': () => ({ Buckets: [...this.account.buckets.keys()].map((Name) => ({ Name })) }),
    'S3.GetBucketLocation': ({ Bucket }) => {
      const region = this.account.buckets.get(Bucket);
      return region === 'us-east-1' ? {} : { LocationConstraint: region };
    },
    'S3.GetBucketNotificationConfiguration': ({ Bucket }) => this.account.notifications.get(Bucket) ?? {},
    'S3.GetBucketPolicy': ({ Bucket }) => {
      const Policy = this.account.bucketPolicies.get(Bucket);
      if (Policy === undefined) throw awsError('NoSuchBucketPolicy', 'The bucket policy does not exist');
      return { Policy };
    },
    'S3.PutBucketNotificationConfiguration': ({ Bucket, NotificationConfiguration }) => {
      this.account.notifications.set(Bucket, NotificationConfiguration);
      return {};
    },
    'CloudFormation.DescribeStacks': ({ StackName }, region) => {
      const stack = this.account.stacks.get(`${region} ${StackName}`);
      if (stack === undefined) throw awsError('ValidationError', `Stack with id ${StackName} does not exist`);
      return { Stacks: [stack] };
    },
    'Lambda.GetFunctionConfiguration': ({ FunctionName }, region) => {
      const key = `${region} ${FunctionName}`;
      if (this.account.functions.has(key)) return {};
      const Variables = this.account.environments.get(key);
      if (Variables === undefined)
        throw awsError('ResourceNotFoundException', `Function not found: ${FunctionName}`);
      return { Environment: { Variables } };
    },
    'SecretsManager.GetSecretValue': ({ SecretId }) => {
      const SecretString = this.account.secrets.get(SecretId);
      if (SecretString === undefined)
        throw awsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
      return { SecretString };
    },
    'ServiceQuotas.GetServiceQuota': () => ({ Quota: { Value: this.account.concurrency } }),
  };

  private readonly remotion: Record<string, Answer> = {
    'Remotion.getOrCreateBucket': (_input, region) => {
      const [there, second] = this.bucketsIn(region);
      if (second !== undefined) throw new Error(`You have multiple buckets (${there},${second}).`);
      if (there !== undefined) return { bucketName: there, alreadyExisted: true };
      const bucketName = `remotionlambda-${region.replaceAll('-', '')}-abcdefghij`;
      this.account.buckets.set(bucketName, region);
      return { bucketName, alreadyExisted: false };
    },
    'Remotion.deployFunction': ({ memorySizeInMb, diskSizeInMb, timeoutInSeconds }, region) => {
      if (!this.account.role)
        throw awsError('InvalidParameterValueException', 'The role defined for the function does not exist.');
      const functionName =
        `remotion-render-${this.version.replaceAll('.', '-')}` +
        `-mem${memorySizeInMb}mb-disk${diskSizeInMb}mb-${timeoutInSeconds}sec`;
      const key = `${region} ${functionName}`;
      const alreadyExisted = this.account.functions.has(key);
      if (!alreadyExisted) {
        const size = { memorySizeInMb, diskSizeInMb, timeoutInSeconds };
        this.account.functions.set(key, { functionName, version: this.version, ...size });
      }
      return { functionName, alreadyExisted };
    },
    'Remotion.getFunctions': (_input, region) =>
      [...this.account.functions].flatMap(([key, each]) => (key.startsWith(`${region} `) ? [each] : [])),
    'Remotion.deleteFunction': ({ functionName }, region) => {
      this.account.functions.delete(`${region} ${functionName}`);
    },
    'Remotion.deploySite': ({ bucketName, siteName }, region) => {
      const key = `${bucketName} ${siteName}`;
      const serveUrl = `https://${bucketName}.s3.${region}.amazonaws.com/sites/${siteName}/index.html`;
      const isNew = !this.account.sites.has(key);
      this.account.sites.set(key, { id: siteName, serveUrl, version: this.version });
      const stats = { uploadedFiles: isNew ? 12 : 0, deletedFiles: 0, untouchedFiles: isNew ? 0 : 12 };
      return { serveUrl, siteName, stats };
    },
    'Remotion.getSites': (_input, region) => {
      const buckets = this.bucketsIn(region);
      const isHere = (key: string) => buckets.some((name) => key.startsWith(`${name} `));
      return {
        sites: [...this.account.sites].flatMap(([key, each]) => (isHere(key) ? [each] : [])),
        buckets: buckets.map((name) => ({ name })),
      };
    },
    'Remotion.deleteSite': ({ bucketName, siteName }) => {
      this.account.sites.delete(`${bucketName} ${siteName}`);
      return { totalSizeInBytes: 1 };
    },
  };

  private readonly tools: Record<string, Answer> = {
    'Serverless.deploy': (input, region) => {
      const { stage, params } = input;
      const outputs = {
        HttpApiUrl: 'https://http.example',
        ServiceEndpointWebsocket: `wss://ws.example/${stage}`,
        OutputBucketName: `reelway-${stage}-outputbucket`,
        TableName: `reelway-${stage}-table`,
      };
      this.account.stacks.set(`${region} reelway-${stage}`, {
        StackStatus: 'CREATE_COMPLETE',
        Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
      });
      const AWS = `arn:aws:iam::${ACCOUNT}:role/remotion-lambda-role`;
      this.account.bucketPolicies.set(outputs.OutputBucketName, JSON.stringify({ Principal: { AWS } }));
      const secret = `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:${stage}`;
      this.account.secrets.set(secret, 'x'.repeat(64));
      this.account.environments.set(`${region} reelway-${stage}-render`, {
        REMOTION_FUNCTION_NAME: params.remotionFunctionName ?? '',
        REMOTION_SERVE_URL: params.remotionServeUrl ?? '',
        REMOTION_BUCKET: params.remotionBucket ?? '',
        WEBHOOK_SECRET_ID: secret,
        AUTH_ISSUER: 'https://login.reelway.test/',
        TOTAL_RENDER_LIMIT: '20',
        REMOTION_MAX_FUNCTIONS: '40',
      });
    },
    'Serverless.remove': ({ stage }, region) => {
      this.account.stacks.delete(`${region} reelway-${stage}`);
      this.account.environments.delete(`${region} reelway-${stage}-render`);
    },
    'Reelway.smokeExport': () => ({
      exportId: 'exp_01',
      status: 'COMPLETED',
      failure: null,
      seconds: 31.2,
    }),
  };

  private bucketsIn(region: string): string[] {
    return [...this.account.buckets].flatMap(([name, at]) => (at === region ? [name] : []));
  }
}
