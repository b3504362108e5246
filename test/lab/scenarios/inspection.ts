import type { Label, LabScenario } from '../scenario.ts';
import { provable } from './fault-labels.ts';
import { modes, modesOnIPv6, notTried } from './mode-labels.ts';

/** A rule for segments of port 21 that begin with these four letters. */
const command = (letters: string): string =>
  `tcp dport 21 @ih,0,32 0x${Buffer.from(letters, 'latin1').toString('hex')}`;

const works = modes('ok', 'ok');

/** A box in the server's network reads the control connection; neither its place nor its being there can be proven. */
const inspected: Label = {
  status: ['degraded'],
  cause: ['firewall'],
  side: ['server', 'path', 'unknown'],
  modes: works,
  knowable: false,
};

/** Firewalls that read the control connection and do not like what they read. */
export const inspectionScenarios: readonly LabScenario[] = [
  {
    name: 'epsv-swallowed-on-path',
    title: 'A firewall before the server drops EPSV, which it does not know.',
    path: { firewall: { serverRouter: { forward: [`${command('EPSV')} drop`] } } },
    server: { program: 'vsftpd' },
    label: { ...inspected, modes: { ...works, EPSV: ['failed'] }, findings: ['epsv-blocked'] },
  },
  {
    name: 'epsv-swallowed-on-path-ipv6',
    title: 'A firewall before the server drops EPSV, the only passive mode over IPv6.',
    path: { family: 6, firewall: { serverRouter: { forward: [`${command('EPSV')} drop`] } } },
    server: { program: 'pure-ftpd' },
    label: { ...inspected, modes: modesOnIPv6('failed', 'ok') },
  },
  {
    name: 'epsv-cut-on-path',
    title: 'A firewall before the server cuts the control connection at EPSV.',
    path: { firewall: { serverRouter: { forward: [`${command('EPSV')} reject with tcp reset`] } } },
    server: { program: 'proftpd' },
    label: provable({ ...inspected, modes: { ...works, EPSV: ['failed'] } }),
  },
  {
    name: 'pasv-swallowed-on-path',
    title: 'A firewall before the server drops PASV.',
    path: { firewall: { serverRouter: { forward: [`${command('PASV')} drop`] } } },
    server: { program: 'pyftpdlib' },
    label: { ...inspected, modes: { ...works, PASV: ['failed'] }, findings: ['pasv-blocked'] },
  },
  {
    name: 'port-swallowed-on-path',
    title: 'A firewall before the server drops PORT and EPRT.',
    path: { firewall: { serverRouter: { forward: [`${command('PORT')} drop`, `${command('EPRT')} drop`] } } },
    server: { program: 'vsftpd' },
    label: { ...inspected, modes: modes('ok', 'failed') },
  },
  {
    name: 'auth-tls-cut-on-path',
    title: 'A firewall before the server cuts the control connection at AUTH, to keep reading it.',
    path: { firewall: { serverRouter: { forward: [`${command('AUTH')} reject with tcp reset`] } } },
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted' },
    options: ['--tls', 'explicit'],
    login: 'lab',
    label: provable({ ...inspected, status: ['failed'], modes: notTried }),
  },
  {
    name: 'server-firewall-alg-blinded-by-tls',
    title: "The FTP helper of the server's firewall opens the passive ports, and TLS hides them from it.",
    path: {
      ftpHelper: ['server'],
      firewall: { server: { input: ['ct state established,related accept', 'tcp dport 1024-65535 drop'] } },
    },
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted' },
    login: 'lab',
    label: provable({ ...inspected, modes: modes('failed', 'ok'), findings: ['passive-port-filtered'] }),
  },
  {
    name: 'server-firewall-alg-blind-on-port-2121',
    title: "The FTP helper of the server's firewall opens the passive ports of port 21, and the server is on 2121.",
    path: {
      ftpHelper: ['serverRouter'],
      firewall: { serverRouter: { forward: ['ct state established,related accept', 'tcp dport 40000-40100 drop'] } },
    },
    server: { program: 'pyftpdlib', port: 2121 },
    label: provable({ ...inspected, modes: modes('failed', 'ok'), findings: ['passive-port-filtered'] }),
  },
];
