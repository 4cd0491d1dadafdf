// `npm start`: the local world, until Ctrl-C.
import { parseArgs } from 'node:util';
import colors from 'picocolors';
import { startWorld, WorldError } from './supervisor';

export { startWorld, WorldError, type RunningWorld, type WorldOptions } from './supervisor';

/** One Ctrl-C comes twice when npm and the terminal both pass it on; a second one of a person takes longer. */
const SAME_SIGNAL_MS = 400;

const USAGE = `Usage: npm start [-- --verbose] [--render-mode local|lambda]

  --verbose        show every log record, not only what is noteworthy
  --render-mode    local: a render worker (default); lambda: Remotion's own Lambda function, run on this machine

  REELWAY_HTTP_PORT  the port of the HTTP API, 3000
  REELWAY_WS_PORT    the port of the WebSocket API, 3001
  REELWAY_DATA_DIR   where data, logs and the local key are kept, .reelway
`;

async function main(args: string[]): Promise<void> {
  const given = readArguments(args);
  if (given === null || given.help) {
    (given ? process.stdout : process.stderr).write(USAGE);
    if (given === null) process.exitCode = 2;
    return;
  }
  const { isVerbose, renderMode } = given;
  let kill = (): void => undefined;
  let stop: (() => Promise<void>) | undefined;
  let firstSignalAt = 0;
  const starting = startWorld({
    httpPort: portOf('REELWAY_HTTP_PORT', 3000),
    wsPort: portOf('REELWAY_WS_PORT', 3001),
    dataDir: process.env.REELWAY_DATA_DIR || '.reelway',
    renderMode,
    watches: true,
    quiet: isVerbose,
    onLine: (line) => console.log(colors.dim(`  ${line}`)),
    ...(isVerbose && { onRecord: (record) => console.log(JSON.stringify(record)) }),
    onProcess: (handle) => {
      kill = handle.kill;
      stop = handle.stop;
    },
  });
  const onSignal = (): void => {
    const now = Date.now();
    if (firstSignalAt === 0) {
      firstSignalAt = now;
      console.log(colors.dim('\n  Stopping …'));
      void (stop?.() ?? Promise.resolve()).finally(() => process.exit(0));
    } else if (now - firstSignalAt > SAME_SIGNAL_MS) {
      kill();
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

  const world = await starting.catch((error: unknown) => {
    // A start that was interrupted fails too, and that is no news.
    if (firstSignalAt > 0) return new Promise<never>(() => undefined);
    throw error;
  });
  console.log(
    `\n${colors.bold('Reelway is ready')}  ${colors.cyan(`${world.httpUrl}/graphql`)}  ${colors.cyan(world.wsUrl)}`,
  );
  console.log(colors.dim(`  A token: npm run -s token -- alice    Logs: ${world.logFile}    Stop: Ctrl-C\n`));
  const reason = await world.crashed;
  throw new WorldError(`${reason} The log is ${world.logFile}.`);
}

/** Null when they cannot be understood. */
function readArguments(
  args: string[],
): { help: boolean; isVerbose: boolean; renderMode: 'local' | 'lambda' } | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        'render-mode': { type: 'string', default: 'local' },
      },
    });
    const renderMode = values['render-mode'];
    if (renderMode !== 'local' && renderMode !== 'lambda') return null;
    return { help: values.help, isVerbose: values.verbose, renderMode };
  } catch {
    return null;
  }
}

function portOf(variable: string, fallback: number): number {
  const given = process.env[variable];
  if (!given) return fallback;
  const port = Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new WorldError(`${variable} must be a port, 1 to 65535, and is ${JSON.stringify(given)}.`);
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    const message =
      error instanceof WorldError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`\n${message}\n`);
    process.exit(1);
  });
}
