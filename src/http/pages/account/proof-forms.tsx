import type { FunctionComponent, VNode } from 'preact';
import type { Customer } from '../../../domain/customer';
import type { Proof } from '../../../domain/proof';
import type { Problem } from '../../forms/problems';
import type { TextKey } from '../../words';
import { Field } from '../field';
import { Hidden } from '../hidden';
import type { Frame } from '../layout';

interface ProofFormProps {
  readonly frame: Frame;
  readonly customer: Customer;
  readonly proof: Proof;
  /** A code is on its way. */
  readonly isSent: boolean;
  /** Of several, the one that most people will use. */
  readonly isPrimary: boolean;
  readonly problems: readonly Problem[];
}

/**
 * One form per kind of proof that use-cases/prove-identity.ts judges. Each posts `proof` and `answer` to
 * /account/proof; its problems stand at the field named after the proof.
 */
const FORMS: Readonly<Record<Proof, FunctionComponent<ProofFormProps>>> = {
  code: (props) => (
    <SentCodeForm {...props} sendTo="/account/proof/code" title="proof.by_code" words={MAILED} />
  ),
  app: AppForm,
  sms: (props) => (
    <SentCodeForm
      {...props}
      sendTo="/account/proof/message"
      title="second_step.by_sms"
      words={TEXTED}
    />
  ),
  password: PasswordForm,
};

export function ProofForm(props: ProofFormProps) {
  const Form = FORMS[props.proof];
  return (
    <section class="card">
      <Form {...props} />
    </section>
  );
}

/** What is said around a code that is sent first. */
interface SentCodeWords {
  readonly before: TextKey;
  readonly sent: TextKey;
  readonly label: TextKey;
}

const MAILED: SentCodeWords = {
  before: 'proof.by_code_hint',
  sent: 'proof.code_sent',
  label: 'proof.code',
};
const TEXTED: SentCodeWords = {
  before: 'proof.by_sms_hint',
  sent: 'proof.sms_sent',
  label: 'second_step.sms_code',
};

interface SentCodeFormProps extends ProofFormProps {
  readonly sendTo: string;
  readonly title: TextKey;
  readonly words: SentCodeWords;
}

/** A button that sends the code; once it is on its way, where it is typed. */
function SentCodeForm({ sendTo, title, words: said, ...props }: SentCodeFormProps) {
  const { frame, customer, proof, isSent, isPrimary, problems } = props;
  const { words, csrfToken } = frame;
  const { email } = customer;
  const asksCode = isSent || problems.some(({ field }) => field === proof);
  return (
    <>
      <h2>{words.text(title)}</h2>
      {isSent && <p>{words.text(said.sent, { email })}</p>}
      {asksCode && <AnswerForm {...props} label={said.label} hint="sign_in.code_hint" />}
      <form method="post" action={sendTo} data-once>
        <Hidden name="csrf" value={csrfToken} />
        {!asksCode && <p>{words.text(said.before, { email })}</p>}
        <button class={asksCode ? 'quiet' : classOf(isPrimary)}>
          {words.text(asksCode ? 'proof.send_another' : 'proof.send_code')}
        </button>
      </form>
    </>
  );
}

function AppForm(props: ProofFormProps) {
  return (
    <>
      <h2>{props.frame.words.text('second_step.by_app')}</h2>
      <AnswerForm {...props} label="second_step.app_code" hint="second_step.app_hint" />
    </>
  );
}

function PasswordForm(props: ProofFormProps) {
  const { frame, customer } = props;
  return (
    <>
      <h2>{frame.words.text('way.password')}</h2>
      <AnswerForm
        {...props}
        label="password.password"
        input={<input type="password" autocomplete="current-password" required />}
      >
        {/* Tells password managers whose password this is. */}
        <input type="text" value={customer.email} autocomplete="username" hidden />
      </AnswerForm>
    </>
  );
}

interface AnswerFormProps extends ProofFormProps {
  readonly label: TextKey;
  readonly hint?: TextKey;
  /** Instead of one for six digits. */
  readonly input?: VNode;
  readonly children?: VNode;
}

function AnswerForm(props: AnswerFormProps) {
  const { frame, proof, isPrimary, problems, label, hint, input, children } = props;
  const { words, csrfToken } = frame;
  return (
    <form method="post" action="/account/proof" data-once>
      <Hidden name="csrf" value={csrfToken} />
      <Hidden name="proof" value={proof} />
      {children}
      <Field
        words={words}
        name={proof}
        postedAs="answer"
        label={words.text(label)}
        problems={problems}
        hint={hint && words.text(hint)}
      >
        {input ?? (
          <input inputmode="numeric" autocomplete="one-time-code" required maxlength={12} />
        )}
      </Field>
      <button class={classOf(isPrimary)}>{words.text('sign_in.confirm')}</button>
    </form>
  );
}

const classOf = (isPrimary: boolean) => (isPrimary ? 'primary' : undefined);
