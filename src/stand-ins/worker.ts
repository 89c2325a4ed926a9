import { parentPort, workerData } from 'node:worker_threads';
import type { StandInOptions } from './options';
import { startServer } from './server';

/** The thread the stand-ins live in: says where they are, and ends when it is told anything. */
async function main(): Promise<void> {
  const server = await startServer(workerData as StandInOptions);
  parentPort!.once('message', () => void server.stop().then(() => parentPort!.close()));
  parentPort!.postMessage(server.url);
}

void main();
