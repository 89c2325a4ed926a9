import { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express } from 'express';

/**
 * Express 5 gives every request and response its methods by changing their prototypes, which costs
 * more than half of a small answer's time. Objects that are born with the methods, of classes that
 * the app takes for its own prototypes, need no change.
 * https://github.com/expressjs/express/issues/5998
 * @returns what `http.createServer` makes requests and responses of
 */
export function requestClasses(app: Express): {
  IncomingMessage: typeof IncomingMessage;
  ServerResponse: typeof ServerResponse;
} {
  class PortalRequest extends IncomingMessage {}
  class PortalResponse<
    Request extends IncomingMessage = IncomingMessage,
  > extends ServerResponse<Request> {}
  for (const source of [express.request, app.request]) adopt(PortalRequest.prototype, source);
  for (const source of [express.response, app.response]) adopt(PortalResponse.prototype, source);
  Object.assign(app, { request: PortalRequest.prototype, response: PortalResponse.prototype });
  return { IncomingMessage: PortalRequest, ServerResponse: PortalResponse };
}

function adopt(prototype: object, source: object): void {
  Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(source));
}
