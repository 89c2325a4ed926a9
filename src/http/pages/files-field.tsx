import { LIMITS, type KeptFile } from '../../domain/draft';
import type { Problem } from '../forms/problems';
import type { Words } from '../words';
import { Field } from './field';
import { Hidden } from './hidden';

interface FilesFieldProps {
  readonly words: Words;
  readonly files: readonly KeptFile[];
  readonly problems: readonly Problem[];
}

/** Chooses files; those a refused form already brought are listed, to be kept or left out. */
export function FilesField({ words, files, problems }: FilesFieldProps) {
  const hint = words.text('form.attachments_hint', {
    files: LIMITS.files,
    size: words.size(LIMITS.fileBytes),
  });
  return (
    <>
      {files.length > 0 && <KeptFiles words={words} files={files} />}
      <Field
        words={words}
        name="attachments"
        label={words.text('form.attachments')}
        problems={problems}
        hint={hint}
      >
        <input type="file" multiple />
      </Field>
    </>
  );
}

function KeptFiles({ words, files }: Pick<FilesFieldProps, 'words' | 'files'>) {
  return (
    <fieldset class="field">
      <legend>{words.text('form.kept')}</legend>
      {files.map(({ id, name, size }) => (
        <label class="choice">
          <Hidden name="listedFile" value={id} />
          <input type="checkbox" name="keepFile" value={id} checked />
          <span>
            {name} <small>{words.size(size)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
