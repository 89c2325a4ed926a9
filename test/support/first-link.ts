import { comeFrom, type ProviderName } from './at-a-provider';
import type { StandInPerson } from '../../src/stand-ins/options';
import type { RunningPortal } from './start-portal';
import type { Page, Visitor } from './visitor';

/** Proves the address on the page that asks for it. @returns the page that asks whether to link */
export async function proveAddress(
  portal: Pick<RunningPortal, 'newestCode'>,
  asked: Page,
  email: string,
): Promise<Page> {
  const typed = await asked.form('Send').fill('E-mail', email).submit();
  return typed.form('Confirm').fill('Access code', portal.newestCode(email)).submit();
}

/** Comes for the first time with an account at a provider, and links it to the person with that address. */
export async function linkFirst(
  portal: Pick<RunningPortal, 'newestCode'>,
  visitor: Visitor,
  { name, person, email }: { name: ProviderName; person: StandInPerson; email: string },
): Promise<Page> {
  const question = await proveAddress(portal, await comeFrom(visitor, name, person), email);
  return question.form('Yes, it is mine').submit();
}
