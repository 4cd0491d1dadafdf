import { GraphQLError } from 'graphql';
import type { Page, PageRequest } from '../exports/ports';

/** Most items of one page. */
export const PAGE_LIMIT = 100;
/** Items of a page when nothing is said. */
export const DEFAULT_PAGE = 20;

/** Relay's arguments of a list of ids with the given prefix. @throws GraphQLError BAD_USER_INPUT naming the argument. */
export function pageRequest(
  args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
  prefix: 'exp' | 'prj',
): PageRequest {
  const first = args.first ?? DEFAULT_PAGE;
  if (first < 1 || first > PAGE_LIMIT) throw badInput(`first: must be from 1 to ${PAGE_LIMIT}, got ${first}`);
  return { first, after: args.after == null ? null : decodeCursor(args.after, prefix) };
}

/** A page as a Relay connection. */
export function toConnection<T extends { readonly id: string }>(page: Page<T>, request: PageRequest) {
  const edges = page.items.map((node) => ({ node, cursor: encodeCursor(node.id) }));
  return {
    edges,
    nodes: [...page.items],
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor:
        page.continueAfter === undefined ? (edges.at(-1)?.cursor ?? null) : encodeCursor(page.continueAfter),
    },
  };
}

// Cursors are opaque, so that what they hold may change without breaking those who kept one.
const encodeCursor = (id: string): string => Buffer.from(`v1:${id}`).toString('base64url');

function decodeCursor(cursor: string, prefix: 'exp' | 'prj'): string {
  const match = /^v1:((exp|prj)_[0-9A-HJKMNP-TV-Z]{26})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (match?.[2] !== prefix || match[1] === undefined) {
    throw badInput('after: must be the `endCursor` of an earlier page of this list');
  }
  return match[1];
}

/** An error that names the argument and what would be accepted. */
export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
