import type { Problem } from '../forms/problems';
import type { Words } from '../words';

interface ProblemSummaryProps {
  readonly words: Words;
  readonly problems: readonly Problem[];
  /** Whether there were words and files to lose, so that it helps to say they are still here. */
  readonly kept?: boolean;
}

/** What to correct, each a link to its field; the page's script moves the focus here. */
export function ProblemSummary({ words, problems, kept = false }: ProblemSummaryProps) {
  if (problems.length === 0) return null;
  return (
    <div class="summary" role="alert" tabindex={-1} data-focus>
      <h2>{words.count('problems.title', problems.length)}</h2>
      <ul>
        {problems.map(({ field, key, values }) => (
          <li>
            <a href={`#${field}`}>{words.text(key, values)}</a>
          </li>
        ))}
      </ul>
      {kept && <p>{words.text('problems.kept')}</p>}
    </div>
  );
}
