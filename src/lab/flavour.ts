import type { Endpoint } from '../core/endpoint.ts';
import type { Product, TransferCode } from './behaviour.ts';

/** What a reply may mention of the session it is given in. */
export interface SessionView {
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly user: string;
  readonly encrypted: boolean;
  readonly protection: 'C' | 'P';
}

/** What a PORT or EPRT asked for, and where the server thinks the client is. */
interface ActiveRequest {
  readonly command: 'PORT' | 'EPRT';
  readonly announced: Endpoint;
  readonly client: string;
}

/** Replies that are the same whatever the session: complete, codes included, lines joined by `\n`, without the last line end. */
export interface FixedReplies {
  readonly greeting: string;
  readonly serviceUnavailable: string;
  readonly bannedGreeting: string;
  readonly tooManyConnections: string;
  readonly unknownCommand: string;
  readonly notLoggedIn: string;
  readonly userRefused: string;
  readonly passwordRefused: string;
  readonly tlsRequired: string;
  readonly anonymousMustNotEncrypt: string;
  readonly authAccepted: string;
  readonly authUnsupported: string;
  readonly pbsz: string;
  readonly protP: string;
  readonly protC: string;
  readonly system: string;
  readonly typeAscii: string;
  readonly typeBinary: string;
  readonly workingDirectory: string;
  readonly directoryChanged: string;
  readonly directoryMissing: string;
  readonly noop: string;
  readonly goodbye: string;
  readonly passiveRefused: string;
  readonly activeRefused: string;
  readonly portAccepted: string;
  readonly eprtAccepted: string;
  readonly activeSyntax: string;
  /** LIST without PASV, EPSV, PORT or EPRT before it. */
  readonly noDataConnection: string;
  readonly peerRejected: string;
  readonly resumptionRequired: string;
  readonly protPRequired: string;
  readonly transferComplete: string;
}

/** One product as its clients know it. */
export interface Flavour extends FixedReplies {
  readonly product: Product;
  /** Lines of FEAT without the surrounding ones. */
  readonly features: readonly string[];
  readonly tlsFeatures: readonly string[];
  readonly featureHeading: string;
  readonly featureEnd: string;
  /** Whether the 1yz reply comes before the data connection stands or only then. */
  readonly preliminary: { readonly passive: 'before' | 'after'; readonly active: 'before' | 'after' };
  /** pyftpdlib opens the data connection on PORT already and answers only then; others on LIST. */
  readonly activeConnects: 'on-transfer' | 'on-port';
  readonly listing: 'unix' | 'dos';
  passwordPlease(user: string): string;
  loggedIn(user: string): string;
  status(view: SessionView): string;
  /** `argument` is `h1,h2,h3,h4,p1,p2`. */
  passive(argument: string): string;
  /** To PASV on IPv6; null where the product answers 227 all the same, with zeros. */
  passiveOnIpv6: string | null;
  extendedPassive(port: number): string;
  /** The announced address is not the client's. */
  addressRefused(request: ActiveRequest): string;
  transferOpening(family: 'passive' | 'active'): string;
  /** `reason` is strerror's text. */
  connectionFailed(reason: string): string;
  /** What this product, or failing that a typical one, says with this code. */
  transferRefusal(code: TransferCode): string;
}
