import { describe, expect, it } from 'vitest';
import { fillCommand, fillText } from '../../src/advice/fill-placeholders.ts';

describe('fillText', () => {
  it('puts values in', () => {
    expect(fillText('Announce {address}.', { address: '203.0.113.2' })).toBe('Announce 203.0.113.2.');
  });

  it('says what belongs where a value is not known', () => {
    expect(fillText('Announce {address}.', {})).toBe('Announce <address of the server>.');
  });

  it('leaves braces that are no placeholder alone', () => {
    expect(fillText('{ type nat } {else}', {})).toBe('{ type nat } {else}');
  });

  it('does not fill what a value brings along', () => {
    expect(fillText('{address}', { address: '{port}', port: '21' })).toBe('{port}');
  });
});

describe('fillCommand', () => {
  it('takes the space of an empty value along', () => {
    expect(fillCommand('curl {tls} --user {user} {url}', { user: 'alice', url: 'ftp://host:21/' })).toBe(
      'curl --user alice ftp://host:21/',
    );
  });

  it.each(['203.0.113.2; reboot', '$(reboot)', '`reboot`', 'a b', "'", 'x\ny', 'a|b', ''])(
    'keeps out %j, which a shell would read as more than a word',
    address => {
      expect(fillCommand('pasv_address={address}', { address })).toBe('pasv_address=<address of the server>');
    },
  );

  it.each(['203.0.113.2', '2001:db8::2', '[2001:db8::2]', 'ftp.example.com', '40012-40031', 'алиса@example.com'])(
    'puts in %s',
    address => {
      expect(fillCommand('{address}', { address })).toBe(address);
    },
  );
});
