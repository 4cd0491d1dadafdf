import { createWriteStream, existsSync, mkdirSync, renameSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { WorldMessage } from './world';

/** One line of the log file. Functions log in Powertools' form, which has these fields too. */
export interface LogRecord {
  level: string;
  message: string;
  timestamp: string;
  [detail: string]: unknown;
}

/** Old files that are kept: `world.log.1` is the newest of them. */
const KEPT_FILES = 3;

/** A world that logs more than this goes on in a new file. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Longest compact line on the terminal. */
const MAX_LINE_LENGTH = 200;

/** What serverless-offline and the Serverless Framework put before an error or a warning. */
const MARKED_LINE = /^(✖|Error:|Warning:|\[?ERROR|×)/;

/** The marks themselves, which the terminal needs not show. */
const MARK = /^(✖|×)\s*/;

/** Levels that are worth a line whatever they say. */
const NOTEWORTHY_LEVELS = new Set(['WARN', 'ERROR', 'CRITICAL']);

/** The events of an export that are worth a line. */
const NOTEWORTHY_EVENT = /^export\.\w+\.v\d+$/;

/** The log of a world: JSON lines in `world.log`, and the choice of what the terminal shows of them. */
export class WorldLog {
  readonly path: string;
  private stream: WriteStream;
  private bytes = 0;
  private lastShown = '';

  constructor(private readonly directory: string) {
    mkdirSync(directory, { recursive: true });
    this.path = join(directory, 'world.log');
    this.stream = this.rotate();
  }

  /** Makes a record of a line that the world's process printed: JSON as it is, anything else as a message. */
  parse(line: string, stream: 'stdout' | 'stderr'): LogRecord {
    const timestamp = new Date().toISOString();
    if (line.startsWith('{')) {
      try {
        const value = JSON.parse(line) as Partial<LogRecord>;
        if (typeof value.message === 'string')
          return { level: 'INFO', timestamp, ...value, message: value.message };
      } catch {
        // Not JSON after all.
      }
    }
    return { level: MARKED_LINE.test(line) ? 'ERROR' : 'INFO', timestamp, message: line, stream };
  }

  /** Makes a record of what the emulators report. */
  fromWorld({ kind: _kind, ...message }: Extract<WorldMessage, { kind: 'log' }>): LogRecord {
    return { timestamp: new Date().toISOString(), ...message };
  }

  write(record: LogRecord): void {
    if (this.bytes > MAX_FILE_BYTES) {
      this.stream.end();
      this.stream = this.rotate();
    }
    const line = `${JSON.stringify(record)}\n`;
    this.bytes += Buffer.byteLength(line);
    this.stream.write(line);
  }

  /** The compact line for the terminal; undefined for what only the file needs. */
  noteworthy(record: LogRecord): string | undefined {
    const isEvent = NOTEWORTHY_EVENT.test(record.message) && typeof record.event === 'string';
    if (!isEvent && !NOTEWORTHY_LEVELS.has(record.level)) return undefined;
    const time = record.timestamp.slice(11, 19);
    const details = isEvent ? (record.data as Record<string, unknown>) : record;
    const id = details.exportId ?? details.id;
    const level = isEvent ? '' : `${record.level} `;
    const firstLine = (record.message.split('\n', 1)[0] ?? '').replace(MARK, '');
    // serverless-offline says each error of a function three times over.
    if (this.lastShown.includes(firstLine)) return undefined;
    this.lastShown = firstLine;
    const line = `${time}  ${level}${firstLine}${typeof id === 'string' ? `  ${id}` : ''}${reasonOf(record)}`;
    return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH - 1)}…` : line;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.stream.end(() => resolve()));
  }

  private rotate(): WriteStream {
    for (let age = KEPT_FILES - 1; age >= 0; age -= 1) {
      const from = age === 0 ? this.path : `${this.path}.${age}`;
      if (existsSync(from)) renameSync(from, `${this.path}.${age + 1}`);
    }
    this.bytes = 0;
    return createWriteStream(join(this.directory, 'world.log'), { mode: 0o600 });
  }
}

/** Powertools puts an error in a field of its own. */
function reasonOf({ error }: LogRecord): string {
  const reason = (error as { message?: unknown } | null | undefined)?.message;
  return typeof reason === 'string' ? `: ${reason.split('\n', 1)[0]}` : '';
}
