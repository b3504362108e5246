import type { ReportFlags } from './report-output.ts';

/** The options of `check` as the command line gives them, before anything is checked. Names follow the long options. */
export interface CheckFlags extends ReportFlags {
  readonly user?: string;
  readonly passwordStdin?: true;
  readonly passwordFile?: string;
  readonly netrcFile?: string;
  readonly ipv4?: true;
  readonly ipv6?: true;
  readonly allAddresses?: true;
  readonly source?: string;
  readonly modes?: string;
  readonly path?: string;
  readonly activeAddress?: string;
  readonly activePorts?: string;
  readonly quick?: true;
  readonly thorough?: true;
  readonly trace?: true;
  readonly idle?: string;
  readonly tls?: string;
  readonly cacert?: string;
  readonly insecure?: true;
  /** A file's name; false with `--no-capture`. */
  readonly capture?: string | false;
  readonly captureSecrets?: true;
  readonly connectTimeout?: string;
  readonly timeout?: string;
}
