import type { AccountName } from '../domain/account';
import type { ListedMember, MembershipSource } from '../domain/membership';
import { toEmail } from '../domain/sign-in-rules';
import { cannotTell } from './refusal';
import type { VtexLine } from './vtex-line';
import { pagedUsers, type PagedUsers } from './wire/paged-users';

type User = PagedUsers['items'][number];

const PAGE = 100;
/** A hundred thousand users; an account that claims more is not believed. */
const MOST_PAGES = 1_000;

/**
 * The users of one VTEX account, as its License Manager lists them. Blocked ones are left out, and
 * logins that are no address. A list that is empty, or changed while it was read, is no list.
 * https://developers.vtex.com/docs/api-reference/license-manager-api#get-/api/license-manager/site/pvt/logins/list/paged
 */
export function licenseManager(
  line: VtexLine,
  account: AccountName,
  key: { appKey: string; appToken: string },
): MembershipSource {
  async function page(number: number): Promise<PagedUsers> {
    const query = new URLSearchParams({
      numItems: String(PAGE),
      pageNumber: String(number),
      sort: 'name',
      sortType: 'ASC',
    });
    const path = `/api/license-manager/site/pvt/logins/list/paged?${query.toString()}`;
    const read = pagedUsers.safeParse(await line.get(account, path, key));
    if (!read.success) throw cannotTell('unavailable', 'VTEX answered in an unexpected shape');
    if (read.data.paging.page !== number) {
      throw cannotTell('unavailable', `VTEX answered with another page than ${number}`);
    }
    return read.data;
  }

  async function everyUser(): Promise<User[]> {
    const first = await page(1);
    const { total, pages } = first.paging;
    if (pages > MOST_PAGES) throw cannotTell('unavailable', `VTEX speaks of ${pages} pages`);
    const users = [...first.items];
    for (let number = 2; number <= pages; number += 1) {
      const next = await page(number);
      if (next.paging.total !== total) throw cannotTell('conflict', CHANGED);
      users.push(...next.items);
    }
    const ids = new Set(users.map(({ id }) => id));
    if (ids.size !== total || users.length !== total) throw cannotTell('conflict', CHANGED);
    return users;
  }

  return {
    kind: 'license-manager',
    async read() {
      const members = toMembers(await everyUser());
      if (members.length === 0) throw cannotTell('conflict', 'VTEX lists nobody who may sign in');
      return [{ account, members }];
    },
  };
}

const CHANGED = 'the list is not whole, or changed while it was read; try again';

function toMembers(users: readonly User[]): ListedMember[] {
  const members = new Map<string, ListedMember>();
  // By id, so that of two users with one address it is always the same one.
  const ordered = [...users].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { id, email: login, name, isBlocked } of ordered) {
    const email = toEmail(login ?? '');
    if (email === undefined || isBlocked === true || members.has(email)) continue;
    members.set(email, { email, name: name?.trim() || null, locale: null, sourceId: id });
  }
  return [...members.values()];
}
