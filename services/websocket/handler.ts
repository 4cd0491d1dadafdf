import type { APIGatewayProxyWebsocketEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { createLiveServer } from '../graphql/live';
import { createAuthenticate } from '../runtime/auth';
import { authConfig, coreConfig, readEnv } from '../runtime/config';
import { basics, pusher, stores } from '../runtime/deps';
import { routeMessage } from './route';

const env = readEnv();
const core = coreConfig(env);
const { exports, lists, projects, connections } = stores(core);
const { log } = basics();
const reads = { projects, lists };
const server = createLiveServer(
  { connections, pusher: pusher(core), exports, reads, log },
  createAuthenticate(authConfig(env)),
);

export const handler = (
  event: APIGatewayProxyWebsocketEventV2 & { readonly headers?: Record<string, string | undefined> },
): Promise<APIGatewayProxyResultV2> => routeMessage(server, event);
