import type { Advice } from './advice.ts';

/** What devices between client and server do. */
export const networkAdvice: readonly Advice[] = [
  {
    key: 'network/alg',
    title: 'Turn off the FTP helper (ALG, “inspect ftp”) of the firewall or router between',
    remedies: [
      {
        product: 'any',
        text: 'Home routers: a switch named FTP ALG or NAT helper. Cisco ASA: take “inspect ftp” out of the policy map, and “strict” above all. It mostly minds only port 21 and cannot read TLS: a server on another port, or TLS with a fixed range of passive ports, gets past it.',
        commands: [],
      },
      {
        product: 'nftables',
        text: 'A Linux router has the helper as kernel modules; rules that assign it (ct helper) have to go first:',
        commands: ['modprobe -r nf_nat_ftp nf_conntrack_ftp'],
      },
      {
        product: 'firewalld',
        text: 'The service “ftp” brings the helper along. Open the ports by themselves in its place:',
        commands: [
          'firewall-cmd --permanent --remove-service=ftp',
          'firewall-cmd --permanent --add-port={port}/tcp --add-port=50000-50100/tcp',
          'firewall-cmd --reload',
        ],
      },
      {
        product: 'windows-firewall',
        text: 'As administrator:',
        commands: ['netsh advfirewall set global StatefulFTP disable'],
      },
    ],
  },
  {
    key: 'network/mtu',
    title: 'Let full-size packets through, or make them smaller: some get lost on the way',
    remedies: [
      {
        product: 'any',
        text: 'Let ICMP “fragmentation needed” (type 3 code 4) and ICMPv6 “packet too big” through every firewall; they tell the sender the size. To find the size that passes (1472 and 28 make 1500):',
        commands: ['ping -M do -s 1472 {host}'],
      },
      {
        product: 'nftables',
        text: 'On the router before the tunnel or DSL line, clamp the segment size:',
        commands: ['nft add rule inet filter forward tcp flags syn tcp option maxseg size set rt mtu'],
      },
      {
        product: 'firewalld',
        text: 'On the router before the tunnel or DSL line, clamp the segment size:',
        commands: [
          'firewall-cmd --permanent --direct --add-rule ipv4 mangle FORWARD 0 -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu',
          'firewall-cmd --reload',
        ],
      },
      {
        product: 'windows-firewall',
        text: 'On a Windows machine at the end of a tunnel, with the name of its interface:',
        commands: ['netsh interface ipv4 set subinterface "Ethernet" mtu=1400 store=persistent'],
      },
    ],
  },
  {
    key: 'network/keepalive',
    title: 'Keep the control connection alive during transfers: a NAT or firewall forgets idle ones',
    remedies: [
      {
        product: 'filezilla',
        text: 'Edit > Settings > Connection > FTP > Send FTP keep-alive commands.',
        commands: [],
      },
      {
        product: 'winscp',
        text: 'Advanced > Connection > Keepalives: Executing dummy protocol commands.',
        commands: [],
      },
      { product: 'curl', text: 'In seconds:', commands: ['curl {tls} --keepalive-time 60 --user {user} {url}'] },
      { product: 'lftp', text: 'In ~/.lftprc, in seconds:', commands: ['set ftp:nop-interval 30'] },
      {
        product: 'any',
        text: 'Raise the box’s limit for idle TCP connections. vsftpd and ProFTPD ask for keep-alive packets, which Linux first sends after two hours; sooner, on the server:',
        commands: ['sysctl -w net.ipv4.tcp_keepalive_time=60'],
      },
    ],
  },
];
