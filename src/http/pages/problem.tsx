import type { ErrorCode } from '../../errors';
import type { HttpReason } from '../refusal';
import { Layout, type Frame } from './layout';

interface ProblemPageProps {
  readonly frame: Frame;
  /** The catalogue's name of what happened. */
  readonly explained: ErrorCode | HttpReason;
  /** Seconds. */
  readonly retryAfter: number | undefined;
  /** Shown when telling us about it helps. */
  readonly reference: string | undefined;
}

/** What happened, in a sentence, and where to go from here. */
export function ProblemPage({ frame, explained, retryAfter, reference }: ProblemPageProps) {
  const { words } = frame;
  return (
    <Layout frame={frame} title={words.text(`error.${explained}.title`)}>
      <h1>{words.text(`error.${explained}.title`)}</h1>
      <p>{words.text(`error.${explained}.text`)}</p>
      {retryAfter !== undefined && (
        <p>{words.count('error.retry', Math.max(1, Math.ceil(retryAfter / 60)))}</p>
      )}
      {reference !== undefined && (
        <p>
          <code>{words.text('error.reference', { reference })}</code>
        </p>
      )}
      <p>
        <a class="button" href="/tickets">
          {words.text('error.home')}
        </a>
      </p>
    </Layout>
  );
}
