import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Passport, type Strategy } from 'passport';
import type { Browser } from '../../domain/browser';
import type { Customer } from '../../domain/customer';
import type { WayIn } from '../../domain/way-in';
import type { Entry } from '../../use-cases/entry';
import type { Portal } from '../../use-cases/portal';

type Deserialized = (error: unknown, customer?: Customer | false) => void;

export type Authenticator = InstanceType<typeof Passport>;

/** What the session keeps of a person is their id; everything else is read afresh on each request. */
export function createPassport(
  portal: Portal,
  strategies: Record<string, Strategy>,
): Authenticator {
  const authenticator = new Passport();
  authenticator.serializeUser((user, done) => done(null, (user as Customer).id));
  authenticator.deserializeUser((request: Request, personId: string, done: Deserialized) => {
    const read = request.res?.locals.sessionPerson;
    if (read?.id === personId) {
      done(null, read);
      return;
    }
    portal.findCustomer(personId).then((customer) => done(null, customer ?? false), done);
  });
  for (const [name, strategy] of Object.entries(strategies)) authenticator.use(name, strategy);
  return authenticator;
}

/**
 * Asks a strategy who this is, without signing them in.
 *
 * @returns what the step they passed leads to
 * @throws what the strategy's use case throws
 */
export function identify(
  authenticator: Authenticator,
  strategy: string,
  [request, response, next]: [Request, Response, NextFunction],
): Promise<Entry> {
  return new Promise((resolve, reject) => {
    const answer = (error: Error | null | undefined, entry: Entry | false | undefined) => {
      if (error) reject(error);
      else if (entry) resolve(entry);
      else reject(new Error(`The strategy ${strategy} named nobody.`));
    };
    // Typed by its authors as `any`: it is a request handler.
    const ask = authenticator.authenticate(strategy, answer) as RequestHandler;
    void ask(request, response, next);
  });
}

/**
 * Signs the person in under a new session id; nothing an earlier visitor planted comes along. It is
 * saved before anything is answered: a browser asks for its next page without waiting for the end
 * of this answer, and would save a session that does not know how old it is.
 */
export async function logIn(
  request: Request,
  customer: Customer,
  { at, way, browser }: { at: Date; way: WayIn; browser: Browser },
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.logIn(customer, (error) => (error ? reject(error as Error) : resolve()));
  });
  const { device, address } = browser;
  const signedInAt = at.getTime();
  Object.assign(request.session, { signedInAt, provedAt: signedInAt, way, device, address });
  await new Promise<void>((resolve, reject) => {
    request.session.save((error) => (error ? reject(error as Error) : resolve()));
  });
}

/** Ends the session here and in the table. Passport's own way would begin another, for nobody. */
export function logOut(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((error) => (error ? reject(error as Error) : resolve()));
  });
}
