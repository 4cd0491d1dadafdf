import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { DEFAULT_PAGE, PAGE_LIMIT } from './pages';

/** What one operation may ask for. Queries of a whole page with every field stay below a quarter of each. */
export const OPERATION_LIMITS = {
  /** Levels of fields, introspection not counted. The deepest that the schema has is 8. */
  depth: 12,
  aliases: 50,
  directives: 50,
  /** See {@link costOf}. */
  cost: 50_000,
} as const;

/** Fields that read from the table, each for itself: as much work as a dozen others. */
const READS = new Set([
  'Export.project',
  'Export.queuePosition',
  'Export.thumbnailUrl',
  'Export.previewUrl',
  'Batch.exports',
]);
const READ_COST = 10;

/** Root fields write or search: asking for many in one request is no way around the limit of requests. */
const ROOT_COST = 100;

/** How many items a list without pages is taken to have. */
const LIST_ITEMS = 10;

/**
 * What a field costs: 1 for a value that is there, more for one that is read, and all below it as often as its list is long. A
 * page that is given by a variable counts as the longest, since rules do not know variables.
 */
function costOf(
  type: GraphQLCompositeType,
  node: FieldNode,
  costBelow: (below: GraphQLOutputType) => number,
) {
  const field = isUnionType(type) ? undefined : type.getFields()[node.name.value];
  // What the API is, is in memory; that an answer of it is not too long is what the limit of depth is for.
  if (field === undefined || node.name.value.startsWith('__')) return 1;
  const isRoot = ['Query', 'Mutation', 'Subscription'].includes(type.name);
  const own = isRoot ? ROOT_COST : READS.has(`${type.name}.${field.name}`) ? READ_COST : 1;
  const below = costBelow(field.type);
  if (field.args.some(({ name }) => name === 'first')) return own + pageSizeOf(node) * below;
  // The edges of a connection are as many as its page, which has been counted.
  const isList = isListType(getNullableType(field.type)) && !type.name.endsWith('Connection');
  return own + (isList ? LIST_ITEMS : 1) * below;
}

function pageSizeOf(node: FieldNode): number {
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (given === undefined || given.kind === Kind.NULL) return DEFAULT_PAGE;
  // Pages that are longer are refused by their resolver.
  return given.kind === Kind.INT ? Math.min(Math.max(Number(given.value), 1), PAGE_LIMIT) : PAGE_LIMIT;
}

/** Says what was exceeded, in the words of the API; the libraries' own errors name neither the limit's unit nor a code. */
const refuseWith = (message: (found: string) => string) => ({
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError) => {
      const found = /found (\d+)/.exec(error.message)?.[1] ?? 'more';
      context?.reportError(new GraphQLError(message(found)));
    },
  ],
});

const { depth, aliases, directives, cost } = OPERATION_LIMITS;

/** Refuse operations that ask for too much, over HTTP and over WebSockets alike. */
export const limitRules: readonly ValidationRule[] = [
  maxDepthRule({
    n: depth,
    flattenFragments: true,
    ...refuseWith((found) => `The operation is ${found} levels deep; at most ${depth} are accepted.`),
  }),
  maxAliasesRule({
    n: aliases,
    allowList: [],
    ...refuseWith((found) => `The operation has ${found} aliases; at most ${aliases} are accepted.`),
  }),
  maxDirectivesRule({
    n: directives,
    ...refuseWith((found) => `The operation has ${found} directives; at most ${directives} are accepted.`),
  }),
  costRule,
];

/** Adds up what every operation costs. Each fragment is counted once for a type, however often it is spread. */
function costRule(context: ValidationContext): ASTVisitor {
  const counted = new Map<FragmentDefinitionNode, number>();
  const below = (selectionSet: SelectionSetNode | undefined) => (type: GraphQLOutputType) => {
    const named = getNamedType(type);
    return selectionSet === undefined || !isCompositeType(named) ? 0 : sum(selectionSet, named);
  };
  function sum({ selections }: SelectionSetNode, type: GraphQLCompositeType): number {
    return selections.reduce((total, selection) => total + selected(selection, type), 0);
  }
  function selected(selection: SelectionNode, type: GraphQLCompositeType): number {
    if (selection.kind === Kind.FIELD) return costOf(type, selection, below(selection.selectionSet));
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : context.getFragment(selection.name.value);
    if (fragment == null) return 0;
    const { typeCondition, selectionSet } = fragment;
    const named = typeCondition && context.getSchema().getType(typeCondition.name.value);
    const on = isCompositeType(named) ? named : type;
    if (fragment.kind === Kind.INLINE_FRAGMENT) return sum(selectionSet, on);
    // Where a fragment spreads itself, another rule says so.
    if (!counted.has(fragment)) counted.set(fragment, 0).set(fragment, sum(selectionSet, on));
    return counted.get(fragment) ?? 0;
  }
  return {
    OperationDefinition({ operation, selectionSet }) {
      const root = context.getSchema().getRootType(operation);
      const found = root == null ? 0 : sum(selectionSet, root);
      if (found <= cost) return;
      const advice = 'Ask for fewer fields, or shorter pages.';
      context.reportError(
        new GraphQLError(`The operation costs ${found}; at most ${cost} is accepted. ${advice}`),
      );
    },
  };
}
