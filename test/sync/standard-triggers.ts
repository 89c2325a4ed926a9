interface Line {
  field: string;
  operator?: string;
  value: string | string[];
}

interface TriggerParts {
  title: string;
  all: Line[];
  who?: string;
}

const MAIL = ['[{{ticket.account}}] {{ticket.title}}', '{{ticket.latest_comment}}'];
let lastId = 0;

/** @returns a trigger that mails the requester, as Zendesk shows it */
export function aTrigger({ title, all, who = 'requester_and_ccs' }: TriggerParts) {
  lastId += 1;
  return {
    ...{ id: lastId, title, active: true, position: lastId, category_id: '1' },
    conditions: { all, any: [] as Line[] },
    actions: [{ field: 'notification_user', value: [who, ...MAIL] }],
  };
}

const is = (field: string, value: string): Line => ({ field, operator: 'is', value });

/** What an account begins with, by the conditions that support's help centre describes. */
export const STANDARD_TRIGGERS = [
  aTrigger({
    title: 'Notify requester and CCs of received request',
    all: [
      is('update_type', 'Create'),
      { field: 'status', operator: 'is_not', value: 'solved' },
      is('ticket_is_public', 'public'),
      is('comment_is_public', 'true'),
      is('role', 'end_user'),
    ],
  }),
  aTrigger({
    title: 'Notify requester of new proactive ticket',
    all: [is('update_type', 'Create'), is('ticket_is_public', 'public'), is('role', 'agent')],
  }),
  aTrigger({
    title: 'Notify requester and CCs of comment update',
    all: [is('update_type', 'Change'), is('comment_is_public', 'true')],
  }),
  aTrigger({
    title: 'Notify assignee of comment update',
    all: [is('update_type', 'Change'), is('comment_is_public', 'not_relevant')],
    who: 'assignee_id',
  }),
];

/** @returns the same triggers, each with the conditions that spare the portal's customers */
export function guarded(triggers: typeof STANDARD_TRIGGERS): typeof STANDARD_TRIGGERS {
  const guard: Line[] = [
    { field: 'current_tags', operator: 'not_includes', value: 'vtex_portal' },
    { field: 'role', operator: 'is', value: 'end_user' },
  ];
  return triggers.map((trigger) => ({
    ...trigger,
    conditions: { ...trigger.conditions, all: [...trigger.conditions.all, ...guard] },
  }));
}
