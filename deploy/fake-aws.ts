// An AWS account in memory, for tests: it answers as AWS does, remembers, and writes down what it was asked.
import {
  type Aws,
  type Call,
  type FoundFunction,
  type FunctionSize,
  type FoundSite,
  type FoundStack,
  type LifecycleRule,
} from './aws';

const ACCOUNT = '123456789012';

/** What an account holds. Tests set it up, and look at it afterwards. */
export interface Account {
  /** The inline policy of each role, by name of the role. */
  readonly roles: Map<string, string>;
  /** Region of each bucket, by name. */
  readonly buckets: Map<string, string>;
  /** By bucket. */
  readonly bucketPolicies: Map<string, string>;
  /** By bucket. */
  readonly publicAccess: Map<string, object>;
  /** By bucket. */
  readonly lifecycles: Map<string, readonly LifecycleRule[]>;
  /** By bucket. */
  readonly notifications: Map<string, Record<string, unknown>>;
  /** By region and name. */
  readonly functions: Map<string, FoundFunction>;
  /** Rules that forward events, by region and name. */
  readonly rules: Map<string, FakeRule>;
  /** By bucket and id. */
  readonly sites: Map<string, FoundSite>;
  /** By region and name. */
  readonly stacks: Map<string, FoundStack>;
  /** Environment of the functions of stacks, by region and name. */
  readonly environments: Map<string, Record<string, string>>;
  readonly secrets: Map<string, string>;
  /** Of the repository, not of the account. */
  readonly files: Map<string, unknown>;
  /** Of Lambda, in every region. */
  concurrency: number;
}

/** A rule of EventBridge with the targets that it sends to. */
export interface FakeRule {
  State: string;
  readonly EventPattern: string;
  Targets: { Id: string; Arn: string; RoleArn: string }[];
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
  readonly Policy: string;
  readonly CreateBucketConfiguration?: { readonly LocationConstraint: string };
  readonly PublicAccessBlockConfiguration: object;
  readonly LifecycleConfiguration: { readonly Rules: readonly LifecycleRule[] };
  readonly Name: string;
  readonly Rule: string;
  readonly EventPattern: string;
  readonly Targets: FakeRule['Targets'];
  readonly forceBucketName: string;
  readonly ephemerealStorageInMb: number;
  readonly customRoleArn: string;
  readonly NotificationConfiguration: Record<string, unknown>;
  readonly StackName: string;
  readonly FunctionName: string;
  readonly SecretId: string;
  readonly bucketName: string;
  readonly siteName: string;
  readonly functionName: string;
  readonly stage: string;
  readonly params: Record<string, string>;
  readonly file: string;
}
type Answer = (input: Input, region: string) => unknown;

/** A fake of AWS with one account. `version` is what its Remotion functions and sites are made with. */
export class FakeAws implements Aws {
  /** Every call so far. */
  readonly sent: Call[] = [];
  /** Errors to throw once, by `Service.operation`. */
  readonly failures = new Map<string, Error>();
  readonly account: Account = {
    roles: new Map(),
    buckets: new Map(),
    bucketPolicies: new Map(),
    publicAccess: new Map(),
    lifecycles: new Map(),
    notifications: new Map(),
    functions: new Map(),
    rules: new Map(),
    sites: new Map(),
    stacks: new Map(),
    environments: new Map(),
    secrets: new Map(),
    files: new Map(),
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
      this.assertRole(RoleName);
      return { Role: { Arn: `arn:aws:iam::${ACCOUNT}:role/${RoleName}` } };
    },
    'IAM.CreateRole': ({ RoleName }) => {
      if (this.account.roles.has(RoleName))
        throw awsError('EntityAlreadyExistsException', 'The role exists.');
      this.account.roles.set(RoleName, '');
      return {};
    },
    'IAM.PutRolePolicy': ({ RoleName, PolicyDocument }) => {
      this.assertRole(RoleName);
      this.account.roles.set(RoleName, PolicyDocument);
      return {};
    },
    'IAM.DeleteRolePolicy': ({ RoleName }) => {
      this.assertRole(RoleName);
      if (this.account.roles.get(RoleName) === '')
        throw awsError('NoSuchEntityException', 'There is no policy.');
      this.account.roles.set(RoleName, '');
      return {};
    },
    'IAM.DeleteRole': ({ RoleName }) => {
      this.assertRole(RoleName);
      if (this.account.roles.get(RoleName) !== '')
        throw awsError('DeleteConflictException', 'Cannot delete entity, must delete policies first.');
      this.account.roles.delete(RoleName);
      return {};
    },
    'S3.GetBucketLocation': ({ Bucket }) => {
      this.assertBucket(Bucket);
      const region = this.account.buckets.get(Bucket);
      return region === 'us-east-1' ? {} : { LocationConstraint: region };
    },
    'S3.CreateBucket': ({ Bucket, CreateBucketConfiguration }) => {
      if (this.account.buckets.has(Bucket)) throw awsError('BucketAlreadyOwnedByYou', 'The bucket exists.');
      this.account.buckets.set(Bucket, CreateBucketConfiguration?.LocationConstraint ?? 'us-east-1');
      return {};
    },
    'S3.PutPublicAccessBlock': ({ Bucket, PublicAccessBlockConfiguration }) => {
      this.assertBucket(Bucket);
      this.account.publicAccess.set(Bucket, PublicAccessBlockConfiguration);
      return {};
    },
    'S3.PutBucketPolicy': ({ Bucket, Policy }) => {
      // A new bucket refuses a policy that makes anything public.
      if (!this.account.publicAccess.has(Bucket)) throw awsError('AccessDenied', 'Access Denied');
      this.account.bucketPolicies.set(Bucket, Policy);
      return {};
    },
    'S3.PutBucketLifecycleConfiguration': ({ Bucket, LifecycleConfiguration }) => {
      this.assertBucket(Bucket);
      this.account.lifecycles.set(Bucket, LifecycleConfiguration.Rules);
      return {};
    },
    'S3.GetBucketLifecycleConfiguration': ({ Bucket }) => {
      this.assertBucket(Bucket);
      const Rules = this.account.lifecycles.get(Bucket);
      if (Rules === undefined)
        throw awsError('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
      return { Rules };
    },
    'S3.GetBucketNotificationConfiguration': ({ Bucket }) => {
      this.assertBucket(Bucket);
      return this.account.notifications.get(Bucket) ?? {};
    },
    'S3.GetBucketPolicy': ({ Bucket }) => {
      const Policy = this.account.bucketPolicies.get(Bucket);
      if (Policy === undefined) throw awsError('NoSuchBucketPolicy', 'The bucket policy does not exist');
      return { Policy };
    },
    'S3.PutBucketNotificationConfiguration': ({ Bucket, NotificationConfiguration }) => {
      this.account.notifications.set(Bucket, NotificationConfiguration);
      return {};
    },
    'EventBridge.PutRule': ({ Name, EventPattern }, region) => {
      const Targets = this.account.rules.get(`${region} ${Name}`)?.Targets ?? [];
      this.account.rules.set(`${region} ${Name}`, { State: 'ENABLED', EventPattern, Targets });
      return {};
    },
    'EventBridge.PutTargets': ({ Rule, Targets }, region) => {
      this.ruleOf(region, Rule).Targets = [...Targets];
      return { FailedEntryCount: 0 };
    },
    'EventBridge.DescribeRule': ({ Name }, region) => this.ruleOf(region, Name),
    'EventBridge.ListTargetsByRule': ({ Rule }, region) => ({ Targets: this.ruleOf(region, Rule).Targets }),
    'EventBridge.RemoveTargets': ({ Rule }, region) => {
      this.ruleOf(region, Rule).Targets = [];
      return { FailedEntryCount: 0 };
    },
    'EventBridge.DeleteRule': ({ Name }, region) => {
      if (this.ruleOf(region, Name).Targets.length > 0)
        throw awsError('ValidationException', "Rule can't be deleted since it has targets.");
      this.account.rules.delete(`${region} ${Name}`);
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
    'Lambda.PutFunctionEventInvokeConfig': () => ({}),
    'SecretsManager.GetSecretValue': ({ SecretId }) => {
      const SecretString = this.account.secrets.get(SecretId);
      if (SecretString === undefined)
        throw awsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
      return { SecretString };
    },
    'ServiceQuotas.GetServiceQuota': () => ({ Quota: { Value: this.account.concurrency } }),
  };

  private readonly remotion: Record<string, Answer> = {
    'Remotion.getFunctionInfo': ({ functionName }, region) => {
      const found = this.account.functions.get(`${region} ${functionName}`);
      if (found === undefined)
        throw awsError('ResourceNotFoundException', `Function not found: ${functionName}`);
      return found;
    },
    'Remotion.createFunction': (input, region) => {
      const { functionName, memorySizeInMb, timeoutInSeconds, ephemerealStorageInMb, customRoleArn } = input;
      if (!this.account.roles.has(customRoleArn.split('/')[1] ?? ''))
        throw awsError('InvalidParameterValueException', 'The role defined for the function does not exist.');
      const key = `${region} ${functionName}`;
      if (this.account.functions.has(key))
        throw awsError('ResourceConflictException', `Function already exist: ${functionName}`);
      const size = { memorySizeInMb, timeoutInSeconds, diskSizeInMb: ephemerealStorageInMb };
      this.account.functions.set(key, { functionName, version: this.version, ...size });
      return { FunctionName: functionName };
    },
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
    'Remotion.getSites': ({ forceBucketName }) => ({
      sites: [...this.account.sites].flatMap(([key, each]) =>
        key.startsWith(`${forceBucketName} `) ? [each] : [],
      ),
    }),
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
      const AWS = `arn:aws:iam::${ACCOUNT}:role/${params.remotionRoleName}`;
      this.account.bucketPolicies.set(outputs.OutputBucketName, JSON.stringify({ Principal: { AWS } }));
      const secret = `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:${stage}`;
      this.account.secrets.set(secret, 'x'.repeat(64));
      this.account.secrets.set(`${secret}-callbacks`, 'y'.repeat(64));
      this.account.environments.set(`${region} reelway-${stage}-callbacks`, {
        CALLBACK_SECRET_ID: `${secret}-callbacks`,
      });
      this.account.environments.set(`${region} reelway-${stage}-render`, {
        REMOTION_FUNCTION_NAME: params.remotionFunctionName ?? '',
        REMOTION_SERVE_URL: params.remotionServeUrl ?? '',
        REMOTION_BUCKET: params.remotionBucket ?? '',
        REMOTION_REGIONS: params.remotionRegions ?? '',
        REMOTION_LARGE_FUNCTION_NAME: params.remotionLargeFunctionName ?? '',
        WEBHOOK_SECRET_ID: secret,
        AUTH_ISSUER: 'https://login.reelway.test/',
        TOTAL_RENDER_LIMIT: '20',
        REMOTION_MAX_FUNCTIONS: '40',
      });
    },
    'Serverless.remove': ({ stage }, region) => {
      this.account.stacks.delete(`${region} reelway-${stage}`);
      this.account.environments.delete(`${region} reelway-${stage}-render`);
      this.account.environments.delete(`${region} reelway-${stage}-callbacks`);
    },
    'Reelway.writeStageFile': ({ file, ...content }) => void this.account.files.set(file, content),
    'Reelway.smokeExport': () => ({
      exportId: 'exp_01',
      status: 'COMPLETED',
      failure: null,
      seconds: 31.2,
    }),
  };

  private assertRole(name: string): void {
    if (!this.account.roles.has(name))
      throw awsError('NoSuchEntityException', `The role ${name} cannot be found.`);
  }

  private assertBucket(name: string): void {
    if (!this.account.buckets.has(name))
      throw awsError('NoSuchBucket', 'The specified bucket does not exist');
  }

  private ruleOf(region: string, name: string): FakeRule {
    const rule = this.account.rules.get(`${region} ${name}`);
    if (rule === undefined) throw awsError('ResourceNotFoundException', `Rule ${name} does not exist.`);
    return rule;
  }
}
