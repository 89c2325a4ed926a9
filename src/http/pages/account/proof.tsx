import type { Customer } from '../../../domain/customer';
import type { Proof } from '../../../domain/proof';
import type { Problem } from '../../forms/problems';
import { Hidden } from '../hidden';
import { Layout, type Frame } from '../layout';
import { ProblemSummary } from '../problem-summary';
import { ProofForm } from './proof-forms';

export interface ProofPageProps {
  readonly frame: Frame;
  readonly customer: Customer;
  /** What the person can show who they are by. */
  readonly offered: readonly Proof[];
  /** The kind of code that is on its way. */
  readonly sent: Proof | undefined;
  readonly problems: readonly Problem[];
}

/** Asked before what opens the door is changed, when the last proof is a while ago. */
export function ProofPage({ frame, customer, offered, sent, problems }: ProofPageProps) {
  const { words, csrfToken } = frame;
  return (
    <Layout frame={frame} title={words.text('proof.title')}>
      <div class="narrow">
        <h1>{words.text('proof.title')}</h1>
        <p>{words.text('proof.lead')}</p>
        <ProblemSummary words={words} problems={problems} />
        {offered.map((proof, place) => (
          <ProofForm
            frame={frame}
            customer={customer}
            proof={proof}
            isSent={sent === proof}
            isPrimary={sent === undefined ? place === 0 : sent === proof}
            problems={problems}
          />
        ))}
        <form class="aside" method="post" action="/sign-out">
          <Hidden name="csrf" value={csrfToken} />
          <p>{words.text(offered.length > 0 ? 'proof.or_sign_in' : 'proof.only_sign_in')}</p>
          <button>{words.text('proof.sign_in_again')}</button>
        </form>
        <p>
          <a href="/account">{words.text('account.back')}</a>
        </p>
      </div>
    </Layout>
  );
}
