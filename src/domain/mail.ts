/** What a mailed code can be for. */
export const MAILED_CODES = ['sign_in', 'proof', 'password'] as const;
export type MailedCode = (typeof MAILED_CODES)[number];

/** What somebody is told about the door to their requests, so that a stranger's hand shows. */
export const NOTICES = [
  'new_browser',
  'password_changed',
  'provider_linked',
  'provider_unlinked',
  'recovery_code_used',
  'recovery_codes_made',
  'second_step_added',
  'second_step_removed',
  'sessions_ended',
  'sign_in_blocked',
] as const;
export type Notice = (typeof NOTICES)[number];
