import type { AuthenticatorKey } from '../../use-cases/authenticator-code';
import type { Problem } from '../forms/problems';
import { CodeField } from './code-field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { ProblemSummary } from './problem-summary';
import { QrCode } from './qr-code';

interface AppSetupPageProps {
  readonly frame: Frame;
  /** Null when it was shown before: the app has it, or it is begun anew. */
  readonly authenticator: AuthenticatorKey | null;
  readonly problems: readonly Problem[];
}

/** The key for an authenticator app, and the first code that comes back from it. */
export function AppSetupPage({ frame, authenticator, problems }: AppSetupPageProps) {
  const { words, csrfToken } = frame;
  return (
    <Layout frame={frame} title={words.text('app.title')}>
      <div class="narrow">
        <h1>{words.text('app.title')}</h1>
        <ProblemSummary words={words} problems={problems} />
        {authenticator && <Key frame={frame} of={authenticator} />}
        <form class="card" method="post" action="/account/second-step/app/confirmation" data-once>
          <Hidden name="csrf" value={csrfToken} />
          <CodeField
            words={words}
            name="app_code"
            label="second_step.app_code"
            hint="app.code_hint"
            problems={problems}
          />
          <button class="primary">{words.text('sign_in.confirm')}</button>
        </form>
        <p>
          <a href="/account/second-step">{words.text('setup.back')}</a>
        </p>
      </div>
    </Layout>
  );
}

function Key({ frame: { words }, of: { text, uri } }: { frame: Frame; of: AuthenticatorKey }) {
  return (
    <section>
      <p>{words.text('app.scan')}</p>
      <QrCode text={uri} label={words.text('app.qr')} />
      <p id="key-label">{words.text('app.type')}</p>
      <p>
        <code class="key" aria-labelledby="key-label">
          {text.match(/.{4}/g)?.join(' ')}
        </code>
      </p>
      <p class="hint">{words.text('app.once')}</p>
    </section>
  );
}
