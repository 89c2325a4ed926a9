import type { RefusalReason } from '../../domain/message';
import type { Words } from '../words';
import { Hidden } from './hidden';

interface RefusalNoteProps {
  readonly words: Words;
  readonly csrfToken: string;
  /** What stands in the ticket's address. */
  readonly id: string;
  readonly intent: string;
  readonly reason: RefusalReason;
  /** Only its writer may do something about it. */
  readonly isMine: boolean;
  readonly mayEdit: boolean;
}

/** Why support did not take it, and the two ways on from there. */
export function RefusalNote(props: RefusalNoteProps) {
  const { words, csrfToken, id, intent, reason, isMine, mayEdit } = props;
  const address = `/tickets/${id}/refused/${encodeURIComponent(intent)}`;
  return (
    <>
      <p class="problem">{words.text(`refused.${reason}`)}</p>
      {isMine && (
        <form method="post" action={`${address}/removal`} class="refused-acts">
          <Hidden name="csrf" value={csrfToken} />
          {mayEdit && <a href={address}>{words.text('refused.edit')}</a>}{' '}
          <button class="secondary">{words.text('refused.discard')}</button>
        </form>
      )}
    </>
  );
}
