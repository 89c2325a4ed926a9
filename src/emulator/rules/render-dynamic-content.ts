import type { DynamicContentItem } from '../records';
import type { State } from '../state';

const PLACEHOLDER = /\{\{\s*dc\.([\w-]+)\s*\}\}/g;

/**
 * Puts the words of a language in place of `{{dc.…}}`. Whoever has no variant of their own reads the
 * default one; a placeholder of nothing stays as it is written.
 * https://support.zendesk.com/hc/en-us/articles/4408882999066
 * @param localeId whose language is read
 */
export function renderDynamicContent(state: State, text: string, localeId: number): string {
  return text.replace(PLACEHOLDER, (placeholder, slug: string) => {
    const item = [...state.dynamicContent.values()].find((one) => one.slug === slug);
    return item ? contentFor(item, localeId) : placeholder;
  });
}

function contentFor({ variants, defaultLocaleId }: DynamicContentItem, localeId: number): string {
  const own = variants.find((variant) => variant.localeId === localeId && variant.active);
  const chosen = own ?? variants.find((variant) => variant.localeId === defaultLocaleId);
  return chosen?.content ?? '';
}
