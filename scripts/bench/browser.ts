import { setTimeout as sleep } from 'node:timers/promises';

/** A browser as thin as a bench needs: one cookie jar, forms read with two expressions. */
export class BenchBrowser {
  readonly origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.origin = origin;
  }

  get cookie(): string {
    return [...this.#cookies].map((pair) => pair.join('=')).join('; ');
  }

  async get(path: string): Promise<string> {
    return (await this.open(path)).text();
  }

  /** The code is read where the demo's mails are. */
  async signIn(email: string): Promise<void> {
    await this.#post('/sign-in', '/sign-in/code', new URLSearchParams({ email }));
    const mails = await this.get(`/dev/mailbox.json?to=${encodeURIComponent(email)}`);
    const body = new URLSearchParams({ code: /\b\d{6}\b/.exec(mails)?.[0] ?? '' });
    await this.#post('/sign-in/code', '/sign-in/code/confirmation', body);
  }

  /** Sends a request. @returns the path of its ticket, once it was passed on */
  async send(account: string, files: number): Promise<string> {
    const form = new FormData();
    for (const [name, value] of Object.entries(requestTo(account))) form.append(name, value);
    for (let file = 0; file < files; file += 1) {
      form.append('attachments', new Blob(['bench'], { type: 'text/plain' }), `file-${file}.txt`);
    }
    return this.passedOn(await this.#post('/tickets/new', '/tickets', form));
  }

  async reply(ticket: string): Promise<void> {
    const form = new FormData();
    form.append('text', 'Bench reply.');
    await this.#post(ticket, `${ticket}/replies`, form);
    // Looked at through the list, which costs nothing: the ticket's page would fetch the answer.
    while ((await this.get('/tickets')).includes('Being sent')) await sleep(20);
  }

  /** Waits until support has the request. @returns the path of its ticket */
  async passedOn(path: string): Promise<string> {
    for (;;) {
      const answer = await this.open(path);
      await answer.text();
      const location = answer.headers.get('location');
      if (location) return location;
      await sleep(20);
    }
  }

  /** @returns the hidden fields of the page's form */
  async hiddenFields(page: string): Promise<[name: string, value: string][]> {
    const html = await this.get(page);
    return ['csrf', 'intent'].flatMap((name): [string, string][] => {
      const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
      return value === undefined ? [] : [[name, value]];
    });
  }

  async open(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(new URL(path, this.origin), {
      ...init,
      redirect: 'manual',
      headers: { cookie: this.cookie, 'sec-fetch-site': 'same-origin' },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  }

  /** @returns where the answer sends the browser */
  async #post(page: string, action: string, body: URLSearchParams | FormData): Promise<string> {
    const whole = body instanceof FormData ? new FormData() : new URLSearchParams();
    const fields = [...(await this.hiddenFields(page)), ...body];
    for (const [name, value] of fields) (whole as FormData).append(name, value as Blob);
    const answer = await this.open(action, { method: 'POST', body: whole });
    if (answer.status !== 303) throw new Error(`${action} answered ${answer.status}.`);
    return answer.headers.get('location') ?? '';
  }
}

/** The fields a person fills in. */
export function requestTo(account: string): Record<string, string> {
  const words = { name: 'Bench Owner', subject: 'Bench', text: 'Bench.' };
  return { ...words, account, kind: 'financial', impact: 'normal' };
}
