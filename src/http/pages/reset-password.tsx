import type { Problem } from '../forms/problems';
import { CodeField } from './code-field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { NewPasswordField } from './new-password-field';
import { ProblemSummary } from './problem-summary';

interface ResetPasswordPageProps {
  readonly frame: Frame;
  readonly problems: readonly Problem[];
}

/** The mailed code and the new password. It reads the same whether or not the address is known. */
export function ResetPasswordPage({ frame, problems }: ResetPasswordPageProps) {
  const { words, csrfToken } = frame;
  return (
    <Layout frame={frame} title={words.text('password.reset_title')}>
      <div class="narrow">
        <h1>{words.text('password.reset_title')}</h1>
        <p>{words.text('sign_in.code_sent')}</p>
        <ProblemSummary words={words} problems={problems} />
        <form class="card" method="post" action="/sign-in/password/reset/confirmation" data-once>
          <Hidden name="csrf" value={csrfToken} />
          <CodeField words={words} name="code" label="sign_in.code" problems={problems} />
          <NewPasswordField words={words} problems={problems} />
          <button class="primary">{words.text('password.choose')}</button>
        </form>
        <p>
          <a href="/sign-in/password/reset">{words.text('sign_in.back')}</a>
        </p>
      </div>
    </Layout>
  );
}
