import { cloneElement, type ComponentChildren, type VNode } from 'preact';
import type { Problem } from '../forms/problems';
import type { Words } from '../words';

interface FieldProps {
  readonly words: Words;
  readonly name: string;
  readonly label: string;
  readonly problems: readonly Problem[];
  readonly hint?: ComponentChildren;
  /** The name it is posted under, when several forms of a page post the same. */
  readonly postedAs?: string;
  /** The one control; it gets the id, the name and what assistive technology needs. */
  readonly children: VNode;
}

/** A label, its control and what is wrong with it, tied together. */
export function Field(props: FieldProps) {
  const { words, name, label, problems, hint, postedAs = name, children } = props;
  const own = problems.filter((problem) => problem.field === name);
  const described = [hint && `${name}-hint`, own.length > 0 && `${name}-problem`].filter(Boolean);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <FieldProblem words={words} name={name} problems={own} />
      {cloneElement(children, {
        id: name,
        name: postedAs,
        'aria-describedby': described.join(' ') || undefined,
        'aria-invalid': own.length > 0 ? 'true' : undefined,
      })}
    </div>
  );
}

type FieldProblemProps = Pick<FieldProps, 'words' | 'name' | 'problems'>;

export function FieldProblem({ words, name, problems }: FieldProblemProps) {
  const own = problems.filter((problem) => problem.field === name);
  if (own.length === 0) return null;
  return (
    <p class="problem" id={`${name}-problem`}>
      {own.map(({ key, values }) => (
        <span>{words.text(key, values)}</span>
      ))}
    </p>
  );
}
