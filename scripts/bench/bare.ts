import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import express from 'express';
import { untilSignal } from '../../src/until-signal';
import { runCommand, say } from '../command';

/** Express as it comes, answering every visit with the bytes of one file: `bare.js PORT FILE`. */
runCommand(async () => {
  const [port, file = ''] = process.argv.slice(2);
  const page = readFileSync(file, 'utf8');
  const app = express();
  app.get('/', (_request, response) => void response.type('html').send(page));
  const server = createServer(app).listen(Number(port), '127.0.0.1', () => say('bare is open'));
  await untilSignal();
  server.closeAllConnections();
  server.close();
});
