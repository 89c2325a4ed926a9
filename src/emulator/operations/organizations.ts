import { z } from 'zod';
import { created, idParam, ok, type Call, type Reply } from '../call';
import { invalidField, parameterMissing, recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { flag, id, optionalId, optionalText, readParams, tags } from '../params/read-params';
import { presentOrganization } from '../presenters/user';
import type { Organization } from '../records';
import { nextId, type State } from '../state';
import type { World } from '../world';
import { readIds } from './show-many';

const organizationParams = z.object({
  id: id.optional(),
  name: optionalText,
  external_id: optionalText,
  shared_tickets: flag.optional(),
  shared_comments: flag.optional(),
  domain_names: z.array(z.string()).optional(),
  details: optionalText,
  notes: optionalText,
  group_id: optionalId,
  tags: tags.optional(),
  organization_fields: z.record(z.string(), z.unknown()).optional(),
});
type OrganizationParams = z.infer<typeof organizationParams>;

const ORGANIZATION_ORDER: Sortable<Organization> = {
  keys: {
    id: (organization) => organization.id,
    name: (organization) => organization.name,
    created_at: (organization) => organization.createdAt,
    updated_at: (organization) => organization.updatedAt,
  },
  id: (organization) => organization.id,
};

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#create-organization */
export function createOrganization(world: World, call: Call): Reply {
  const { values, warning } = read(call, 'create');
  return create(world, call, values, warning);
}

/**
 * Matches by id or external id, never by name: the same name under another external id is a 422.
 * https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#create-or-update-organization
 */
export function createOrUpdateOrganization(world: World, call: Call): Reply {
  const { values, warning } = read(call, 'create_or_update');
  const known =
    (values.id === undefined ? undefined : world.state.organizations.get(values.id)) ??
    findByExternalId(world.state, values.external_id);
  if (!known) return create(world, call, values, warning);
  write(world, known, values);
  const organization = presentOrganization(call.origin, known);
  return { ...ok({ organization }), headers: { location: organization.url, ...warning } };
}

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#update-organization */
export function updateOrganization(world: World, call: Call): Reply {
  const organization = findOrganization(world.state, idParam(call));
  const { values, warning } = read(call, 'update');
  write(world, organization, values);
  const shown = presentOrganization(call.origin, organization);
  return { ...ok({ organization: shown }), headers: warning };
}

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#show-organization */
export function showOrganization({ state }: World, call: Call): Reply {
  const organization = findOrganization(state, idParam(call));
  return ok({ organization: presentOrganization(call.origin, organization) });
}

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#list-organizations */
export function listOrganizations({ state }: World, call: Call): Reply {
  return list(call, [...state.organizations.values()]);
}

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#show-many-organizations */
export function showManyOrganizations({ state }: World, call: Call): Reply {
  const byExternalId = call.query.external_ids !== undefined;
  const wanted = readIds(call, byExternalId ? 'external_ids' : 'ids').map((id) => id.toLowerCase());
  const found = [...state.organizations.values()].filter(({ externalId, id: own }) =>
    wanted.includes(byExternalId ? (externalId ?? '').toLowerCase() : String(own)),
  );
  return list(call, found);
}

/** By external id or exact name. https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#search-organizations */
export function searchOrganizations({ state }: World, call: Call): Reply {
  const { external_id: externalId, name } = call.query;
  if (externalId === undefined && name === undefined) throw parameterMissing('external_id');
  const wanted = (externalId ?? name ?? '').toLowerCase();
  const found = [...state.organizations.values()].filter((organization) => {
    const value = externalId === undefined ? organization.name : organization.externalId;
    return value?.toLowerCase() === wanted;
  });
  return list(call, found);
}

/** @returns the organization with that id. Throws 404. */
function findOrganization(state: State, organizationId: number): Organization {
  const organization = state.organizations.get(organizationId);
  if (!organization) throw recordNotFound();
  return organization;
}

function read(call: Call, action: string) {
  return readParams(call.body, 'organization', organizationParams, `organizations#${action}`);
}

function list(call: Call, organizations: Organization[]): Reply {
  const { items, envelope } = paginate(call, organizations, ORGANIZATION_ORDER);
  const shown = items.map((organization) => presentOrganization(call.origin, organization));
  return ok({ organizations: shown, ...envelope });
}

function create(
  world: World,
  call: Call,
  values: OrganizationParams,
  warning: Record<string, string>,
): Reply {
  const { state, clock } = world;
  if (!values.name?.trim()) throw invalidField('name', 'Name: cannot be blank', 'BlankValue');
  const organization: Organization = {
    id: nextId(state),
    name: values.name,
    externalId: null,
    sharedTickets: false,
    sharedComments: false,
    domainNames: [],
    details: '',
    notes: '',
    groupId: null,
    tags: [],
    organizationFields: {},
    createdAt: clock.stamp(),
    updatedAt: clock.stamp(),
  };
  write(world, organization, values);
  const shown = presentOrganization(call.origin, organization);
  const reply = created({ organization: shown }, shown.url);
  return { ...reply, headers: { ...reply.headers, ...warning } };
}

function write(world: World, organization: Organization, values: OrganizationParams): void {
  const { state, clock } = world;
  refuseTaken(state, organization, values);
  if (values.name?.trim()) organization.name = values.name;
  if (values.external_id !== undefined) organization.externalId = values.external_id;
  if (values.shared_tickets !== undefined) organization.sharedTickets = values.shared_tickets;
  if (values.shared_comments !== undefined) organization.sharedComments = values.shared_comments;
  if (values.domain_names) organization.domainNames = values.domain_names;
  if (values.details !== undefined) organization.details = values.details ?? '';
  if (values.notes !== undefined) organization.notes = values.notes ?? '';
  if (values.group_id !== undefined) organization.groupId = values.group_id;
  if (values.tags) organization.tags = values.tags;
  if (values.organization_fields) {
    organization.organizationFields = {
      ...organization.organizationFields,
      ...values.organization_fields,
    };
  }
  organization.updatedAt = clock.stamp();
  state.organizations.set(organization.id, organization);
  world.changed();
}

/** Names and external ids are unique, whatever their case. */
function refuseTaken(state: State, own: Organization, values: OrganizationParams): void {
  const { name } = values;
  const others = [...state.organizations.values()].filter(({ id: other }) => other !== own.id);
  if (name && others.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
    throw invalidField('name', `Name: ${name} has already been taken`, 'DuplicateValue');
  }
  const owner = findByExternalId(state, values.external_id);
  if (owner && owner.id !== own.id) {
    const description = `External: ${values.external_id} has already been taken`;
    throw invalidField('external_id', description, 'DuplicateValue');
  }
}

function findByExternalId(
  state: State,
  externalId: string | null | undefined,
): Organization | undefined {
  const wanted = externalId?.toLowerCase();
  if (!wanted) return undefined;
  return [...state.organizations.values()].find(
    (organization) => organization.externalId?.toLowerCase() === wanted,
  );
}
