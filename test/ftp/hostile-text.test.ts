import { expect, test } from 'vitest';
import { featuresOf } from '../../src/ftp/feat.ts';
import { decodeEprt, decodePort, parseExtendedPassiveReply, parsePassiveReply } from '../../src/ftp/host-port.ts';
import { redactCommand } from '../../src/ftp/redact.ts';
import { identifyServer } from '../../src/ftp/server-identity.ts';
import { clientAddressIn } from '../../src/ftp/stat.ts';
import { parseTarget } from '../../src/ftp/target.ts';

const replyBytes = 64 * 1024;
const units = ['1', '1,', '1 ', ' ', '\n', ',', '(', '(|||', '|', '.1', '(.1.', ')', ':', '@', '%', '[', 'a', 'a.'];
const beginnings = ['', 'Connected to ', 'Features supported:\n', 'Features:\n', '(|||', '(.1.', 'ProFTPD 1', 'PASS '];

test.each(beginnings)('a whole reply of anything after %j takes no time to speak of', beginning => {
  for (const unit of units) {
    const text = `${beginning}${unit.repeat(replyBytes / unit.length)}x`;
    decodePort(text);
    decodeEprt(text);
    parsePassiveReply(text);
    parseExtendedPassiveReply(text);
    clientAddressIn(text);
    featuresOf(text.split('\n'));
    redactCommand(text);
    expect(identifyServer({ greeting: text, syst: text, feat: text, stat: text }).name.length).toBeLessThan(64);
    parseTarget(text, host => host);
  }
});
