import type { HTMLElement } from 'node-html-parser';
import { parse } from 'node-html-parser';

export interface AttachedFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** A person with a browser that runs no scripts: cookies, pages, forms found by their words. */
export class Visitor {
  readonly #origin: string;
  readonly #headers: Record<string, string>;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string, headers: Record<string, string> = {}) {
    this.#origin = origin;
    this.#headers = headers;
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  /** Somebody else puts a cookie into this browser. */
  plant(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async open(path: string): Promise<Page> {
    return this.#follow(new URL(path, this.#origin), { method: 'GET' });
  }

  /** One request as it is, no redirect followed. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ 'sec-fetch-site': 'same-origin', ...this.#headers });
    new Headers(init.headers).forEach((value, name) => headers.set(name, value));
    if (this.#cookies.size > 0) {
      headers.set('cookie', [...this.#cookies].map((pair) => pair.join('=')).join('; '));
    }
    const url = new URL(path, this.#origin);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  async #follow(url: URL, init: RequestInit): Promise<Page> {
    let response = await this.request(url.href, init);
    let address = url;
    for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 10; hops += 1) {
      address = new URL(response.headers.get('location') ?? '', address);
      if (address.origin !== this.#origin) break;
      response = await this.request(address.href);
    }
    const submit = (action: string, method: string, body: URLSearchParams | FormData) => {
      const target = new URL(action, address);
      if (method === 'get') {
        target.search = new URLSearchParams([...body] as [string, string][]).toString();
        return this.#follow(target, { method: 'GET' });
      }
      return this.#follow(target, { method: 'POST', body });
    };
    return new Page(address, response, await response.text(), submit);
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const gone = attributes.some((attribute) =>
      /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute),
    );
    if (value === '' || gone) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

type Submit = (action: string, method: string, body: URLSearchParams | FormData) => Promise<Page>;

/** What a person sees after a click. */
export class Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly root: HTMLElement;
  readonly #submit: Submit;

  constructor(url: URL, response: Response, html: string, submit: Submit) {
    this.url = url;
    this.status = response.status;
    this.headers = response.headers;
    this.html = html;
    this.root = parse(html);
    this.#submit = submit;
  }

  get path(): string {
    return this.url.pathname + this.url.search;
  }

  get language(): string | undefined {
    return this.root.querySelector('html')?.getAttribute('lang');
  }

  get heading(): string {
    return textOf(this.root.querySelector('h1'));
  }

  /** Everything a reader sees, white space folded. */
  get text(): string {
    return textOf(this.root.querySelector('body') ?? this.root);
  }

  texts(selector: string): string[] {
    return this.root.querySelectorAll(selector).map(textOf);
  }

  link(text: string): string {
    const link = this.root.querySelectorAll('a').find((a) => textOf(a) === text);
    if (!link) throw new Error(`No link "${text}" on ${this.path}: ${this.text}`);
    return link.getAttribute('href') ?? '';
  }

  has(selector: string): boolean {
    return this.root.querySelector(selector) !== null;
  }

  /** @param field the name of a field, where several forms have the same button */
  formWith(field: string): FilledForm {
    const forms = this.root.querySelectorAll('form');
    const form = forms.find((candidate) => candidate.querySelector(`[name="${field}"]`));
    if (!form) throw new Error(`No form with ${field} on ${this.path}: ${this.text}`);
    return new FilledForm(form, this.#submit);
  }

  /** @param button the words on the button that sends the form */
  form(button: string): FilledForm {
    const buttons = this.root.querySelectorAll('form button');
    const pressed = buttons.find((element) => textOf(element) === button);
    const form = pressed?.closest('form');
    if (!form) throw new Error(`No form with a button "${button}" on ${this.path}: ${this.text}`);
    const filled = new FilledForm(form, this.#submit);
    const name = pressed?.getAttribute('name');
    return name ? filled.set(name, pressed?.getAttribute('value') ?? '') : filled;
  }
}

/** A form being filled in, by the words of its labels. */
export class FilledForm {
  readonly element: HTMLElement;
  readonly #submit: Submit;
  readonly #values: [string, string][];
  readonly #files: [string, AttachedFile][] = [];

  constructor(element: HTMLElement, submit: Submit) {
    this.element = element;
    this.#submit = submit;
    this.#values = initialValues(element);
  }

  /** @returns what the field shows now */
  value(label: string): string | undefined {
    const name = this.#field(label).getAttribute('name');
    return this.#values.find(([key]) => key === name)?.[1];
  }

  fill(label: string, value: string): this {
    this.set(this.#field(label).getAttribute('name') ?? '', value);
    return this;
  }

  /** Sets a field by its name, for what no honest browser would send. */
  set(name: string, value: string): this {
    const at = this.#values.findIndex(([key]) => key === name);
    if (at >= 0) this.#values[at] = [name, value];
    else this.#values.push([name, value]);
    return this;
  }

  /** Ticks a radio button or a checkbox. */
  choose(label: string): this {
    const field = this.#field(label);
    const [name, value] = [field.getAttribute('name') ?? '', field.getAttribute('value') ?? 'on'];
    if (field.getAttribute('type') === 'radio') return this.set(name, value);
    this.#values.push([name, value]);
    return this;
  }

  options(label: string): string[] {
    return this.#field(label).querySelectorAll('option').map(textOf).filter(Boolean);
  }

  attach(label: string, ...files: AttachedFile[]): this {
    const name = this.#field(label).getAttribute('name') ?? '';
    this.#files.push(...files.map((file): [string, AttachedFile] => [name, file]));
    return this;
  }

  async submit(): Promise<Page> {
    const action = this.element.getAttribute('action') ?? '';
    const method = (this.element.getAttribute('method') ?? 'get').toLowerCase();
    if (this.element.getAttribute('enctype') !== 'multipart/form-data') {
      return this.#submit(action, method, new URLSearchParams(this.#values));
    }
    const body = new FormData();
    for (const [name, value] of this.#values) body.append(name, value);
    for (const [name, file] of this.#files) {
      body.append(name, new Blob([Buffer.from(file.bytes)], { type: file.type }), file.name);
    }
    return this.#submit(action, method, body);
  }

  #field(label: string): HTMLElement {
    const element = this.element
      .querySelectorAll('label, legend')
      .find((candidate) => textOf(candidate) === label || textOf(candidate).startsWith(label));
    if (!element) throw new Error(`No field "${label}" in this form: ${textOf(this.element)}`);
    const id = element.getAttribute('for');
    const field = id
      ? this.element.querySelector(`#${id}`)
      : element.querySelector('input, select, textarea');
    if (!field) throw new Error(`The label "${label}" belongs to no field.`);
    return field;
  }
}

function initialValues(form: HTMLElement): [string, string][] {
  return form.querySelectorAll('input, select, textarea').flatMap((field) => {
    const name = field.getAttribute('name');
    const type = field.getAttribute('type') ?? 'text';
    if (!name || type === 'file') return [];
    if (type === 'radio' || type === 'checkbox') {
      return field.hasAttribute('checked') ? [[name, field.getAttribute('value') ?? 'on']] : [];
    }
    if (field.tagName === 'SELECT') {
      const options = field.querySelectorAll('option');
      const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
      return [[name, chosen?.getAttribute('value') ?? '']];
    }
    const value = field.tagName === 'TEXTAREA' ? field.textContent : field.getAttribute('value');
    return [[name, value ?? '']];
  });
}

function textOf(element: HTMLElement | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}
