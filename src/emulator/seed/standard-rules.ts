import type { RuleAction, RuleCondition } from '../records';
import { addCategory } from '../rules/business/trigger-categories';
import { nextId, type State } from '../state';

interface StandardTrigger {
  title: string;
  all: RuleCondition[];
  actions: RuleAction[];
}

const when = (field: string, operator: string, value: string | null): RuleCondition => ({
  field,
  operator,
  value,
});
const tell = (who: string, subject: string, body: string): RuleAction => ({
  field: 'notification_user',
  value: [who, subject, body],
});

const CREATED = when('update_type', 'is', 'Create');
const UPDATED = when('update_type', 'is', 'Change');
const PUBLIC_TICKET = when('ticket_is_public', 'is', 'public');
const PUBLIC_COMMENT = when('comment_is_public', 'is', 'true');
const NOT_BY_ASSIGNEE = when('assignee_id', 'is_not', 'current_user');
const NOT_FOR_REQUESTER = when('assignee_id', 'is_not', 'requester_id');
const SUBJECT = '[{{ticket.account}}] {{ticket.title}}';
const CONVERSATION = '{{ticket.comments_formatted}}';
const FACTS = 'Ticket {{ticket.id}}: {{ticket.title}}\nLink: {{ticket.link}}';

const TRIGGERS: readonly StandardTrigger[] = [
  {
    title: 'Notify requester and CCs of received request',
    all: [
      CREATED,
      when('status', 'is_not', 'solved'),
      PUBLIC_TICKET,
      PUBLIC_COMMENT,
      when('role', 'is', 'end_user'),
    ],
    actions: [
      tell(
        'requester_and_ccs',
        '[Request received] {{ticket.title}}',
        `We have your request ({{ticket.id}}) and will look into it. To add something, answer this mail.\n\n${CONVERSATION}`,
      ),
    ],
  },
  {
    title: 'Notify requester and CCs of new proactive ticket',
    all: [CREATED, PUBLIC_TICKET, PUBLIC_COMMENT, when('role', 'is', 'agent')],
    actions: [
      tell(
        'requester_and_ccs',
        SUBJECT,
        `We have opened a ticket for you ({{ticket.id}}). To answer, reply to this mail.\n\n${CONVERSATION}`,
      ),
    ],
  },
  {
    title: 'Notify requester and CCs of comment update',
    all: [UPDATED, PUBLIC_COMMENT],
    actions: [
      tell(
        'requester_and_ccs',
        '[{{ticket.account}}] Re: {{ticket.title}}',
        `There is news on your request ({{ticket.id}}). To answer, reply to this mail.\n\n${CONVERSATION}`,
      ),
    ],
  },
  {
    title: 'Notify assignee of comment update',
    all: [
      UPDATED,
      when('comment_is_public', 'is', 'not_relevant'),
      NOT_BY_ASSIGNEE,
      NOT_FOR_REQUESTER,
      when('assignee_id', 'not_changed', null),
      when('status', 'not_value_previous', 'solved'),
    ],
    actions: [tell('assignee_id', `${SUBJECT} has a new comment`, `${FACTS}\n\n${CONVERSATION}`)],
  },
  {
    title: 'Notify assignee of assignment',
    all: [when('assignee_id', 'changed', null), NOT_BY_ASSIGNEE],
    actions: [tell('assignee_id', `${SUBJECT} is yours`, `${FACTS}\n\n${CONVERSATION}`)],
  },
  {
    title: 'Notify assignee of reopened ticket',
    all: [
      NOT_BY_ASSIGNEE,
      when('status', 'value_previous', 'solved'),
      when('status', 'is_not', 'closed'),
    ],
    actions: [tell('assignee_id', `${SUBJECT} is open again`, `${FACTS}\n\n${CONVERSATION}`)],
  },
  {
    title: 'Notify group of assignment',
    all: [
      when('group_id', 'changed', null),
      when('group_id', 'is_not', ''),
      when('assignee_id', 'is', ''),
    ],
    actions: [
      {
        field: 'notification_group',
        value: [
          'group_id',
          `${SUBJECT} is for {{ticket.group.name}}`,
          `${FACTS}\n\n${CONVERSATION}`,
        ],
      },
    ],
  },
  {
    title: 'Notify all agents of received request',
    all: [CREATED],
    actions: [tell('all_agents', `${SUBJECT} has come in`, `${FACTS}\n\n{{ticket.description}}`)],
  },
];

/**
 * Puts the rules into the account that Zendesk gives a new one: eight triggers that mail people, in
 * one category, and the automation that closes what has been solved for four days.
 * https://support.zendesk.com/hc/en-us/articles/4408828984346
 * @param stamp now, as Zendesk writes time
 */
export function addStandardRules(state: State, stamp: string): void {
  const category = addCategory(state, stamp, 'Notifications', 0);
  const usual = { active: true, isDefault: true, any: [], revisionId: 1 };
  const times = { createdAt: stamp, updatedAt: stamp };
  TRIGGERS.forEach((trigger, index) => {
    const id = nextId(state);
    const place = { id, description: null, position: index + 1, categoryId: category.id };
    state.triggers.set(id, { ...usual, ...place, ...trigger, ...times });
  });
  const id = nextId(state);
  state.automations.set(id, {
    ...usual,
    ...times,
    id,
    title: 'Close ticket 4 days after status is set to solved',
    description: null,
    position: 1,
    all: [when('status', 'is', 'solved'), when('SOLVED', 'greater_than', '96')],
    actions: [{ field: 'status', value: 'closed' }],
  });
}
