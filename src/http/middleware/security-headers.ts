import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

const TWO_YEARS = 63_072_000;

/** What a page may ask of the browser: nothing. */
const PERMISSIONS = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
];

/** @param https whether browsers reach the portal over https; a loopback http address must not upgrade itself */
export function securityHeaders(https: boolean): RequestHandler {
  const setHelmet = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        ...(https && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: https && { maxAge: TWO_YEARS, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  const headers = headersOf(setHelmet);
  headers.push(['Permissions-Policy', PERMISSIONS.map((name) => `${name}=()`).join(', ')]);
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

type SetHeaders = ReturnType<typeof helmet>;
type Header = [name: string, value: number | string | readonly string[]];

/** None of them hangs on the request, so helmet is asked once, with an answer that is never sent. */
function headersOf(setHeaders: SetHeaders): Header[] {
  const headers: Header[] = [];
  class Listener extends ServerResponse {
    override setHeader(...header: Header): this {
      headers.push(header);
      return this;
    }
  }
  const answer = new Listener(new IncomingMessage(new Socket()));
  setHeaders(answer.req, answer, (error) => {
    if (error !== undefined) throw error as Error;
  });
  return headers;
}

/** Lets the forms of this one answer post to another origin as well. */
export function allowFormTo(response: Response, origin: string): void {
  const policy = String(response.get('Content-Security-Policy'));
  response.set('Content-Security-Policy', policy.replace(/form-action 'self'/, `$& ${origin}`));
}
