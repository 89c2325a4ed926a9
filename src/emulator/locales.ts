/** The languages of the account. The ids are Zendesk's own and the same in every account. */
export const LOCALES = [
  { id: 1, locale: 'en-US', name: 'English' },
  { id: 2, locale: 'es', name: 'Español' },
  { id: 19, locale: 'pt-BR', name: 'Português (Brasil)' },
] as const;

/** English, for whoever has no language of their own. */
export const DEFAULT_LOCALE_ID = 1;
