import type { Problem } from '../forms/problems';
import { Field } from './field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { ProblemSummary } from './problem-summary';

interface PasswordPageProps {
  readonly frame: Frame;
  readonly email: string;
  /** A new password was chosen a moment ago. */
  readonly isChosen: boolean;
  readonly problems: readonly Problem[];
}

/** The way in by e-mail and password. */
export function PasswordPage({ frame, email, isChosen, problems }: PasswordPageProps) {
  const { words, csrfToken } = frame;
  return (
    <Layout frame={frame} title={words.text('password.title')}>
      <div class="narrow">
        <h1>{words.text('password.title')}</h1>
        {isChosen && (
          <p class="flash" role="status">
            {words.text('password.chosen')}
          </p>
        )}
        <p>{words.text('password.lead')}</p>
        <ProblemSummary words={words} problems={problems} />
        <form class="card" method="post" action="/sign-in/password" data-once>
          <Hidden name="csrf" value={csrfToken} />
          <Field words={words} name="email" label={words.text('sign_in.email')} problems={problems}>
            <input type="email" value={email} autocomplete="username" required maxlength={254} />
          </Field>
          <Field
            words={words}
            name="password"
            label={words.text('password.password')}
            problems={problems}
          >
            <input type="password" autocomplete="current-password" required />
          </Field>
          <button class="primary">{words.text('password.sign_in')}</button>
        </form>
        <p>
          <a href="/sign-in/password/reset">{words.text('password.forgotten')}</a>
        </p>
        <p>
          <a href="/sign-in">{words.text('password.other_ways')}</a>
        </p>
      </div>
    </Layout>
  );
}
