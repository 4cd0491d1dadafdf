/** A call to AWS, as the SDK has it or as it was read from a request. */
export interface AwsCall {
  /** The SDK's `serviceId`: `DynamoDB`, `S3`, `SQS`, `EventBridge`, `Secrets Manager`, `ApiGatewayManagementApi`, `Lambda`, `STS`. */
  readonly service: string;
  /** `GetItem`, `PutObject`. */
  readonly operation: string;
  /** Where it is sent to; the region of the stack where it is not said. */
  readonly region?: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Names of the template, and where its stack is. */
export interface TemplateNames {
  /**
   * Gives the name that a resource has in the template by the one that a call has for it: a table's, bucket's, bus's or
   * function's name, a queue's URL, a secret's ARN or name.
   */
  (physical: string): string;
  readonly region: string;
}

/** What is written in place of the part of a key, or of an id, that differs from one export to the next. */
const ANY = '<any>';

/** The method that stands in the ARN of a client's connection, by operation. */
const CONNECTION_METHODS: Readonly<Record<string, string>> = {
  PostToConnection: 'POST',
  DeleteConnection: 'DELETE',
  GetConnection: 'GET',
};

/**
 * What IAM must allow for a call: `<action> <resource>`, the resource as `Fn::Sub` takes it, so that calls of any stage compare.
 * Of an object's key only the first folder is told. Actions and resources are those of AWS's service authorization reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/).
 *
 * @throws Error for a service or an operation that is not listed here: somebody has to look up what it takes.
 */
export function permissionsOf(call: AwsCall, names: TemplateNames): string[] {
  const { operation, input } = call;
  switch (call.service) {
    case 'DynamoDB':
      return dynamoDb(operation, input, names);
    case 'S3':
      return s3(operation, input, names);
    case 'SQS':
      if (!['SendMessage', 'SendMessageBatch'].includes(operation)) break;
      return [`sqs:SendMessage \${${names(String(input.QueueUrl))}.Arn}`];
    case 'EventBridge': {
      if (operation !== 'PutEvents') break;
      const entries = input.Entries as readonly { readonly EventBusName: string }[];
      const buses = new Set(entries.map(({ EventBusName }) => names(EventBusName)));
      return [...buses].map((bus) => `events:PutEvents \${${bus}.Arn}`);
    }
    case 'Secrets Manager':
      return [`secretsmanager:${operation} ${secretArn(names(String(input.SecretId)))}`];
    case 'ApiGatewayManagementApi': {
      const method = CONNECTION_METHODS[operation];
      if (method === undefined) break;
      const api = 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${WebsocketsApi}/${Stage}';
      return [`execute-api:ManageConnections ${api}/${method}/@connections/${ANY}`];
    }
    case 'Lambda': {
      if (!['Invoke', 'InvokeWithResponseStream'].includes(operation)) break;
      const { region = names.region } = call;
      const arn = `arn:aws:lambda:\${${region === names.region ? 'AWS::Region' : OTHER_REGION}}:\${AWS::AccountId}`;
      return [`lambda:InvokeFunction ${arn}:function:\${${names(String(input.FunctionName))}}`];
    }
    case 'STS':
      // Everybody may ask who they are, whatever their policies say.
      if (operation === 'GetCallerIdentity') return [];
  }
  throw new Error(`It is not known what IAM asks for ${call.service} ${operation}.`);
}

function dynamoDb(operation: string, input: AwsCall['input'], names: TemplateNames): string[] {
  const on = (action: string, table: unknown, index?: unknown): string =>
    `dynamodb:${action} \${${names(String(table))}.Arn}${typeof index === 'string' ? `/index/${index}` : ''}`;
  switch (operation) {
    case 'TransactWriteItems':
    case 'TransactGetItems': {
      // A transaction takes the rights to what is in it, and none of its own.
      const items = (input.TransactItems as Record<string, { readonly TableName: string }>[]).flatMap(
        (item) => Object.entries(item),
      );
      return items.map(([kind, { TableName }]) =>
        on(kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`, TableName),
      );
    }
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys(input.RequestItems as object).map((table) => on(operation, table));
    default:
      return [on(operation, input.TableName, input.IndexName)];
  }
}

/** Operations whose action has another name. Parts of an upload are writes of its object. */
const S3_ACTIONS: Readonly<Record<string, string>> = {
  GetObject: 'GetObject',
  HeadObject: 'GetObject',
  PutObject: 'PutObject',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  AbortMultipartUpload: 'AbortMultipartUpload',
  DeleteObject: 'DeleteObject',
};
const S3_BUCKET_ACTIONS: Readonly<Record<string, string>> = {
  ListObjectsV2: 'ListBucket',
  HeadBucket: 'ListBucket',
  GetBucketLocation: 'GetBucketLocation',
};

function s3(operation: string, { Bucket, Key, ACL }: AwsCall['input'], names: TemplateNames): string[] {
  const name = names(String(Bucket));
  // Who is let in there is no matter of IAM.
  if (name === OTHER_STORE) return [];
  const bucket = bucketArn(name);
  const ofBucket = S3_BUCKET_ACTIONS[operation];
  if (ofBucket !== undefined) return [`s3:${ofBucket} ${bucket}`];
  const action = S3_ACTIONS[operation];
  if (action === undefined) throw new Error(`It is not known what IAM asks for S3 ${operation}.`);
  const [folder = '', ...rest] = String(Key).split('/');
  const object = `${bucket}/${rest.length === 0 ? ANY : `${folder}/${ANY}`}`;
  return [`s3:${action} ${object}`, ...(ACL === undefined ? [] : [`s3:PutObjectAcl ${object}`])];
}

/**
 * What S3 asks for besides when an object is not there: only who may list the bucket is told so, others get 403.
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, Permissions)
 */
export const permissionsOfMissing = (bucket: string, names: TemplateNames): string[] =>
  names(bucket) === OTHER_STORE ? [] : [`s3:ListBucket ${bucketArn(names(bucket))}`];

/** Remotion's buckets are no part of the stack, so that they have a name here and no attributes. */
const bucketArn = (name: string): string =>
  [RENDER_BUCKET, OTHER_RENDER_BUCKET].includes(name) ? `arn:aws:s3:::\${${name}}` : `\${${name}.Arn}`;

/** Secrets that an operator has made have a name; Secrets Manager adds six characters to it in the ARN. */
const secretArn = (name: string): string =>
  [OUTPUT_SECRET, DOWNLOAD_SECRET].includes(name)
    ? `arn:aws:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:\${${name}}-${ANY}`
    : `\${${name}}`;

/** What is written for Remotion's buckets and functions: of the stack's own region, and of any other that renders for it. */
export const RENDER_BUCKET = 'RenderBucket';
export const OTHER_RENDER_BUCKET = 'OtherRenderBucket';
export const OTHER_REGION = 'OtherRegion';
export const RENDER_FUNCTION = 'RenderFunction';
export const LARGE_RENDER_FUNCTION = 'LargeRenderFunction';
/** A bucket that is in another store than S3. */
export const OTHER_STORE = 'OtherStore';
/** What is written for the secrets of optional parts. */
export const OUTPUT_SECRET = 'OutputSecret';
export const DOWNLOAD_SECRET = 'DownloadSecret';

/** The variables of functions that name what is no part of the stack. The later ones win where two name the same. */
const OUTSIDE: readonly (readonly [variable: string, name: string])[] = [
  ['OUTPUT_SECRET_ID', OUTPUT_SECRET],
  ['DOWNLOAD_SECRET_ID', DOWNLOAD_SECRET],
  ['REMOTION_LARGE_FUNCTION_NAME', LARGE_RENDER_FUNCTION],
  ['REMOTION_FUNCTION_NAME', RENDER_FUNCTION],
  ['REMOTION_BUCKET', RENDER_BUCKET],
];

/**
 * The names of a stack's resources, and of what its functions render with.
 *
 * @param resources what `Ref` gives, by logical id.
 * @param environment of the functions: it names Remotion's bucket and functions, and secrets of optional parts.
 * @param region of the stack.
 */
export function templateNames(
  resources: Readonly<Record<string, { readonly ref: string }>>,
  environment: Readonly<Record<string, unknown>>,
  region: string,
): TemplateNames {
  const known = new Map<unknown, string>([
    ...Object.entries(resources).map(([logicalId, { ref }]) => [ref, logicalId] as const),
    ...OUTSIDE.map(([variable, name]) => [environment[variable], name] as const),
    ...(environment.OUTPUT_ENDPOINT ? [[environment.OUTPUT_BUCKET, OTHER_STORE] as const] : []),
  ]);
  // Buckets of other regions differ in the region at the end.
  const end = /[a-z]{2}(?:-[a-z]+)+-\d$/;
  const stem = String(environment.REMOTION_BUCKET).replace(end, '');
  const nameOf = (physical: string): string =>
    known.get(physical) ?? (physical.replace(end, '') === stem ? OTHER_RENDER_BUCKET : physical);
  return Object.assign(nameOf, { region });
}
