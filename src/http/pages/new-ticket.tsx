import type { Customer } from '../../domain/customer';
import type { KeptFile } from '../../domain/draft';
import type { Offer } from '../../domain/offer';
import type { Problem } from '../forms/problems';
import type { TypedTicket } from '../forms/ticket-form';
import { Field, FieldProblem } from './field';
import { FilesField } from './files-field';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';
import { ProblemSummary } from './problem-summary';

export interface NewTicketPageProps {
  readonly frame: Frame;
  readonly customer: Customer;
  readonly offer: Offer;
  readonly typed: TypedTicket;
  readonly intent: string;
  readonly files: readonly KeptFile[];
  readonly problems: readonly Problem[];
}

/** The form, empty or with everything that was typed before it was refused. */
export function NewTicketPage({ frame, intent, ...props }: NewTicketPageProps) {
  const { words, csrfToken } = frame;
  const { typed, files, problems } = props;
  return (
    <Layout frame={frame} title={words.text('form.title')}>
      <h1>{words.text('form.title')}</h1>
      {typed.followUpOf && <p>{words.text('form.follow_up', { number: typed.followUpOf })}</p>}
      <ProblemSummary words={words} problems={problems} kept />
      <p>{words.text('form.one_problem')}</p>
      <p class="hint">{words.text('form.required')}</p>
      <form method="post" action="/tickets" enctype="multipart/form-data" data-once>
        {/* First, so that they are judged before any file arrives. */}
        <Hidden name="csrf" value={csrfToken} />
        <Hidden name="intent" value={intent} />
        <Hidden name="followUpOf" value={typed.followUpOf} />
        <Asker frame={frame} {...props} />
        <Question frame={frame} {...props} />
        <FilesField words={words} files={files} problems={problems} />
        <ImpactField frame={frame} {...props} />
        <button class="primary">{words.text('form.send')}</button>
      </form>
    </Layout>
  );
}

type PartProps = Omit<NewTicketPageProps, 'intent'>;

function Asker({ frame: { words }, customer, typed, problems }: PartProps) {
  return (
    <>
      <Field words={words} name="name" label={words.text('form.name')} problems={problems}>
        <input value={typed.name} autocomplete="name" required />
      </Field>
      <Field words={words} name="account" label={words.text('form.account')} problems={problems}>
        <select required>
          <option value="">{words.text('form.choose')}</option>
          {customer.accounts.map((account) => (
            <option value={account} selected={account === typed.account}>
              {account}
            </option>
          ))}
        </select>
      </Field>
    </>
  );
}

function Question({ frame: { words }, offer, typed, problems }: PartProps) {
  return (
    <>
      <Field words={words} name="kind" label={words.text('form.kind')} problems={problems}>
        <select required>
          {offer.kinds.map(({ key, label }) => (
            <option value={key} selected={key === typed.kind}>
              {label[words.locale]}
            </option>
          ))}
        </select>
      </Field>
      <Field words={words} name="subject" label={words.text('form.subject')} problems={problems}>
        <input value={typed.subject} required />
      </Field>
      <Field words={words} name="text" label={words.text('form.text')} problems={problems}>
        <textarea rows={10} required value={typed.text} />
      </Field>
    </>
  );
}

function ImpactField({ frame: { words }, offer, typed, problems }: PartProps) {
  const refused = problems.some(({ field }) => field === 'impact');
  return (
    <fieldset
      class="field"
      id="impact"
      aria-describedby={refused ? 'impact-hint impact-problem' : 'impact-hint'}
    >
      <legend>{words.text('form.impact')}</legend>
      <p class="hint" id="impact-hint">
        {words.text('form.impact_hint')}
      </p>
      <FieldProblem words={words} name="impact" problems={problems} />
      {offer.impactLevels.map(({ key, label, meaning }) => (
        <label class="choice">
          <input
            type="radio"
            name="impact"
            value={key}
            required
            checked={key === typed.impact}
            aria-describedby={`impact-${key}`}
          />
          <span>
            <strong>{label[words.locale]}</strong>{' '}
            <span id={`impact-${key}`}>{meaning[words.locale]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
