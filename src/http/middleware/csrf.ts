import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import { refusal } from '../refusal';
import type { Visits } from './visit';

interface Options {
  readonly secrets: string[];
  readonly publicUrl: URL;
  readonly visits: Visits;
}

export interface Csrf {
  /** Gives every page of the request its token, made when a page first asks. */
  readonly offerToken: RequestHandler;
  /** Refuses a form posted from another site. Enough before reading a body, not enough to act. */
  readonly sameOrigin: RequestHandler;
  /** `sameOrigin`, and the token of a form that was already read. */
  readonly form: RequestHandler;
  /** @throws `forbidden` (details.reason `form_expired`) unless the token is this visitor's */
  check(request: Request, token: unknown): void;
}

/** A few hundred bytes for each of those who were here last. */
const TOKENS = 2_000;

/** Forms carry a token bound to the session, or to the browser before there is one. */
export function createCsrf({ secrets, publicUrl, visits }: Options): Csrf {
  const origins = originsOf(publicUrl);
  const [newest = ''] = secrets;
  const tokens = new LRUCache<string, string>({
    max: TOKENS,
    memoMethod: (holder) => tokenFor(newest, holder),
  });
  const check = (request: Request, token: unknown) => {
    const holder = holderOf(request, visits.idOf(request));
    const valid =
      typeof token === 'string' &&
      holder !== undefined &&
      secrets.some((secret) => equal(token, tokenFor(secret, holder)));
    if (!valid) throw refusal('form_expired', 'The form carries no token of this visitor.');
  };
  const checkOrigin = (request: Request) => {
    const site = request.headers['sec-fetch-site'] ?? 'same-origin';
    const from = request.headers.origin ?? publicUrl.origin;
    if (site !== 'same-origin' || !origins.includes(from)) {
      throw refusal('form_expired', 'The form was posted from another site.');
    }
  };
  return {
    check,
    offerToken: (request, response, next) => {
      let token: string | undefined;
      response.locals.csrfToken = () => {
        token ??= tokens.memo(holderOf(request) ?? visitHolder(visits.begin(request, response)));
        return token;
      };
      next();
    },
    sameOrigin: (request, _response, next) => {
      checkOrigin(request);
      next();
    },
    form: (request, _response, next) => {
      checkOrigin(request);
      check(request, (request.body as Record<string, unknown>)['csrf']);
      next();
    },
  };
}

/** One's own machine answers to two names, and people type either. */
function originsOf(publicUrl: URL): string[] {
  const names = ['127.0.0.1', 'localhost'];
  if (publicUrl.protocol !== 'http:' || !names.includes(publicUrl.hostname)) {
    return [publicUrl.origin];
  }
  return names.map((name) => {
    const url = new URL(publicUrl);
    url.hostname = name;
    return url.origin;
  });
}

const visitHolder = (visitId: string) => `visit:${visitId}`;

function holderOf(request: Request, visitId?: string): string | undefined {
  if (request.user !== undefined) return `session:${request.sessionID}`;
  return visitId === undefined ? undefined : visitHolder(visitId);
}

function tokenFor(secret: string, holder: string): string {
  return createHmac('sha256', secret).update(`csrf:${holder}`).digest('base64url');
}

function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
