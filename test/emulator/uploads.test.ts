import { ADMIN, startClient, type Client } from './client';

let zendesk: Client;
beforeEach(async () => {
  zendesk = await startClient();
});
afterEach(() => zendesk.stop());

async function upload(name: string, bytes: string, token?: string) {
  const more = token === undefined ? '' : `&token=${token}`;
  const reply = await fetch(`${zendesk.url}/api/v2/uploads.json?filename=${name}${more}`, {
    method: 'POST',
    headers: { ...ADMIN, 'content-type': 'text/csv' },
    body: bytes,
  });
  const { upload: stored } = JSON.parse(await reply.text()) as {
    upload: { token: string; expires_at: string; attachments: { content_url: string }[] };
  };
  return { status: reply.status, type: reply.headers.get('content-type'), stored };
}

test('a file that is uploaded and attached comes back byte by byte, by way of the object store', async () => {
  const first = await upload('a.csv', 'one;two');
  expect(first).toMatchObject({ status: 201, type: 'text/plain; charset=utf-8' });
  const both = await upload('b.csv', 'three', first.stored.token);
  expect(both.stored.attachments).toHaveLength(2);

  const comment = { body: 'See files', public: true, uploads: [first.stored.token] };
  const { id } = await zendesk.ticket({ comment });
  const { body } = await zendesk.call('GET', `/tickets/${id}/comments`);
  const [attachment] = body.comments[0].attachments;
  expect(attachment).toMatchObject({ file_name: 'a.csv', size: 7, content_type: 'text/csv' });
  const shown = await zendesk.call('GET', `/attachments/${attachment.id}`);
  expect(shown.body.attachment).toEqual(attachment);

  const hop = await fetch(attachment.content_url, { redirect: 'manual' });
  expect(hop.status).toBe(302);
  const file = await fetch(new URL(hop.headers.get('location') ?? '', zendesk.url));
  expect(await file.text()).toBe('one;two');
  expect(file.headers.get('content-type')).toBe('text/csv');
});

test('a token older than an hour brings no file, and nobody is told', async () => {
  const { stored } = await upload('a.csv', 'one');
  await zendesk.control('POST', '/clock', { advance: 'PT61M' });
  const comment = { body: 'See file', public: true, uploads: [stored.token] };
  const { id } = await zendesk.ticket({ comment });
  const { body } = await zendesk.call('GET', `/tickets/${id}/comments`);
  expect(body.comments[0].attachments).toEqual([]);
});

test('a file past 50 MB is refused with 413, announced or not', async () => {
  const send = (body: BodyInit) =>
    fetch(`${zendesk.url}/api/v2/uploads?filename=big.bin`, {
      method: 'POST',
      headers: { ...ADMIN, 'content-type': 'application/octet-stream' },
      body,
      ...{ duplex: 'half' },
    });
  const megabyte = Buffer.alloc(1024 * 1024);
  const announced = await send(new Uint8Array(51 * megabyte.length));
  expect(announced.status).toBe(413);
  const unannounced = await send(
    new ReadableStream({
      start: (controller) => {
        for (let count = 0; count < 51; count += 1) controller.enqueue(megabyte);
        controller.close();
      },
    }),
  );
  expect(unannounced.status).toBe(413);
});

test('a deleted upload is gone', async () => {
  const { stored } = await upload('a.csv', 'one');
  expect((await zendesk.call('DELETE', `/uploads/${stored.token}`)).status).toBe(204);
  const file = await fetch(stored.attachments[0]?.content_url ?? '');
  expect(file.status).toBe(404);
});
