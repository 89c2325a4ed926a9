import { hash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import session, { Store, type Session, type SessionData } from 'express-session';
import type { Customer } from '../../domain/customer';
import { SIGN_IN_RULES } from '../../domain/sign-in-rules';
import type { WayIn } from '../../domain/way-in';
import type { Cookies } from '../cookies';

/** Where sessions are kept. The id's hash is the key: whoever reads the table cannot sign in with it. */
export interface SessionTable {
  /** With the person it belongs to, read in the same moment. */
  read(idHash: string): Promise<{ data: unknown; expiresAt: Date; person: Customer | null } | null>;
  write(idHash: string, data: unknown, personId: string | null, expiresAt: Date): Promise<void>;
  end(idHash: string, now: Date): Promise<unknown>;
}

/** Said once on the next page, after a form was taken. */
export type Flash =
  | 'request_sent'
  | 'reply_sent'
  | 'solution_sent'
  | 'message_discarded'
  | 'answer_added'
  | 'answer_follows_up'
  | 'answer_begins'
  | 'password_chosen'
  | 'second_step_added'
  | 'second_step_removed'
  | 'provider_linked'
  | 'provider_unlinked'
  | 'proved'
  | 'name_changed'
  | 'session_ended'
  | 'sessions_ended'
  | 'trust_ended'
  | 'all_trust_ended';

declare module 'express-session' {
  interface SessionData {
    /** Passport's own corner. */
    passport: { user?: string };
    /** Milliseconds of the epoch. */
    signedInAt: number;
    seenAt: number;
    /** When the person last showed who they are. */
    provedAt: number;
    way: WayIn;
    /** The browser in our words, and its IP address. */
    device: string;
    address: string;
    flash: Flash;
  }
}

const MINUTE = 60_000;
/** How stale `seenAt` may be: a row is not written on every click. */
const SEEN_GRANULARITY = 5 * MINUTE;

interface Options {
  readonly table: SessionTable;
  readonly cookies: Cookies;
  readonly secure: boolean;
  readonly secrets: string[];
  readonly random: (bytes: number) => Buffer;
  readonly now: () => Date;
}

/**
 * Sessions for whoever signed in; a visitor who only looks has none. The cookie ends with the
 * browser, and the table's clock ends it after 12 idle hours or 24 in all.
 */
export function createSessions({ table, cookies, secure, secrets, random, now }: Options) {
  return session({
    name: cookies.nameOf('session'),
    secret: secrets,
    genid: () => random(32).toString('base64url'),
    store: new TableStore(table, now),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  });
}

/**
 * Notes that the signed-in person is here, and saves at once: a late save could undo a sign-out. What a
 * page asks for by itself is no visit, so a page that looks for news cannot keep a session alive.
 */
export function markSeen(now: () => Date): RequestHandler {
  return (request, _response, next) => {
    const { passport, seenAt = 0 } = request.session;
    const isRecent = now().getTime() - seenAt < SEEN_GRANULARITY;
    if (passport?.user === undefined || isRecent || !isVisit(request)) {
      next();
      return;
    }
    request.session.seenAt = now().getTime();
    request.session.save(next);
  };
}

/**
 * Browsers say what a request is for: a page in the window is a `document`; what scripts fetch, images
 * and pages read ahead are not. Whoever says nothing is believed to be a person. An act is one always.
 * https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header
 */
function isVisit({ method, headers }: Request): boolean {
  if (method !== 'GET' && method !== 'HEAD') return true;
  const { 'sec-fetch-dest': destination = 'document', 'sec-purpose': purpose } = headers;
  return destination === 'document' && purpose === undefined;
}

class TableStore extends Store {
  readonly #table: SessionTable;
  readonly #now: () => Date;
  readonly #people = new WeakMap<SessionData, Customer>();

  constructor(table: SessionTable, now: () => Date) {
    super();
    this.#table = table;
    this.#now = now;
  }

  override get(id: string, done: (error: unknown, data?: SessionData | null) => void): void {
    this.#table
      .read(hashSessionId(id))
      .then((row) => {
        if (row === null || row.expiresAt <= this.#now()) return null;
        const data = row.data as SessionData;
        if (row.person !== null) this.#people.set(data, row.person);
        return data;
      })
      .then((data) => done(null, data), done);
  }

  /** Called with what `get` found, once it is known whose request it is. */
  override createSession(request: Request, data: SessionData): Session & SessionData {
    if (request.res) request.res.locals.sessionPerson = this.#people.get(data);
    return super.createSession(request, data);
  }

  override set(id: string, data: SessionData, done: (error?: unknown) => void = () => {}): void {
    const { signedInAt = this.#now().getTime(), seenAt = signedInAt, passport } = data;
    const expiresAt = new Date(
      Math.min(seenAt + SIGN_IN_RULES.sessionIdle, signedInAt + SIGN_IN_RULES.sessionLifetime),
    );
    // The table keeps plain data; express-session hands over its live object.
    const plain: unknown = JSON.parse(JSON.stringify(data));
    this.#table
      .write(hashSessionId(id), plain, passport?.user ?? null, expiresAt)
      .then(() => done(), done);
  }

  override destroy(id: string, done: (error?: unknown) => void = () => {}): void {
    this.#table.end(hashSessionId(id), this.#now()).then(() => done(), done);
  }
}

/** @returns what stands in the table for a session */
export function hashSessionId(id: string): string {
  return hash('sha256', id);
}
