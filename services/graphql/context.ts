import { GraphQLError } from 'graphql';
import type { CreateExportDeps } from '../exports/create';
import type { Clock, ExportLists, ExportStore, OutputStore, UsageStore } from '../exports/ports';
import type { ProjectStore } from '../projects/ports';
import type { Caller } from '../runtime/auth';

/** What fields of types read. A push to a subscriber needs no more than this. */
export interface ReadDeps {
  readonly projects: Pick<ProjectStore, 'get'>;
  readonly lists: Pick<ExportLists, 'alive'>;
}

/** What queries and mutations use. */
export interface ApiDeps extends CreateExportDeps {
  readonly projects: ProjectStore;
  readonly exports: ExportStore;
  readonly lists: ExportLists;
  readonly usage: UsageStore;
  readonly outputs: OutputStore;
  readonly clock: Clock;
  readonly downloadUrlSeconds: number;
}

/** What every resolver is given. */
export interface RequestContext {
  /** Null when the request carries no token. */
  readonly caller: Caller | null;
  readonly requestId: string;
  readonly reads: ReadDeps;
  /** Null on a push: there, only fields of the subscription's payload are resolved. */
  readonly api: ApiDeps | null;
}

/** The context of a root field: authenticated, and able to do everything. */
export interface AuthenticatedContext extends RequestContext {
  readonly caller: Caller;
  readonly api: ApiDeps;
}

/** @throws GraphQLError UNAUTHENTICATED when nobody is signed in. */
export function authenticated(context: RequestContext): AuthenticatedContext {
  const { caller, api } = context;
  if (caller === null || api === null) {
    throw new GraphQLError('Send a token: `authorization: Bearer <JWT>`.', {
      extensions: { code: 'UNAUTHENTICATED' },
    });
  }
  return { ...context, caller, api };
}
