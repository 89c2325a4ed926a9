import type { Problem } from '../forms/problems';
import { ByProvider } from './by-provider';
import { Field } from './field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { ProblemSummary } from './problem-summary';

export interface SignInPageProps {
  readonly frame: Frame;
  readonly email: string;
  readonly problems: readonly Problem[];
  /** The mail server takes nothing at the moment. */
  readonly mailDelayed: boolean;
  /** What came of the last try, another way. */
  readonly notice?: string;
}

/** The ways in that are open. */
export function SignInPage(props: SignInPageProps) {
  const { frame, problems, notice } = props;
  const { words, site } = frame;
  return (
    <Layout frame={frame} title={words.text('sign_in.title')}>
      <div class="narrow">
        <h1>{words.text('sign_in.choose')}</h1>
        <p>{words.text('sign_in.lead')}</p>
        {notice && (
          <p class="note" role="alert">
            {notice}
          </p>
        )}
        <ProblemSummary words={words} problems={problems} />
        {site.waysIn.includes('code') && <ByCode {...props} />}
        <ByProvider frame={frame} />
        {site.waysIn.includes('password') && (
          <p>
            <a class="button" href="/sign-in/password">
              {words.text('sign_in.by_password')}
            </a>
          </p>
        )}
      </div>
    </Layout>
  );
}

function ByCode({ frame: { words, csrfToken }, email, problems, mailDelayed }: SignInPageProps) {
  return (
    <section class="card">
      <h2>{words.text('sign_in.by_code')}</h2>
      {mailDelayed && <p class="note">{words.text('sign_in.mail_delayed')}</p>}
      <form method="post" action="/sign-in/code" data-once>
        <Hidden name="csrf" value={csrfToken} />
        <Field
          words={words}
          name="email"
          label={words.text('sign_in.email')}
          problems={problems}
          hint={words.text('sign_in.by_code_hint')}
        >
          <input type="email" value={email} autocomplete="email" required maxlength={254} />
        </Field>
        <button class="primary">{words.text('sign_in.send_code')}</button>
      </form>
    </section>
  );
}
