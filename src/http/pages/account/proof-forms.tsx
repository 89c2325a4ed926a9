import type { FunctionComponent } from 'preact';
import type { Customer } from '../../../domain/customer';
import type { Proof } from '../../../domain/proof';
import type { Problem } from '../../forms/problems';
import { Field } from '../field';
import { Hidden } from '../hidden';
import type { Frame } from '../layout';

interface ProofFormProps {
  readonly frame: Frame;
  readonly customer: Customer;
  readonly proof: Proof;
  /** A code is on its way. */
  readonly isSent: boolean;
  readonly problems: readonly Problem[];
}

/**
 * One form per kind of proof that use-cases/prove-identity.ts judges. Each posts `proof` and `answer` to
 * /account/proof; its problems stand at the field named after the proof.
 */
const FORMS: Partial<Record<Proof, FunctionComponent<ProofFormProps>>> = { code: MailedCodeForm };

export function ProofForm(props: ProofFormProps) {
  const Form = FORMS[props.proof];
  return Form === undefined ? null : (
    <section class="card">
      <Form {...props} />
    </section>
  );
}

function MailedCodeForm({ frame, customer, isSent, problems }: ProofFormProps) {
  const { words, csrfToken } = frame;
  const { email } = customer;
  return (
    <>
      <h2>{words.text('proof.by_code')}</h2>
      {isSent && (
        <form method="post" action="/account/proof" data-once>
          <p>{words.text('proof.code_sent', { email })}</p>
          <Hidden name="csrf" value={csrfToken} />
          <Hidden name="proof" value="code" />
          <Field
            words={words}
            name="code"
            postedAs="answer"
            label={words.text('proof.code')}
            problems={problems}
            hint={words.text('sign_in.code_hint')}
          >
            <input inputmode="numeric" autocomplete="one-time-code" required maxlength={12} />
          </Field>
          <button class="primary">{words.text('sign_in.confirm')}</button>
        </form>
      )}
      <form method="post" action="/account/proof/code" data-once>
        <Hidden name="csrf" value={csrfToken} />
        {!isSent && <p>{words.text('proof.by_code_hint', { email })}</p>}
        <button class={isSent ? 'quiet' : 'primary'}>
          {words.text(isSent ? 'proof.send_another' : 'proof.send_code')}
        </button>
      </form>
    </>
  );
}
