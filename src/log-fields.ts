import { types } from 'node:util';

/** Every field a log line may carry. A name that is not here is dropped, whatever it holds. */
const LISTED = new Set([
  // a visit
  ...['requestId', 'method', 'route', 'path', 'status', 'ms', 'person', 'account', 'locale'],
  // who came to the door, and from where
  ...['way', 'act', 'limit', 'device', 'ip'],
  // a ticket on its way
  ...['ticket', 'reference', 'intent', 'delivery', 'state', 'attempt', 'attempts', 'dueAt'],
  // a call to a neighbour
  ...['operation', 'lane', 'outcome', 'retryAfter', 'waitMs', 'timeoutMs', 'url', 'host', 'port'],
  // amounts and places
  ...['count', 'total', 'bytes', 'file', 'files', 'seconds', 'lagSeconds', 'cursor', 'since'],
  // the program itself
  ...['mode', 'room', 'worker', 'event', 'setting', 'signal', 'pid', 'version', 'migration'],
  ...['database', 'table', 'folder', 'level', 'kind', 'name', 'id', 'webhook', 'job'],
  // what went wrong
  ...['code', 'reason', 'error', 'cause'],
]);

const LONGEST = 500;
const MOST_ITEMS = 20;
const MOST_FRAMES = 6;

export function isLoggable(name: string): boolean {
  return LISTED.has(name);
}

/** @returns the value in a form that may be written, or undefined for objects, which are never walked */
export function toLoggable(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return cleanText(value.href);
  if (types.isNativeError(value)) return describeError(value);
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).filter(isPlain).map(toLoggable);
  return undefined;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Errors of HTTP, SMTP and SQL clients carry headers, bodies and rows: only these facts leave. */
function describeError(error: Error): Record<string, unknown> {
  const described: Record<string, unknown> = {
    name: cleanText(error.name),
    message: cleanText(error.message),
    stack: frames(error),
  };
  if ('code' in error && isPlain(error.code)) described.code = toLoggable(error.code);
  if (types.isNativeError(error.cause)) described.cause = cleanText(error.cause.message);
  return described;
}

function frames(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line.startsWith('at '))
    .slice(0, MOST_FRAMES)
    .map((line) => line.slice(3));
}

// Line breaks and terminal escapes: what a forged log line is made of.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const CREDENTIALS_IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s@]*@/gi;
const QUERY_IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s?]*|^\/[^\s?]*)\?\S*/gi;
const AUTHORIZATION = /\b(bearer|basic)\s+[\w.~+/=-]+/gi;

/** Nothing of the above is in names, numbers, ids and routes, which is most of what is written. */
const CLEAN = /^[\w./-]{0,100}$/;

function cleanText(text: string): string {
  if (CLEAN.test(text)) return text;
  const cleaned = text
    .slice(0, LONGEST * 4)
    .replace(CONTROL, ' ')
    .replace(CREDENTIALS_IN_URL, '$1')
    .replace(QUERY_IN_URL, '$1')
    .replace(AUTHORIZATION, '$1 [secret]');
  return cleaned.length > LONGEST ? `${cleaned.slice(0, LONGEST)}…` : cleaned;
}
