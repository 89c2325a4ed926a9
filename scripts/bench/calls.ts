import { say } from '../command';
import { inHouse } from './house';
import { ACCOUNTS } from './people';

/** What a visit costs Zendesk. */
export async function countCalls(): Promise<void> {
  await inHouse(async ({ browser, zendesk }) => {
    const send = (files: number) => browser.send(ACCOUNTS[0], files);
    const count = async (what: string, act: () => Promise<unknown>) =>
      say(`  ${what.padEnd(27)} ${await callsDuring(zendesk, act)}`);
    say('  calls to Zendesk, the export poll and tokens apart:');
    await count('first request of a person', () => send(0));
    await count('a request', () => send(0));
    await count('a request with 2 files', () => send(2));
    const ticket = await send(0);
    await control(zendesk, 'POST', 'clock', { advance: 'PT10S' });
    await count('first view of a ticket', () => browser.get(ticket));
    await count('view of an unchanged ticket', () => browser.get(ticket));
    await count('view of the list', () => browser.get('/tickets?scope=all'));
    await count('a reply', () => browser.reply(ticket));
  });
}

async function callsDuring(zendesk: string, act: () => Promise<unknown>): Promise<string> {
  await control(zendesk, 'DELETE', 'calls');
  await act();
  const answer = await control(zendesk, 'GET', 'calls');
  const calls = (await answer.json()) as { method: string; path: string; count: number }[];
  const counted = calls.filter(({ path }) => !/incremental|oauth/.test(path));
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const named = counted.map(({ method, path, count }) => `${count}x ${method} ${path}`);
  return `${total}${total > 0 ? `   (${named.join(', ')})` : ''}`;
}

function control(zendesk: string, method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${zendesk}/_emulator/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
}
