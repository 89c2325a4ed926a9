import type { Call, Reply } from './call';
import type { LimitName } from './limits';
import * as account from './operations/account';
import * as automations from './operations/automations';
import * as attachments from './operations/attachments';
import * as deleted from './operations/deleted-tickets';
import * as content from './operations/dynamic-content';
import * as variants from './operations/dynamic-content-variants';
import * as groupMembers from './operations/group-memberships';
import * as groups from './operations/groups';
import * as exports from './operations/incremental-exports';
import * as memberships from './operations/organization-memberships';
import * as organizations from './operations/organizations';
import * as requestComments from './operations/request-comments';
import * as requests from './operations/requests';
import * as ratings from './operations/satisfaction-ratings';
import * as holidays from './operations/schedule-holidays';
import * as schedules from './operations/schedules';
import * as search from './operations/search';
import * as suspended from './operations/suspended-tickets';
import * as tags from './operations/tags';
import * as audits from './operations/ticket-audits';
import * as comments from './operations/ticket-comments';
import * as merges from './operations/ticket-merges';
import * as options from './operations/ticket-field-options';
import * as fields from './operations/ticket-fields';
import * as forms from './operations/ticket-forms';
import * as setup from './operations/ticket-setup';
import * as tickets from './operations/tickets';
import * as triggerCategories from './operations/trigger-categories';
import * as triggerJobs from './operations/trigger-category-jobs';
import * as triggers from './operations/triggers';
import * as uploads from './operations/uploads';
import * as userEndings from './operations/user-endings';
import * as users from './operations/users';
import * as viewTickets from './operations/view-tickets';
import * as views from './operations/views';
import * as webhookTests from './operations/webhook-tests';
import * as webhooks from './operations/webhooks';
import type { World } from './world';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  method: Method;
  /** Below `/api/v2`; parameters whose name ends in `id` let only digits through. */
  path: string;
  allowed: 'anyone' | 'end-users' | 'agents' | 'admins';
  operation: (world: World, call: Call) => Reply | Promise<Reply>;
  limits: LimitName[];
}

const route = (
  method: Method,
  path: string,
  allowed: Route['allowed'],
  operation: Route['operation'],
  ...limits: LimitName[]
): Route => ({ method, path, allowed, operation, limits });

const SCHEDULES = '/business_hours/schedules';
const VARIANTS = '/dynamic_content/items/:id/variants';

/** Every endpoint of the API; what is not here and documented by Zendesk is in not-implemented.ts. */
export const ROUTES: readonly Route[] = [
  route('GET', '/tickets', 'agents', tickets.listTickets, 'tickets-index'),
  route('POST', '/tickets', 'agents', tickets.createTicket),
  route('GET', '/tickets/show_many', 'agents', tickets.showManyTickets),
  route('GET', '/tickets/:id', 'agents', tickets.showTicket),
  route(
    'PUT',
    '/tickets/:id',
    'agents',
    tickets.updateTicket,
    'tickets-update',
    'per-ticket-updates',
  ),
  route('DELETE', '/tickets/:id', 'agents', tickets.deleteTicket),
  route('PUT', '/deleted_tickets/:id/restore', 'agents', deleted.restoreDeletedTicket),
  route('POST', '/tickets/:id/merge', 'agents', merges.mergeTicketsIntoTargetTicket),
  route('GET', '/job_statuses/:job', 'agents', merges.showJobStatus),
  route('POST', '/tickets/:id/satisfaction_rating', 'end-users', ratings.createSatisfactionRating),

  route('GET', '/tickets/:id/comments', 'agents', comments.listTicketComments),
  route('GET', '/tickets/:id/audits', 'agents', audits.listAuditsForTicket),
  route('GET', '/tickets/:id/audits/:auditId', 'agents', audits.showTicketAudit),
  route('GET', '/tickets/:id/tags', 'agents', tags.listTicketTags),
  route('POST', '/tickets/:id/tags', 'agents', tags.setTicketTags),
  route('PUT', '/tickets/:id/tags', 'agents', tags.addTicketTags),
  route('DELETE', '/tickets/:id/tags', 'agents', tags.removeTicketTags),
  route(
    'GET',
    '/incremental/tickets/cursor',
    'admins',
    exports.incrementalTicketExportCursor,
    'incremental-exports',
  ),
  route('GET', '/suspended_tickets', 'agents', suspended.listSuspendedTickets),

  route('GET', '/requests', 'end-users', requests.listRequests),
  route('POST', '/requests', 'end-users', requests.createRequest),
  route('GET', '/requests/:id', 'end-users', requests.showRequest),
  route('PUT', '/requests/:id', 'end-users', requests.updateRequest),
  route('GET', '/requests/:id/comments', 'end-users', requestComments.listRequestComments),
  route(
    'GET',
    '/requests/:id/comments/:commentId',
    'end-users',
    requestComments.showRequestComment,
  ),

  route('GET', '/users', 'agents', users.listUsers),
  route('POST', '/users', 'agents', users.createUser),
  route('POST', '/users/create_or_update', 'agents', users.createOrUpdateUser),
  route('GET', '/users/me', 'anyone', users.showCurrentUser),
  route('GET', '/users/search', 'agents', users.searchUsers),
  route('GET', '/users/show_many', 'agents', users.showManyUsers),
  route('GET', '/users/:id', 'agents', users.showUser),
  route('PUT', '/users/:id', 'agents', users.updateUser),
  route('DELETE', '/users/:id', 'agents', userEndings.deleteUser),
  route('PUT', '/users/:id/merge', 'agents', userEndings.mergeEndUsers),

  route('GET', '/organizations', 'agents', organizations.listOrganizations),
  route('POST', '/organizations', 'agents', organizations.createOrganization),
  route(
    'POST',
    '/organizations/create_or_update',
    'agents',
    organizations.createOrUpdateOrganization,
  ),
  route('GET', '/organizations/search', 'agents', organizations.searchOrganizations),
  route('GET', '/organizations/show_many', 'agents', organizations.showManyOrganizations),
  route('GET', '/organizations/:id', 'agents', organizations.showOrganization),
  route('PUT', '/organizations/:id', 'agents', organizations.updateOrganization),

  route('GET', '/organization_memberships', 'agents', memberships.listOrganizationMemberships),
  route('POST', '/organization_memberships', 'agents', memberships.createOrganizationMembership),
  route('GET', '/organization_memberships/:id', 'agents', memberships.showOrganizationMembership),
  route(
    'DELETE',
    '/organization_memberships/:id',
    'agents',
    memberships.deleteOrganizationMembership,
  ),
  route(
    'GET',
    '/users/:userId/organization_memberships',
    'agents',
    memberships.listOrganizationMemberships,
  ),
  route(
    'PUT',
    '/users/:userId/organization_memberships/:id/make_default',
    'agents',
    memberships.setOrganizationMembershipAsDefault,
  ),
  route(
    'GET',
    '/organizations/:organizationId/organization_memberships',
    'agents',
    memberships.listOrganizationMemberships,
  ),

  route('POST', '/uploads', 'end-users', uploads.uploadFiles),
  route('DELETE', '/uploads/:token', 'end-users', uploads.deleteUpload),
  route('GET', '/attachments/:id', 'agents', attachments.showAttachment),

  route('GET', '/ticket_fields', 'agents', fields.listTicketFields),
  route('POST', '/ticket_fields', 'admins', fields.createTicketField),
  route('GET', '/ticket_fields/:id', 'agents', fields.showTicketField),
  route('PUT', '/ticket_fields/:id', 'admins', fields.updateTicketField),
  route('DELETE', '/ticket_fields/:id', 'admins', fields.deleteTicketField),
  route('GET', '/ticket_fields/:id/options', 'agents', options.listTicketFieldOptions),
  route(
    'POST',
    '/ticket_fields/:id/options',
    'admins',
    options.createOrUpdateTicketFieldOption,
    'ticket-field-options',
  ),
  route('GET', '/ticket_fields/:id/options/:optionId', 'agents', options.showTicketFieldOption),
  route(
    'DELETE',
    '/ticket_fields/:id/options/:optionId',
    'admins',
    options.deleteTicketFieldOption,
  ),
  route('GET', '/ticket_forms', 'end-users', forms.listTicketForms),
  route('POST', '/ticket_forms', 'admins', forms.createTicketForm),
  route('PUT', '/ticket_forms/reorder', 'admins', forms.reorderTicketForms),
  route('GET', '/ticket_forms/:id', 'end-users', forms.showTicketForm),
  route('PUT', '/ticket_forms/:id', 'admins', forms.updateTicketForm),
  route('DELETE', '/ticket_forms/:id', 'admins', forms.deleteTicketForm),
  route('GET', '/custom_statuses', 'agents', setup.listCustomStatuses),
  route('GET', '/groups', 'agents', groups.listGroups),
  route('POST', '/groups', 'admins', groups.createGroup),
  route('GET', '/groups/:id', 'agents', groups.showGroup),
  route('PUT', '/groups/:id', 'admins', groups.updateGroup),
  route('DELETE', '/groups/:id', 'admins', groups.deleteGroup),
  route('GET', '/groups/:groupId/memberships', 'agents', groupMembers.listGroupMemberships),
  route('GET', '/users/:userId/group_memberships', 'agents', groupMembers.listGroupMemberships),
  route('GET', '/group_memberships', 'agents', groupMembers.listGroupMemberships),
  route('POST', '/group_memberships', 'admins', groupMembers.createGroupMembership),
  route('GET', '/group_memberships/:id', 'agents', groupMembers.showGroupMembership),
  route('DELETE', '/group_memberships/:id', 'admins', groupMembers.deleteGroupMembership),
  route('GET', '/brands', 'agents', setup.listBrands),
  route('GET', '/brands/:id', 'agents', setup.showBrand),
  route('GET', '/locales', 'anyone', account.listLocales),
  route('GET', '/locales/:id', 'anyone', account.showLocale),
  route('GET', '/account/settings', 'admins', account.showAccountSettings),
  route('PUT', '/account/settings', 'admins', account.updateAccountSettings),
  route('GET', '/search', 'agents', search.listSearchResults),
  route('GET', '/search/count', 'agents', search.countSearchResults),

  route('GET', '/dynamic_content/items', 'agents', content.listDynamicContents),
  route('POST', '/dynamic_content/items', 'agents', content.createDynamicContent),
  route('GET', '/dynamic_content/items/:id', 'agents', content.showDynamicContentItem),
  route('PUT', '/dynamic_content/items/:id', 'agents', content.updateDynamicContentItem),
  route('DELETE', '/dynamic_content/items/:id', 'agents', content.deleteDynamicContentItem),
  route('GET', VARIANTS, 'agents', variants.listVariants),
  route('POST', VARIANTS, 'agents', variants.createVariant),
  route('GET', `${VARIANTS}/:variantId`, 'agents', variants.showVariant),
  route('PUT', `${VARIANTS}/:variantId`, 'agents', variants.updateVariant),
  route('DELETE', `${VARIANTS}/:variantId`, 'agents', variants.deleteVariant),

  route('GET', '/views', 'agents', views.listViews),
  route('POST', '/views', 'agents', views.createView),
  route('GET', '/views/active', 'agents', views.listActiveViews),
  route('GET', '/views/:id', 'agents', views.showView),
  route('PUT', '/views/:id', 'agents', views.updateView),
  route('DELETE', '/views/:id', 'agents', views.deleteView),
  route('GET', '/views/:id/tickets', 'agents', viewTickets.listTicketsFromView),
  route('GET', '/views/:id/execute', 'agents', viewTickets.executeView, 'view-executions'),
  route('GET', '/views/:id/count', 'agents', viewTickets.countTicketsInView, 'view-executions'),
  route('GET', '/triggers', 'agents', triggers.listTriggers),
  route('POST', '/triggers', 'admins', triggers.createTrigger),
  route('GET', '/triggers/active', 'agents', triggers.listActiveTriggers),
  route('GET', '/triggers/definitions', 'agents', triggers.listTriggerDefinitions),
  route('PUT', '/triggers/reorder', 'admins', triggers.reorderTriggers),
  route('GET', '/triggers/:id', 'agents', triggers.showTrigger),
  route('PUT', '/triggers/:id', 'admins', triggers.updateTrigger),
  route('DELETE', '/triggers/:id', 'admins', triggers.deleteTrigger),
  route('GET', '/trigger_categories', 'agents', triggerCategories.listTriggerCategories),
  route('POST', '/trigger_categories', 'admins', triggerCategories.createTriggerCategory),
  route('POST', '/trigger_categories/jobs', 'admins', triggerJobs.batchOperateTriggerCategories),
  route('GET', '/trigger_categories/:id', 'agents', triggerCategories.showTriggerCategory),
  route('PATCH', '/trigger_categories/:id', 'admins', triggerCategories.updateTriggerCategory),
  route('DELETE', '/trigger_categories/:id', 'admins', triggerCategories.deleteTriggerCategory),
  route('GET', '/automations', 'agents', automations.listAutomations),
  route('POST', '/automations', 'admins', automations.createAutomation),
  route('GET', '/automations/active', 'agents', automations.listActiveAutomations),
  route('GET', '/automations/definitions', 'agents', automations.listAutomationDefinitions),
  route('GET', '/automations/:id', 'agents', automations.showAutomation),
  route('PUT', '/automations/:id', 'admins', automations.updateAutomation),
  route('DELETE', '/automations/:id', 'admins', automations.deleteAutomation),

  route('GET', SCHEDULES, 'agents', schedules.listSchedules),
  route('POST', SCHEDULES, 'admins', schedules.createSchedule),
  route('GET', `${SCHEDULES}/:id`, 'agents', schedules.showSchedule),
  route('PUT', `${SCHEDULES}/:id`, 'admins', schedules.updateSchedule),
  route('DELETE', `${SCHEDULES}/:id`, 'admins', schedules.deleteSchedule),
  route('PUT', `${SCHEDULES}/:id/workweek`, 'admins', schedules.updateWorkweek),
  route('GET', `${SCHEDULES}/:id/holidays`, 'agents', holidays.listHolidays),
  route('POST', `${SCHEDULES}/:id/holidays`, 'admins', holidays.createHoliday),
  route('GET', `${SCHEDULES}/:id/holidays/:holidayId`, 'agents', holidays.showHoliday),
  route('PUT', `${SCHEDULES}/:id/holidays/:holidayId`, 'admins', holidays.updateHoliday),
  route('DELETE', `${SCHEDULES}/:id/holidays/:holidayId`, 'admins', holidays.deleteHoliday),

  route('GET', '/webhooks', 'admins', webhooks.listWebhooks),
  route('POST', '/webhooks/test', 'admins', webhookTests.testWebhook),
  route('POST', '/webhooks', 'admins', webhooks.createWebhook),
  route('GET', '/webhooks/:webhook', 'admins', webhooks.showWebhook),
  route('PATCH', '/webhooks/:webhook', 'admins', webhooks.patchWebhook),
  route('PUT', '/webhooks/:webhook', 'admins', webhooks.updateWebhook),
  route('DELETE', '/webhooks/:webhook', 'admins', webhooks.deleteWebhook),
  route('GET', '/webhooks/:webhook/signing_secret', 'admins', webhooks.showSigningSecret),
  route('POST', '/webhooks/:webhook/signing_secret', 'admins', webhooks.resetSigningSecret),
  route('GET', '/webhooks/:webhook/invocations', 'admins', webhooks.listInvocations),
  route(
    'GET',
    '/webhooks/:webhook/invocations/:invocation/attempts',
    'admins',
    webhooks.listInvocationAttempts,
  ),
];
