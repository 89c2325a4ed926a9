import type { Page, Visitor } from './visitor';

/** Words of one request; a story names only what matters to it. */
export interface RequestWords {
  account?: string;
  subject?: string;
  text?: string;
  impact?: 'Normal' | 'High' | 'Urgent';
}

/** Fills in the form as a person does and sends it. @returns the page they arrive at */
export async function sendRequest(visitor: Visitor, words: RequestWords = {}): Promise<Page> {
  const page = await visitor.open('/tickets/new');
  const form = page.form('Send');
  if (words.account) form.fill('VTEX account', words.account);
  return form
    .fill('Subject', words.subject ?? 'Invoice of October')
    .fill('Question or problem', words.text ?? 'The amount differs from the contract.')
    .choose(words.impact ?? 'Normal')
    .submit();
}

/** Waits until the page of a request shows support's number. @returns that number */
export async function numberOf(visitor: Visitor, path: string): Promise<number> {
  for (let look = 0; look < 200; look += 1) {
    const page = await visitor.open(path);
    const number = /^\/tickets\/(\d+)$/.exec(page.url.pathname)?.[1];
    if (number) return Number(number);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The request at ${path} was never passed on.`);
}
