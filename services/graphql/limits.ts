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
  type GraphQLField,
  type GraphQLNamedType,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { DEFAULT_PAGE, PAGE_LIMIT } from './pages';

/** What one operation may ask for. Queries of a whole page with every field stay below a quarter of each. */
export const OPERATION_LIMITS = {
  /** Levels of fields, `__schema` not counted. The deepest that the schema has is 8. */
  depth: 12,
  /** With every field by its own name but once, they bound the root fields as well. */
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

/** The type that a selection is made on; undefined where the document is wrong, which another rule says. */
type On = GraphQLNamedType | undefined;

function fieldOf(on: On, { name }: FieldNode): GraphQLField<unknown, unknown> | undefined {
  // What the API is, is in memory; that an answer of it is not too long, a rule of GraphQL.js itself sees to.
  if (!isCompositeType(on) || isUnionType(on) || name.value.startsWith('__')) return undefined;
  return on.getFields()[name.value];
}

/**
 * What a field costs: 1 for a value that is there, more for one that is read, and all below it as often as its list is long. A
 * page that is given by a variable counts as the longest, since rules do not know variables.
 */
function costOf(on: On, node: FieldNode, costBelow: number): number {
  const field = fieldOf(on, node);
  if (on === undefined || field === undefined) return 1;
  const isRoot = ['Query', 'Mutation', 'Subscription'].includes(on.name);
  const own = isRoot ? ROOT_COST : READS.has(`${on.name}.${field.name}`) ? READ_COST : 1;
  if (field.args.some(({ name }) => name === 'first')) return own + pageSizeOf(node) * costBelow;
  // The edges of a connection are as many as its page, which has been counted.
  const isList = isListType(getNullableType(field.type)) && !on.name.endsWith('Connection');
  return own + (isList ? LIST_ITEMS : 1) * costBelow;
}

function pageSizeOf(node: FieldNode): number {
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (given === undefined || given.kind === Kind.NULL) return DEFAULT_PAGE;
  // Pages that are longer are refused by their resolver.
  return given.kind === Kind.INT ? Math.min(Math.max(Number(given.value), 1), PAGE_LIMIT) : PAGE_LIMIT;
}

/** Selections in each other that are measured. Those of a real operation are a few times the fields above each other at most. */
const MAX_LEVELS = 100;

/** How large a part of an operation is. */
type Size = Readonly<Record<keyof typeof OPERATION_LIMITS, number>>;

const NOTHING: Size = { depth: 0, aliases: 0, directives: 0, cost: 0 };

const together = (a: Size, b: Size): Size => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
  cost: a.cost + b.cost,
});

/** Measures selections. Each fragment is looked at once, and counted as often as it is spread. */
function measuring(context: ValidationContext) {
  const measured = new Map<FragmentDefinitionNode, Size>();
  let level = 0;
  function all(set: SelectionSetNode | undefined, on: On): Size {
    // Fragments in each other add no depth, and would end in an exhausted stack.
    if (level >= MAX_LEVELS) return { ...NOTHING, depth: MAX_LEVELS };
    level += 1;
    const sizes = (set?.selections ?? []).map((selection) => one(selection, on));
    level -= 1;
    return sizes.reduce(together, NOTHING);
  }
  function one(selection: SelectionNode, on: On): Size {
    const here = { ...NOTHING, directives: selection.directives?.length ?? 0 };
    return together(here, selection.kind === Kind.FIELD ? ofField(selection, on) : ofFragment(selection, on));
  }
  function ofField(node: FieldNode, on: On): Size {
    const field = fieldOf(on, node);
    const below = all(node.selectionSet, field && getNamedType(field.type));
    return {
      depth: node.name.value === '__schema' ? 0 : below.depth + 1,
      aliases: below.aliases + (node.alias === undefined ? 0 : 1),
      directives: below.directives,
      cost: costOf(on, node, below.cost),
    };
  }
  function ofFragment(node: Exclude<SelectionNode, FieldNode>, on: On): Size {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const { typeCondition, selectionSet } = node;
      return all(selectionSet, typeCondition ? typeNamed(typeCondition.name.value) : on);
    }
    const fragment = context.getFragment(node.name.value);
    if (fragment == null) return NOTHING;
    const known = measured.get(fragment);
    if (known !== undefined) return known;
    // Where a fragment spreads itself, another rule says so.
    measured.set(fragment, NOTHING);
    const own = { ...NOTHING, directives: fragment.directives?.length ?? 0 };
    const size = together(own, all(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value)));
    measured.set(fragment, size);
    return size;
  }
  const typeNamed = (name: string): On => context.getSchema().getType(name);
  return all;
}

const { depth, aliases, directives, cost } = OPERATION_LIMITS;

/** What is said of an operation that is larger than it may be, in the words of the API. */
const REFUSALS: Readonly<Record<keyof Size, (found: number) => string>> = {
  depth: (found) => `The operation is ${found} levels deep; at most ${depth} are accepted.`,
  aliases: (found) => `The operation has ${found} aliases; at most ${aliases} are accepted.`,
  directives: (found) => `The operation has ${found} directives; at most ${directives} are accepted.`,
  cost: (found) =>
    `The operation costs ${found}; at most ${cost} is accepted. Ask for fewer fields, or shorter pages.`,
};

function sizeRule(context: ValidationContext): ASTVisitor {
  const measure = measuring(context);
  return {
    OperationDefinition(node) {
      const own = { ...NOTHING, directives: node.directives?.length ?? 0 };
      const root = context.getSchema().getRootType(node.operation) ?? undefined;
      const size = together(own, measure(node.selectionSet, root));
      for (const [name, refusal] of Object.entries(REFUSALS)) {
        const found = size[name as keyof Size];
        if (found <= OPERATION_LIMITS[name as keyof Size]) continue;
        context.reportError(new GraphQLError(refusal(found)));
      }
    },
  };
}

/** Refuse operations that ask for too much, over HTTP and over WebSockets alike. */
export const limitRules: readonly ValidationRule[] = [sizeRule];
