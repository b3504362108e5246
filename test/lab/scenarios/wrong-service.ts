import type { Label, LabScenario } from '../scenario.ts';
import { endsBeforeModes } from './fault-labels.ts';
import { modes } from './mode-labels.ts';

/** The port was asked for what it does not offer. */
const otherService = (finding: string): Label => ({
  ...endsBeforeModes('protocol', 'client'),
  findings: [finding],
  absent: ['greeting-malformed'],
});

/** Something answers on the port, and it is no FTP server, or one that does not greet as it should. */
export const wrongServiceScenarios: readonly LabScenario[] = [
  {
    name: 'ssh-on-port-22',
    title: 'SFTP was meant: port 22 belongs to SSH.',
    server: { program: 'ssh', port: 22 },
    label: otherService('wrong-protocol-ssh'),
  },
  {
    name: 'ssh-on-port-21-ipv6',
    title: 'An SSH server was moved to port 21.',
    path: { family: 6 },
    server: { program: 'ssh', port: 21 },
    label: otherService('wrong-protocol-ssh'),
  },
  {
    name: 'http-on-port-80',
    title: 'Port 80 belongs to a web server, which waits for the client to speak first.',
    server: { program: 'http', port: 80 },
    label: otherService('wrong-protocol-http'),
  },
  {
    name: 'smtp-on-port-25',
    title: 'Port 25 belongs to a mail server, which greets with 220 as well.',
    server: { program: 'smtp', port: 25 },
    label: otherService('wrong-protocol-mail'),
  },
  {
    name: 'tls-alert-on-port-21',
    title: 'The port answers a clear session with a TLS alert.',
    server: { program: 'scripted', behaviour: { greeting: 'tls-bytes' } },
    label: { ...endsBeforeModes('tls', 'client'), findings: ['port-speaks-tls'] },
  },
  {
    name: 'greeting-slow',
    title: 'The server takes 5 s to greet, and is quick after that.',
    server: { program: 'scripted', behaviour: { greeting: { afterMs: 5000 } } },
    label: {
      status: ['degraded'],
      cause: ['server'],
      side: ['server'],
      modes: modes('ok', 'ok'),
      findings: ['greeting-slow'],
      absent: ['greeting-missing'],
      knowable: true,
    },
  },
  {
    name: 'greeting-silent',
    title: 'The server accepts connections and says nothing.',
    server: { program: 'scripted', behaviour: { greeting: 'silence' } },
    label: {
      ...endsBeforeModes('server', 'server', 'unknown'),
      findings: ['greeting-missing'],
      knowable: false,
    },
  },
  {
    name: 'greeting-closed',
    title: 'The server accepts connections and hangs up, as TCP wrappers do.',
    server: { program: 'scripted', behaviour: { greeting: 'close' } },
    label: {
      ...endsBeforeModes('server', 'server', 'unknown'),
      findings: ['greeting-closed'],
      knowable: false,
    },
  },
];
