import { cleanFileName } from '../../../src/http/forms/file-name';

describe("a file's name", () => {
  it.each([
    ['boleto.pdf', 'boleto.pdf'],
    ['C:\\Users\\olivia\\boleto.pdf', 'boleto.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['a\r\nSet-Cookie: x=y.png', 'aSet-Cookie: x=y.png'],
    ['nul\0l.txt', 'null.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['  .htaccess ', 'htaccess'],
    ['nota "fiscal" ção.pdf', 'nota "fiscal" ção.pdf'],
    ['🧾.png', '🧾.png'],
    ['', 'file'],
    ['..', 'file'],
    ['folder/', 'file'],
  ])('%j becomes %j', (sent, clean) => {
    expect(cleanFileName(sent)).toBe(clean);
  });

  it('is cut to 255 characters and keeps its extension', () => {
    const name = cleanFileName(`${'x'.repeat(500)}.pdf`);
    expect(name).toHaveLength(255);
    expect(name.endsWith('.pdf')).toBe(true);
  });
});
