import { LIMITS } from '../../../domain/draft';
import type { Problem } from '../../forms/problems';
import { Field } from '../field';
import { Hidden } from '../hidden';
import type { SectionProps } from './section';

interface NameSectionProps extends SectionProps {
  readonly name: string;
  readonly problems: readonly Problem[];
}

/** How the person is called; the address they are known by is an administrator's to change. */
export function NameSection({ frame, customer, name, problems }: NameSectionProps) {
  const { words, csrfToken } = frame;
  return (
    <section class="card">
      <h2>{words.text('account.name_title')}</h2>
      <p>{words.text('account.email', { email: customer.email })}</p>
      <form method="post" action="/account/name" data-once>
        <Hidden name="csrf" value={csrfToken} />
        <Field
          words={words}
          name="name"
          label={words.text('account.name')}
          problems={problems}
          hint={words.text('account.name_hint')}
        >
          <input value={name} autocomplete="name" required maxlength={LIMITS.nameCharacters} />
        </Field>
        <button>{words.text('account.save_name')}</button>
      </form>
    </section>
  );
}
