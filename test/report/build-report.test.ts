import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/core/diagnosis.ts';
import type { ServerProduct } from '../../src/core/evidence.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { healthy, privateAddress } from '../support/sample-diagnosis.ts';

function build(diagnosis: Diagnosis, others: readonly Diagnosis[] = []) {
  return buildReport(diagnosis, { version: '0.1.0', others });
}

/** The private address, told by a server of the given product, with the given advice. */
function withFixes(product: ServerProduct, fixes: readonly string[]) {
  const { evidence, findings } = privateAddress;
  const [first, ...others] = findings;
  if (first === undefined) throw new Error('the sample has no finding');
  const changed = { ...evidence, server: { product, name: product } };
  const report = build({ ...privateAddress, evidence: changed, findings: [{ ...first, fixes }, ...others] });
  return report.findings[0]?.fixes ?? [];
}

describe('the fixes', () => {
  it('has those for the recognised server first, with the values filled in', () => {
    const [first] = withFixes('proftpd', ['server/passive-address']);
    expect(first).toMatchObject({ product: 'proftpd', applies: 'this', commands: ['MasqueradeAddress 203.0.113.2'] });
  });

  it('keeps those for other servers, last', () => {
    const fixes = withFixes('vsftpd', ['server/passive-address']);
    expect(fixes.at(-1)?.applies).toBe('other');
    expect(fixes.map(({ product }) => product)).toContain('iis');
  });

  it('lets the reader choose when the server is not recognised', () => {
    const servers = withFixes('unknown', ['server/passive-address']);
    expect(new Set(servers.map(({ applies }) => applies))).toEqual(new Set(['choose']));
  });

  it('falls back to advice for any server where there is none for this one', () => {
    const here = withFixes('serv-u', ['server/passive-address']).filter(({ applies }) => applies === 'this');
    expect(here.map(({ product }) => product)).toEqual(['other-server']);
  });

  it('leaves the Windows firewall to servers that may run on Windows', () => {
    const applies = (product: ServerProduct) =>
      withFixes(product, ['server/open-passive-ports']).find(fix => fix.product === 'windows-firewall')?.applies;
    expect([applies('vsftpd'), applies('iis'), applies('unknown')]).toEqual(['other', 'choose', 'choose']);
  });

  it('does not draw conclusions from the server to the client’s machine', () => {
    const fixes = withFixes('vsftpd', ['client/allow-inbound']);
    expect(fixes.find(({ product }) => product === 'windows-firewall')?.applies).toBe('choose');
  });
});

describe('the recommendation', () => {
  it('prefers the mode whose reply names no address', () => {
    expect(build(healthy).recommendation).toMatchObject({ use: 'EPSV' });
  });

  it('names a setting for each of the common clients', () => {
    const clients = build(privateAddress).recommendation.clients.map(({ client }) => client);
    expect(clients).toEqual(['FileZilla', 'WinSCP', 'curl', 'lftp', 'Windows ftp.exe']);
  });

  it('recommends nothing when nothing works', () => {
    const report = build({ ...healthy, modes: healthy.modes.map(mode => ({ ...mode, status: 'failed' })) });
    expect(report.recommendation).toEqual({
      use: null,
      why: 'None of PASV, EPSV, PORT and EPRT carries data.',
      clients: [],
      next: [],
    });
  });

  it('leaves out what would decide about a mere symptom', () => {
    expect(build(privateAddress).recommendation.next).toEqual([]);
  });
});

describe('the target', () => {
  it('lists every address with what was done with it', () => {
    expect(build(healthy).target).toMatchObject({
      address: '203.0.113.2',
      addresses: [
        { address: '203.0.113.2', family: 4, status: 'used' },
        { address: '2001:db8::2', family: 6, status: 'not-tried' },
      ],
    });
  });

  it('keeps the runs for further addresses beside it', () => {
    const [other] = build(healthy, [privateAddress]).others;
    expect(other).toMatchObject({ address: '203.0.113.2', verdict: { rule: 'pasv-private-address' } });
  });
});
