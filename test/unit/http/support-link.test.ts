import { readSupportLink } from '../../../src/http/forms/support-link';

describe('the Support link of VTEX Help', () => {
  it('leads to the form with the account and the subject it names', () => {
    expect(readSupportLink('/support?account=lojaazul&subject=Admin%20blocked&locale=pt')).toEqual({
      locale: 'pt',
      address: '/tickets/new?account=lojaazul&subject=Admin+blocked',
    });
  });

  it('leads to the panel when it names neither', () => {
    expect(readSupportLink('/support')).toEqual({ locale: undefined, address: '/tickets' });
  });

  it.each([
    ['/support?locale=pt-BR', 'pt'],
    ['/support?locale=en_us', 'en'],
    ['/support?cultureInfo=es-MX', 'es'],
    ['/support?/cultureInfo=pt-br', 'pt'],
    ['/support?locale_id=19', 'pt'],
    ['/support?locale_id=1', 'en'],
    ['/support?locale=fr&cultureInfo=es', 'es'],
    ['/support?locale_id=__proto__', undefined],
  ])('%s asks for the language %s', (address, locale) => {
    expect(readSupportLink(address).locale).toBe(locale);
  });

  it.each([
    '/support?return_to=https://evil.example',
    '/support?account=..%2F..%2Fevil&_ga=1&utm_source=x',
    '/support?account=a.evil.example',
    '/support?%E0%A4%A=1&timestamp=1597160167&brand_id=144968',
  ])('%s leads nowhere else', (address) => {
    expect(readSupportLink(address).address).toBe('/tickets');
  });
});
