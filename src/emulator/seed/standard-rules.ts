import type { Automation, RuleAction, RuleCondition, Trigger, TriggerCategory } from '../records';

export interface StandardRules {
  triggerCategories: TriggerCategory[];
  triggers: Trigger[];
  automations: Automation[];
}

/**
 * The rules of Zendesk's own that every new account has: mails about new, changed and assigned
 * tickets, and closing four days after solving.
 * https://support.zendesk.com/hc/en-us/articles/4408828984346
 * @param nextId gives each record an id
 */
export function standardRules(nextId: () => number, stamp: string): StandardRules {
  const times = { createdAt: stamp, updatedAt: stamp };
  const category = { id: nextId(), name: 'Notifications', position: 0, ...times };
  const common = { description: null, active: true, isDefault: true, any: [], ...times };
  const triggers = TRIGGERS.map((trigger, index): Trigger => ({
    ...{ id: nextId(), position: index + 1, categoryId: category.id, ...common },
    ...trigger,
  }));
  const closing: Automation = {
    ...{ id: nextId(), position: 1, title: 'Close ticket 4 days after status is set to solved' },
    ...common,
    all: [is('status', 'solved'), condition('SOLVED', 'greater_than', '96')],
    actions: [{ field: 'status', value: 'closed' }],
  };
  return { triggerCategories: [category], triggers, automations: [closing] };
}

const condition = (field: string, operator: string, value: string | null): RuleCondition => ({
  field,
  operator,
  value,
});
const is = (field: string, value: string) => condition(field, 'is', value);
const mail = (who: string, subject: string, body: string): RuleAction => ({
  field: who === 'group_id' ? 'notification_group' : 'notification_user',
  value: [who, subject, body],
});

const SUBJECT = '[Request #{{ticket.id}}] {{ticket.title}}';
const CONVERSATION = '{{ticket.comments_formatted}}';
const FOR_AGENTS = `Ticket {{ticket.link}} needs your eyes.\n\n${CONVERSATION}`;
const BY_SOMEBODY_ELSE = condition('assignee_id', 'is_not', 'current_user');

const TRIGGERS: Pick<Trigger, 'title' | 'all' | 'actions'>[] = [
  {
    title: 'Notify requester and CCs of received request',
    all: [
      is('update_type', 'Create'),
      condition('status', 'is_not', 'solved'),
      is('ticket_is_public', 'public'),
      is('comment_is_public', 'true'),
      is('role', 'end_user'),
    ],
    actions: [
      mail(
        'requester_and_ccs',
        '[Request received] {{ticket.title}}',
        `Your request ({{ticket.id}}) has been received.\n\n${CONVERSATION}`,
      ),
    ],
  },
  {
    title: 'Notify requester of new proactive ticket',
    all: [
      is('update_type', 'Create'),
      condition('status', 'is_not', 'solved'),
      is('ticket_is_public', 'public'),
      is('comment_is_public', 'true'),
      is('role', 'agent'),
    ],
    actions: [
      mail(
        'requester_and_ccs',
        '{{ticket.title}}',
        `A ticket was made for you.\n\n${CONVERSATION}`,
      ),
    ],
  },
  {
    title: 'Notify requester and CCs of comment update',
    all: [is('update_type', 'Change'), is('comment_is_public', 'true')],
    actions: [
      mail('requester_and_ccs', SUBJECT, `Your request has been updated.\n\n${CONVERSATION}`),
    ],
  },
  {
    title: 'Notify assignee of comment update',
    all: [
      is('update_type', 'Change'),
      is('comment_is_public', 'not_relevant'),
      BY_SOMEBODY_ELSE,
      condition('assignee_id', 'not_changed', null),
    ],
    actions: [mail('assignee_id', SUBJECT, FOR_AGENTS)],
  },
  {
    title: 'Notify assignee of assignment',
    all: [condition('assignee_id', 'changed', null), BY_SOMEBODY_ELSE],
    actions: [mail('assignee_id', SUBJECT, FOR_AGENTS)],
  },
  {
    title: 'Notify assignee of reopened ticket',
    all: [condition('status', 'value_previous', 'solved'), BY_SOMEBODY_ELSE],
    actions: [mail('assignee_id', SUBJECT, FOR_AGENTS)],
  },
  {
    title: 'Notify group of assignment',
    all: [condition('group_id', 'changed', null), is('assignee_id', '')],
    actions: [mail('group_id', SUBJECT, FOR_AGENTS)],
  },
  {
    title: 'Notify all agents of received request',
    all: [is('update_type', 'Create')],
    actions: [mail('all_agents', SUBJECT, FOR_AGENTS)],
  },
];
