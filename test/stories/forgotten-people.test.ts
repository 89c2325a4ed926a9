import { numberOf, sendRequest } from '../support/a-request';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';

describe('somebody deletes in Zendesk what the portal remembers', () => {
  let portal: RunningPortal;
  beforeAll(async () => void (portal = await startPortal()));
  afterAll(() => portal.stop());

  test('the next request finds person and account anew and arrives, once', async () => {
    const owner = await portal.signIn('owner@lojaazul.example');
    const before = await sendRequest(owner, { account: 'lojaazul', subject: 'Before' });
    await numberOf(owner, before.path);
    await fetch(`${portal.zendesk.url}/_emulator/reset`, { method: 'POST' });

    const after = await sendRequest(owner, { account: 'lojaazul', subject: 'After' });
    await eventually(async () => {
      const page = await owner.open(after.path);
      expect(page.text).not.toContain('Being sent');
    });
    const token = await fetch(`${portal.zendesk.url}/api/v2/tickets`, {
      headers: {
        authorization: `Basic ${btoa('integration@portal.example/token:demo-api-token')}`,
      },
    });
    const { tickets } = (await token.json()) as { tickets: { subject: string }[] };
    expect(tickets.map(({ subject }) => subject)).toEqual(['After']);
  });
});
