/**
 * The log: one JSON object a line. What a client sends may stand in a field, so characters that a
 * terminal obeys or that break a line never reach the output as themselves.
 */
import type { Config } from './config.ts';

export type LogFields = Readonly<Record<string, unknown>>;

export interface Logger {
  error(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  debug(event: string, fields?: LogFields): void;
}

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;

/** JSON escapes C0 only; C1 (ESC-less CSI), line separators and direction overrides still act on a terminal. */
const ACTING = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** An `Error` has no enumerable fields, so JSON would print it as `{}`. */
function plain(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const code = 'code' in value ? value.code : undefined;
  return { name: value.name, code, message: value.message, stack: value.stack, cause: value.cause };
}

/** Lines up to `level` go to `write`, each ending in a newline. */
export function createLogger(
  level: Config['logLevel'],
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Logger {
  const at = (name: (typeof LEVELS)[number]) => {
    if (level === 'silent' || LEVELS.indexOf(name) > LEVELS.indexOf(level)) return () => {};
    return (event: string, fields: LogFields = {}) => {
      const line = JSON.stringify({ time: new Date().toISOString(), level: name, event, ...fields }, plain);
      write(`${line.replaceAll(ACTING, escape)}\n`);
    };
  };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}
