import { PROVIDERS, type Provider } from '../../../domain/way-in';
import { Hidden } from '../hidden';
import { Moment } from '../ticket-marks';
import type { SectionProps } from './section';

/** By what the person comes in, but for the password, which has a section of its own. */
export function WaysInSection(props: SectionProps) {
  const { words, site } = props.frame;
  const providers = PROVIDERS.filter((provider) => site.waysIn.includes(provider));
  const hasCode = site.waysIn.includes('code');
  if (!hasCode && providers.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.text('account.ways_in')}</h2>
      <ul class="rows">
        {hasCode && (
          <li>
            <div>
              <strong>{words.text('way.code')}</strong>
              <p>{words.text('account.by_code', { email: props.customer.email })}</p>
            </div>
          </li>
        )}
        {providers.map((provider) => (
          <ProviderRow {...props} provider={provider} />
        ))}
      </ul>
    </section>
  );
}

/** One provider: linked, with the way to unlink it, or the way to link it. */
function ProviderRow({
  frame: { words, csrfToken },
  view,
  provider,
}: SectionProps & { readonly provider: Provider }) {
  const name = words.text(`way.${provider}`);
  const linked = view.linkedAccounts.find((account) => account.provider === provider);
  return (
    <li>
      <div>
        <strong>{name}</strong>
        {linked === undefined ? (
          <p>{words.text('account.not_linked')}</p>
        ) : (
          <p>
            {linked.email ?? words.text('account.linked_without_email')}
            {' · '}
            {words.text('account.linked_at')} <Moment words={words} at={linked.linkedAt} />
          </p>
        )}
      </div>
      <form
        method="post"
        action={`/account/identities/${provider}${linked === undefined ? '' : '/removal'}`}
      >
        <Hidden name="csrf" value={csrfToken} />
        <button>
          {words.text(linked === undefined ? 'account.link' : 'account.unlink', { name })}
        </button>
      </form>
    </li>
  );
}
