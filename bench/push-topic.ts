// What the senders of bench/push.ts have in common: what is listened to, and how it is sent as the stack sends it.
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { ApiGatewayPusher } from '../services/adapters/apigateway-pusher';
import type { Pusher, TopicDefinition } from '../services/subscriptions/ports';

/** What clients are told. */
export interface State {
  readonly id: string;
  readonly status: string;
  readonly progress: number;
  readonly version: number;
}

/** The schema of all servers. */
export const sdl = `
  type Query { version: String! }
  type Subscription { exportProgress(id: ID!): Export! }
  type Export { id: ID! status: String! progress: Float! version: Int! }
`;

const states = new Map<string, State>();

/** A state that is like any other. */
export const stateOf = (id: string, version: number): State => ({
  ...{ id, status: 'RENDERING', progress: 0.5, version },
});

/** The newest state of a subject in this process. */
export const current = (id: string): State => states.get(id) ?? stateOf(id, 1);

/** Makes a state the newest one. */
export const remember = (state: State): void => void states.set(state.id, state);

export const topic: TopicDefinition<State, { id: string }> = {
  topic: ({ id }) => id,
  snapshot: ({ id }) => current(id),
  isFinal: () => false,
  version: ({ version }) => version,
};

/** As services/runtime/deps.ts makes it. */
export const pusherTo = (endpoint: string): Pusher =>
  new ApiGatewayPusher(
    new ApiGatewayManagementApiClient({
      ...{ region: 'us-east-1', endpoint },
      credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
      requestHandler: { httpAgent: { maxSockets: 300 }, connectionTimeout: 3_000, requestTimeout: 10_000 },
    }),
  );
