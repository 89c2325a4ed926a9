import type { CookieOptions, Request, Response } from 'express';

/** The portal's own small cookies; each carries one value that means nothing elsewhere. */
export type CookieName = 'session' | 'visit' | 'browser' | 'identity' | 'return' | 'locale';

export interface Cookies {
  nameOf(name: CookieName): string;
  read(request: Request, name: CookieName): string | undefined;
  /** @param seconds how long the browser keeps it; without it, until the browser closes */
  write(response: Response, name: CookieName, value: string, seconds?: number): void;
  clear(response: Response, name: CookieName): void;
}

/**
 * @param secure false only on a loopback http address, where browsers refuse `__Host-` cookies
 */
export function createCookies(secure: boolean): Cookies {
  const nameOf = (name: CookieName) => (secure ? `__Host-${name}` : name);
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure, path: '/' };
  return {
    nameOf,
    read: (request, name) => valueOf(request.headers.cookie ?? '', nameOf(name)),
    write: (response, name, value, seconds) =>
      void response.cookie(
        nameOf(name),
        value,
        seconds === undefined ? options : { ...options, maxAge: seconds * 1000 },
      ),
    clear: (response, name) => void response.clearCookie(nameOf(name), options),
  };
}

function valueOf(header: string, name: string): string | undefined {
  const pair = header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  if (pair === undefined) return undefined;
  try {
    return decodeURIComponent(pair.slice(name.length + 1));
  } catch {
    // Browsers send back whatever they hold; what cannot be read counts as absent.
    return undefined;
  }
}
