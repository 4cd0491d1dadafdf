// GraphiQL for the page that the graphql function serves on GET. Bundled by local/assets.ts; runs in the browser only.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import {
  OperationTypeNode,
  type DefinitionNode,
  type DocumentNode,
  type ExecutionResult,
  type OperationDefinitionNode,
} from 'graphql';
import { createClient } from 'graphql-ws/client';
import 'graphiql/style.css';

const DEFAULT_QUERY = `# Paste a token into the Headers below, then press the play button.
# In the repository: npm run -s token -- alice

query Me {
  viewer {
    id
    dailyLimit
    dailyUsed
  }
  exports(first: 5) {
    nodes {
      id
      status
      progress
    }
  }
}

# 1. A project: answers with its id, e.g. prj_01...
mutation Save {
  saveProject(
    input: {
      title: "Hello"
      scenes: [{ template: "title", props: { title: "Hello" }, durationInFrames: 60 }]
    }
  ) {
    __typename
    ... on SaveProjectSuccess {
      project {
        id
      }
    }
    ... on UserError {
      code
      message
    }
  }
}

# 2. An export of it.
mutation Create($projectId: ID!) {
  createExport(input: { projectId: $projectId, format: MP4, quality: LOW }) {
    __typename
    ... on CreateExportSuccess {
      export {
        id
        status
      }
    }
    ... on UserError {
      code
      message
    }
  }
}

# 3. Live progress, over the WebSocket.
subscription Watch($exportId: ID!) {
  exportProgress(id: $exportId) {
    status
    progress
    version
  }
}
`;

const DEFAULT_VARIABLES = '{\n  "projectId": "prj_",\n  "exportId": "exp_"\n}\n';

const DEFAULT_HEADERS = '{\n  "authorization": "Bearer <npm run -s token -- alice>"\n}\n';

type Headers = Record<string, string>;

/** Lower-case names, as the server expects them; the hint in angle brackets is nobody's token and stays here. */
function usableHeaders(headers: Headers | undefined): Headers {
  const entries = Object.entries(headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => !value.includes('<')));
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return 'operation' in definition;
}

/** A document may hold several operations; the one that runs is named, or the only one. */
function isSubscription(
  document: DocumentNode | undefined,
  operationName: string | null | undefined,
): boolean {
  const operations = (document?.definitions ?? []).filter(isOperation);
  const running = operations.find(({ name }) => name?.value === operationName) ?? operations[0];
  return running?.operation === OperationTypeNode.SUBSCRIPTION;
}

async function post(params: FetcherParams, headers: Headers): Promise<ExecutionResult> {
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(params),
  });
  return (await response.json()) as ExecutionResult;
}

/** A connection of its own for each subscription: the headers of that moment are what it connects with. */
async function* subscribe(
  url: string,
  params: FetcherParams,
  headers: Headers,
): AsyncGenerator<ExecutionResult> {
  const client = createClient({ url, connectionParams: headers, retryAttempts: 3 });
  try {
    yield* client.iterate<Record<string, unknown>>({
      query: params.query,
      variables: params.variables as Record<string, unknown>,
      operationName: params.operationName ?? null,
    }) as AsyncIterable<ExecutionResult>;
  } catch (error) {
    if (!(error instanceof CloseEvent)) throw error;
    throw new Error(`The WebSocket was closed: ${error.code} ${error.reason}`, { cause: error });
  } finally {
    await client.dispose();
  }
}

function createFetcher(subscriptionUrl: string): Fetcher {
  return (params, options) => {
    const headers = usableHeaders(options?.headers);
    return isSubscription(options?.documentAST, params.operationName)
      ? subscribe(subscriptionUrl, params, headers)
      : post(params, headers);
  };
}

const root = document.getElementById('graphiql');
if (!root) throw new Error('The page has no element #graphiql.');
root.style.height = '100vh';
document.body.style.margin = '0';
const subscriptionUrl = root.dataset.subscriptionUrl ?? location.origin.replace(/^http/, 'ws');
// GraphiQL has defaults for queries and headers, and none for variables: given always, they would undo the user's own.
const isFirstVisit = localStorage.getItem('graphiql:variables') === null;

createRoot(root).render(
  <StrictMode>
    <GraphiQL
      fetcher={createFetcher(subscriptionUrl)}
      defaultQuery={DEFAULT_QUERY}
      defaultHeaders={DEFAULT_HEADERS}
      {...(isFirstVisit && { variables: DEFAULT_VARIABLES })}
      defaultEditorToolsVisibility="headers"
      shouldPersistHeaders
    />
  </StrictMode>,
);
