import type { Request, Response } from 'express';
import type { Customer } from '../../domain/customer';
import { LIMITS, type KeptFile } from '../../domain/draft';
import { AppError } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { readIntent } from '../forms/intent';
import { readMultipart, type Fields } from '../forms/multipart';
import type { Problem } from '../forms/problems';
import type { Csrf } from '../middleware/csrf';
import { customerOf } from '../middleware/signed-in';

/** A form with files, received. */
export interface Received {
  /** Whose it is, read anew: files may take minutes, and access can end meanwhile. */
  readonly customer: Customer;
  readonly fields: Fields;
  readonly intent: string;
  /** The files the form names: sent with it now, or before and still ticked. */
  readonly fileIds: readonly string[];
  /** What was wrong with files; nothing of those is kept. */
  readonly problems: readonly Problem[];
}

export type ReceiveForm = (request: Request, response: Response) => Promise<Received>;

/** Forms with files: the token is judged before any byte of a file is stored. */
export function createReceiveForm(portal: Portal, csrf: Csrf): ReceiveForm {
  return async (request, response) => {
    const customer = customerOf(response);
    const { words } = response.locals;
    const problems: Problem[] = [];
    const arrived: string[] = [];
    let intent = '';
    const fields = await readMultipart(request, {
      admit: (early) => {
        csrf.check(request, early['csrf']);
        intent = readIntent(early);
      },
      take: async (file) => {
        try {
          arrived.push((await portal.keepFile(customer, intent, file)).id);
        } catch (error) {
          problems.push(fileProblem(error, file.name, words.size(LIMITS.fileBytes)));
        }
      },
    });
    const ticked = valuesOf(fields, 'keepFile');
    for (const id of valuesOf(fields, 'listedFile')) {
      if (!ticked.includes(id)) await portal.dropFile(customer, intent, id);
    }
    response.locals.customer = (await portal.findCustomer(customer.id)) ?? undefined;
    const fileIds = [...ticked, ...arrived];
    return { customer: customerOf(response), fields, intent, fileIds, problems };
  };
}

/** @returns the files to list on a form that comes back: those it named, as far as they are still here */
export async function filesToList(
  portal: Portal,
  response: Response,
  { intent, fileIds }: Received,
): Promise<KeptFile[]> {
  const kept = await portal.keptFiles(customerOf(response), intent);
  return kept.filter(({ id }) => fileIds.includes(id));
}

function fileProblem(error: unknown, name: string, size: string): Problem {
  if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
  const values = { name, size, files: LIMITS.files };
  switch (error.details['reason']) {
    case 'file_too_large':
      return { field: 'attachments', key: 'problem.file_too_large', values };
    case 'too_many_files':
      return { field: 'attachments', key: 'problem.too_many_files', values };
    case 'empty_file':
      return { field: 'attachments', key: 'problem.empty_file', values };
    default:
      return { field: 'attachments', key: 'problem.file_refused', values };
  }
}

function valuesOf(fields: Fields, name: string): string[] {
  return [fields[name] ?? []].flat();
}
