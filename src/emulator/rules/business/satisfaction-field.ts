import type { Ticket } from '../../records';
import { choiceField } from './choice-field';
import type { ConditionField } from './condition-field';

/** From least to most; `true` and `false` are Zendesk's words for these two. */
const SCORES = [
  { value: 'true', title: 'Unoffered' },
  { value: 'false', title: 'Offered' },
  { value: 'bad', title: 'Bad' },
  { value: 'bad_with_comment', title: 'Bad with comment' },
  { value: 'good', title: 'Good' },
  { value: 'good_with_comment', title: 'Good with comment' },
];

/** What the requester said of the help; a rating with a comment is a score of its own. */
export function satisfactionField(withChanges: boolean): ConditionField {
  return choiceField(
    {
      ...{ subject: 'satisfaction_score', title: 'Satisfaction', type: 'list', nullable: false },
      values: SCORES,
      order: SCORES.map(({ value }) => value),
      read: scoreOf,
    },
    withChanges,
  );
}

function scoreOf({ rating }: Ticket): string {
  if (!rating) return 'true';
  if (rating.score === 'offered') return 'false';
  return rating.comment === null ? rating.score : `${rating.score}_with_comment`;
}
