import { z } from 'zod';
import { toAccountName, type AccountName } from '../domain/account';
import { LOCALES, type Locale } from '../domain/locale';
import { readYaml } from './config-files';

/** Somebody with an account at a provider. */
export interface PersonElsewhere {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly verified?: boolean;
}

export interface DemoPeople {
  readonly people: readonly {
    email: string;
    name: string;
    locale: Locale;
    accounts: readonly AccountName[];
  }[];
  readonly agents: { email: string; name: string }[];
  readonly google: readonly PersonElsewhere[];
  readonly facebook: readonly PersonElsewhere[];
}

const email = z.email();
const name = z.string().min(1);
const account = z.string().refine((text) => toAccountName(text) === text, 'Not an account name.');
const elsewhere = z.object({
  id: z.string().regex(/^\d+$/, 'Not an id in quotation marks.'),
  name,
  email: email.optional(),
  verified: z.boolean().optional(),
});
const shape: z.ZodType<DemoPeople> = z.object({
  people: z.array(z.object({ email, name, locale: z.enum(LOCALES), accounts: z.array(account) })),
  agents: z.array(z.object({ email, name })).min(1),
  google: z.array(elsewhere),
  facebook: z.array(elsewhere),
});

/** @returns the demo's merchants and agents; throws `internal` when config/demo.yaml is not right */
export function readDemoPeople(): DemoPeople {
  return readYaml('demo.yaml', shape);
}
