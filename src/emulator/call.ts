import type { IncomingMessage } from 'node:http';
import type { User } from './records';

/** One API call, as an operation sees it: already authenticated, its body already parsed. */
export interface Call {
  /** Who acts; the impersonated person when the call is made on somebody's behalf. */
  user: User;
  params: Record<string, string>;
  /** Repeated keys keep their last value; `page[size]` is the key `page[size]`. */
  query: Record<string, string>;
  body: unknown;
  headers: IncomingMessage['headers'];
  /** The bytes as they arrive, for uploads. */
  stream: IncomingMessage;
  /** Path and query as called. */
  url: string;
  /** The caller's own origin; links in answers use it. */
  origin: string;
}

export interface Reply {
  status: number;
  /** Sent as JSON; undefined sends nothing. */
  body?: unknown;
  headers?: Record<string, string>;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown, location: string): Reply => ({
  status: 201,
  body,
  headers: { location },
});
export const noContent = (): Reply => ({ status: 204 });

/** @returns the number at the end of an address; the router lets only digits through */
export function idParam(call: Call, name = 'id'): number {
  return Number(call.params[name]);
}
