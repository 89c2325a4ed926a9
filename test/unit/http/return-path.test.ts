import { toReturnPath } from '../../../src/http/return-path';
import { theirs } from '../../support/hostile-addresses';

const ours = [
  '/tickets',
  '/tickets?scope=all&status=open&status=pending',
  '/tickets/new?account=lojaazul&subject=Boleto%20n%C3%A3o%20recebido',
  '/tickets/1042',
  '/tickets/VS-7K3M9Q-TDX24B',
  '/tickets/1042/attachments/77',
  '/sign-in',
  '/sign-in/code',
  '/account',
  '/account/password',
  '/account/second-step/recovery-codes?from=account',
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
