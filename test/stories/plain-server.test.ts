import { startPortal, type RunningPortal } from '../support/start-portal';

describe('a portal whose requests and responses are of Node\u2019s own classes', () => {
  let ours: RunningPortal;
  let plain: RunningPortal;

  beforeAll(async () => {
    ours = await startPortal();
    plain = await startPortal({ http: { plainServer: true } });
  });
  afterAll(async () => {
    await plain.stop();
    await ours.stop();
  });

  test.each([
    ['GET', '/healthz'],
    ['GET', '/sign-in'],
    ['GET', '/sign-in?locale=es'],
    ['GET', '/tickets'],
    ['GET', '/nowhere'],
    ['GET', '/tickets/new?account=%E0'],
    ['POST', '/sign-in/code'],
    ['POST', '/webhooks/zendesk'],
    ['PUT', '/tickets'],
  ])('answers %s %s like ours', async (method, path) => {
    const [one, other] = await Promise.all(
      [ours, plain].map(({ origin }) => answer(origin, method, path)),
    );
    expect(other).toEqual(one);
  });

  test('shows a signed-in person the same panel, and takes their request', async () => {
    const visitor = await plain.signIn('owner@lojaazul.example');
    const page = await visitor.open('/tickets?scope=all');
    const same = await (await ours.signIn('owner@lojaazul.example')).open('/tickets?scope=all');
    expect(page.text).toBe(same.text);
    const form = (await visitor.open('/tickets/new')).form('Send');
    const sent = await form
      .fill('VTEX account', 'lojaazul')
      .fill('Subject', 'Over the plain server')
      .fill('Question or problem', 'Does it arrive?')
      .choose('Normal')
      .submit();
    expect(sent.text).toContain('Over the plain server');
  });
});

/** What differs from visit to visit is left out: the date, names and tokens drawn at random. */
async function answer(origin: string, method: string, path: string): Promise<object> {
  const response = await fetch(new URL(path, origin), { method, redirect: 'manual' });
  const text = await response.text();
  const headers = [...response.headers]
    .filter(([name]) => !['date', 'x-request-id'].includes(name))
    .map(([name, value]) => [name, name === 'set-cookie' ? value.replace(/=[^;]*/, '=') : value]);
  return {
    status: response.status,
    headers,
    text: text.replaceAll(/value="[^"]*"|[0-9a-f]{8,}|[\w-]{12,}/g, '').replaceAll(origin, ''),
  };
}
