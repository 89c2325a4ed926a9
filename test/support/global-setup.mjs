import { build } from '../../scripts/build.mjs';
import { makeAppliedAccount } from './make-applied-account.mjs';
import { startTestServer } from './test-server.mjs';
import { unpackChromium } from './unpack-chromium.mjs';

/** Before any test: the database server every file takes a fresh database from, the build, the account they begin with, the browser. */
export default async function globalSetup() {
  globalThis.testServer = await startTestServer();
  process.env.TEST_DATABASE_URL = globalThis.testServer.url;
  await build();
  process.env.TEST_ACCOUNT = await makeAppliedAccount();
  process.env.TEST_CHROMIUM = JSON.stringify(await unpackChromium());
}
