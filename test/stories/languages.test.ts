import { startPortal, type RunningPortal } from '../support/start-portal';

describe('the portal speaks three languages', () => {
  let portal: RunningPortal;
  beforeAll(async () => void (portal = await startPortal()));
  afterAll(() => portal.stop());

  test.each([
    ['pt-BR', 'pt', 'Acesso por token'],
    ['es-MX', 'es', 'Acceso mediante token'],
    ['en-US', 'en', 'Access by token'],
    ['fr', 'en', 'Access by token'],
  ])('a browser that asks for %s reads %s', async (accept, language, words) => {
    const page = await portal.visitor({ 'accept-language': accept }).open('/sign-in');
    expect(page.language).toMatch(new RegExp(`^${language}`));
    expect(page.text).toContain(words);
  });

  test('a choice in the address is remembered and outweighs the browser', async () => {
    const visitor = portal.visitor({ 'accept-language': 'en' });
    await visitor.open('/sign-in?locale=pt_BR');
    expect((await visitor.open('/sign-in')).language).toMatch(/^pt/);
  });

  test("the code's mail is in the visitor's language", async () => {
    const visitor = portal.visitor();
    const page = await visitor.open('/sign-in?locale=es');
    await page.form('Enviar').fill('E-mail', 'owner@modaverde.example').submit();
    const [mail] = portal.mails('owner@modaverde.example');
    expect(mail?.subject).toMatch(/código/i);
    expect(mail?.text).toMatch(/\b\d{6}\b/);
  });

  test("VTEX Help's link leads through the sign-in to the prefilled form, language kept", async () => {
    const visitor = portal.visitor({ 'accept-language': 'en' });
    const page = await visitor.open(
      '/support?locale=pt&account=lojaazul&subject=Boleto%20de%20outubro&utm_source=help&_ga=1',
    );
    expect(page.url.pathname).toBe('/sign-in');
    const code = await page.form('Enviar').fill('E-mail', 'owner@lojaazul.example').submit();
    const form = await code
      .form('Confirmar')
      .fill('Código de Acesso', portal.newestCode('owner@lojaazul.example'))
      .submit();
    expect(form.url.pathname).toBe('/tickets/new');
    expect(form.language).toMatch(/^pt/);
    expect(form.root.querySelector('input[name="subject"]')?.getAttribute('value')).toBe(
      'Boleto de outubro',
    );
    expect(form.root.querySelector('option[selected]')?.getAttribute('value')).toBe('lojaazul');
  });

  test('an account in the link that is not theirs is not offered', async () => {
    const visitor = await portal.signIn('owner@modaverde.example');
    const page = await visitor.open('/support?locale=en&account=lojaazul');
    expect(page.url.pathname).toBe('/tickets/new');
    expect(page.form('Send').options('VTEX account')).not.toContain('lojaazul');
    expect(page.form('Send').value('VTEX account')).not.toBe('lojaazul');
  });
});
