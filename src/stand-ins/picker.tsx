import { renderToString } from 'preact-render-to-string';
import type { StandInPerson } from './options';

interface PickerProps {
  readonly provider: string;
  readonly people: readonly StandInPerson[];
  /** Where the choice is posted. */
  readonly action: string;
}

/** @returns the page on which one says who one is at the provider, or that one would rather not */
export function renderPicker(props: PickerProps): string {
  return `<!doctype html>${renderToString(<Picker {...props} />)}`;
}

/** @returns a page with one sentence, for requests no browser of ours makes */
export function renderSentence(provider: string, sentence: string): string {
  return `<!doctype html>${renderToString(
    <Frame provider={provider}>
      <p role="alert">{sentence}</p>
    </Frame>,
  )}`;
}

function Picker({ provider, people, action }: PickerProps) {
  return (
    <Frame provider={provider}>
      <p>Who are you at {provider}?</p>
      <form method="post" action={action}>
        {people.map((person) => (
          <button name="person" value={person.id}>
            <b>{person.name}</b> <span>{addressOf(person)}</span>
          </button>
        ))}
        <button class="no" name="cancel" value="yes">
          Cancel
        </button>
      </form>
    </Frame>
  );
}

function Frame({ provider, children }: { provider: string; children: preact.ComponentChildren }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`Sign in with ${provider} (a stand-in)`}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          <h1>Sign in with {provider}</h1>
          <p class="hint">A stand-in on this machine. Nothing here reaches {provider}.</p>
          {children}
        </main>
      </body>
    </html>
  );
}

function addressOf({ email, verified }: StandInPerson): string {
  if (email === undefined) return 'no e-mail address';
  return verified === false ? `${email} (not verified)` : email;
}

const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1f2933; background: #f5f6f8; }
main { max-width: 30rem; margin: 2rem auto; padding: 1rem 1.5rem 1.5rem; background: #fff; border: 1px solid #c9ced6; border-radius: .5rem; }
h1 { margin: 0; font-size: 1.375rem; }
.hint { margin: 0 0 1rem; color: #52606d; }
button { display: block; width: 100%; margin-top: .5rem; padding: .75rem 1rem; font: inherit; text-align: left; overflow-wrap: anywhere; color: inherit; background: #fff; border: 1px solid #52606d; border-radius: .25rem; }
button span { display: block; color: #52606d; }
button.no { text-align: center; }
:focus-visible { outline: 3px solid #0b5cad; outline-offset: 2px; }
`;
