import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createFacebook } from './facebook/facebook';
import { createGoogle } from './google/google';
import type { StandInOptions } from './options';

/** Serves both providers on 127.0.0.1, below `/google` and `/facebook`. Throws when the port is taken. */
export async function startServer(options: StandInOptions) {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.use('/google', await createGoogle(`${url}/google`, options.google));
  app.use('/facebook', createFacebook(options.facebook));
  return {
    url,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
