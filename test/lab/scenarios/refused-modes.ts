import type { Label, LabScenario } from '../scenario.ts';
import { modes, modesOnIPv6 } from './mode-labels.ts';

/** The server says no to a command that it knows, in the words of its own product. */
const byPolicy: Omit<Label, 'modes'> = {
  status: ['degraded'],
  cause: ['mode-mismatch'],
  side: ['server'],
  absent: ['active-refused-client-nat', 'mode-command-unanswered'],
  knowable: true,
};
const activeRefused: Label = { ...byPolicy, modes: modes('ok', 'refused'), findings: ['active-refused-by-policy'] };
const passiveRefused: Label = { ...byPolicy, modes: modes('refused', 'ok'), findings: ['passive-refused'] };
const allRefused: Label = {
  ...byPolicy,
  status: ['failed'],
  cause: ['mode-mismatch', 'server'],
  modes: modes('refused', 'refused'),
};
const works = modes('ok', 'ok');

const withoutActive = { 'proto_cmds.PORT': 'None', 'proto_cmds.EPRT': 'None' };
const withoutPassive = { 'proto_cmds.PASV': 'None', 'proto_cmds.EPSV': 'None' };

/** The server does not want one of the modes, or some. */
export const refusedModes: readonly LabScenario[] = [
  {
    name: 'active-refused-vsftpd',
    title: 'vsftpd has port_enable=NO.',
    server: { program: 'vsftpd', settings: { port_enable: 'NO' } },
    label: activeRefused,
  },
  {
    name: 'active-refused-proftpd',
    title: 'ProFTPD denies PORT and EPRT to everybody.',
    server: { program: 'proftpd', settings: { '<Limit PORT EPRT>': 'DenyAll' } },
    login: 'lab',
    label: activeRefused,
  },
  {
    name: 'active-refused-pyftpdlib-ipv6',
    title: 'pyftpdlib knows neither PORT nor EPRT, over IPv6.',
    path: { family: 6 },
    server: { program: 'pyftpdlib', settings: withoutActive },
    label: { ...byPolicy, modes: modesOnIPv6('ok', 'refused') },
  },
  {
    name: 'passive-refused-vsftpd',
    title: 'vsftpd has pasv_enable=NO.',
    server: { program: 'vsftpd', settings: { pasv_enable: 'NO' } },
    label: passiveRefused,
  },
  {
    name: 'passive-refused-pure-ftpd',
    title: 'Pure-FTPd runs with --natmode, which leaves active mode alone.',
    server: { program: 'pure-ftpd', settings: { natmode: '' } },
    label: passiveRefused,
  },
  {
    name: 'passive-refused-proftpd',
    title: 'ProFTPD denies PASV and EPSV to everybody.',
    server: { program: 'proftpd', settings: { '<Limit PASV EPSV>': 'DenyAll' } },
    login: 'lab',
    label: passiveRefused,
  },
  {
    name: 'passive-refused-pyftpdlib',
    title: 'pyftpdlib knows neither PASV nor EPSV.',
    server: { program: 'pyftpdlib', settings: withoutPassive },
    label: passiveRefused,
  },
  {
    name: 'both-refused-vsftpd',
    title: 'vsftpd has pasv_enable=NO and port_enable=NO.',
    server: { program: 'vsftpd', settings: { pasv_enable: 'NO', port_enable: 'NO' } },
    label: allRefused,
  },
  {
    name: 'epsv-refused-vsftpd',
    title: 'vsftpd denies EPSV by name.',
    server: { program: 'vsftpd', settings: { cmds_denied: 'EPSV' } },
    label: { ...byPolicy, modes: { ...works, EPSV: ['refused'] }, findings: ['epsv-refused'] },
  },
  {
    name: 'epsv-refused-pyftpdlib-ipv6',
    title: 'pyftpdlib does not know EPSV, the only passive mode over IPv6.',
    path: { family: 6 },
    server: { program: 'pyftpdlib', settings: { 'proto_cmds.EPSV': 'None' } },
    label: { ...byPolicy, modes: modesOnIPv6('refused', 'ok') },
  },
  {
    name: 'pasv-refused-vsftpd',
    title: 'vsftpd denies PASV by name.',
    server: { program: 'vsftpd', settings: { cmds_denied: 'PASV' } },
    label: { ...byPolicy, modes: { ...works, PASV: ['refused'] }, findings: ['pasv-refused'] },
  },
  {
    name: 'eprt-refused-vsftpd',
    title: 'vsftpd denies EPRT by name.',
    server: { program: 'vsftpd', settings: { cmds_denied: 'EPRT' } },
    label: { ...byPolicy, modes: { ...works, EPRT: ['refused'] }, findings: ['eprt-refused'] },
  },
];
