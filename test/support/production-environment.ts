import { appliedLockFolder } from './applied-account';

/** What `npm start` needs, against the emulated Zendesk and this machine's own servers. */
export function productionEnvironment(parts: {
  port: number;
  databaseUrl: string;
  dataDir: string;
  sessionSecret: string;
  /** Such as `smtp://127.0.0.1:2525`. */
  mailUrl: string;
  mailPassword: string;
  zendeskUrl: string;
}): Record<string, string> {
  return {
    PORT: String(parts.port),
    PUBLIC_URL: `http://localhost:${parts.port}`,
    DATABASE_URL: parts.databaseUrl,
    DATA_DIR: parts.dataDir,
    SESSION_SECRET: parts.sessionSecret,
    MAIL_FROM: 'support@merchants.test',
    SMTP_URL: parts.mailUrl.replace('//', `//mailer:${parts.mailPassword}@`),
    ZENDESK_URL: parts.zendeskUrl,
    ZENDESK_OAUTH_CLIENT_ID: 'portal-demo',
    ZENDESK_OAUTH_CLIENT_SECRET: 'portal-demo-secret',
    ZENDESK_ENVIRONMENT: 'demo',
    ZENDESK_LOCK_DIR: appliedLockFolder(),
  };
}
