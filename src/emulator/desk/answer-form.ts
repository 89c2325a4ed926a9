import type { Request } from 'express';
import { Busboy } from '@fastify/busboy';
import type { Readable } from 'node:stream';

/** What an agent sent from a ticket's page. */
export interface AnswerForm {
  answer: string;
  public: boolean;
  /** Empty for nobody. */
  assignee: string;
  status: string;
  /** Empty for none. */
  impact: string;
  uploadToken: string | undefined;
}

/**
 * Reads the form as it arrives; the file, if there is one, is handed on while it streams in.
 * @param upload stores the file and gives its token
 */
export function readAnswerForm(
  req: Request,
  upload: (name: string, contentType: string, bytes: Readable) => Promise<string>,
): Promise<AnswerForm> {
  const contentType = req.headers['content-type'] ?? '';
  const parser = new Busboy({
    headers: { ...req.headers, 'content-type': contentType },
    limits: { files: 1 },
  });
  const fields = new Map<string, string>();
  let stored: Promise<string> | undefined;
  parser.on('field', (name: string, value: string) => fields.set(name, value));
  parser.on(
    'file',
    (_name: string, file: Readable, name: string, _encoding: string, type: string) => {
      if (name) stored = upload(name, type, file);
      else file.resume();
      stored?.catch(() => file.resume());
    },
  );
  const field = (name: string) => fields.get(name) ?? '';
  return new Promise((resolve, reject) => {
    parser.on('error', reject);
    parser.on('finish', () => {
      Promise.resolve(stored).then(
        (uploadToken) =>
          resolve({
            answer: field('answer'),
            public: field('visibility') !== 'internal',
            assignee: field('assignee'),
            status: field('status'),
            impact: field('impact'),
            uploadToken,
          }),
        reject,
      );
    });
    req.pipe(parser);
  });
}
