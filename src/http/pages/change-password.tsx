import type { Problem } from '../forms/problems';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { NewPasswordField } from './new-password-field';
import { ProblemSummary } from './problem-summary';

interface ChangePasswordPageProps {
  readonly frame: Frame;
  readonly problems: readonly Problem[];
}

/** A first or a new password, from inside. */
export function ChangePasswordPage({ frame, problems }: ChangePasswordPageProps) {
  const { words, csrfToken, customer } = frame;
  return (
    <Layout frame={frame} title={words.text('password.change_title')}>
      <div class="narrow">
        <h1>{words.text('password.change_title')}</h1>
        <p>{words.text('password.change_lead')}</p>
        <ProblemSummary words={words} problems={problems} />
        <form class="card" method="post" action="/account/password" data-once>
          <Hidden name="csrf" value={csrfToken} />
          {/* Tells password managers whose password this is. */}
          <input
            type="text"
            name="username"
            value={customer?.email}
            autocomplete="username"
            hidden
          />
          <NewPasswordField words={words} problems={problems} />
          <button class="primary">{words.text('password.choose')}</button>
        </form>
        <p>
          <a href="/account">{words.text('account.back')}</a>
        </p>
      </div>
    </Layout>
  );
}
