import { GraphQLError } from 'graphql';
import type { ExportStore, ExportWatchers, Log } from '../exports/ports';
import { isTerminal, type VideoExport } from '../exports/video-export';
import { InvalidTokenError, type Authenticate, type Caller } from '../runtime/auth';
import type { CoreConfig } from '../runtime/config';
import { basics, buckets, events, pusher, stores } from '../runtime/deps';
import { exportMetrics } from '../runtime/metrics';
import type { ConnectionStore, Pusher, TopicDefinition } from '../subscriptions/ports';
import { createPublisher } from '../subscriptions/publish';
import { createSubscriptionServer, type SubscriptionServer } from '../subscriptions/server';
import type { ReadDeps, RequestContext } from './context';
import { schema } from './schema';

/** What pushing to subscribers needs. */
export interface LiveDeps {
  readonly connections: ConnectionStore;
  readonly pusher: Pusher;
  readonly exports: Pick<ExportStore, 'get'>;
  readonly reads: ReadDeps;
  readonly log: Log;
}

const exportTopic = (id: string): string => `export:${id}`;

const topics = (exports: LiveDeps['exports']) => {
  const own = async (id: string, { caller }: RequestContext): Promise<VideoExport | null> => {
    const videoExport = await exports.get(id);
    return videoExport?.ownerId === caller?.userId ? videoExport : null;
  };
  const exportProgress: TopicDefinition<VideoExport, { id: string }, RequestContext> = {
    async topic({ id }, context) {
      if ((await own(id, context)) !== null) return exportTopic(id);
      throw new GraphQLError('There is no such export.', { extensions: { code: 'EXPORT_NOT_FOUND' } });
    },
    snapshot: ({ id }, context) => own(id, context),
    isFinal: ({ status }) => isTerminal(status),
    version: ({ version }) => version,
  };
  return { exportProgress };
};

const options = (deps: LiveDeps) => ({
  schema,
  store: deps.connections,
  pusher: deps.pusher,
  logger: deps.log,
  topics: topics(deps.exports),
  contextFor: (claims: unknown): RequestContext => ({
    caller: claims as Caller,
    requestId: '',
    reads: deps.reads,
    api: null,
  }),
});

/** Answers the messages of WebSocket clients. */
export const createLiveServer = (deps: LiveDeps, authenticate: Authenticate): SubscriptionServer =>
  createSubscriptionServer({
    ...options(deps),
    async authenticate(payload) {
      const authorization = payload?.authorization ?? payload?.Authorization;
      try {
        const caller = await authenticate(typeof authorization === 'string' ? authorization : null);
        return caller === null ? null : { claims: { ...caller }, expiresAt: caller.expiresAt };
      } catch (error) {
        if (error instanceof InvalidTokenError) return null;
        throw error;
      }
    },
  });

/** Tells subscribers of changes. What goes wrong is logged: the change is true whether or not anybody was told. */
export function createWatchers(deps: LiveDeps): ExportWatchers {
  const publish = createPublisher(options(deps));
  return {
    async changed(videoExport) {
      try {
        await publish({ field: 'exportProgress', topic: exportTopic(videoExport.id), payload: videoExport });
      } catch (error) {
        deps.log.warn('Subscribers could not be told of a change.', { exportId: videoExport.id, error });
      }
    },
  };
}

/** What every function has that may end an export: all of FinishDeps, and the stores behind it. */
export function finishDeps(core: CoreConfig) {
  const { exports, lists, projects, connections } = stores(core);
  const { log, clock, ids } = basics();
  const { outputs, renders } = buckets(core);
  const reads = { projects, lists };
  const watchers = createWatchers({ connections, pusher: pusher(core), exports, reads, log });
  const metrics = exportMetrics;
  return { exports, lists, outputs, renders, events: events(core), watchers, metrics, clock, ids, log };
}
