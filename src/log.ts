import { pino, type Logger } from 'pino';
import { isLoggable, toLoggable } from './log-fields';
import { gatherLines } from './log-lines';
import { prettyLine } from './log-pretty';

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** @returns a log whose lines all carry these fields */
  child(fields: object): Log;
}

export interface LogOptions {
  /** The least severe level written: `debug`, `info`, `warn`, `error` or `silent`. */
  level: string;
  /** Short lines for a person at a terminal; JSON, one object a line, otherwise. */
  pretty?: boolean;
  /** Where whole lines go; standard output when left out. */
  destination?: { write(line: string): unknown };
}

const standardOutput = gatherLines(process.stdout);

/**
 * The log, JSON lines on standard output. Fields pass by an allow-list (log-fields.ts), so that a
 * header, a form or a customer's text cannot end up here because somebody handed over a whole object.
 */
export function createLog({
  level,
  pretty = false,
  destination = standardOutput,
}: LogOptions): Log {
  const target = pretty
    ? { write: (line: string) => void destination.write(prettyLine(line)) }
    : { write: (line: string) => void destination.write(line) };
  const logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    target,
  );
  return listedFieldsOnly(logger);
}

/** @returns a log that writes nothing, for tests and one-off tools */
export function silentLog(): Log {
  return createLog({ level: 'silent' });
}

function listedFieldsOnly(logger: Logger): Log {
  return {
    debug: (fields, message) => logger.debug(listed(fields), String(toLoggable(message))),
    info: (fields, message) => logger.info(listed(fields), String(toLoggable(message))),
    warn: (fields, message) => logger.warn(listed(fields), String(toLoggable(message))),
    error: (fields, message) => logger.error(listed(fields), String(toLoggable(message))),
    child: (fields) => listedFieldsOnly(logger.child(listed(fields))),
  };
}

function listed(fields: object): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const loggable = isLoggable(name) ? toLoggable(value) : undefined;
    if (loggable !== undefined) kept[name] = loggable;
  }
  return kept;
}
