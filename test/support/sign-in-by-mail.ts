import { eventually } from './eventually';
import type { MailServer } from './mail-server';
import type { Page, Visitor } from './visitor';

/** Asks for a code and types the one that arrives. @returns the page after it, and the code */
export async function signInByMail(
  visitor: Visitor,
  email: string,
  mails: Pick<MailServer, 'heard'>,
): Promise<{ panel: Page; code: string }> {
  const before = mails.heard().length;
  const options = await visitor.open('/sign-in?locale=en');
  const asked = await options.form('Send').fill('E-mail', email).submit();
  const code = await eventually(() => {
    const found = /\b\d{6}\b(?!.*@)/.exec(mails.heard().slice(before).split('\r\n\r\n')[1] ?? '');
    if (!found) throw new Error(`No code in ${mails.heard()}`);
    return found[0];
  });
  return { panel: await asked.form('Confirm').fill('Access code', code).submit(), code };
}
