import type { ComponentChildren } from 'preact';
import type { Customer } from '../../domain/customer';
import { LOCALES } from '../../domain/locale';
import type { Assets } from '../assets';
import type { Site } from '../locals';
import { TIME_ZONE, type Words } from '../words';
import { Hidden } from './hidden';
import { kept } from './kept';

/** What surrounds a page: who reads it, in which language, and the token its forms carry. */
export interface Frame {
  readonly words: Words;
  readonly site: Site;
  readonly customer: Customer | undefined;
  readonly csrfToken: string;
  /** Where the language form comes back to. */
  readonly path: string;
}

/** A frame that gives away of its reader the name alone: all that `Layout` shows. */
export interface NamedFrame extends Omit<Frame, 'customer'> {
  readonly customer: Pick<Customer, 'name'> | undefined;
}

export const LANGUAGE_NAMES = { en: 'English', pt: 'Português', es: 'Español' } as const;

interface LayoutProps {
  readonly frame: NamedFrame;
  readonly title: string;
  readonly children: ComponentChildren;
}

export function Layout({ frame, title, children }: LayoutProps) {
  const { words, site } = frame;
  return (
    <html lang={words.locale}>
      <Head
        words={words}
        content={{ title: `${title} · ${words.text('site.name')}`, ...site.assets }}
      />
      <body>
        <a class="skip" href="#content">
          {words.text('site.skip')}
        </a>
        {site.demo && <p class="demo">{words.text('site.demo')}</p>}
        <Header frame={frame} />
        <main id="content">{children}</main>
        <Footer frame={frame} />
      </body>
    </html>
  );
}

const Head = kept<{ title: string } & Assets>(
  100,
  ({ content: { title, icon, style, script } }) => (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      {/* The header says no-referrer, with which browsers post forms from the origin "null";
            inside the site they may say where a form comes from, and it is checked. */}
      <meta name="referrer" content="same-origin" />
      <link rel="icon" type="image/svg+xml" href={icon} />
      <link rel="stylesheet" href={style} />
      <script type="module" src={script} />
    </head>
  ),
);

function Header({ frame }: { readonly frame: NamedFrame }) {
  const { words, customer, csrfToken } = frame;
  return (
    <header class="top">
      <a class="brand" href="/tickets">
        {words.text('site.name')}
      </a>
      {customer && (
        <form class="who" method="post" action="/sign-out">
          <Hidden name="csrf" value={csrfToken} />
          <span>{words.text('site.signed_in_as', { name: customer.name })}</span>
          <a href="/account">{words.text('site.account')}</a>
          <button class="quiet">{words.text('site.sign_out')}</button>
        </form>
      )}
    </header>
  );
}

function Footer({ frame }: { readonly frame: NamedFrame }) {
  const { words, site, customer, csrfToken, path } = frame;
  const { helpUrl, demo } = site;
  const hasHelpCentre = site.hasHelpCentre && customer !== undefined;
  return (
    <footer class="bottom">
      <form method="post" action="/language" aria-label={words.text('site.language')}>
        <Hidden name="csrf" value={csrfToken} />
        <Hidden name="return" value={path} />
        <LanguageButtons words={words} content={{}} />
      </form>
      <Links words={words} content={{ helpUrl, hasHelpCentre, demo }} />
    </footer>
  );
}

const LanguageButtons = kept<object>(1, ({ words }) => (
  <>
    {LOCALES.map((locale) => (
      <button
        class="quiet"
        name="locale"
        value={locale}
        lang={locale}
        aria-current={locale === words.locale ? 'true' : undefined}
      >
        {LANGUAGE_NAMES[locale]}
      </button>
    ))}
  </>
));

const Links = kept<{ helpUrl: string; hasHelpCentre: boolean; demo: boolean }>(
  10,
  ({ words, content: { helpUrl, hasHelpCentre, demo } }) => (
    <p>
      <a href={helpUrl}>{words.text('site.help')}</a>
      {hasHelpCentre && <a href="/help-centre">{words.text('site.help_centre')}</a>}
      {demo && <a href="/dev/mailbox">{words.text('site.mailbox')}</a>}
      <span class="zone">{words.text('site.time_zone', { zone: TIME_ZONE })}</span>
    </p>
  ),
);
