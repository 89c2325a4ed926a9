import type { ProviderIdentity } from '../../domain/provider-identity';
import { Field } from './field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { nameAccount, PROVIDER_NAMES } from './provider-words';

interface OfferedIdentityPageProps {
  readonly frame: Frame;
  readonly identity: ProviderIdentity;
}

interface LinkIdentityPageProps extends OfferedIdentityPageProps {
  /** Names the offer in the forms that take or decline it. */
  readonly token: string;
  /** Where to go then. */
  readonly returnTo: string;
}

/** For a visitor: an account at a provider that nobody has linked. Our own proof comes first. */
export function ProveAddressPage({ frame, identity }: OfferedIdentityPageProps) {
  const { words, site } = frame;
  const values = {
    provider: PROVIDER_NAMES[identity.provider],
    account: nameAccount(words, identity),
  };
  const byCode = site.waysIn.includes('code');
  return (
    <Layout frame={frame} title={words.text('offer.prove_title')}>
      <div class="narrow">
        <h1>{words.text('offer.prove_title')}</h1>
        <p>{words.text(byCode ? 'offer.prove_text' : 'offer.prove_otherwise', values)}</p>
        {byCode && <AddressForm frame={frame} identity={identity} />}
        <p>
          <a href="/sign-in">{words.text('offer.other_way')}</a>
        </p>
      </div>
    </Layout>
  );
}

function AddressForm({ frame, identity }: OfferedIdentityPageProps) {
  const { words, csrfToken } = frame;
  const provider = PROVIDER_NAMES[identity.provider];
  const hint = identity.email === null ? 'offer.no_email' : 'offer.email_hint';
  return (
    <form class="card" method="post" action="/sign-in/code" data-once>
      <Hidden name="csrf" value={csrfToken} />
      <Field
        words={words}
        name="email"
        label={words.text('sign_in.email')}
        problems={[]}
        hint={words.text(hint, { provider })}
      >
        <input
          type="email"
          value={identity.email ?? ''}
          autocomplete="email"
          required
          maxlength={254}
        />
      </Field>
      <button class="primary">{words.text('sign_in.send_code')}</button>
    </form>
  );
}

/** For whoever is signed in: takes the offer or lets go of it, by a form that names it. */
export function LinkIdentityPage({ frame, identity, token, returnTo }: LinkIdentityPageProps) {
  const { words, csrfToken, customer } = frame;
  const provider = PROVIDER_NAMES[identity.provider];
  const { name = '', email = '' } = customer ?? {};
  return (
    <Layout frame={frame} title={words.text('offer.link_title', { provider })}>
      <div class="narrow">
        <h1>{words.text('offer.link_title', { provider })}</h1>
        <section class="card">
          <p>
            <b>{nameAccount(words, identity)}</b>
          </p>
          <p>{words.text('offer.link_text', { provider, name, email })}</p>
          <form method="post" action={`/identities/${token}`} data-once>
            <Hidden name="csrf" value={csrfToken} />
            <Hidden name="return" value={returnTo} />
            <button class="primary">{words.text('offer.link')}</button>
          </form>
          <form method="post" action={`/identities/${token}/refusal`} data-once>
            <Hidden name="csrf" value={csrfToken} />
            <Hidden name="return" value={returnTo} />
            <button>{words.text('offer.decline')}</button>
          </form>
        </section>
      </div>
    </Layout>
  );
}
