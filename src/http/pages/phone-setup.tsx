import type { SecondStepState } from '../../use-cases/set-up-second-step';
import type { Problem } from '../forms/problems';
import { CodeField } from './code-field';
import { Field } from './field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { ProblemSummary } from './problem-summary';

interface PhoneSetupPageProps {
  readonly frame: Frame;
  readonly state: SecondStepState;
  /** As it was typed. */
  readonly number: string;
  readonly problems: readonly Problem[];
}

/** The telephone for text messages: its number, the risk, and the code that shows it is theirs. */
export function PhoneSetupPage({ frame, state, number, problems }: PhoneSetupPageProps) {
  const { words, csrfToken } = frame;
  return (
    <Layout frame={frame} title={words.text('phone.title')}>
      <div class="narrow stack">
        <h1>{words.text('phone.title')}</h1>
        <ProblemSummary words={words} problems={problems} />
        {state.pendingPhone !== null && (
          <Confirmation {...{ frame, problems, phone: state.pendingPhone }} />
        )}
        <form class="card" method="post" action="/account/second-step/phone" data-once>
          <Hidden name="csrf" value={csrfToken} />
          <Field
            words={words}
            name="number"
            label={words.text('phone.number')}
            problems={problems}
            hint={words.text('phone.number_hint')}
          >
            <input type="tel" value={number} autocomplete="tel" required maxlength={40} />
          </Field>
          <button class={state.pendingPhone === null ? 'primary' : undefined}>
            {words.text('phone.send')}
          </button>
        </form>
        <div class="note">
          <p>{words.text('setup.phone_risk')}</p>
          {!state.app && (
            <p>
              <a href="/account/second-step">{words.text('phone.rather_app')}</a>
            </p>
          )}
        </div>
        <p>
          <a href="/account/second-step">{words.text('setup.back')}</a>
        </p>
      </div>
    </Layout>
  );
}

interface ConfirmationProps {
  readonly frame: Frame;
  readonly phone: string;
  readonly problems: readonly Problem[];
}

function Confirmation({ frame: { words, csrfToken }, phone, problems }: ConfirmationProps) {
  return (
    <form class="card" method="post" action="/account/second-step/phone/confirmation" data-once>
      <Hidden name="csrf" value={csrfToken} />
      <p>{words.text('second_step.sms_sent', { phone })}</p>
      <CodeField words={words} name="sms_code" label="second_step.sms_code" problems={problems} />
      <button class="primary">{words.text('sign_in.confirm')}</button>
    </form>
  );
}
