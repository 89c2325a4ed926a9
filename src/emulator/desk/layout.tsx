import type { ComponentChildren } from 'preact';

export function Layout({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/desk.css" />
      </head>
      <body>
        <header>
          <a href="/">Agent desk</a>
          <a href="/mail">Mail</a>
          <span>an emulated Zendesk; nothing here leaves this machine</span>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}

/** A moment as agents read it, to the minute, in UTC. */
export function Moment({ at }: { at: string }) {
  return <time dateTime={at}>{at.slice(0, 16).replace('T', ' ')}</time>;
}
