import { Layout, type Frame } from './layout';

interface RecoveryCodesPageProps {
  readonly frame: Frame;
  readonly codes: readonly string[];
}

/** The codes, this once. */
export function RecoveryCodesPage({ frame, codes }: RecoveryCodesPageProps) {
  const { words } = frame;
  return (
    <Layout frame={frame} title={words.text('recovery.title')}>
      <div class="narrow">
        <h1>{words.text('recovery.title')}</h1>
        <p>{words.text('recovery.lead')}</p>
        <p class="note">{words.text('recovery.once')}</p>
        <ol class="codes">
          {codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <p>
          <a class="button" href="/account/second-step">
            {words.text('recovery.kept')}
          </a>
        </p>
      </div>
    </Layout>
  );
}
