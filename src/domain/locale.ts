export const LOCALES = ['en', 'pt', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text in every language the portal speaks. */
export type Translated = Readonly<Record<Locale, string>>;

/**
 * @param tag a language tag in any of the spellings links carry: `pt`, `pt-BR`, `pt_br`, `es-MX`
 * @returns the locale it means, or undefined for a language the portal does not speak
 */
export function toLocale(tag: string | undefined): Locale | undefined {
  const language = tag?.toLowerCase().split(/[-_]/)[0];
  return LOCALES.find((locale) => locale === language);
}
