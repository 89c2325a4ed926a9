import type { StandInPerson } from '../../src/stand-ins/options';
import { buttonOf } from './start-stand-ins';
import { Visitor, type Page } from './visitor';

export type ProviderName = 'Google' | 'Facebook';

/** Presses the provider's button on the sign-in page. @returns what the provider shows */
export async function goToProvider(visitor: Visitor, name: ProviderName): Promise<Page> {
  const page = await visitor.open('/sign-in?locale=en');
  return followTo(visitor, page.link(`Sign in with ${name}`));
}

/** Follows a link of the portal to a provider. @returns what the provider shows */
export async function followTo(visitor: Visitor, path: string): Promise<Page> {
  const { url } = await visitor.open(path);
  return new Visitor(url.origin).open(url.href);
}

/** Says who one is, or `Cancel`. @returns the address one is sent back to, not yet opened */
export async function answerAs(dialog: Page, person: StandInPerson | 'Cancel'): Promise<URL> {
  const button = person === 'Cancel' ? person : buttonOf(person);
  return (await dialog.form(button).submit()).url;
}

/** The whole way there and back. @returns where the portal leads to then */
export async function comeFrom(
  visitor: Visitor,
  name: ProviderName,
  person: StandInPerson | 'Cancel',
): Promise<Page> {
  const back = await answerAs(await goToProvider(visitor, name), person);
  return visitor.open(back.href);
}
