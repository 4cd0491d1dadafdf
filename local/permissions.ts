/** A call to AWS, as the SDK has it or as it was read from a request. */
export interface AwsCall {
  /** The SDK's `serviceId`: `DynamoDB`, `S3`, `SQS`, `EventBridge`, `Secrets Manager`, `ApiGatewayManagementApi`, `Lambda`, `STS`. */
  readonly service: string;
  /** `GetItem`, `PutObject`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * Gives the name that a resource has in the template by the one that a call has for it: a table's, bucket's, bus's or function's
 * name, a queue's URL, a secret's ARN.
 */
export type TemplateNames = (physical: string) => string;

/** What is written in place of the part of a key, or of an id, that differs from one export to the next. */
const ANY = '<any>';

const CONNECTIONS =
  'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${WebsocketsApi}/${Stage}/POST/@connections/' + ANY;

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
      return [`secretsmanager:${operation} \${${names(String(input.SecretId))}}`];
    case 'ApiGatewayManagementApi':
      return [`execute-api:ManageConnections ${CONNECTIONS}`];
    case 'Lambda': {
      if (!['Invoke', 'InvokeWithResponseStream'].includes(operation)) break;
      const arn = `arn:aws:lambda:\${RenderRegion}:\${AWS::AccountId}:function:`;
      return [`lambda:InvokeFunction ${arn}\${${names(String(input.FunctionName))}}`];
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
  const bucket = bucketArn(names(String(Bucket)));
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
export const permissionsOfMissing = (bucket: string, names: TemplateNames): string[] => [
  `s3:ListBucket ${bucketArn(names(bucket))}`,
];

/** Remotion's buckets are no part of the stack, so that they have a name here and no attributes. */
const bucketArn = (name: string): string =>
  name === RENDER_BUCKET ? `arn:aws:s3:::\${${RENDER_BUCKET}}` : `\${${name}.Arn}`;

/** What is written for Remotion's buckets and functions, of whatever region and size. */
export const RENDER_BUCKET = 'RenderBucket';
export const RENDER_FUNCTION = 'RenderFunction';
export const LARGE_RENDER_FUNCTION = 'LargeRenderFunction';

/**
 * The names of a stack's resources, and of what its functions render with.
 *
 * @param resources what `Ref` gives, by logical id.
 * @param environment of the functions: it names Remotion's bucket and functions.
 */
export function templateNames(
  resources: Readonly<Record<string, { readonly ref: string }>>,
  environment: Readonly<Record<string, unknown>>,
): TemplateNames {
  const { REMOTION_BUCKET, REMOTION_FUNCTION_NAME, REMOTION_LARGE_FUNCTION_NAME } = environment;
  const known = new Map<unknown, string>([
    ...Object.entries(resources).map(([logicalId, { ref }]) => [ref, logicalId] as const),
    [REMOTION_LARGE_FUNCTION_NAME, LARGE_RENDER_FUNCTION],
    [REMOTION_FUNCTION_NAME, RENDER_FUNCTION],
    [REMOTION_BUCKET, RENDER_BUCKET],
  ]);
  // Buckets of other regions differ in the region at the end.
  const region = /[a-z]{2}(?:-[a-z]+)+-\d$/;
  const stem = String(REMOTION_BUCKET).replace(region, '');
  return (physical) =>
    known.get(physical) ?? (physical.replace(region, '') === stem ? RENDER_BUCKET : physical);
}
