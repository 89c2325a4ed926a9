import { referencesIn } from '../references';
import { listOf, memberOf, textOf } from '../json-parts';
import { each, type Check } from './check';
import { isAwake, optionsOf } from './rule';

const TYPES = [
  'text',
  'textarea',
  'checkbox',
  'date',
  'integer',
  'decimal',
  'regexp',
  'partialcreditcard',
  'multiselect',
  'tagger',
];
const WITH_OPTIONS = ['tagger', 'multiselect'];
/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/ */
const MOST_OPTIONS = 2_000;
const MOST_FIELDS = 400;

const fieldType = each('field-type', 'problem', ['ticket_fields'], ({ attributes }) => {
  const type = textOf(attributes.type);
  return TYPES.includes(type)
    ? []
    : [`No field of type ${type} can be made; Zendesk's own are @{system_fields.TYPE}.`];
});

const fieldOptions = each('field-options', 'problem', ['ticket_fields'], ({ attributes }) => {
  const type = textOf(attributes.type);
  const options = listOf(attributes.custom_field_options);
  const hasOptions = WITH_OPTIONS.includes(type);
  const defaults = options.filter((option) => memberOf(option, 'default') === true);
  return [
    ...(hasOptions && options.length === 0 ? [`A ${type} needs custom_field_options.`] : []),
    ...(!hasOptions && options.length > 0 ? [`A ${type} has no custom_field_options.`] : []),
    ...(type === 'tagger' && defaults.length > 1 ? ['Only one option can be the default.'] : []),
    ...(type === 'regexp' && !attributes.regexp_for_validation
      ? ['A regexp needs regexp_for_validation.']
      : []),
    ...(type !== 'checkbox' && attributes.tag ? ['Only a checkbox has a tag.'] : []),
  ];
});

const optionValue = each('option-value', 'problem', ['ticket_fields'], ({ attributes }) =>
  optionsOf(attributes)
    .filter((value) => !/^[^\s,;"]+$/.test(value))
    .map((value) => `The option "${value}" is no tag: it must be one word.`),
);

const optionLimit = each('option-limit', 'problem', ['ticket_fields'], ({ attributes }) => {
  const { length } = optionsOf(attributes);
  return length > MOST_OPTIONS ? [`It has ${length} options; Zendesk takes ${MOST_OPTIONS}.`] : [];
});

const fieldLimit: Check = {
  name: 'field-limit',
  level: 'problem',
  find: ({ of }) =>
    of('ticket_fields')
      .slice(MOST_FIELDS, MOST_FIELDS + 1)
      .map((entry) => ({ entry, message: `Zendesk takes ${MOST_FIELDS} fields.` })),
};

/** A choice is a tag of the ticket: two fields that share one overwrite each other. */
const tagClash: Check = {
  name: 'tag-clash',
  level: 'problem',
  find: ({ of }) => {
    const owners = new Map<string, string>();
    return of('ticket_fields').flatMap((entry) => {
      const tag = textOf(entry.attributes.tag);
      return [...optionsOf(entry.attributes), ...(tag ? [tag] : [])].flatMap((value) => {
        const owner = owners.get(value);
        owners.set(value, owner ?? entry.key);
        const where = owner === entry.key ? 'twice here' : `in ${owner ?? ''} already`;
        return owner === undefined ? [] : [{ entry, message: `The tag ${value} stands ${where}.` }];
      });
    });
  },
};

const portalVisible = each('portal-required-visible', 'problem', ['ticket_fields'], (entry) => {
  const { required_in_portal, visible_in_portal, editable_in_portal } = entry.attributes;
  const isShown = visible_in_portal === true && editable_in_portal === true;
  return required_in_portal === true && !isShown
    ? ['It is required in the portal, where nobody sees or edits it.']
    : [];
});

const portalRequiredInForm = each(
  'portal-required-in-form',
  'problem',
  ['ticket_fields'],
  (entry, { of }) => {
    if (entry.attributes.required_in_portal !== true || !isAwake(entry)) return [];
    const forms = of('ticket_forms').filter(isAwake);
    const isIn = forms.some(({ attributes }) =>
      referencesIn(attributes.ticket_field_ids ?? []).some(({ name }) => name === entry.key),
    );
    return forms.length > 0 && !isIn ? ['It is required in the portal and in no form.'] : [];
  },
);

/** The form of the portal's requests, and what it writes with each (src/zendesk/ticket-mapping.ts). */
const PORTAL_FORM = 'financial_support';
const PORTAL_FIELDS = ['vtex_account', 'area', 'impact_level'];

const portalFieldInForm = each('portal-field-in-form', 'problem', ['ticket_forms'], (form) => {
  if (!isAwake(form) || form.key !== PORTAL_FORM) return [];
  const inForm = referencesIn(form.attributes.ticket_field_ids ?? []).map(({ name }) => name);
  return PORTAL_FIELDS.filter((key) => !inForm.includes(key)).map(
    (key) => `The portal writes ${key}, which this form lacks.`,
  );
});

/** What the portal offers must be something Zendesk's field can hold. */
const portalOption = each(
  'portal-option',
  'problem',
  ['ticket_fields'],
  ({ key, attributes }, { offer }) => {
    const offered: Readonly<Record<string, readonly string[]>> = {
      impact_level: offer.impactLevels.map((level) => `impact_${level.key}`),
      area: offer.kinds.map((kind) => `area_${kind.key}`),
    };
    const has = optionsOf(attributes);
    return (offered[key] ?? [])
      .filter((value) => !has.includes(value))
      .map((value) => `The portal offers ${value}, which is no option here.`);
  },
);

export const FIELD_CHECKS: readonly Check[] = [
  fieldType,
  fieldOptions,
  optionValue,
  optionLimit,
  fieldLimit,
  tagClash,
  portalVisible,
  portalRequiredInForm,
  portalFieldInForm,
  portalOption,
];
