import { say } from '../command';
import type { BenchBrowser } from './browser';
import { FILE_BYTES, sendLargeFiles } from './large-form';
import { ACCOUNTS } from './people';
import { residentOf } from './resident';
import { onStreet } from './street';

const REQUESTS = 10;
const FILES_EACH = 5;
const DOWNLOADS = 10;

/** The portal's memory while 50 files of 50 MB go through it to Zendesk, and some come back. */
export async function measureMemory(): Promise<void> {
  await onStreet(async ({ openPortal }) => {
    const { pid, browser } = await openPortal('memory');
    await browser.send(ACCOUNTS[0], 1);
    const told = (what: string) => {
      const { now, peak } = residentOf(pid);
      say(`  ${what.padEnd(26)}${now.toFixed(0).padStart(5)} MB   peak ${peak.toFixed(0)} MB`);
      return now;
    };
    told('before');
    const startedAt = performance.now();
    const after: number[] = [];
    let ticket = '';
    for (let sent = 1; sent <= REQUESTS; sent += 1) {
      const path = await sendLargeFiles(browser, ACCOUNTS[0], FILES_EACH);
      ticket = await browser.passedOn(path);
      const files = sent * FILES_EACH;
      if (files % 10 === 0) after.push(told(`after ${files} files`));
    }
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    const growth = (after.at(-1)! - after[0]!) / (REQUESTS * FILES_EACH - 10);
    say(
      `  growth per file of 50 MB, after the first ten: ${growth.toFixed(2)} MB   (${seconds} s)`,
    );
    await download(browser, ticket);
    told(`after ${DOWNLOADS} downloads`);
  });
}

async function download(browser: BenchBrowser, ticket: string): Promise<void> {
  const page = await browser.get(ticket);
  const path = /href="([^"]*\/attachments\/[^"]*)"/.exec(page)?.[1];
  if (path === undefined) throw new Error(`${ticket} shows no file.`);
  for (let times = 0; times < DOWNLOADS; times += 1) {
    let size = 0;
    const { body } = await browser.open(path);
    for await (const bytes of body as unknown as AsyncIterable<Uint8Array>) size += bytes.length;
    if (size !== FILE_BYTES) throw new Error(`${path} came back with ${size} bytes.`);
  }
}
