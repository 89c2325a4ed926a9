import { numberOf, sendRequest } from '../support/a-request';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

describe('a merchant follows a request', () => {
  let portal: RunningPortal;
  let owner: Visitor;
  beforeAll(async () => {
    portal = await startPortal();
    owner = await portal.signIn('owner@lojaazul.example');
  });
  afterAll(() => portal.stop());

  /** Waits until the portal has seen what happened in Zendesk so far. */
  const shows = async (visitor: Visitor, number: number, ...words: string[]) => {
    await portal.zendesk.passTime('PT2M');
    return eventually(async () => {
      const page = await visitor.open(`/tickets/${number}`);
      for (const each of words) expect(page.text).toContain(each);
      return page;
    });
  };
  const send = async (subject: string) => {
    const shown = await sendRequest(owner, { account: 'lojaazul', subject });
    return numberOf(owner, shown.path);
  };

  test('the whole conversation: answered, replied, solved, reopened, closed, followed up', async () => {
    const number = await send('The whole journey');
    const fresh = await owner.open(`/tickets/${number}`);
    expect(fresh.text).toContain('once an agent has taken it');

    await portal.agent.answer(number, 'Which invoice do you mean?');
    const answered = await shows(owner, number, 'Which invoice do you mean?', 'Pending');

    await answered
      .form('Send')
      .fill('Your reply', 'The one of October.')
      .attach('Attachments', { name: 'october.csv', type: 'text/csv', bytes: Buffer.from('a;b\n') })
      .submit();
    await eventually(async () => {
      const ticket = await portal.agent.ticket(number);
      expect(ticket.status).toBe('open');
    });
    const comments = await portal.agent.comments(number);
    expect(comments.at(-1)).toMatchObject({ body: 'The one of October.', public: true });
    expect(comments.at(-1)?.attachments[0]?.file_name).toBe('october.csv');

    const open = await eventually(async () => {
      const page = await owner.open(`/tickets/${number}`);
      expect(page.text).not.toContain('Being sent');
      return page;
    });
    await open.form('Mark as solved').submit();
    await eventually(async () => {
      expect((await portal.agent.ticket(number)).status).toBe('solved');
    });
    const solved = await eventually(async () => {
      const page = await owner.open(`/tickets/${number}`);
      expect(page.text).toContain('This request is solved');
      return page;
    });

    await solved.form('Send').fill('Your reply', 'One more thing.').submit();
    await eventually(async () => {
      expect((await portal.agent.ticket(number)).status).toBe('open');
    });

    await portal.agent.update(number, { status: 'closed' });
    const closed = await shows(owner, number, 'This request is closed');
    expect(closed.has('textarea')).toBe(false);

    const followUp = await owner.open(closed.link('Open a follow-up'));
    const sent = await followUp
      .form('Send')
      .fill('Subject', 'Follow-up of the journey')
      .fill('Question or problem', 'It is back.')
      .choose('Normal')
      .submit();
    const next = await numberOf(owner, sent.path);
    expect((await portal.agent.ticket(number)).followup_ids).toContain(next);
    expect((await owner.open(`/tickets/${next}`)).text).toContain(`Follow-up to request ${number}`);
  });

  test('an internal note never reaches the merchant, nor do its files', async () => {
    const number = await send('Notes stay inside');
    await portal.agent.update(number, {
      comment: { body: 'CANARY do not tell the merchant', public: false },
    });
    await portal.agent.answer(number, 'We are on it.');
    const page = await shows(owner, number, 'We are on it.');
    expect(page.html).not.toContain('CANARY');
  });

  test('nothing of Zendesk reaches the browser', async () => {
    const number = await send('No addresses');
    await portal.agent.answer(number, 'Thank you.');
    const page = await shows(owner, number, 'Thank you.');
    expect(page.html).not.toContain(new URL(portal.zendesk.url).host);
    expect(page.html).not.toMatch(/zendesk|vtex_portal|agent1@support\.example/i);
  });

  test('a reply to a ticket closed meanwhile keeps the words', async () => {
    const number = await send('Closed behind their back');
    await portal.agent.answer(number, 'Done.');
    const page = await shows(owner, number, 'Done.');
    await portal.agent.update(number, { status: 'solved' });
    await portal.agent.update(number, { status: 'closed' });
    await shows(owner, number, 'is closed');
    const refused = await page.form('Send').fill('Your reply', 'Words worth keeping').submit();
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('This request was closed meanwhile');
    expect(refused.form('Send').value('Your reply')).toBe('Words worth keeping');
    expect(refused.link('Open a follow-up')).toContain(`followUpOf=${number}`);
  });

  test('two honest identical replies stay two, one reply sent twice stays one', async () => {
    const number = await send('Repeated words');
    const form = (await owner.open(`/tickets/${number}`))
      .form('Send')
      .fill('Your reply', 'Any news?');
    await Promise.all([form.submit(), form.submit()]);
    const again = (await owner.open(`/tickets/${number}`))
      .form('Send')
      .fill('Your reply', 'Any news?');
    await again.submit();
    await eventually(async () => {
      const bodies = (await portal.agent.comments(number)).map(({ body }) => body);
      expect(bodies.filter((body) => body === 'Any news?')).toHaveLength(2);
    });
  });

  test("a ticket filed by support for the account's people is there too", async () => {
    const number = await send('Mine, to find the organization');
    const { organization_id, requester_id } = await portal.agent.ticket(number);
    const { ticket } = (await (
      await fetch(`${portal.zendesk.url}/api/v2/tickets`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${Buffer.from('agent1@support.example/token:demo-api-token').toString('base64')}`,
        },
        body: JSON.stringify({
          ticket: {
            subject: 'Your contract ends soon',
            comment: { body: 'Shall we talk?', public: true },
            organization_id,
            requester_id,
          },
        }),
      })
    ).json()) as { ticket: { id: number } };
    await portal.zendesk.passTime('PT2M');
    await eventually(async () => {
      const page = await owner.open(`/tickets/${ticket.id}`);
      expect(page.text).toContain('Shall we talk?');
    });
  });

  test('a page costs Zendesk nothing once it is here', async () => {
    const number = await send('Cheap pages');
    await portal.zendesk.passTime('PT10S');
    await owner.open(`/tickets/${number}`);
    await portal.zendesk.forgetCalls();
    for (let visit = 0; visit < 3; visit += 1) {
      await owner.open(`/tickets/${number}`);
      await owner.open('/tickets?scope=all');
    }
    const calls = (await portal.zendesk.calls()).filter(
      ({ path }) => !path.includes('/incremental/'),
    );
    expect(calls).toEqual([]);
  });

  test('while Zendesk is away the request is accepted, shown, and sent later, once', async () => {
    await portal.zendesk.faults([{ match: 'POST /api/v2/tickets', status: 503 }]);
    const shown = await sendRequest(owner, { account: 'lojaazul', subject: 'Sent in the storm' });
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Being sent');
    const list = await owner.open('/tickets');
    expect(list.text).toContain('Sent in the storm');
    await portal.zendesk.faults([]);
    await numberOf(owner, shown.path);
    const sent = (await portal.agent.tickets()).filter(
      ({ subject }) => subject === 'Sent in the storm',
    );
    expect(sent).toHaveLength(1);
  });

  test('an answer lost after Zendesk had done the work makes no second ticket or comment', async () => {
    await portal.zendesk.faults([{ match: 'POST /api/v2/tickets', times: 1, drop: 'after' }]);
    const shown = await sendRequest(owner, { account: 'lojaazul', subject: 'Answer lost' });
    const number = await numberOf(owner, shown.path);
    expect(
      (await portal.agent.tickets()).filter(({ subject }) => subject === 'Answer lost'),
    ).toHaveLength(1);

    await portal.zendesk.faults([
      { match: `PUT /api/v2/tickets/${number}`, times: 1, drop: 'after' },
    ]);
    await (
      await owner.open(`/tickets/${number}`)
    )
      .form('Send')
      .fill('Your reply', 'Said once')
      .submit();
    await eventually(async () => {
      const page = await owner.open(`/tickets/${number}`);
      expect(page.text).toContain('Said once');
      expect(page.text).not.toContain('Being sent');
    });
    const bodies = (await portal.agent.comments(number)).map(({ body }) => body);
    expect(bodies.filter((body) => body === 'Said once')).toHaveLength(1);
  });
});
