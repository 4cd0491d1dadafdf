// As much of IAM as roles of functions use: statements that allow, with wildcards in actions and resources.

/** A statement of a policy, with all intrinsics resolved. */
export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** One thing that a role may do: one action on one pattern of resources. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

/** Something that is done: an action on an ARN. */
export interface Deed {
  readonly action: string;
  readonly resource: string;
}

/**
 * Whether a text fits a pattern of IAM: `*` is any characters, `?` is one.
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html)
 */
export function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

/** Everything that statements allow, piece by piece. */
export const grantsOf = (statements: readonly Statement[]): Grant[] =>
  statements.flatMap(({ actions, resources }) =>
    actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
  );

/** Whether a grant allows what is done. Actions are compared without regard to case, as IAM does. */
export const allows = (grant: Grant, deed: Deed): boolean =>
  matches(grant.action.toLowerCase(), deed.action.toLowerCase()) && matches(grant.resource, deed.resource);
