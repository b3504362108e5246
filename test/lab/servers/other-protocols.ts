import { bundledScript } from './bundled-script.ts';
import { whyNotInstalled } from './installed.ts';
import type { LabProgram } from './lab-server.ts';
import { whyNotRoot } from './rights.ts';

/** What listens is not FTP. */
function otherProtocol(protocol: 'ssh' | 'http' | 'smtp'): LabProgram {
  return {
    whyNotHere: (_plan, place) => whyNotInstalled('Node') ?? whyNotRoot(place),
    prepare: ({ address, port }) => ({
      program: process.execPath,
      words: [bundledScript('other-protocol-entry'), protocol, address, String(port)],
    }),
  };
}

export const otherProtocols = {
  ssh: otherProtocol('ssh'),
  http: otherProtocol('http'),
  smtp: otherProtocol('smtp'),
} as const;
