import type { Problem } from '../forms/problems';
import { CodeField } from './code-field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { ProblemSummary } from './problem-summary';

export interface SignInCodePageProps {
  readonly frame: Frame;
  readonly problems: readonly Problem[];
  /** The mail server takes nothing at the moment. */
  readonly mailDelayed: boolean;
}

/** Where the mailed code is typed. It reads the same whether or not the address is known. */
export function SignInCodePage({ frame, problems, mailDelayed }: SignInCodePageProps) {
  const { words, csrfToken } = frame;
  return (
    <Layout frame={frame} title={words.text('sign_in.code_title')}>
      <div class="narrow">
        <h1>{words.text('sign_in.code_title')}</h1>
        <p>{words.text('sign_in.code_sent')}</p>
        {mailDelayed && <p class="note">{words.text('sign_in.mail_delayed')}</p>}
        <ProblemSummary words={words} problems={problems} />
        <form class="card" method="post" action="/sign-in/code/confirmation" data-once>
          <Hidden name="csrf" value={csrfToken} />
          <CodeField words={words} name="code" label="sign_in.code" problems={problems} />
          <button class="primary">{words.text('sign_in.confirm')}</button>
        </form>
        <p>
          <a href="/sign-in">{words.text('sign_in.back')}</a>
        </p>
      </div>
    </Layout>
  );
}
