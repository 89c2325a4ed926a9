import { once } from 'node:events';
import { createServer, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import express from 'express';
import { AppError, toAppError } from '../../../src/errors';
import type { IncomingFile } from '../../../src/use-cases/views';
import { readMultipart, type MultipartReader } from '../../../src/http/forms/multipart';

const ours = 'multipart/form-data; boundary=b';

interface Taken {
  name: string;
  bytes: number;
}

/** A door that reads one kind of form and says what it got. */
class Door {
  readonly taken: Taken[] = [];
  readonly refused: AppError[] = [];
  reader: MultipartReader = {
    admit: () => {},
    take: async ({ name, stream }) => {
      this.taken.push({ name, bytes: (await buffer(stream)).length });
    },
  };
  #server: Server | undefined;
  origin = '';

  async open(): Promise<void> {
    const app = express();
    app.post('/', async (request, response) => {
      try {
        response.json(await readMultipart(request, this.reader));
      } catch (error) {
        this.refused.push(toAppError(error));
        response.status(400).end();
      }
    });
    this.#server = createServer(app).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  async post(form: FormData): Promise<Record<string, unknown>> {
    const response = await fetch(this.origin, { method: 'POST', body: form });
    return response.ok ? ((await response.json()) as Record<string, unknown>) : {};
  }

  async postRaw(body: string, contentType = ours): Promise<number> {
    const headers = { 'content-type': contentType };
    return (await fetch(this.origin, { method: 'POST', headers, body })).status;
  }
}

function aForm(...files: [string, number][]): FormData {
  const form = new FormData();
  form.append('csrf', 'token');
  for (const [name, bytes] of files) {
    form.append('attachments', new Blob([Buffer.alloc(bytes, 7)]), name);
  }
  form.append('subject', 'Última fatura 🧾');
  return form;
}

const until = async (happened: () => boolean) => {
  for (let tries = 0; !happened() && tries < 200; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('a form with files', () => {
  let door: Door;
  beforeEach(async () => {
    door = new Door();
    await door.open();
  });
  afterEach(() => door.close());

  it('brings its fields, and its files in their order', async () => {
    const fields = await door.post(aForm(['fatura ção.pdf', 300_000], ['b.png', 0], ['c.txt', 5]));
    expect(fields).toEqual({ csrf: 'token', subject: 'Última fatura 🧾' });
    expect(door.taken).toEqual([
      { name: 'fatura ção.pdf', bytes: 300_000 },
      { name: 'b.png', bytes: 0 },
      { name: 'c.txt', bytes: 5 },
    ]);
  });

  it('lists a field that came twice', async () => {
    const form = aForm();
    form.append('keepFile', 'a');
    form.append('keepFile', 'b');
    expect(await door.post(form)).toMatchObject({ keepFile: ['a', 'b'] });
  });

  it('passes over a file input that was left empty', async () => {
    await door.postRaw(
      '--b\r\nContent-Disposition: form-data; name="attachments"; filename=""\r\n' +
        'Content-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n',
    );
    expect([door.taken, door.refused]).toEqual([[], []]);
  });

  it('takes no byte of a file before its fields are admitted', async () => {
    door.reader.admit = () => {
      throw new AppError('forbidden', 'Not this one.');
    };
    await door.post(aForm(['a.pdf', 300_000], ['b.pdf', 10]));
    expect(door.taken).toEqual([]);
    expect(door.refused).toMatchObject([{ code: 'forbidden' }]);
  });

  it('goes on with the next file when one was given up half-way', async () => {
    const patient = door.reader;
    const hasty = async (file: IncomingFile) => {
      if (file.name === 'big.pdf') await once(file.stream, 'data');
      else await patient.take(file);
    };
    door.reader = { ...patient, take: hasty };
    await door.post(aForm(['big.pdf', 2_000_000], ['small.pdf', 10]));
    expect(door.taken).toEqual([{ name: 'small.pdf', bytes: 10 }]);
  });

  it('fails as a whole when a file cannot be stored, however late that shows', async () => {
    door.reader.take = async ({ stream }) => {
      await buffer(stream);
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new AppError('unavailable', 'The disk is full.');
    };
    await door.post(aForm(['a.pdf', 10]));
    expect(door.refused).toMatchObject([{ code: 'unavailable' }]);
  });

  it('fails, and so does the file on its way, when the browser goes away', async () => {
    const ends: string[] = [];
    let begun = false;
    door.reader.take = ({ stream }) => {
      begun = true;
      return buffer(stream).then(
        () => void ends.push('whole'),
        (error: unknown) => {
          ends.push('cut short');
          throw error;
        },
      );
    };
    const headers = { 'content-type': 'multipart/form-data; boundary=b', 'content-length': 9_000 };
    const leaving = send(door.origin, { method: 'POST', headers }).on('error', () => {});
    leaving.write(
      '--b\r\nContent-Disposition: form-data; name="attachments"; filename="a.pdf"\r\n\r\nhalf',
    );
    await until(() => begun);
    leaving.destroy();
    await until(() => door.refused.length > 0);
    expect(ends).toEqual(['cut short']);
    expect(door.refused).toMatchObject([{ code: 'invalid', details: { reason: 'bad_request' } }]);
  });

  it.each([
    ['no boundary', 'multipart/form-data', 'x'],
    ['no end', ours, '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf'],
    ['half a file', ours, '--b\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nx'],
    ['nothing in it', ours, ''],
    ['another format', 'application/json', '{}'],
  ])('is refused with %s', async (_what, contentType, body) => {
    expect(await door.postRaw(body, contentType)).toBe(400);
    expect(door.refused).toMatchObject([{ code: 'invalid' }]);
  });

  it('is refused with more parts than any page of ours has', async () => {
    const form = aForm();
    for (let count = 0; count < 200; count += 1) form.append('x', '1');
    await door.post(form);
    expect(door.refused).toMatchObject([{ details: { reason: 'too_large' } }]);
  });
});
