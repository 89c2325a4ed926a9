import { invalidEndpoint, notImplemented } from './errors';

/**
 * Endpoints Zendesk documents, `*` standing for one segment.
 * What routes.ts answers never gets here. https://developer.zendesk.com/api-reference/
 */
const DOCUMENTED: readonly string[] = `
/account/settings /accounts /accounts/available /activities /activities/* /activities/count
/any_channel/channelback/report_error /any_channel/push /any_channel/validate_token /attachments/*
/audit_logs /audit_logs/* /audit_logs/export /autocomplete/tags /automations /automations/*
/automations/active /automations/destroy_many /automations/search /automations/update_many
/bookmarks /bookmarks/* /brands /brands/* /brands/*/check_host_mapping /brands/check_host_mapping
/business_hours/schedules /business_hours/schedules/* /business_hours/schedules/*/holidays
/channels/twitter/monitored_twitter_handles /channels/twitter/monitored_twitter_handles/*
/channels/twitter/tickets /channels/twitter/tickets/*/statuses
/channels/voice/agents/*/tickets/*/display /channels/voice/agents/*/users/*/display
/channels/voice/tickets /chat_file_redactions/* /chat_redactions/* /comment_redactions/*
/custom_objects /custom_objects/* /custom_objects/*/fields /custom_objects/*/fields/*
/custom_objects/*/fields/reorder /custom_objects/*/jobs /custom_objects/*/limits/field_limit
/custom_objects/*/records /custom_objects/*/records/* /custom_objects/*/records/autocomplete
/custom_objects/*/records/count /custom_objects/*/records/search
/custom_objects/limits/object_limit /custom_objects/limits/record_limit /custom_roles
/custom_roles/* /custom_status/default /custom_statuses /custom_statuses/* /deleted_tickets
/deleted_tickets/* /deleted_tickets/*/restore /deleted_tickets/destroy_many
/deleted_tickets/restore_many /deleted_users /deleted_users/* /deleted_users/count
/deletion_schedules /deletion_schedules/* /dynamic_content/items /dynamic_content/items/*
/dynamic_content/items/*/variants /dynamic_content/items/*/variants/*
/dynamic_content/items/*/variants/create_many /dynamic_content/items/*/variants/update_many
/dynamic_content/items/show_many /email_notifications /email_notifications/* /end_users/*
/group_memberships /group_memberships/* /group_memberships/assignable
/group_memberships/create_many /group_memberships/destroy_many /group_slas/policies
/group_slas/policies/* /group_slas/policies/definitions /group_slas/policies/reorder /groups
/groups/* /groups/*/memberships /groups/*/users /groups/assignable /groups/count /imports/tickets
/imports/tickets/create_many /incremental/*/sample /incremental/organizations
/incremental/routing/attribute_values /incremental/routing/attributes
/incremental/routing/instance_values /incremental/ticket_events /incremental/ticket_metric_events
/incremental/tickets /incremental/tickets/cursor /incremental/users /incremental/users/cursor
/job_statuses /job_statuses/* /job_statuses/show_many /locales /locales/* /locales/agent
/locales/current /locales/detect_best_locale /locales/public /macros /macros/* /macros/*/apply
/macros/*/attachments /macros/actions /macros/active /macros/attachments /macros/attachments/*
/macros/categories /macros/definitions /macros/destroy_many /macros/new /macros/search
/macros/update_many /oauth/clients /oauth/clients/* /oauth/tokens /oauth/tokens/*
/object_layouts/*/essentials_card /object_layouts/essentials_cards /organization_fields
/organization_fields/* /organization_fields/reorder /organization_memberships
/organization_memberships/* /organization_memberships/create_many
/organization_memberships/destroy_many /organization_merges/* /organization_subscriptions
/organization_subscriptions/* /organizations /organizations/* /organizations/*/merge
/organizations/*/merges /organizations/*/related /organizations/*/requests
/organizations/*/tickets /organizations/*/users /organizations/autocomplete /organizations/count
/organizations/create_many /organizations/create_or_update /organizations/destroy_many
/organizations/search /organizations/show_many /organizations/update_many /problems
/problems/autocomplete /push_notification_devices/destroy_many /queues /queues/*
/queues/definitions /recipient_addresses /recipient_addresses/* /recipient_addresses/*/verify
/relationships/definitions/* /requests /requests/* /requests/*/comments /requests/*/comments/*
/requests/ccd /requests/open /requests/search /requests/solved /resource_collections
/resource_collections/* /routing/agents/*/instance_values /routing/attributes
/routing/attributes/* /routing/attributes/*/values /routing/attributes/*/values/*
/routing/attributes/definitions /routing/requirements/fulfilled /routing/tickets/*/instance_values
/satisfaction_ratings /satisfaction_ratings/* /satisfaction_ratings/count /satisfaction_reasons
/satisfaction_reasons/* /search /search/count /search/export /sessions /sharing_agreements
/sharing_agreements/* /skips /slas/policies /slas/policies/* /slas/policies/definitions
/slas/policies/reorder /suspended_tickets /suspended_tickets/* /suspended_tickets/*/recover
/suspended_tickets/attachments /suspended_tickets/destroy_many /suspended_tickets/export
/suspended_tickets/recover_many /tags /tags/count /target_failures /target_failures/* /targets
/targets/* /ticket_audits /ticket_fields /ticket_fields/* /ticket_fields/*/options
/ticket_fields/*/options/* /ticket_fields/count /ticket_forms /ticket_forms/*
/ticket_forms/*/clone /ticket_forms/reorder /ticket_forms/show_many /ticket_metrics
/ticket_metrics/* /tickets /tickets/* /tickets/*/audits /tickets/*/audits/*
/tickets/*/audits/*/make_private /tickets/*/audits/count /tickets/*/collaborators
/tickets/*/comments /tickets/*/comments/*/attachments/*/redact /tickets/*/comments/*/make_private
/tickets/*/comments/*/redact /tickets/*/comments/count /tickets/*/email_ccs /tickets/*/followers
/tickets/*/incidents /tickets/*/macros/*/apply /tickets/*/mark_as_spam /tickets/*/merge
/tickets/*/related /tickets/*/satisfaction_rating /tickets/*/tags /tickets/count
/tickets/create_many /tickets/destroy_many /tickets/mark_many_as_spam /tickets/recent
/tickets/show_many /tickets/update_many /trigger_categories /trigger_categories/*
/trigger_categories/jobs /triggers /triggers/* /triggers/*/revisions /triggers/*/revisions/*
/triggers/active /triggers/definitions /triggers/destroy_many /triggers/reorder /triggers/search
/triggers/update_many /uploads /uploads/* /user_fields /user_fields/* /user_fields/*/options
/user_fields/*/options/* /user_fields/reorder /users /users/*
/users/*/compliance_deletion_statuses /users/*/group_memberships
/users/*/group_memberships/*/make_default /users/*/groups /users/*/identities
/users/*/identities/* /users/*/identities/*/make_primary
/users/*/identities/*/request_verification /users/*/identities/*/verify /users/*/merge
/users/*/organization_memberships/*/make_default /users/*/organizations /users/*/organizations/*
/users/*/organizations/*/make_default /users/*/password /users/*/password/requirements
/users/*/related /users/*/requests /users/*/sessions /users/*/sessions/* /users/*/skips
/users/*/tickets/assigned /users/*/tickets/ccd /users/*/tickets/requested /users/autocomplete
/users/count /users/create_many /users/create_or_update /users/create_or_update_many
/users/destroy_many /users/logout_many /users/me /users/me/logout /users/me/session
/users/me/session/renew /users/request_create /users/search /users/show_many /users/update_many
/views /views/* /views/*/count /views/*/execute /views/*/export /views/*/tickets /views/active
/views/compact /views/count /views/count_many /views/destroy_many /views/preview
/views/preview/count /views/search /views/show_many /views/update_many /webhooks /webhooks/*
/webhooks/*/invocations /webhooks/*/invocations/*/attempts /webhooks/*/signing_secret
/webhooks/test /workspaces /workspaces/* /workspaces/destroy_many /workspaces/reorder
`
  .trim()
  .split(/\s+/);

const PATTERNS = DOCUMENTED.map(
  (path) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`),
);

/**
 * @param path below `/api/v2`, with a leading slash
 * Throws 501 for what Zendesk documents and this emulator lacks, 404 for what does not exist.
 */
export function refuseUnknown(method: string, path: string): never {
  const known = PATTERNS.some((pattern) => pattern.test(path));
  throw known ? notImplemented(method, `/api/v2${path}`) : invalidEndpoint();
}
