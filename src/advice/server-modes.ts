import type { Advice } from './advice.ts';

/** Modes that a server refuses by its settings. */
export const serverModeAdvice: readonly Advice[] = [
  {
    key: 'server/enable-passive',
    title: 'Allow passive mode',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf; PASV and EPSV must not stand in cmds_denied, and have to stand in cmds_allowed where that is set. Then restart it.',
        commands: ['pasv_enable=YES'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf: take out every <Limit> that denies PASV or EPSV, then restart it.',
        commands: ['<Limit PASV EPSV>', '  AllowAll', '</Limit>'],
      },
      {
        product: 'pure-ftpd',
        text: 'In pure-ftpd.conf: NAT mode forbids passive mode. Then restart it.',
        commands: ['NATmode no'],
      },
      {
        product: 'iis',
        text: 'FTP Request Filtering > Commands: allow PASV and EPSV.',
        commands: [],
      },
      {
        product: 'pyftpdlib',
        text: 'See to it that PASV and EPSV are not taken out of the handler’s proto_cmds.',
        commands: [],
      },
      {
        product: 'other-server',
        text: 'Look for a setting that forbids passive mode or single commands, and for a firewall that inspects FTP and filters PASV.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/enable-epsv',
    title: 'Allow EPSV',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf: take EPSV out of cmds_denied, and into cmds_allowed where that is set. Then restart it.',
        commands: [],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf: take out a <Limit EPSV> or a DenyFilter that forbids it, then restart it.',
        commands: ['<Limit EPSV>', '  AllowAll', '</Limit>'],
      },
      { product: 'iis', text: 'FTP Request Filtering > Commands: allow EPSV.', commands: [] },
      {
        product: 'any',
        text: 'Update a server that does not know EPSV (RFC 2428); without it IPv6 has no passive mode.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/enable-active',
    title: 'Allow active mode, if it is to be used at all',
    remedies: [
      { product: 'vsftpd', text: 'In vsftpd.conf, then restart it.', commands: ['port_enable=YES'] },
      {
        product: 'proftpd',
        text: 'In proftpd.conf: take out a <Limit> that denies PORT or EPRT; RootRevoke on forbids active mode too. Then restart it.',
        commands: ['<Limit PORT EPRT>', '  AllowAll', '</Limit>', 'RootRevoke off'],
      },
      { product: 'iis', text: 'FTP Request Filtering > Commands: allow PORT and EPRT.', commands: [] },
      {
        product: 'pyftpdlib',
        text: 'See to it that PORT and EPRT are not taken out of the handler’s proto_cmds.',
        commands: [],
      },
      {
        product: 'any',
        text: 'Many servers forbid active mode on purpose: nothing is wrong as long as passive mode works.',
        commands: [],
      },
    ],
  },
];
