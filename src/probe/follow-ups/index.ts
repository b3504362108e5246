import { advertisedAddress } from './advertised-address.ts';
import { clearPasv } from './clear-pasv.ts';
import { clearPort } from './clear-port.ts';
import { closedPort } from './closed-port.ts';
import { controlAddress } from './control-address.ts';
import { disguisedPort } from './disguised-port.ts';
import type { Experiment } from './experiment.ts';
import { firstWord } from './first-word.ts';
import { morePorts } from './more-ports.ts';
import { pathTrace } from './path-trace.ts';
import { secondControl } from './second-control.ts';
import { seenAddress } from './seen-address.ts';
import { smallTransfer } from './small-transfer.ts';
import { tlsHello } from './tls-hello.ts';

/**
 * Every experiment, in the order in which those on one session follow each other: what leaves the session fit for the
 * next one comes first.
 */
export const experiments: readonly Experiment[] = [
  closedPort,
  pathTrace,
  secondControl,
  firstWord,
  tlsHello,
  controlAddress,
  advertisedAddress,
  disguisedPort,
  morePorts,
  smallTransfer,
  seenAddress,
  clearPasv,
  clearPort,
];
