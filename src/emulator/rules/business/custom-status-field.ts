import type { State } from '../../state';
import { choiceField } from './choice-field';
import { wordsOf, type ConditionField } from './condition-field';

/** The custom status, which beside what every choice can be asked may be one of several. */
export function customStatusField(state: State, withChanges: boolean): ConditionField {
  const values = [...state.customStatuses.values()].map(({ id, agentLabel }) => ({
    value: String(id),
    title: agentLabel,
  }));
  const choice = choiceField(
    {
      ...{ subject: 'custom_status_id', title: 'Ticket status', type: 'list', nullable: false },
      values,
      read: ({ customStatusId }) => String(customStatusId),
    },
    withChanges,
  );
  return {
    ...choice,
    operators: ['includes', 'not_includes', ...choice.operators],
    judge: (operator, value) => {
      if (operator !== 'includes' && operator !== 'not_includes') {
        return choice.judge(operator, value);
      }
      const wanted = wordsOf(value);
      const expected = operator === 'includes';
      return ({ ticket }) => wanted.includes(String(ticket.customStatusId)) === expected;
    },
  };
}
