// What the credentials of a deploy must be allowed, from the calls that it, the doctor and a removal make.
import { CALLS_INSIDE, type Service } from './aws';

/** Services by their prefix in IAM. What is missing here is a tool, whose calls are told elsewhere. */
const PREFIXES: Readonly<Partial<Record<Service, string>>> = {
  IAM: 'iam',
  S3: 's3',
  Lambda: 'lambda',
  ServiceQuotas: 'servicequotas',
  CloudFormation: 'cloudformation',
  EventBridge: 'events',
  SecretsManager: 'secretsmanager',
};

/** Operations that have their action under another name, or need more than one (AWS's service authorization reference). */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  // The bucket is made with a rule about who owns objects.
  'S3.CreateBucket': ['s3:CreateBucket', 's3:PutBucketOwnershipControls'],
  'S3.PutPublicAccessBlock': ['s3:PutBucketPublicAccessBlock'],
  'S3.PutBucketLifecycleConfiguration': ['s3:PutLifecycleConfiguration'],
  'S3.GetBucketLifecycleConfiguration': ['s3:GetLifecycleConfiguration'],
  'S3.GetBucketNotificationConfiguration': ['s3:GetBucketNotification'],
  'S3.PutBucketNotificationConfiguration': ['s3:PutBucketNotification'],
  'S3.ListObjectsV2': ['s3:ListBucket'],
  'S3.ListBuckets': ['s3:ListAllMyBuckets'],
  'Lambda.Invoke': ['lambda:InvokeFunction'],
  // Both hand a role over. Layers of another account are read with the rights of who attaches them.
  'Lambda.CreateFunction': ['lambda:CreateFunction', 'lambda:GetLayerVersion', 'iam:PassRole'],
  'EventBridge.PutTargets': ['events:PutTargets', 'iam:PassRole'],
};

/** On what, by prefix; what is not named here takes every resource, or knows none. */
const RESOURCES: Readonly<Record<string, string>> = {
  cloudformation: '`stack/reelway-<stage>/*`; ValidateTemplate on `*`: it knows no other',
  events: '`rule/reelway-<stage>-progress`, in the regions beside the first',
  iam: '`role/reelway-<stage>-remotion`, `role/reelway-<stage>-forward`',
  lambda:
    '`function:remotion-render-*_<stage>-mem*`; of the stack, `function:reelway-<stage>-*`; GetLayerVersion on ' +
    '`arn:aws:lambda:*:678892195805:layer:remotion-binaries-*`, Remotion’s own',
  logs: '`log-group:/aws/lambda/remotion-render-*_<stage>-mem*`',
  s3: '`reelway-<stage>-renders-*` and what is in it; of the finished files, the bucket’s policy',
  secretsmanager: 'the secrets of the stack',
  servicequotas: '`*`: it knows no other',
};

/**
 * What IAM asks for a call as `names` of the fake account has it, e.g. `S3.CreateBucket`.
 * @throws Error for a service or a function of Remotion whose calls are not known.
 */
export function actionsOf(name: string): readonly string[] {
  const [service = '', operation = ''] = name.split('.');
  // The framework asks CloudFormation, which asks with the same rights for whatever the stack is made of: docs/deploy.md tells of it.
  if (name === 'Serverless.deploy') return ['cloudformation:ValidateTemplate'];
  // Everybody may ask who they are, and Reelway asks for a token of its own.
  if (['STS', 'Serverless', 'Reelway'].includes(service)) return [];
  if (service === 'Remotion') {
    const inside = CALLS_INSIDE[operation];
    if (inside === undefined) throw new Error(`It is not known what ${name} calls.`);
    return namesInside(inside).flatMap(actionsOf);
  }
  const prefix = service === 'Logs' ? 'logs' : PREFIXES[service as Service];
  if (prefix === undefined) throw new Error(`It is not known what IAM asks for ${name}.`);
  return ACTIONS[name] ?? [`${prefix}:${operation}`];
}

/** `S3 GetBucketLocation, ListObjectsV2, STS …`: a service stands before the first of its calls. */
function namesInside(text: string): string[] {
  let service = '';
  return text.split(', ').map((part) => {
    const [first = '', second] = part.split(' ');
    if (second !== undefined) service = first;
    return `${service}.${second ?? first}`;
  });
}

/** The rows of docs/deploy.md: actions by service, and on what. @param names of all calls there are. */
export function permissionsTable(names: Iterable<string>): string {
  const actions = [...new Set([...names].flatMap(actionsOf))].sort();
  const prefixes = [...new Set(actions.map((action) => action.split(':')[0] ?? ''))];
  const rows = prefixes.map((prefix) => {
    const own = actions.filter((action) => action.startsWith(`${prefix}:`));
    return `| \`${prefix}\` | ${own.map((action) => action.slice(prefix.length + 1)).join(', ')} | ${RESOURCES[prefix] ?? ''} |`;
  });
  return ['| Service | Actions | On |', '| --- | --- | --- |', ...rows].join('\n');
}
