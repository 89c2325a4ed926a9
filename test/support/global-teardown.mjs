import { rm } from 'node:fs/promises';

/** After the last test: nothing stays behind, neither a process nor a folder. */
export default async function globalTeardown() {
  await globalThis.testServer?.stop();
  await rm(process.env.TEST_ACCOUNT ?? '', { recursive: true, force: true });
}
