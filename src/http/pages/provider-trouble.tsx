import { Layout, type Frame } from './layout';

interface ProviderTroublePageProps {
  readonly frame: Frame;
  readonly notice: string;
}

/** What went wrong at a provider, for somebody who is signed in; a visitor reads it above the ways in. */
export function ProviderTroublePage({ frame, notice }: ProviderTroublePageProps) {
  const { words } = frame;
  return (
    <Layout frame={frame} title={words.text('provider.trouble_title')}>
      <h1>{words.text('provider.trouble_title')}</h1>
      <p class="note" role="alert">
        {notice}
      </p>
      <p>
        <a class="button" href="/account">
          {words.text('account.back')}
        </a>
      </p>
    </Layout>
  );
}
