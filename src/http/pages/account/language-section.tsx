import { LOCALES } from '../../../domain/locale';
import { LANGUAGE_NAMES } from '../layout';
import { Hidden } from '../hidden';
import type { SectionProps } from './section';

/** The language of the pages and of the portal's own mails. */
export function LanguageSection({ frame: { words, csrfToken } }: SectionProps) {
  return (
    <section class="card">
      <h2>{words.text('site.language')}</h2>
      <form method="post" action="/language">
        <Hidden name="csrf" value={csrfToken} />
        <Hidden name="return" value="/account" />
        <div class="field">
          <label for="locale">{words.text('account.language')}</label>
          <select id="locale" name="locale">
            {LOCALES.map((locale) => (
              <option value={locale} lang={locale} selected={locale === words.locale}>
                {LANGUAGE_NAMES[locale]}
              </option>
            ))}
          </select>
        </div>
        <button>{words.text('account.save_language')}</button>
      </form>
    </section>
  );
}
