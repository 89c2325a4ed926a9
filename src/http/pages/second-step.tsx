import type { SecondStepChoice } from '../../use-cases/confirm-second-step';
import type { Problem } from '../forms/problems';
import type { TextKey } from '../words';
import { CodeField } from './code-field';
import { Field } from './field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { ProblemSummary } from './problem-summary';

interface SecondStepPageProps {
  readonly frame: Frame;
  readonly choice: SecondStepChoice;
  /** A text message was sent a moment ago. */
  readonly isSent: boolean;
  readonly problems: readonly Problem[];
}

/** What is asked after the first step: a code from the app, from a text message, or from the list. */
export function SecondStepPage(props: SecondStepPageProps) {
  const { frame, choice, problems } = props;
  const { words } = frame;
  return (
    <Layout frame={frame} title={words.text('second_step.title')}>
      <div class="narrow stack">
        <h1>{words.text('second_step.title')}</h1>
        <p>{words.text('second_step.lead')}</p>
        <ProblemSummary words={words} problems={problems} />
        {choice.app && <ByApp {...props} />}
        {choice.phone !== null && <BySms {...props} phone={choice.phone} />}
        <ByRecoveryCode {...props} />
        <p>
          <a href="/sign-in">{words.text('second_step.begin_again')}</a>
        </p>
      </div>
    </Layout>
  );
}

function ByApp({ frame, problems }: SecondStepPageProps) {
  const { words } = frame;
  return (
    <section class="card">
      <h2>{words.text('second_step.by_app')}</h2>
      <CodeForm
        {...{ frame, problems }}
        field="app_code"
        label="second_step.app_code"
        hint="second_step.app_hint"
      />
    </section>
  );
}

function BySms({ frame, phone, isSent, problems }: SecondStepPageProps & { phone: string }) {
  const { words, csrfToken } = frame;
  return (
    <section class="card">
      <h2>{words.text('second_step.by_sms')}</h2>
      {isSent && (
        <p class="flash" role="status">
          {words.text('second_step.sms_sent', { phone })}
        </p>
      )}
      <form method="post" action="/sign-in/second-step/message" data-once>
        <Hidden name="csrf" value={csrfToken} />
        <p>{words.text('second_step.sms_lead', { phone })}</p>
        <button>{words.text(isSent ? 'second_step.send_again' : 'second_step.send_sms')}</button>
      </form>
      <CodeForm
        {...{ frame, problems }}
        field="sms_code"
        label="second_step.sms_code"
        hint="sign_in.code_hint"
      />
    </section>
  );
}

interface CodeFormProps {
  readonly frame: Frame;
  readonly problems: readonly Problem[];
  readonly field: 'app_code' | 'sms_code';
  readonly label: TextKey;
  readonly hint: TextKey;
}

function CodeForm({ frame: { words, csrfToken }, problems, field, label, hint }: CodeFormProps) {
  return (
    <form method="post" action="/sign-in/second-step" data-once>
      <Hidden name="csrf" value={csrfToken} />
      <CodeField words={words} name={field} label={label} hint={hint} problems={problems} />
      <label class="choice">
        <input type="checkbox" name="trust" value="yes" />
        <span>{words.text('second_step.trust')}</span>
      </label>
      <button class="primary">{words.text('sign_in.confirm')}</button>
    </form>
  );
}

function ByRecoveryCode({ frame: { words, csrfToken }, problems }: SecondStepPageProps) {
  const isOpen = problems.some(({ field }) => field === 'recovery_code');
  return (
    <details class="card" open={isOpen}>
      <summary>{words.text('second_step.by_recovery')}</summary>
      <form method="post" action="/sign-in/second-step" data-once>
        <Hidden name="csrf" value={csrfToken} />
        <Field
          words={words}
          name="recovery_code"
          label={words.text('second_step.recovery_code')}
          problems={problems}
          hint={words.text('second_step.recovery_hint')}
        >
          <input autocomplete="off" autocapitalize="none" spellcheck={false} required />
        </Field>
        <button class="primary">{words.text('second_step.use_recovery')}</button>
      </form>
    </details>
  );
}

/** Too late, or too many wrong codes. */
export function SecondStepEndedPage({ frame }: { readonly frame: Frame }) {
  const { words } = frame;
  return (
    <Layout frame={frame} title={words.text('second_step.ended_title')}>
      <div class="narrow">
        <h1>{words.text('second_step.ended_title')}</h1>
        <p>{words.text('second_step.ended')}</p>
        <p>
          <a class="button" href="/sign-in">
            {words.text('second_step.begin_again')}
          </a>
        </p>
      </div>
    </Layout>
  );
}
