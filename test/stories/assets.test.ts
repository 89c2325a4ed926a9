import { startPortal, type RunningPortal } from '../support/start-portal';

describe('a browser that fetches the files of a page', () => {
  let portal: RunningPortal;
  let style: string;

  beforeAll(async () => {
    portal = await startPortal();
    const page = await portal.visitor().open('/sign-in');
    style = page.root.querySelector('link[rel=stylesheet]')?.getAttribute('href') ?? '';
  });
  afterAll(() => portal.stop());

  const get = (headers: Record<string, string>) => fetch(portal.origin + style, { headers });

  test('keeps them for ever', async () => {
    const answer = await get({});
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get({ 'if-match': answer.headers.get('etag') ?? '' })).status).toBe(200);
  });

  test.each([
    ['a version that is not there', { 'if-match': '"another"' }, 412],
    ['a part beyond the end', { range: 'bytes=100000000-' }, 416],
  ])('is refused %s, and does not keep the refusal', async (_what, headers, status) => {
    const answer = await get(headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ error: { code: 'invalid' } });
  });
});
