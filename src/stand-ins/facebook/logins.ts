import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { StandInClient, StandInPerson } from '../options';

/** What a code was given for. */
export interface Login {
  readonly person: StandInPerson;
  readonly redirectUri: string;
  /** `email` is one of them only when it was asked for. */
  readonly scopes: readonly string[];
  readonly challenge: string | undefined;
  readonly at: number;
  used: boolean;
}

/** What a token lets its bearer read. */
export type Grant = Pick<Login, 'person' | 'scopes'>;

/** Facebook's codes and tokens, in memory. */
export function createLogins(client: StandInClient) {
  const codes = new Map<string, Login>();
  const grants = new Map<string, Grant>();
  return {
    addCode(login: Omit<Login, 'used' | 'at'>): string {
      const code = `AQ${randomBytes(96).toString('base64url')}`;
      codes.set(code, { ...login, at: Date.now(), used: false });
      return code;
    },
    findCode: (code: string) => codes.get(code),
    addToken({ person, scopes }: Grant): string {
      const token = `EAA${randomBytes(80).toString('base64url')}`;
      grants.set(token, { person, scopes });
      return token;
    },
    findToken: (token: string) => grants.get(token),

    /**
     * A person's id is another one in every app.
     * https://developers.facebook.com/docs/graph-api/reference/user/#fields
     */
    scopedId({ id }: StandInPerson): string {
      const digest = createHash('sha256').update(`${client.id} ${id}`).digest();
      return `10${digest.readBigUInt64BE().toString().padStart(20, '0').slice(0, 15)}`;
    },

    /** https://developers.facebook.com/docs/graph-api/guides/secure-requests#appsecret_proof */
    proofOf: (token: string) => createHmac('sha256', client.secret).update(token).digest('hex'),
  };
}

export type Logins = ReturnType<typeof createLogins>;
