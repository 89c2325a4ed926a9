import { chromium, type Browser } from 'playwright-core';

/** The real browser, as global-setup.mjs unpacked it. Talks to loopback only. */
export async function startBrowser(): Promise<Browser> {
  const { executablePath, env } = JSON.parse(process.env.TEST_CHROMIUM ?? '{}') as {
    executablePath: string;
    env: Record<string, string>;
  };
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
