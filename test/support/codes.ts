import type { Page, Visitor } from './visitor';

/** @returns the page after asking for a code: where it is typed, or why none was sent */
export async function askCode(visitor: Visitor, email: string): Promise<Page> {
  const page = await visitor.open('/sign-in?locale=en');
  return page.form('Send').fill('E-mail', email).submit();
}

export function typeCode(page: Page, code: string): Promise<Page> {
  return page.form('Confirm').fill('Access code', code).submit();
}

/** @returns six digits that are not the code */
export function anotherThan(code: string): string {
  return code === '000000' ? '111111' : '000000';
}

/** @returns whether the code was compared, and not refused for another reason */
export function wasJudged(page: Page): boolean {
  return page.status === 422 && page.text.includes('The access code is incorrect');
}
