import type { Problem } from '../forms/problems';
import { Field } from './field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { ProblemSummary } from './problem-summary';

interface ForgottenPasswordPageProps {
  readonly frame: Frame;
  readonly email: string;
  readonly problems: readonly Problem[];
}

/** Where a first or a new password begins: with a code to the address. */
export function ForgottenPasswordPage({ frame, email, problems }: ForgottenPasswordPageProps) {
  const { words, csrfToken } = frame;
  return (
    <Layout frame={frame} title={words.text('password.forgotten_title')}>
      <div class="narrow">
        <h1>{words.text('password.forgotten_title')}</h1>
        <p>{words.text('password.forgotten_lead')}</p>
        <ProblemSummary words={words} problems={problems} />
        <form class="card" method="post" action="/sign-in/password/reset" data-once>
          <Hidden name="csrf" value={csrfToken} />
          <Field words={words} name="email" label={words.text('sign_in.email')} problems={problems}>
            <input type="email" value={email} autocomplete="email" required maxlength={254} />
          </Field>
          <button class="primary">{words.text('password.send_code')}</button>
        </form>
        <p>
          <a href="/sign-in/password">{words.text('password.back')}</a>
        </p>
      </div>
    </Layout>
  );
}
