import type { APIGatewayProxyWebsocketEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { createLiveServer, liveDeps } from '../graphql/live';
import { createAuthenticate } from '../runtime/auth';
import { authConfig, coreConfig, readEnv } from '../runtime/config';
import { routeMessage } from './route';

const env = readEnv();
const server = createLiveServer(liveDeps(coreConfig(env)), createAuthenticate(authConfig(env)));

export const handler = (
  event: APIGatewayProxyWebsocketEventV2 & { readonly headers?: Record<string, string | undefined> },
): Promise<APIGatewayProxyResultV2> => routeMessage(server, event);
