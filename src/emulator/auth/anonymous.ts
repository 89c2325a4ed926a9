import type { User } from '../records';

/** Who acts when nobody signed in. */
export const ANONYMOUS: User = {
  id: 0,
  name: 'Anonymous user',
  email: 'invalid@example.com',
  otherEmails: [],
  externalId: null,
  role: 'end-user',
  verified: false,
  suspended: false,
  localeId: 1,
  timeZone: 'UTC',
  phone: null,
  details: '',
  notes: '',
  tags: [],
  userFields: {},
  ticketRestriction: null,
  defaultGroupId: null,
  createdAt: '2024-01-01T00:00:00Z',
  updatedAt: '2024-01-01T00:00:00Z',
};
