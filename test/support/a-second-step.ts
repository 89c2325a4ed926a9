import { oneTimePassword } from './one-time-password';
import type { RunningPortal } from './start-portal';
import type { Page, Visitor } from './visitor';

/** None that anybody guesses, nor made of what is known of the demo's people. */
export const PASSWORD = 'kx9wqz7m vbt2';

/** The portal's time, which moves when a test says so. */
export function aClock() {
  let time = Date.now();
  return {
    now: () => new Date(time),
    pass: (seconds: number) => void (time += seconds * 1000),
  };
}

/** Sets up an app as second step. @returns its key and the recovery codes */
export async function setUpApp(
  visitor: Visitor,
  now: () => Date,
): Promise<{ key: string; codes: string[] }> {
  const begun = await (await visitor.open('/account/second-step')).form('Set up an app').submit();
  const key = keyOn(begun);
  const done = await begun
    .form('Confirm')
    .fill('Code from your app', oneTimePassword(key, now()))
    .submit();
  return { key, codes: done.texts('.codes code') };
}

export function keyOn(page: Page): string {
  return (page.texts('.key')[0] ?? '').replace(/\s/g, '');
}

/** Sets up a telephone as second step. */
export async function setUpPhone(
  portal: RunningPortal,
  visitor: Visitor,
  number: string,
): Promise<Page> {
  const page = await visitor.open('/account/second-step/phone');
  const asked = await page
    .form('Send a code to this number')
    .fill('Telephone number', number)
    .submit();
  return asked
    .form('Confirm')
    .fill('Code from the text message', portal.newestCode(number))
    .submit();
}

export async function choosePassword(visitor: Visitor, password = PASSWORD): Promise<Page> {
  const page = await visitor.open('/account/password');
  return page.form('Set this password').fill('New password', password).submit();
}

/** The first step by a password. @returns the page it leads to */
export async function enterPassword(
  visitor: Visitor,
  email: string,
  password = PASSWORD,
): Promise<Page> {
  const page = await visitor.open('/sign-in/password?locale=en');
  return page.form('Continue').fill('E-mail', email).fill('Password', password).submit();
}

/** @param page the second step, asked */
export function enterAppCode(page: Page, code: string): Promise<Page> {
  return page.formWith('app_code').fill('Code from your app', code).submit();
}
