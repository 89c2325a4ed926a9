import type { ProviderView } from '../../../use-cases/unlink-identity';
import { Hidden } from '../hidden';
import { nameAccount, PROVIDER_NAMES } from '../provider-words';
import { Moment } from '../ticket-marks';
import type { SectionProps } from './section';

/** By what the person comes in, but for the password, which has a section of its own. */
export function WaysInSection(props: SectionProps) {
  const { customer, view, frame } = props;
  const { words, site } = frame;
  const hasCode = site.waysIn.includes('code');
  if (!hasCode && view.providers.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.text('account.ways_in')}</h2>
      <ul class="rows">
        {hasCode && (
          <li>
            <div>
              <strong>{words.text('way.code')}</strong>
              <p>{words.text('account.by_code', { email: customer.email })}</p>
            </div>
          </li>
        )}
        {view.providers.map((provider) => (
          <ProviderRow frame={frame} {...provider} />
        ))}
      </ul>
    </section>
  );
}

type ProviderRowProps = Pick<SectionProps, 'frame'> & ProviderView;

/** One provider: what is linked, and the way to unlink it; or the way to link it. */
function ProviderRow(props: ProviderRowProps) {
  const { frame, provider, linked, mayUnlink } = props;
  const { words } = frame;
  const name = PROVIDER_NAMES[provider];
  return (
    <li>
      <div>
        <strong>{name}</strong>
        {linked === null ? (
          <p>{words.text('account.not_linked')}</p>
        ) : (
          <p>
            {nameAccount(words, linked)}
            {' · '}
            {words.text('account.linked_at')} <Moment words={words} at={linked.since} />
          </p>
        )}
        {linked !== null && !mayUnlink && <p class="hint">{words.text('account.last_way_in')}</p>}
      </div>
      {/* A link, not a form: browsers hold a form's redirects to our own site. */}
      {linked === null && (
        <a class="button" href={`/account/identities/${provider}`}>
          {words.text('account.link', { name })}
        </a>
      )}
      {mayUnlink && <UnlinkForm {...props} />}
    </li>
  );
}

function UnlinkForm({ frame: { words, csrfToken }, provider }: ProviderRowProps) {
  return (
    <form method="post" action={`/account/identities/${provider}/removal`} data-once>
      <Hidden name="csrf" value={csrfToken} />
      <button>{words.text('account.unlink', { name: PROVIDER_NAMES[provider] })}</button>
    </form>
  );
}
