import type { Proposal } from './propose';

/** @returns a proposal as a person reads it in a terminal, its candidates numbered */
export function proposalToText({ kind, key, title, candidates }: Proposal): string {
  const lines = candidates.map(
    (one, index) =>
      `  ${index + 1}  ${one.id} "${one.title}"${one.isActive ? '' : ' (asleep)'}  ${one.confidence}: ${one.reasons.join(', ')}`,
  );
  return [`${kind}.${key} "${title}" may be`, ...lines].join('\n');
}
