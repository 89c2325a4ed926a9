import type { Words } from '../words';
import { Layout, type Frame } from './layout';

/** In place of the form, for somebody who may enter no account. */
export function NoAccountPage({ frame }: { readonly frame: Frame }) {
  const { words } = frame;
  return (
    <Layout frame={frame} title={words.text('no_account.title')}>
      <h1>{words.text('no_account.title')}</h1>
      <NoAccountNotice words={words} />
      <p>
        <a href="/tickets">{words.text('ticket.back')}</a>
      </p>
    </Layout>
  );
}

export function NoAccountNotice({ words }: { readonly words: Words }) {
  return (
    <div class="note">
      <p>{words.text('no_account.rule')}</p>
      <p>{words.text('no_account.advice')}</p>
    </div>
  );
}
