import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';
import type { Customer } from '../../../src/domain/customer';
import { attachmentHandlers } from '../../../src/http/handlers/attachments';
import type { Portal } from '../../../src/use-cases/portal';
import type { OpenedFile } from '../../../src/use-cases/views';

const customer = { id: 'one', name: 'Olívia', accounts: ['lojaazul'] } as unknown as Customer;

describe('a file on its way to the browser', () => {
  let server: Server;
  let file: Omit<OpenedFile, 'stream'>;
  beforeAll(async () => {
    const openAttachment = async () => ({ ...file, stream: Readable.from(['bytes']) });
    const attachments = attachmentHandlers({ openAttachment } as unknown as Portal);
    const app = express();
    app.get('/tickets/:id/attachments/:attachmentId', (request, response) => {
      response.locals.customer = customer;
      return attachments.open(request, response);
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  const download = async (name: string, contentType: string) => {
    file = { name, contentType, size: 5 };
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/tickets/7/attachments/3`);
    expect(await response.text()).toBe('bytes');
    return response.headers;
  };

  it.each([
    ['boleto.pdf', 'attachment; filename=boleto.pdf'],
    ['nota "x".pdf', String.raw`attachment; filename="nota \"x\".pdf"`],
    ['fatura ção 🧾.pdf', `filename*=UTF-8''fatura%20%C3%A7%C3%A3o%20%F0%9F%A7%BE.pdf`],
    ['../../etc/passwd', 'attachment; filename=passwd'],
    ['a\r\nSet-Cookie: x=y.png', 'attachment; filename="aSet-Cookie: x=y.png"'],
  ])('%j is saved, not shown: %s', async (name, disposition) => {
    const headers = await download(name, 'application/pdf');
    expect(headers.get('content-disposition')).toContain(disposition);
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
    expect(headers.get('set-cookie')).toBeNull();
  });

  it.each([
    ['image/png', 'image/png'],
    ['Text/Plain; charset=latin1', 'text/plain; charset=utf-8'],
    ['text/html', 'application/octet-stream'],
    ['image/svg+xml', 'application/octet-stream'],
    ['application/javascript', 'application/octet-stream'],
    ['constructor', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('what was sent as %j is called %s and can do nothing as a page', async (sent, told) => {
    const headers = await download('page.html', sent);
    expect(headers.get('content-type')).toBe(told);
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  });
});
