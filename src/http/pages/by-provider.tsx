import { PROVIDERS } from '../../domain/way-in';
import type { Frame } from './layout';
import { PROVIDER_NAMES } from './provider-words';

/**
 * The providers that are open. Links, not forms: our own policy lets forms lead to our own pages only,
 * and the provider's is where these go on to.
 */
export function ByProvider({ frame: { words, site } }: { readonly frame: Frame }) {
  const open = PROVIDERS.filter((provider) => site.waysIn.includes(provider));
  if (open.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.text('sign_in.by_providers')}</h2>
      <ul class="providers">
        {open.map((provider) => (
          <li>
            <a class="button" href={`/sign-in/${provider}`}>
              {words.text('sign_in.by_provider', { provider: PROVIDER_NAMES[provider] })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
