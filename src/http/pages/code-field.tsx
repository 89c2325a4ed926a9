import type { Problem } from '../forms/problems';
import type { TextKey, Words } from '../words';
import { Field } from './field';

interface CodeFieldProps {
  readonly words: Words;
  readonly name: string;
  readonly label: TextKey;
  readonly hint?: TextKey;
  readonly problems: readonly Problem[];
}

/** Where six digits are typed, or filled in by the browser; a space or a dash in the middle does no harm. */
export function CodeField({ words, label, hint = 'sign_in.code_hint', ...field }: CodeFieldProps) {
  return (
    <Field {...field} words={words} label={words.text(label)} hint={words.text(hint)}>
      <input inputmode="numeric" autocomplete="one-time-code" required maxlength={12} />
    </Field>
  );
}
