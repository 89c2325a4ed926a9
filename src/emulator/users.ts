import type { User } from './records';
import { nextId, type State } from './state';

/** @returns whoever owns the address, as main address or as a further one; case does not matter */
export function findUserByEmail(state: State, email: string): User | undefined {
  const wanted = email.trim().toLowerCase();
  return [...state.users.values()].find(
    (user) => user.email === wanted || user.otherEmails.includes(wanted),
  );
}

/** @returns what every user begins with: an end user nobody has said anything about */
export function blankUser(stamp: string): Omit<User, 'id' | 'name'> {
  return {
    email: null,
    otherEmails: [],
    externalId: null,
    role: 'end-user',
    verified: false,
    suspended: false,
    deleted: false,
    localeId: 1,
    timeZone: 'UTC',
    phone: null,
    details: '',
    notes: '',
    tags: [],
    userFields: {},
    ticketRestriction: null,
    defaultGroupId: null,
    createdAt: stamp,
    updatedAt: stamp,
  };
}

/** @returns a new end user, not stored yet */
export function newEndUser(
  state: State,
  stamp: string,
  known: Partial<User> & Pick<User, 'name'>,
): User {
  return { ...blankUser(stamp), ...known, id: nextId(state) };
}

/** @returns whoever has the external id; case does not matter */
export function findUserByExternalId(state: State, externalId: string): User | undefined {
  const wanted = externalId.toLowerCase();
  return [...state.users.values()].find((user) => user.externalId?.toLowerCase() === wanted);
}
