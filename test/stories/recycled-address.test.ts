import { accountsOn } from '../process/an-accounts-command';
import { endAll } from '../process/a-process';
import { numberOf, sendRequest } from '../support/a-request';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';

const ADDRESS = 'finance@lojaazul.example';

interface SupportUser {
  id: number;
  name: string;
  email: string | null;
  external_id: string;
}

describe('an address passes from somebody who left to somebody new', () => {
  let portal: RunningPortal;
  let accounts: ReturnType<typeof accountsOn>;
  beforeAll(async () => {
    portal = await startPortal();
    accounts = accountsOn(portal.databaseUrl);
  });
  afterEach(endAll);
  afterAll(() => portal.stop());

  const requesterOf = async (number: number) => {
    const { requester_id: id } = await portal.agent.ticket(number);
    return (await portal.agent.get<{ user: SupportUser }>(`/users/${id}`)).user;
  };

  test('the new one inherits neither session nor requests, here or in Zendesk', async () => {
    const former = await portal.signIn(ADDRESS);
    const sent = await sendRequest(former, { account: 'lojaazul', subject: 'Of the former' });
    const number = await numberOf(former, sent.path);
    const private_ = await sendRequest(former, { account: 'lojaazul', subject: 'Of no account' });
    const unfiled = await numberOf(former, private_.path);
    await portal.agent.update(unfiled, { organization_id: null });
    await portal.zendesk.passTime('PT2M');
    await eventually(async () => {
      expect((await former.open('/tickets?scope=mine')).text).toContain('Of no account');
    });
    const formerUser = await requesterOf(number);

    const removed = await accounts('remove', ADDRESS);
    expect(removed.said).toContain(`take ${ADDRESS} from its user ${formerUser.id}`);
    await accounts('grant', ADDRESS, 'lojaazul', '--name', 'Nina Nova');
    const newcomer = await portal.signIn(ADDRESS);
    expect((await former.open('/tickets')).url.pathname).toBe('/sign-in');

    const mine = await newcomer.open('/tickets?scope=mine');
    expect(mine.text).not.toContain('Of the former');
    expect(mine.text).not.toContain('Of no account');
    expect((await newcomer.request(`/tickets/${unfiled}`)).status).toBe(404);
    // The account's people read each other's requests; this one stays the former's.
    expect((await newcomer.open('/tickets?scope=all')).text).toContain('Of the former');

    const own = await sendRequest(newcomer, { account: 'lojaazul', subject: 'Of the new one' });
    const ownNumber = await numberOf(newcomer, own.path);
    const newUser = await requesterOf(ownNumber);
    expect(newUser).toMatchObject({ name: 'Nina Nova', email: null });
    expect(newUser.id).not.toBe(formerUser.id);
    expect(await requesterOf(number)).toEqual(formerUser);

    // Whatever is read from Zendesk once more changes nothing of whose it is.
    await portal.agent.answer(number, 'An answer for the former');
    await portal.agent.answer(unfiled, 'An answer for the former');
    await portal.zendesk.passTime('PT2M');
    await eventually(async () => {
      expect((await newcomer.open(`/tickets/${number}`)).text).toContain(
        'An answer for the former',
      );
    });
    const later = await newcomer.open('/tickets?scope=mine');
    expect(later.text).toContain('Of the new one');
    expect(later.text).not.toContain('Of the former');
    expect(later.text).not.toContain('Of no account');
  });
});
