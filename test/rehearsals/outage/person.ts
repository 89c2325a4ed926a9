import { sendRequest } from '../../support/a-request';
import type { Page, Visitor } from '../../support/visitor';
import type { Act } from './plan';

export const QUESTION = 'What was charged?';

export type Person = ReturnType<typeof createPerson>;

/** One of the people: acts, remembers what was accepted, and says when a page does not show it. */
export function createPerson(visitor: Visitor, onWrong: (sentence: string) => void) {
  const addresses = new Map<number, string>();
  const said = new Map<number, string[]>();
  const created: string[] = [];

  const addressOf = (ticket: number): string => {
    const address = addresses.get(ticket);
    if (!address) throw new Error(`Request ${ticket} is not theirs.`);
    return address;
  };

  /** What a page must show of a conversation: every accepted word, in order; once more is no loss. */
  function read(page: Page, words: readonly string[]): Page {
    if (page.status !== 200) onWrong(`${page.path}: ${page.status}`);
    const shown = [...new Set(page.texts('.conversation .words'))];
    if (shown.join('|') !== words.join('|')) {
      onWrong(`${page.path} shows [${shown.join('|')}], not [${words.join('|')}]`);
    }
    return page;
  }

  return {
    said,
    created,

    /** Sends a request, to be known by its number among all. */
    async ask(ticket: number): Promise<void> {
      const page = await sendRequest(visitor, { subject: `Request ${ticket}`, text: QUESTION });
      addresses.set(ticket, page.path);
      said.set(ticket, [QUESTION]);
      read(page, [QUESTION]);
    },

    async open(ticket: number): Promise<Page> {
      return read(await visitor.open(addressOf(ticket)), said.get(ticket) ?? []);
    },

    /** Opens the list of the account's requests. @returns it */
    async openList(): Promise<Page> {
      const page = await visitor.open('/tickets?scope=all');
      if (page.status !== 200) onWrong(`${page.path}: ${page.status}`);
      if (!page.has('table.tickets tbody tr')) onWrong(`${page.path} is empty: ${page.text}`);
      return page;
    },

    async act(act: Act): Promise<void> {
      if (act.kind === 'create') {
        const page = await sendRequest(visitor, { subject: act.subject, text: QUESTION });
        read(page, [QUESTION]);
        created.push(act.subject);
        return;
      }
      const before = await this.open(act.ticket);
      if (act.kind === 'solve') {
        const after = await before.form('Mark as solved').submit();
        const status = after.texts('.details .mark')[0];
        if (status !== 'Solved') onWrong(`${after.path} is ${status} after solving it`);
        return;
      }
      const after = await before.form('Send').fill('Your reply', act.text).submit();
      const words = [...(said.get(act.ticket) ?? []), act.text];
      said.set(act.ticket, words);
      if (!read(after, words).text.includes('Being sent')) {
        onWrong(`${after.path} does not say that it is being sent`);
      }
    },
  };
}
