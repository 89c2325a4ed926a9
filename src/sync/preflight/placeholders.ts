/**
 * Zendesk's placeholders. https://support.zendesk.com/hc/en-us/articles/4408886858138
 */
const TICKET =
  'id title description verbatim_description status status_category custom_status priority ticket_type ticket_form tags url link external_id encoded_id via account due_date due_date_with_time due_date_with_timestamp created_at created_at_with_time created_at_with_timestamp updated_at updated_at_with_time updated_at_with_timestamp in_business_hours cc_names email_cc_names follower_names current_holiday_name brand.name group.name';
const COMMENTS = ['comments', 'public_comments', 'latest_comment', 'latest_public_comment'].flatMap(
  (name) => [name, ...['formatted', 'rich', 'html'].map((suffix) => `${name}_${suffix}`)],
);
const PERSON =
  'name first_name last_name email id role external_id phone language locale time_zone details notes tags';
const ORGANIZATION = 'name id external_id';
const COMMENT =
  'author.name created_at created_at_with_time is_public value value_rich id attachments';

const KNOWN: ReadonlySet<string> = new Set([
  ...[...TICKET.split(' '), ...COMMENTS].map((name) => `ticket.${name}`),
  ...['ticket.requester', 'ticket.assignee', 'ticket.submitter', 'current_user'].flatMap((who) => [
    ...PERSON.split(' ').map((name) => `${who}.${name}`),
    ...ORGANIZATION.split(' ').map((name) => `${who}.organization.${name}`),
  ]),
  ...ORGANIZATION.split(' ').map((name) => `ticket.organization.${name}`),
  ...COMMENT.split(' ').map((name) => `comment.${name}`),
  'attachment.filename',
  'attachment.url',
]);
const PATTERNS = [
  /^ticket\.ticket_field_(option_title_)?(@\{[^}]+\}|\d+)$/,
  /^(ticket\.(requester|assignee|submitter)|current_user)(\.organization)?\.custom_fields\.\w+(\.title)?$/,
  /^ticket\.organization\.custom_fields\.\w+(\.title)?$/,
  /^ticket\.(latest_|latest_public_)comment\.\w+/,
  /^satisfaction\.\w+$/,
  /^dc\.[\w-]+$/,
];

/** Of these nothing but an id, a number or one of a few words can come. */
const HARMLESS = [
  /^ticket\.(id|status|status_category|priority|ticket_type|encoded_id|external_id|in_business_hours)$/,
  /^ticket\.(created|updated)_at(_with_time|_with_timestamp)?$/,
  /^ticket\.due_date(_with_time|_with_timestamp)?$/,
  /^(ticket\.(requester|assignee|submitter|organization)|current_user)\.(id|role)$/,
  /^ticket\.ticket_field_(@\{[^}]+\}|\d+)$/,
];

/** @returns what the text's `{{…}}` and `{%…%}` ask for, as paths such as `ticket.requester.name` */
export function placeholdersIn(text: string): string[] {
  const locals = new Set(['forloop']);
  for (const [, name = ''] of text.matchAll(/\{%-?\s*(?:for|assign|capture)\s+(\w+)/g))
    locals.add(name);
  const outputs = [...text.matchAll(/\{\{-?\s*((?:@\{[^}]*\}|[^}|])+)/g)].map(([, inside = '']) =>
    inside.trim(),
  );
  const tags = [...text.matchAll(/\{%-?((?:@\{[^}]*\}|[^%])*)%\}/g)].flatMap(([, inside = '']) =>
    [...inside.matchAll(/\b(?:ticket|current_user|satisfaction|dc)\.(?:[\w.]|@\{[^}]*\})+/g)].map(
      ([path]) => path,
    ),
  );
  return [...outputs, ...tags].filter((path) => {
    const root = /^\w+/.exec(path)?.[0] ?? '';
    return !locals.has(root) && !/^["'\d]/.test(path);
  });
}

/** @returns whether Zendesk fills such a path in */
export function isKnownPlaceholder(path: string): boolean {
  return KNOWN.has(path) || PATTERNS.some((pattern) => pattern.test(path));
}

/** @returns whether what comes for it is safe in JSON, where Zendesk escapes nothing */
export function isHarmlessInJson(path: string): boolean {
  return HARMLESS.some((pattern) => pattern.test(path));
}
