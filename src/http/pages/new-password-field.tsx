import { PASSWORD_RULES } from '../../domain/password-rules';
import type { Problem } from '../forms/problems';
import type { Words } from '../words';
import { Field } from './field';

interface NewPasswordFieldProps {
  readonly words: Words;
  readonly problems: readonly Problem[];
}

/** Typed once: it can be looked at, and a code mends a slip. */
export function NewPasswordField({ words, problems }: NewPasswordFieldProps) {
  const { least, most } = PASSWORD_RULES;
  return (
    <Field
      words={words}
      name="new_password"
      label={words.text('password.new')}
      problems={problems}
      hint={words.text('password.new_hint', { least, most })}
    >
      <input type="password" autocomplete="new-password" required />
    </Field>
  );
}
