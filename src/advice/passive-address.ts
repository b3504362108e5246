import type { Advice } from './advice.ts';

/** The address that a server's 227 reply names (RFC 959 §4.1.2). */
export const passiveAddressAdvice: readonly Advice[] = [
  {
    key: 'server/passive-address',
    title: 'Announce the address that clients reach, {address}, in the reply to PASV',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In /etc/vsftpd.conf (or /etc/vsftpd/vsftpd.conf), then restart it. For a name in place of the address add pasv_addr_resolve=YES.',
        commands: ['pasv_address={address}'],
      },
    ],
  },
];
