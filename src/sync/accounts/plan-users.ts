import type { LiveUser } from '../../zendesk/members';
import type { Difference, Origin } from '../plan';
import type { MemberChange } from './accounts-plan';
import type { LiveMembers } from './live';
import type { RememberedUser, Wanted, WantedPerson } from './wanted';

export interface PlannedUsers {
  readonly changes: readonly MemberChange[];
  readonly warnings: readonly string[];
  /** Our ids of people who have no user of ours, nor get one: they are in no organization either. */
  readonly leftAlone: ReadonlySet<string>;
}

/**
 * One user for each person who may enter an account, found by our id and nothing else. Agents,
 * admins and whoever else has the address are left alone: an address says nothing about who
 * somebody is until they have proved it to us, and then the portal links it.
 */
export function planUsers(wanted: Wanted, live: LiveMembers): PlannedUsers {
  const changes: MemberChange[] = [];
  const warnings: string[] = [];
  const leftAlone = new Set<string>();
  for (const person of wanted.people) {
    const there = live.users.get(person.id);
    const holder = live.holders.get(person.email);
    const known = wanted.users.get(person.id);
    if (there?.isSupport) {
      warnings.push(`${person.email} is an agent in Zendesk (user ${there.id}): left alone.`);
      leftAlone.add(person.id);
    } else if (there) {
      const wishes = differencesOf(person, there, { holder, known });
      const update = { ...about(person), act: 'update', id: String(there.id) } as const;
      if (wishes.length > 0) changes.push({ ...update, differences: wishes, warnings: [] });
      warnings.push(...oddities(person, there, holder));
    } else if (holder && !isOfOurs(live, holder)) {
      const { email } = person;
      warnings.push(
        known
          ? `${email} was merged into user ${holder.id}, or that user has the address now: left alone until ${email} writes through the portal.`
          : `${email} belongs to ${holder.isSupport ? 'an agent' : 'a user without our id'} (user ${holder.id}): left alone until ${email} writes through the portal.`,
      );
      leftAlone.add(person.id);
    } else {
      changes.push(create(person, holder, known ? 'drift' : 'ours'));
    }
  }
  return { changes, warnings, leftAlone };
}

function create(person: WantedPerson, holder: LiveUser | undefined, origin: Origin): MemberChange {
  const email = holder ? null : person.email;
  return {
    ...about(person),
    act: 'create',
    id: null,
    differences: [
      { path: 'external_id', live: null, desired: person.id, origin },
      { path: 'name', live: null, desired: person.name, origin },
      { path: 'email', live: null, desired: email, origin },
    ],
    warnings: holder
      ? [
          `${person.email} is still the address of who had it before (user ${holder.id}), so the new user gets none: take it from that user.`,
        ]
      : [],
  };
}

function differencesOf(
  person: WantedPerson,
  there: LiveUser,
  { holder, known }: { holder: LiveUser | undefined; known: RememberedUser | undefined },
): Difference[] {
  const differences: Difference[] = [];
  // Their mails, should Zendesk send any, are for support to look into.
  if (there.isSuspended) return differences;
  if (there.name !== person.name) {
    const origin = originOf(known?.name, there.name, person.name);
    differences.push({ path: 'name', live: there.name, desired: person.name, origin });
  }
  const language = there.locale?.split('-')[0]?.toLowerCase() ?? null;
  if (language !== person.locale) {
    const origin = originOf(known?.locale, language, person.locale);
    differences.push({ path: 'locale', live: there.locale, desired: person.locale, origin });
  }
  if (there.email === null && !holder) {
    differences.push({ path: 'email', live: null, desired: person.email, origin: 'ours' });
  }
  if (person.isProved && !there.isVerified) {
    differences.push({ path: 'verified', live: false, desired: true, origin: 'ours' });
  }
  return differences;
}

/** The three-way comparison: who moved since Zendesk last got it from us? */
function originOf(
  applied: string | null | undefined,
  live: string | null,
  desired: string,
): Origin {
  if (applied === undefined || applied === null || applied === live) return 'ours';
  return applied === desired ? 'drift' : 'both';
}

function oddities(person: WantedPerson, there: LiveUser, holder: LiveUser | undefined): string[] {
  const { email } = person;
  if (there.isSuspended) return [`${email} is suspended in Zendesk (user ${there.id}).`];
  if (there.email === null && holder) {
    return [`${email} is still the address of user ${holder.id}: take it from that user.`];
  }
  if (there.email !== null && there.email !== email) {
    return [`${email} has another main address in Zendesk (user ${there.id}).`];
  }
  return [];
}

function isOfOurs({ users }: LiveMembers, { externalId, isSupport }: LiveUser): boolean {
  return externalId !== null && !isSupport && users.has(externalId);
}

function about({ id, email }: WantedPerson) {
  return {
    kind: 'users',
    key: email,
    account: null,
    personId: id,
    needsAllow: false,
  } as const;
}
