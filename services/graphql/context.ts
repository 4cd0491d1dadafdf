import { GraphQLError } from 'graphql';
import type { BatchStore } from '../exports/batch';
import type { CallbackStore } from '../exports/callback';
import type { CancelDeps } from '../exports/cancel';
import type { CreateExportDeps } from '../exports/create';
import type { Clock, ExportLists, ExportStore, OutputStore, RateLimiter, UsageStore } from '../exports/ports';
import type { Estimate } from '../exports/cost';
import type { StatisticsStore } from '../exports/statistics';
import type { RenderSettings } from '../exports/video-export';
import type { ProjectStore } from '../projects/ports';
import type { Caller } from '../runtime/caller';
import type { SceneCompiler } from '../scenes/compile';

/** What fields of types read. A push to a subscriber needs no more than this. */
export interface ReadDeps {
  readonly projects: Pick<ProjectStore, 'get'>;
  readonly lists: Pick<ExportLists, 'alive'>;
  readonly callbacks: Pick<CallbackStore, 'list'>;
  readonly exports: Pick<ExportStore, 'get' | 'sharedFile'>;
  readonly outputs: Pick<OutputStore, 'sign'>;
  readonly usage: Pick<UsageStore, 'read'>;
  readonly clock: Clock;
}

/** What queries and mutations use. */
export interface ApiDeps extends CreateExportDeps, CancelDeps {
  readonly projects: ProjectStore;
  readonly exports: ExportStore;
  readonly lists: ExportLists;
  readonly usage: UsageStore;
  readonly rates: RateLimiter;
  readonly outputs: OutputStore;
  readonly clock: Clock;
  readonly batches: BatchStore;
  readonly statistics: StatisticsStore;
  /** What one attempt to render is expected to cost, take and give. */
  readonly estimate: (settings: RenderSettings) => Promise<Estimate>;
  readonly downloadUrlSeconds: number;
  readonly sceneCompiler: () => Promise<SceneCompiler>;
}

/** What every resolver is given. */
export interface RequestContext {
  /** Null when the request carries no token. */
  readonly caller: Caller | null;
  readonly requestId: string;
  /** What the client says it is; null when it says nothing. */
  readonly userAgent: string | null;
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
