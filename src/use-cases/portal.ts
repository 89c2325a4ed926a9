import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import type { KeptFile, TicketDraft } from '../domain/draft';
import type { Locale } from '../domain/locale';
import type { Offer } from '../domain/offer';
import type { ProviderIdentity, ProviderPurpose } from '../domain/provider-identity';
import type { Proof } from '../domain/proof';
import type { Provider, WayIn } from '../domain/way-in';
import { ticketId } from '../domain/ticket';
import type { Files } from '../storage/files';
import type { KnownBrowsers } from '../storage/known-browsers';
import type { People } from '../storage/people';
import { completeSignIn, type CompleteSignInDeps } from './complete-sign-in';
import { discardMessage, type DiscardMessageDeps } from './discard-message';
import { endOtherSessions, endSession, type EndSessionsDeps } from './end-sessions';
import type { Entry } from './entry';
import { findTicket } from './find-ticket';
import { keepFile, type KeepFileDeps } from './keep-file';
import { dropFile, keptFiles } from './kept-files';
import {
  declineIdentity,
  linkIdentity,
  offerOwnIdentity,
  showOffer,
  type LinkIdentityDeps,
  type OfferHalves,
} from './link-identity';
import { listTickets, type ListTicketsDeps } from './list-tickets';
import {
  noticeTicketChange,
  type NoticeTicketChangeDeps,
  type TicketChangeNotice,
} from './notice-ticket-change';
import type { OfferedIdentity } from './offer-identity';
import { openAttachment, type OpenAttachmentDeps } from './open-attachment';
import { createPasswordStories, type PasswordDeps, type PasswordStories } from './password-stories';
import {
  beginProviderVisit,
  endProviderVisit,
  type EndedVisit,
  type ProviderVisit,
  type ProviderVisitDeps,
} from './provider-visit';
import {
  offeredProofs,
  proveIdentity,
  type ProofTyped,
  type ProveIdentityDeps,
} from './prove-identity';
import { replyToTicket, type ActOnTicketDeps } from './reply-to-ticket';
import { resendMessage, type ResendMessageDeps } from './resend-message';
import {
  createSecondStepStories,
  type SecondStepStories,
  type SecondStepStoriesDeps,
} from './second-step-stories';
import { sendProofCode, type SendProofCodeDeps } from './send-proof-code';
import { sendProofMessage, type SendProofMessageDeps } from './send-proof-message';
import { sendDoorCode, type SendDoorCodeDeps } from './send-door-code';
import { showAccount, type AccountView, type ShowAccountDeps } from './show-account';
import { showRefused, type ShowRefusedDeps } from './show-refused';
import { showTicket, type ShowTicketDeps } from './show-ticket';
import { signInWithCode, type SignInWithCodeDeps } from './sign-in-with-code';
import { signInWithProvider, type SignInWithProviderDeps } from './sign-in-with-provider';
import { solveTicket } from './solve-ticket';
import { submitTicket, type SubmitTicketDeps } from './submit-ticket';
import { unlinkIdentity, type UnlinkIdentityDeps } from './unlink-identity';
import type {
  Correction,
  IncomingFile,
  OpenedFile,
  RefusedView,
  TicketPage,
  TicketQuery,
  TicketView,
} from './views';
import {
  visitHelpCentre,
  type HelpCentreVisit,
  type VisitHelpCentreDeps,
} from './visit-help-centre';

/** Everything a person can do here, and the only door from pages to the rest of the product. */
export interface Portal {
  readonly offer: Offer;

  /** Mails a six-digit code when the address is one we know; answers alike when it is not. The code is bound to the asking browser. Throws `invalid`, `rate_limited`. */
  sendSignInCode(request: { email: string; browser: Browser }): Promise<void>;
  /** Whether the mail server could not be reached the last time: codes come late. */
  isMailDelayed(): boolean;
  /** Throws `invalid` (details.reason: `wrong_code` | `code_ended`), `rate_limited`. */
  signInWithCode(attempt: { browser: Browser; code: string }): Promise<Entry>;
  readonly passwords: PasswordStories;
  readonly secondSteps: SecondStepStories;
  /** A browser goes to a provider. @returns the `state` it comes back with. Throws `rate_limited`. */
  beginProviderVisit(visit: ProviderVisit): Promise<string>;
  /** Once. Throws `invalid` (details.reason `provider_visit_ended`). */
  endProviderVisit(back: {
    provider: Provider;
    state: string;
    browser: Browser;
  }): Promise<EndedVisit>;
  /** An identity nobody has linked is offered to whoever proves who they are. */
  signInWithProvider(attempt: {
    identity: ProviderIdentity;
    browser: Browser;
  }): Promise<Entry | OfferedIdentity>;
  /** Throws `conflict` (details.reason `identity_taken` | `provider_taken`). */
  offerOwnIdentity(
    customer: Customer,
    identity: ProviderIdentity,
  ): Promise<OfferedIdentity | { kind: 'linked' }>;
  /** Throws `not_found`. */
  showOffer(customer: Customer | null, offer: OfferHalves): Promise<ProviderIdentity>;
  /** Throws `not_found`, `conflict` (details.reason `identity_taken` | `provider_taken`). */
  linkIdentity(
    customer: Customer,
    offer: OfferHalves,
    about: { device: string },
  ): Promise<{ purpose: ProviderPurpose }>;
  declineIdentity(offer: OfferHalves): Promise<void>;
  /** Throws `not_found`, `conflict` (details.reason `last_way_in`). */
  unlinkIdentity(customer: Customer, provider: Provider, about: { device: string }): Promise<void>;
  /** Writes down that somebody is in; `token` is what the browser is known by from now on. */
  completeSignIn(signIn: {
    customer: Customer;
    way: WayIn;
    browser: Browser;
    token: string;
    trust: boolean;
  }): Promise<void>;
  /** Read afresh on every request; null when the person is gone. */
  findCustomer(personId: string): Promise<Customer | null>;
  rememberLocale(personId: string, locale: Locale): Promise<void>;

  /** `sessionId` is the hash under which the asking session is kept. */
  showAccount(customer: Customer, sessionId: string): Promise<AccountView>;
  rename(personId: string, name: string): Promise<void>;
  /** What the person can show who they are by, once more; empty when only signing in anew helps. */
  offeredProofs(customer: Customer): Promise<Proof[]>;
  /** Throws `not_found`, `rate_limited`. */
  sendProofCode(customer: Customer, browser: Browser): Promise<void>;
  /** Throws `not_found`, `rate_limited`, `unavailable`, `invalid` (details.reason: `number_refused`). */
  sendProofMessage(customer: Customer, browser: Browser): Promise<void>;
  /**
   * Throws `not_found`, `rate_limited`, `invalid` (details.reason: `wrong_code` | `code_ended` |
   * `code_spent` | `wrong_password`).
   */
  proveIdentity(customer: Customer, typed: ProofTyped): Promise<void>;
  /** Throws `not_found`. */
  endSession(customer: Customer, id: string): Promise<void>;
  endOtherSessions(
    customer: Customer,
    asked: { sessionId: string; browser: Browser },
  ): Promise<void>;
  /** Of one browser, by its `tokenHash`; without it, of all the person's. */
  endTrust(customer: Customer, browser?: string): Promise<void>;

  listTickets(customer: Customer, query: TicketQuery): Promise<TicketPage>;
  /** `id` is a reference or support's number. Throws `not_found`. */
  showTicket(customer: Customer, id: string): Promise<TicketView>;
  /** What stands in the ticket's address by now: support's number once there is one. Throws `not_found`. */
  findAddress(customer: Customer, id: string): Promise<string>;
  /** Throws `not_found`, `unavailable`. */
  openAttachment(customer: Customer, ticketId: string, attachmentId: string): Promise<OpenedFile>;

  /**
   * Stores a file for the form whose intent token is `intent`, streaming. Throws `invalid`
   * (details.reason: `file_too_large` | `too_many_files` | `empty_file`; details.name) and keeps nothing of it then.
   */
  keepFile(customer: Customer, intent: string, file: IncomingFile): Promise<KeptFile>;
  /** The files stored so far for that form, in order of arrival. */
  keptFiles(customer: Customer, intent: string): Promise<readonly KeptFile[]>;
  dropFile(customer: Customer, intent: string, fileId: string): Promise<void>;

  /**
   * Accepts a request with the kept files named: one transaction, then it will become exactly one
   * ticket. The same intent again gives the same reference. Throws `forbidden` for an account that
   * is not the customer's, `conflict` when a file is gone.
   */
  submitTicket(
    customer: Customer,
    intent: string,
    draft: TicketDraft,
    fileIds: readonly string[],
  ): Promise<{ reference: string }>;
  /** Throws `not_found`, `conflict` (details.reason `ticket_closed` | `file_gone`). */
  replyToTicket(
    customer: Customer,
    id: string,
    intent: string,
    text: string,
    fileIds: readonly string[],
  ): Promise<{ id: string }>;
  /** What support refused, for its writer to edit; `intent` is the refused message's id. Throws `not_found`. */
  showRefused(customer: Customer, id: string, intent: string): Promise<RefusedView>;
  /** Takes the refused message's place. Throws `not_found`, `conflict` (details.reason `ticket_closed` | `file_gone`). */
  resendMessage(
    customer: Customer,
    id: string,
    refused: string,
    correction: Correction,
  ): Promise<{ id: string }>;
  /** `id` is null when the request itself was let go of. Throws `not_found`. */
  discardMessage(customer: Customer, id: string, intent: string): Promise<{ id: string | null }>;
  /** Throws `not_found`, `conflict` (details.reason: a Solvability that is not `yes`). */
  solveTicket(customer: Customer, id: string, intent: string): Promise<{ id: string }>;

  /** Throws `not_found` when there is no help centre to go over to. */
  visitHelpCentre(customer: Customer, returnTo: string | undefined): HelpCentreVisit;

  /** Support's signed word that a ticket changed. Throws `not_found`, `unauthenticated`, `invalid`, `unavailable`. */
  noticeTicketChange(notice: TicketChangeNotice): Promise<void>;
}

export type PortalDeps = SendDoorCodeDeps &
  SignInWithCodeDeps &
  CompleteSignInDeps &
  PasswordDeps &
  SecondStepStoriesDeps &
  ProviderVisitDeps &
  SignInWithProviderDeps &
  LinkIdentityDeps &
  UnlinkIdentityDeps &
  ShowAccountDeps &
  SendProofCodeDeps &
  SendProofMessageDeps &
  ProveIdentityDeps &
  EndSessionsDeps &
  ListTicketsDeps &
  ShowTicketDeps &
  OpenAttachmentDeps &
  KeepFileDeps &
  SubmitTicketDeps &
  ActOnTicketDeps &
  ShowRefusedDeps &
  ResendMessageDeps &
  DiscardMessageDeps &
  VisitHelpCentreDeps &
  NoticeTicketChangeDeps & {
    people: People;
    knownBrowsers: Pick<KnownBrowsers, 'endTrust'>;
    files: Files;
    offer: Offer;
    isMailDelayed: () => boolean;
  };

/** Binds every story to what it needs. */
export function createPortal(deps: PortalDeps): Portal {
  return {
    offer: deps.offer,
    sendSignInCode: sendDoorCode.bind(null, deps, 'sign_in'),
    isMailDelayed: deps.isMailDelayed,
    signInWithCode: signInWithCode.bind(null, deps),
    passwords: createPasswordStories(deps),
    secondSteps: createSecondStepStories(deps),
    completeSignIn: completeSignIn.bind(null, deps),
    beginProviderVisit: beginProviderVisit.bind(null, deps),
    endProviderVisit: endProviderVisit.bind(null, deps),
    signInWithProvider: signInWithProvider.bind(null, deps),
    offerOwnIdentity: offerOwnIdentity.bind(null, deps),
    showOffer: showOffer.bind(null, deps),
    linkIdentity: linkIdentity.bind(null, deps),
    declineIdentity: declineIdentity.bind(null, deps),
    unlinkIdentity: unlinkIdentity.bind(null, deps),
    findCustomer: (personId) => deps.people.find(personId),
    rememberLocale: (personId, locale) => deps.people.rememberLocale(personId, locale),
    showAccount: showAccount.bind(null, deps),
    rename: (personId, name) => deps.people.rename(personId, name),
    offeredProofs: offeredProofs.bind(null, deps),
    sendProofCode: sendProofCode.bind(null, deps),
    sendProofMessage: sendProofMessage.bind(null, deps),
    proveIdentity: proveIdentity.bind(null, deps),
    endSession: endSession.bind(null, deps),
    endOtherSessions: endOtherSessions.bind(null, deps),
    endTrust: ({ id }, browser) => deps.knownBrowsers.endTrust(id, browser),
    listTickets: listTickets.bind(null, deps),
    showTicket: showTicket.bind(null, deps),
    findAddress: async (customer, id) => ticketId(await findTicket(deps.tickets, customer, id)),
    openAttachment: openAttachment.bind(null, deps),
    keepFile: keepFile.bind(null, deps),
    keptFiles: keptFiles.bind(null, deps),
    dropFile: dropFile.bind(null, deps),
    submitTicket: submitTicket.bind(null, deps),
    replyToTicket: replyToTicket.bind(null, deps),
    showRefused: showRefused.bind(null, deps),
    resendMessage: resendMessage.bind(null, deps),
    discardMessage: discardMessage.bind(null, deps),
    solveTicket: solveTicket.bind(null, deps),
    visitHelpCentre: visitHelpCentre.bind(null, deps),
    noticeTicketChange: noticeTicketChange.bind(null, deps),
  };
}
