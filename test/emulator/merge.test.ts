import { startClient, type Client } from './client';

let zendesk: Client;
beforeEach(async () => {
  zendesk = await startClient();
});
afterEach(() => zendesk.stop());

const START = '/incremental/tickets/cursor?start_time=1500000000';

test('merging closes the source, says so in a job, and hands its requester and files on', async () => {
  const target = await zendesk.ticket({ subject: 'Target' });
  const upload = await fetch(`${zendesk.url}/api/v2/uploads?filename=proof.txt`, {
    method: 'POST',
    headers: { authorization: await bearer(), 'content-type': 'text/plain' },
    body: 'proof',
  });
  const { token } = ((await upload.json()) as { upload: { token: string } }).upload;
  const source = await zendesk.ticket({ comment: { body: 'See file', uploads: [token] } });

  const reply = await zendesk.call('POST', `/tickets/${target.id}/merge`, {
    ids: [source.id],
    source_comment: `Closing in favor of #${target.id}`,
    source_comment_is_public: true,
    target_comment: `Combining with #${source.id}`,
  });
  expect(reply.body).toMatchObject({ job_status: { status: 'queued', total: 1, results: null } });

  const job = await zendesk.call('GET', `/job_statuses/${reply.body.job_status.id}`);
  expect(job.body.job_status).toMatchObject({
    status: 'completed',
    progress: 1,
    results: [{ id: source.id, success: true }],
  });
  const closed = await zendesk.call('GET', `/tickets/${source.id}`);
  expect(closed.body.ticket).toMatchObject({ status: 'closed', tags: ['closed_by_merge'] });
  const { body: told } = await zendesk.call('GET', `/tickets/${source.id}/comments`);
  expect(told.comments[1]).toMatchObject({
    public: true,
    body: `Closing in favor of #${target.id}`,
  });
  const { body: kept } = await zendesk.call('GET', `/tickets/${target.id}/comments`);
  expect(kept.comments[1]).toMatchObject({
    public: false,
    attachments: [{ file_name: 'proof.txt' }],
  });
  const { body: widened } = await zendesk.call('GET', `/tickets/${target.id}`);
  expect(widened.ticket).toMatchObject({ status: 'new', email_cc_ids: [source.requester_id] });
});

test('what cannot be merged is told for each ticket, and changes nothing', async () => {
  const target = await zendesk.ticket();
  const merge = (ids: number[]) =>
    zendesk.call('POST', `/tickets/${target.id}/merge`, { ids }).then(async ({ body }) => {
      const job = await zendesk.call('GET', `/job_statuses/${body.job_status.id}`);
      return job.body.job_status.results?.map(({ success }) => success);
    });
  const source = await zendesk.ticket();
  expect(await merge([target.id, 999, source.id])).toEqual([false, false, true]);
  expect(await merge([source.id])).toEqual([false]);
  expect((await zendesk.call('POST', '/tickets/999/merge', { ids: [1] })).status).toBe(404);
  expect((await zendesk.call('POST', `/tickets/${target.id}/merge`, {})).status).toBe(400);
  expect((await zendesk.call('GET', '/job_statuses/none')).status).toBe(404);
});

test('a deleted ticket is restored as it was, and the export tells', async () => {
  const { id } = await zendesk.ticket();
  await zendesk.call('DELETE', `/tickets/${id}`);
  expect((await zendesk.call('GET', `/tickets/${id}`)).status).toBe(404);
  await zendesk.control('POST', '/clock', { advance: 'PT10S' });
  expect((await zendesk.call('PUT', `/deleted_tickets/${id}/restore`)).status).toBe(200);
  expect((await zendesk.call('GET', `/tickets/${id}`)).body.ticket).toMatchObject({ id });
  expect((await zendesk.call('PUT', `/deleted_tickets/${id}/restore`)).status).toBe(404);
  await zendesk.control('POST', '/clock', { advance: 'PT2M' });
  const { body } = await zendesk.call('GET', START);
  expect(body.tickets).toMatchObject([{ id, status: 'new' }]);
});

test('an export rehearses records that are late, come twice and out of order', async () => {
  const [one, two, three] = [await aTicketId(), await aTicketId(), await aTicketId()];
  await zendesk.control('POST', '/clock', { advance: 'PT2M' });
  await zendesk.control('PUT', '/export', { late: [two], twice: true, reversed: true });
  const odd = await zendesk.call('GET', START);
  expect(odd.body.tickets.map(({ id }) => id)).toEqual([three, one, three, one]);
  const cursor = encodeURIComponent(odd.body.after_cursor);
  const next = await zendesk.call('GET', `/incremental/tickets/cursor?cursor=${cursor}`);
  expect(next.body.tickets).toEqual([]);
  await zendesk.control('PUT', '/export', {});
  const usual = await zendesk.call('GET', START);
  expect(usual.body.tickets.map(({ id }) => id)).toEqual([one, two, three]);
  expect((await zendesk.control('PUT', '/export', { sideways: true })).status).toBe(400);
});

async function aTicketId(): Promise<number> {
  return (await zendesk.ticket()).id;
}

async function bearer(): Promise<string> {
  return `Bearer ${await zendesk.token('portal-demo')}`;
}
