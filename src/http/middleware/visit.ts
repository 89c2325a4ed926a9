import type { Request, Response } from 'express';
import type { Cookies } from '../cookies';

/**
 * A browser that has not signed in, known by a random cookie. Sign-in codes and the sign-in form's
 * token are bound to it, so looking around costs no row in the session table.
 */
export interface Visits {
  /** @returns the browser's id, or undefined when it brought none of ours */
  idOf(request: Request): string | undefined;
  /** @returns the browser's id, given to it now when it had none */
  begin(request: Request, response: Response): string;
  end(response: Response): void;
}

const VISIT_ID = /^[\w-]{43}$/;

export function createVisits(cookies: Cookies, random: (bytes: number) => Buffer): Visits {
  const idOf = (request: Request) => {
    const id = cookies.read(request, 'visit');
    return id !== undefined && VISIT_ID.test(id) ? id : undefined;
  };
  return {
    idOf,
    begin: (request, response) => {
      const known = idOf(request);
      if (known !== undefined) return known;
      const id = random(32).toString('base64url');
      cookies.write(response, 'visit', id);
      return id;
    },
    end: (response) => cookies.clear(response, 'visit'),
  };
}
