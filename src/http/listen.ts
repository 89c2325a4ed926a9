import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { AppError } from '../errors';
import { requestClasses } from './request-classes';

export interface Listening {
  readonly port: number;
  /** Takes no more visits, lets running ones end, and cuts what is left after the grace time. */
  stop(graceMs: number): Promise<void>;
}

/** Milliseconds. A browser gets 15 s to say what it wants, and ten minutes to bring its files. */
const TIMES = { headers: 15_000, request: 600_000, keepAlive: 65_000 };

/**
 * @param door.port 0 for any free one. Throws when the port is taken.
 * @param door.plainServer Node's own request and response classes instead of ours
 */
export async function listen(
  app: Express,
  { port, host, plainServer }: { port: number; host: string; plainServer: boolean },
): Promise<Listening> {
  const server = createServer(
    {
      ...(plainServer ? {} : requestClasses(app)),
      headersTimeout: TIMES.headers,
      requestTimeout: TIMES.request,
      keepAliveTimeout: TIMES.keepAlive,
      maxHeaderSize: 16_384,
      connectionsCheckingInterval: 5_000,
    },
    app,
  );
  server.maxRequestsPerSocket = 1_000;
  server.on('request', (_request, response) => {
    if (!server.listening) response.setHeader('Connection', 'close');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new AppError(
          'internal',
          `The portal cannot listen on port ${port} (${cause.code}); set PORT to another.`,
          { cause },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: (graceMs) => drain(server, graceMs),
  };
}

async function drain(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
