/**
 * Addresses that lead away, or nowhere, when they are followed from a page of ours: what a browser
 * makes of backslashes, tabs and dots included.
 */
export const theirs: readonly string[] = [
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
  ...['/account/', '/account//evil.com', '/account/..//evil.com', '/account/%2f', '/account/A'],
  ...['/account\\evil.com', '/account/a/b/c', '/account@evil.com', '/accounts', '//account'],
  ...['/tickets;//evil.com', '/tickets/1042/attachments/../x', '/tickets/1/replies', '/ｔickets'],
  ...[
    'https://portal.example/tickets',
    '//portal.example/tickets',
    `/tickets?a=${'x'.repeat(2_000)}`,
  ],
];
