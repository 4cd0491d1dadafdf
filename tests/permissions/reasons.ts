// Every wildcard that a policy of ours has, and the reason why it is there.

/** A kind of wildcard. */
export interface Reason {
  /** Fits the whole of a resource, as `textOf` of tests/template/template.ts writes it. */
  readonly resource: RegExp;
  /** Fits the logical id of who has it, or the name of a role that is not in the stack. */
  readonly of: RegExp;
  readonly reason: string;
}

const FUNCTION_ROLE = /IamRoleLambdaExecution$/;
const ANYBODY = /./;

/** All of them. One that is not needed any more has to go: tests say which. */
export const REASONS: readonly Reason[] = [
  {
    resource: /^\*$/,
    of: FUNCTION_ROLE,
    reason: 'X-Ray knows no resources for writing; the actions are held against a list of two.',
  },
  {
    resource: /^arn:\$\{AWS::Partition\}:logs:[^*]+:log-group:\/aws\/lambda\/[\w-]+:\*:\*$/,
    of: FUNCTION_ROLE,
    reason: 'Lambda makes up the names of log streams; it writes logs with the role of the function.',
  },
  {
    resource: /^\$\{OutputBucket\.Arn\}\/exports\/\*$/,
    of: ANYBODY,
    reason: 'Keys of finished files hold the id of their export, and the number of the attempt.',
  },
  {
    resource: /^\$\{OutputBucket\.Arn\}\/renders\/\*$/,
    of: /^OutputBucketPolicy$/,
    reason: 'Keys of artifacts hold the id of their render.',
  },
  {
    resource: /^arn:aws:s3:::[^*]+-\*(\/(renders|input-props)\/\*)?$/,
    of: FUNCTION_ROLE,
    reason:
      'Buckets of a stage differ in the region at their end. Renders of a region that a deploy has taken away go on, and are ' +
      'looked at to their end. Keys hold the id of a render, or of props.',
  },
  {
    resource: /\/(POST|DELETE)\/@connections\/\*$/,
    of: FUNCTION_ROLE,
    reason: 'API Gateway makes up the ids of connections; the API and its stage are named.',
  },
  {
    resource: /:secret:reelway-[a-z0-9-]+-(outputs|download-[12])-\?{6}$/,
    of: FUNCTION_ROLE,
    reason: 'The operator makes these secrets, and Secrets Manager adds six characters to their names.',
  },
  {
    resource: /^\$\{OutputBucket\.Arn\}\/\*$/,
    of: /^OutputBucketPolicy$/,
    reason: 'A denial: whatever comes without TLS is refused, for every object.',
  },
  {
    resource: /^arn:\$\{AWS::Partition\}:s3:::\$\{ServerlessDeploymentBucket\}\/\*$/,
    of: /^ServerlessDeploymentBucketPolicy$/,
    reason: "A denial of the framework's: whatever comes without TLS is refused, for every object.",
  },
];

/** Whether an ARN, or whatever stands for it, fits more than one thing. */
export const isWild = (resource: string): boolean => /[*?]/.test(resource);

/** The reason why somebody has a wildcard; undefined where none is written. */
export const reasonFor = (owner: string, resource: string): Reason | undefined =>
  REASONS.find((reason) => reason.of.test(owner) && reason.resource.test(resource));
