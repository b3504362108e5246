/** OpenSSL's names by the IANA registry's numbers in hexadecimal (TLS Cipher Suites): those that servers are met with. */
const names: Readonly<Record<string, string>> = {
  '1301': 'TLS_AES_128_GCM_SHA256',
  '1302': 'TLS_AES_256_GCM_SHA384',
  '1303': 'TLS_CHACHA20_POLY1305_SHA256',
  '1304': 'TLS_AES_128_CCM_SHA256',
  '0004': 'RC4-MD5',
  '0005': 'RC4-SHA',
  '000a': 'DES-CBC3-SHA',
  '0016': 'DHE-RSA-DES-CBC3-SHA',
  '002f': 'AES128-SHA',
  '0033': 'DHE-RSA-AES128-SHA',
  '0035': 'AES256-SHA',
  '0039': 'DHE-RSA-AES256-SHA',
  '003c': 'AES128-SHA256',
  '003d': 'AES256-SHA256',
  '0041': 'CAMELLIA128-SHA',
  '0067': 'DHE-RSA-AES128-SHA256',
  '006b': 'DHE-RSA-AES256-SHA256',
  '0084': 'CAMELLIA256-SHA',
  '0088': 'DHE-RSA-CAMELLIA256-SHA',
  '009c': 'AES128-GCM-SHA256',
  '009d': 'AES256-GCM-SHA384',
  '009e': 'DHE-RSA-AES128-GCM-SHA256',
  '009f': 'DHE-RSA-AES256-GCM-SHA384',
  c009: 'ECDHE-ECDSA-AES128-SHA',
  c00a: 'ECDHE-ECDSA-AES256-SHA',
  c012: 'ECDHE-RSA-DES-CBC3-SHA',
  c013: 'ECDHE-RSA-AES128-SHA',
  c014: 'ECDHE-RSA-AES256-SHA',
  c023: 'ECDHE-ECDSA-AES128-SHA256',
  c024: 'ECDHE-ECDSA-AES256-SHA384',
  c027: 'ECDHE-RSA-AES128-SHA256',
  c028: 'ECDHE-RSA-AES256-SHA384',
  c02b: 'ECDHE-ECDSA-AES128-GCM-SHA256',
  c02c: 'ECDHE-ECDSA-AES256-GCM-SHA384',
  c02f: 'ECDHE-RSA-AES128-GCM-SHA256',
  c030: 'ECDHE-RSA-AES256-GCM-SHA384',
  cca8: 'ECDHE-RSA-CHACHA20-POLY1305',
  cca9: 'ECDHE-ECDSA-CHACHA20-POLY1305',
  ccaa: 'DHE-RSA-CHACHA20-POLY1305',
};

/** OpenSSL's name of a cipher suite, or its number as `0xC0FF` where it has none here. */
export function cipherName(suite: number): string {
  const digits = suite.toString(16).padStart(4, '0');
  return names[digits] ?? `0x${digits.toUpperCase()}`;
}
