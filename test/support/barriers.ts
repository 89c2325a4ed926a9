import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** @returns what axe finds against WCAG 2.2 A and AA, and whether the page must be moved sideways */
export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await inPage.run({ runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  const where = new URL(page.url()).pathname;
  return [...found, ...(overflow > 0 ? [`${overflow} px too wide`] : [])].map(
    (problem) => `${where} ${problem}`,
  );
}
