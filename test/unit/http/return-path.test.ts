import { toReturnPath } from '../../../src/http/return-path';

const ours = [
  '/tickets',
  '/tickets?scope=all&status=open&status=pending',
  '/tickets/new?account=lojaazul&subject=Boleto%20n%C3%A3o%20recebido',
  '/tickets/1042',
  '/tickets/VS-7K3M9Q-TDX24B',
  '/tickets/1042/attachments/77',
  '/sign-in',
  '/sign-in/code',
];

const theirs = [
  ...['', '/', '//', 'tickets', '/other', '/tickets/', '/tickets//x', '/sign-out', '/dev/mailbox'],
  ...['//evil.com', '///evil.com', '/\\evil.com', '\\/evil.com', '\\\\evil.com', '/\t/evil.com'],
  ...['/\n/evil.com', '/\r/evil.com', '\t//evil.com', ' //evil.com', '/ /evil.com', '/.//evil.com'],
  ...['/..//evil.com', '/./\\evil.com', '/%09/evil.com', '/%0a/evil.com', '/%2f/evil.com'],
  ...['/%5cevil.com', 'https:evil.com', 'https:/evil.com', 'https://evil.com', 'http:evil.com'],
  ...['@evil.com', '/@evil.com', '.evil.com', ':80', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)'],
  ...['java\tscript:alert(1)', 'data:text/html,x', 'vbscript:x', 'blob:x', 'file:///etc/passwd'],
  ...['/tickets/../..//evil.com', '/tickets/..', '/tickets/%2e%2e', '/tickets\\..\\evil'],
  ...['/tickets\n', '/tickets\r\nSet-Cookie: a=b', '/tickets?a=\r\nb', '/tickets?a=b#//evil.com'],
  ...['/tickets#x', '/tickets?a= b', '/tickets?\\\\evil.com', '/tickets@evil.com', '/TICKETS'],
  ...['/tickets;//evil.com', '/tickets/1042/attachments/../x', '/tickets/1/replies', '/ｔickets'],
  ...[
    'https://portal.example/tickets',
    '//portal.example/tickets',
    `/tickets?a=${'x'.repeat(2_000)}`,
  ],
];

describe('where a person is sent back to', () => {
  it.each(ours)('keeps our own page %s', (path) => {
    expect(toReturnPath(path)).toBeDefined();
    expect(new URL(toReturnPath(path) ?? '', 'https://portal.example').origin).toBe(
      'https://portal.example',
    );
  });

  it.each(theirs.map((path) => [JSON.stringify(path), path]))('refuses %s', (_shown, path) => {
    expect(toReturnPath(path)).toBeUndefined();
  });

  it.each([[undefined], [null], [7], [['/tickets']], [{ path: '/tickets' }]])(
    'refuses what is no text: %j',
    (value) => {
      expect(toReturnPath(value)).toBeUndefined();
    },
  );

  it('keeps the query as it was, without the language it was asked in', () => {
    expect(toReturnPath('/tickets/new?locale=pt&account=lojaazul&subject=Uma+d%C3%BAvida')).toBe(
      '/tickets/new?account=lojaazul&subject=Uma+d%C3%BAvida',
    );
    expect(toReturnPath('/tickets?locale=es')).toBe('/tickets');
  });
});
