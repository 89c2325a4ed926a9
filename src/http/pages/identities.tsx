import type { ProviderView } from '../../use-cases/unlink-identity';
import type { Flash } from '../middleware/session';
import type { Words } from '../words';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { nameAccount, PROVIDER_NAMES } from './provider-words';

interface IdentitiesPageProps {
  readonly frame: Frame;
  readonly identities: readonly ProviderView[];
  readonly flash?: Flash;
}

export function IdentitiesPage({ frame, identities, flash }: IdentitiesPageProps) {
  const { words } = frame;
  return (
    <Layout frame={frame} title={words.text('identities.title')}>
      <div class="narrow">
        <h1>{words.text('identities.title')}</h1>
        {flash && (
          <p class="flash" role="status">
            {words.text(`flash.${flash}`)}
          </p>
        )}
        <p>{words.text('identities.lead')}</p>
        <Identities frame={frame} identities={identities} />
        <p>
          <a href="/tickets">{words.text('identities.back')}</a>
        </p>
      </div>
    </Layout>
  );
}

/** A card for each provider, with what can be done about it. */
function Identities({ frame, identities }: Omit<IdentitiesPageProps, 'flash'>) {
  const { words, csrfToken } = frame;
  return (
    <>
      {identities.map((view) => (
        <section class="card">
          <h2>{PROVIDER_NAMES[view.provider]}</h2>
          <State words={words} view={view} />
          {view.mayUnlink && (
            <form method="post" action={`/account/identities/${view.provider}/removal`} data-once>
              <Hidden name="csrf" value={csrfToken} />
              <button>
                {words.text('identities.unlink', { provider: PROVIDER_NAMES[view.provider] })}
              </button>
            </form>
          )}
        </section>
      ))}
    </>
  );
}

function State({ words, view }: { readonly words: Words; readonly view: ProviderView }) {
  const { linked, mayUnlink } = view;
  const provider = PROVIDER_NAMES[view.provider];
  if (linked === null) {
    return (
      <p>
        {words.text('identities.not_linked')}{' '}
        <a href={`/account/identities/${view.provider}`}>
          {words.text('identities.link', { provider })}
        </a>
      </p>
    );
  }
  return (
    <>
      <p>{nameAccount(words, linked)}</p>
      <p class="hint">{words.text('identities.linked', { date: words.dateTime(linked.since) })}</p>
      {!mayUnlink && <p class="hint">{words.text('identities.last')}</p>}
    </>
  );
}
