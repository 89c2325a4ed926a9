import type { User } from '../records';
import { blankUser } from '../users';

/** Who acts when nobody signed in. */
export const ANONYMOUS: User = {
  ...blankUser('2024-01-01T00:00:00Z'),
  id: 0,
  name: 'Anonymous user',
  email: 'invalid@example.com',
};
