import type { State } from '../../state';
import { factField } from './choice-field';
import type { ConditionField } from './condition-field';
import type { Occasion } from './occasion';
import { EQUAL } from './operators';
import { wordsField } from './text-field';
import { momentFields } from './ticket-schedule';
import { VIA_CHOICES, currentViaId } from './via-ids';

/** What triggers alone can ask: of the update that is being made. */
export function updateFields(state: State): ConditionField[] {
  const staff = [...state.users.values()].filter(({ role }) => role !== 'end-user');
  return [
    factField(
      {
        subject: 'update_type',
        title: 'Ticket',
        values: [
          { value: 'Create', title: 'Created' },
          { value: 'Change', title: 'Updated' },
        ],
      },
      (value, { update }) => update?.type === value,
    ),
    factField(
      {
        subject: 'comment_is_public',
        title: 'Comment',
        values: [
          { value: 'true', title: 'Public' },
          { value: 'false', title: 'Private' },
          { value: 'not_relevant', title: 'Present (public or private)' },
          {
            value: 'requester_can_see_comment',
            title: 'Present, and requester can see the comment',
          },
        ],
      },
      judgeComment,
    ),
    wordsField(
      { subject: 'comment_includes_word', title: 'Comment text' },
      ({ update }) => update?.comment?.body ?? '',
    ),
    factField(
      {
        subject: 'role',
        title: 'Current user',
        operators: EQUAL,
        values: [
          { value: 'agent', title: '(agent)' },
          { value: 'end_user', title: '(end user)' },
          ...staff.map(({ id, name }) => ({ value: String(id), title: name })),
        ],
      },
      judgeActor,
    ),
    factField(
      {
        subject: 'current_via_id',
        title: 'Update via',
        operators: EQUAL,
        values: VIA_CHOICES,
      },
      (value, occasion) => currentViaId(occasion) === value,
    ),
    ...momentFields(state),
  ];
}

function judgeComment(value: string | null, { state, ticket, update }: Occasion): boolean {
  const comment = update?.comment;
  if (!comment) return false;
  if (value === 'true') return comment.public;
  if (value === 'false') return !comment.public;
  if (value === 'not_relevant') return true;
  return comment.public || state.users.get(ticket.requesterId)?.role !== 'end-user';
}

/** Automations and the system are nobody. */
function judgeActor(value: string | null, { update }: Occasion): boolean {
  const actor = update?.actor;
  if (!actor) return false;
  if (value === 'agent') return actor.role !== 'end-user';
  if (value === 'end_user') return actor.role === 'end-user';
  return String(actor.id) === value;
}
