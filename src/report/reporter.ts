import type { Report } from './report.ts';

/** What a reporter for people may take into account. Machine formats ignore it. */
export interface ReporterOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly color: boolean;
  /** All walks, the transcript, certificates, fixes for every product. */
  readonly verbose: boolean;
  /** One line. */
  readonly quiet: boolean;
  /** False where only ASCII can be shown; true when left out. */
  readonly unicode?: boolean;
}

/** Turns a report into text that ends with a line end. Pure: it reads nothing but its arguments. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
