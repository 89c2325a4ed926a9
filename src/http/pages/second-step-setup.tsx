import type { SecondStepState } from '../../use-cases/set-up-second-step';
import type { Flash } from '../middleware/session';
import type { TextKey } from '../words';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';

interface SecondStepSetupPageProps {
  readonly frame: Frame;
  readonly state: SecondStepState;
  readonly flash?: Flash;
}

/** What second steps somebody has, and what can be done about them. */
export function SecondStepSetupPage({ frame, state, flash }: SecondStepSetupPageProps) {
  const { words } = frame;
  const isOn = state.app || state.phone !== null;
  return (
    <Layout frame={frame} title={words.text('setup.title')}>
      <div class="narrow stack">
        <h1>{words.text('setup.title')}</h1>
        {flash && (
          <p class="flash" role="status">
            {words.text(`flash.${flash}`)}
          </p>
        )}
        <p>{words.text(isOn ? 'setup.on' : 'setup.off')}</p>
        {state.hasPassword && !isOn && <p class="note">{words.text('setup.password_waits')}</p>}
        <App frame={frame} isOn={state.app} />
        {state.canHavePhone && <Phone frame={frame} phone={state.phone} />}
        {isOn && <Recovery frame={frame} left={state.recoveryCodesLeft} />}
        <p>
          <a href="/account">{words.text('account.back')}</a>
        </p>
      </div>
    </Layout>
  );
}

function App({ frame, isOn }: { readonly frame: Frame; readonly isOn: boolean }) {
  const { words } = frame;
  return (
    <section class="card">
      <h2>{words.text('setup.app')}</h2>
      <p>{words.text(isOn ? 'setup.app_on' : 'setup.app_off')}</p>
      <Act
        {...{ frame, action: 'app', label: isOn ? 'setup.app_replace' : 'setup.app_begin' }}
        isPrimary={!isOn}
      />
      {isOn && <Act {...{ frame, action: 'app/removal', label: 'setup.app_remove' }} />}
    </section>
  );
}

function Phone({ frame, phone }: { readonly frame: Frame; readonly phone: string | null }) {
  const { words } = frame;
  return (
    <section class="card">
      <h2>{words.text('setup.phone')}</h2>
      <p>
        {phone === null ? words.text('setup.phone_off') : words.text('setup.phone_on', { phone })}
      </p>
      <p class="hint">{words.text('setup.phone_risk')}</p>
      <p>
        <a class="button" href="/account/second-step/phone">
          {words.text(phone === null ? 'setup.phone_begin' : 'setup.phone_replace')}
        </a>
      </p>
      {phone !== null && (
        <Act {...{ frame, action: 'phone/removal', label: 'setup.phone_remove' }} />
      )}
    </section>
  );
}

function Recovery({ frame, left }: { readonly frame: Frame; readonly left: number }) {
  const { words } = frame;
  return (
    <section class="card">
      <h2>{words.text('setup.recovery')}</h2>
      <p>{words.count('setup.recovery_left', left)}</p>
      <Act {...{ frame, action: 'recovery-codes', label: 'setup.recovery_renew' }} />
    </section>
  );
}

interface ActProps {
  readonly frame: Frame;
  /** Below /account/second-step. */
  readonly action: string;
  readonly label: TextKey;
  readonly isPrimary?: boolean;
}

function Act({ frame: { words, csrfToken }, action, label, isPrimary = false }: ActProps) {
  return (
    <form method="post" action={`/account/second-step/${action}`} data-once>
      <Hidden name="csrf" value={csrfToken} />
      <button class={isPrimary ? 'primary' : undefined}>{words.text(label)}</button>
    </form>
  );
}
