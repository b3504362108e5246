import { expect, test } from 'vitest';
import type { ServerPlan } from '../scenario.ts';
import { describeInPlace } from './describe-in-place.ts';
import type { LabServer } from './lab-server.ts';
import { listByCurl, logins, runCurl, runLftp } from './listing-clients.ts';

const withPassivePorts = ['vsftpd', 'proftpd', 'pure-ftpd', 'inetutils', 'pyftpdlib', 'scripted'] as const;
const withPassiveAddress = withPassivePorts.filter(program => program !== 'inetutils');
/** Pure-FTPd takes another reserved port while an earlier connection keeps port 20 busy. */
const sourcePorts = [
  ['vsftpd', /port 20\n/],
  ['proftpd', /port 20\n/],
  ['pure-ftpd', /port \d{1,3}\n/],
  ['scripted', /port 20\n/],
] as const;

/** Settings in each product's own words, and the reply that shows that they are in force. */
const settings: readonly (readonly [ServerPlan['program'], Readonly<Record<string, string>>, RegExp])[] = [
  ['vsftpd', { pasv_enable: 'NO' }, /^< 550 Permission denied/m],
  ['proftpd', { '<Limit EPSV>': 'DenyAll' }, /^> EPSV\n< 5\d\d /m],
  ['proftpd', { DisplayConnect: '', ServerIdent: 'on "greetings"' }, /^< 220 greetings/m],
  ['pure-ftpd', { natmode: '' }, /^< 500 Unknown command/m],
  ['inetutils', { 'no-version': '' }, /^< 220 \S+ FTP server ready/m],
  ['pyftpdlib', { banner: 'greetings' }, /^< 220 greetings/m],
  ['pyftpdlib', { 'proto_cmds.EPSV': 'None' }, /^> EPSV\n< 500 /m],
  ['pyftpdlib', { max_cons_per_ip: '1', 'passive_dtp.timeout': '5' }, /^< 226 /m],
];

describeInPlace('a plan', scene => {
  const told = async (server: LabServer, ...words: string[]): Promise<string> =>
    (await runCurl(scene.place, server, words)).stderr.replaceAll('\r', '');

  /** Commands after `> ` and replies after `< `. */
  const replies = async (server: LabServer, ...words: string[]): Promise<string> =>
    (await told(server, ...words)).replaceAll(/^[^<>].*\n/gm, '');

  /** What lftp says of the source of an active data connection. */
  const acceptedFrom = async (server: LabServer): Promise<string> => {
    const options = { passive: false, login: logins.anonymous, tls: false };
    const { stderr } = await runLftp(scene.place, server, options);
    return /Accepted data connection from .*\n/.exec(stderr)?.[0] ?? stderr;
  };

  test.each(withPassivePorts)('its passive ports are those of %s', async program => {
    const server = await scene.start({ program, port: 2121, passivePorts: [45_000, 45_049] });
    expect(server.port).toBe(2121);
    expect(await replies(server)).toMatch(/^< 229 .*\(\|\|\|450[0-4]\d\|\)/m);
    expect(await replies(server, '--disable-epsv')).toMatch(/^< 227 .*,175,2\d\d\)/m);
  });

  test.each(withPassiveAddress)('its passive address is announced by %s', async program => {
    const server = await scene.start({ program, passiveAddress: '198.51.100.7' });
    expect(await replies(server, '--disable-epsv')).toMatch(/^< 227 .*\(198,51,100,7,/m);
  });

  test.each(sourcePorts)('the active data connections of %s come from a reserved port: %s', async (program, port) => {
    const server = await scene.start({ program });
    expect(await acceptedFrom(server)).toMatch(port);
  });

  test.each(settings)('%s understands the settings %o', async (program, own, shown) => {
    expect(await replies(await scene.start({ program, settings: own }))).toMatch(shown);
  });

  test('an empty value takes a setting of the lab away', async () => {
    const server = await scene.start({ program: 'vsftpd', settings: { connect_from_port_20: '' } });
    expect(await acceptedFrom(server)).toMatch(/port \d{5}\n/);
  });

  test('so many files are listed', async () => {
    const server = await scene.start({ program: 'vsftpd', files: 300 });
    expect(await listByCurl(scene.place, server, 'EPSV', logins.lab)).toHaveLength(300);
  });

  test('a scripted server behaves as its behaviour says', async () => {
    const behaviour = { product: 'proftpd', login: 'refuse-password' } as const;
    const server = await scene.start({ program: 'scripted', behaviour });
    expect(await replies(server)).toMatch(/^< 220 ProFTPD .*^< 530 Login incorrect/ms);
  });

  test.each([
    ['expired', /certificate has expired/],
    ['wrong-name', /no alternative certificate subject name matches/],
    ['self-signed', /self-signed certificate/],
  ] as const)('a certificate that is %s is so and nothing else', async (certificate, complaint) => {
    const server = await scene.start({ program: 'pyftpdlib', tls: 'explicit', certificate });
    expect(await told(server, '--ssl-reqd', '--cacert', server.caFile ?? '')).toMatch(complaint);
  });

  test('a trusted certificate holds for the address, the name of the lab and further names', async () => {
    const plan = { program: 'vsftpd', tls: 'explicit' } as const;
    const server = await scene.start(plan, { names: ['203.0.113.99', 'other.example.test'] });
    for (const host of ['203.0.113.2', '203.0.113.99', 'ftp.example.test', 'other.example.test']) {
      const words = ['--ssl-reqd', '--cacert', server.caFile ?? '', '--connect-to', `::${server.address}:21`];
      expect(await told({ ...server, address: host }, ...words)).toContain('SSL certificate verify ok');
    }
  });
});
