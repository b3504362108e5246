import { findPlaces, type Place } from './places.ts';
import { isProtocolWord } from './protocol-words.ts';
import type { Span } from './span.ts';

/**
 * Endings by which a word with dots is a host: the usual top levels and names that networks give themselves. Country codes
 * follow below. What is also the ending of files, `.py` or `.zip`, is a host only where it stands in a host's place.
 */
const topLevels =
  'com|net|org|edu|gov|mil|int|info|biz|arpa|aero|coop|name|museum|jobs|mobi|travel|tel|pro|asia|cat|dev|app|cloud|online|site|shop|store|tech|xyz|io|ai|eu|top|host|hosting|website|space|agency|company|digital|systems|solutions|services|network|email|global|group|local|lan|internal|intranet|corp|home|localdomain|test|example|invalid';
const countries =
  'ac|ad|ae|af|ag|al|am|ao|ar|at|au|aw|az|ba|bb|bd|be|bg|bh|bi|bj|bm|bn|bo|br|bs|bt|bw|by|bz|ca|cd|cg|ch|ci|cl|cm|cn|co|cr|cu|cv|cw|cy|cz|de|dj|dk|dm|do|dz|ec|ee|eg|es|et|fi|fj|fm|fo|fr|ga|gd|ge|gg|gh|gi|gl|gm|gn|gr|gt|gy|hk|hn|hr|ht|hu|id|ie|il|im|in|iq|ir|is|it|je|jm|jo|jp|ke|kg|kh|kr|kw|ky|kz|la|lb|li|lk|lt|lu|lv|ly|ma|mc|me|mg|mk|ml|mm|mn|mo|mr|mt|mu|mv|mw|mx|my|mz|na|ne|ng|ni|nl|no|np|nz|om|pa|pe|pg|ph|pk|pt|py|qa|ro|ru|rw|sa|sb|sc|sd|se|sg|si|sk|sl|sm|sn|sr|st|su|sv|sy|sz|tg|th|tj|tk|tm|tn|to|tr|tt|tv|tw|tz|ua|ug|uk|us|uy|uz|va|vc|ve|vg|vi|vn|vu|ws|ye|za|zm|zw';
const qualifiedPlace: Place = {
  hint: /\.[a-z]/i,
  pattern: new RegExp(
    `(?<![\\w./\\\\-])((?:[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?\\.){1,10}(?:${topLevels}|${countries}|xn--[a-z\\d-]{1,59}))(?![\\w-]|\\.\\w)`,
    'dgi',
  ),
};
/** Two-letter endings that are those of files more often. */
const looksLikeFile =
  /^[^.]+\.(?:py|sh|pl|rs|md|so|ps|st|in|is|at|id|my|do|no|to|me|it|am|la|cd|sc|sd|gi|ml|mo|ps|pro|app|info|example|local)$/i;

/** Words of clients and servers behind which a host stands, qualified or not. */
const places: readonly Place[] = [
  { hint: /:\/\//, pattern: /[a-z][a-z0-9+.-]{1,15}:\/\/(?:[^\s/"'<>@]{1,500}@)?([a-z\d_][\w.-]{0,253})/dgi },
  {
    hint: /resol/i,
    pattern:
      /\b(?:resolving(?: address of| host(?: name)?)?|resolve(?: host)?:?|lookup) ["']?([a-z\d_][\w.-]{0,253}?)["']?(?:\.{3}|[\s:,]|$)/dgi,
  },
  { hint: /getaddrinfo/i, pattern: /\bgetaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\w.-]{1,253})/dgi },
  {
    hint: /connect/i,
    pattern:
      /\bconnect(?:ed|ing)? to:? (?:server |host )?["']?([a-z\d_][\w.-]{0,253}?)["']?(?= ?\(| port|:\d|\.{3}|\.?$)/dgi,
  },
  { hint: / to host /, pattern: / to host ([a-z\d_][\w.-]{0,253}) left intact/dgi },
  { hint: /FTP server/i, pattern: /\b220[ -]([a-z\d][\w.-]{0,253}) (?:X?FTP|ftp) server\b/dgi },
  { hint: /^HOST |HOST /, pattern: /(?<![\w.-])HOST ([a-z\d_][\w.-]{0,253})/dg },
  { hint: /^(?:Name|User) \(/, pattern: /^(?:Name|User) \(([\w.-]{1,253}):/dg },
  { hint: /^open |> *open /, pattern: /(?:^|> *)open (?:-\S{1,20} )?([a-z\d_][\w.-]{1,253})/dgi },
  { hint: /machine /, pattern: /\bmachine ([\w.-]{1,253})/dg },
  // Syslog's second word, and ProFTPD's own: Nov 23 17:00:55 server proftpd[10078] server (client[203.0.113.1])
  {
    hint: /^(?:<\d{1,3}>)?[A-Z][a-z]{2} /,
    pattern: /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d [\d:.]{8,15} ([\w.-]{1,253}) [\w./-]{1,64}(?:\[\d|:)/dg,
  },
  // The same with a date of ISO 8601.
  {
    hint: /^\d{4}-/,
    pattern: /^\d{4}-\d\d-\d\d[T ][\d:.,]{8,15}(?:Z|[+-]\d\d:?\d\d)? ([\w.-]{1,253}) [\w./-]{1,64}(?:\[\d|:)/dg,
  },
  { hint: /\]\): |\[\d{1,10}\] /, pattern: /\[\d{1,10}\]:? ([\w.-]{1,253})(?: \(|:? -)/dg },
  { hint: /\(\S+\[/, pattern: /\(([\w.-]{1,253})\[[\da-f.:]{3,45}\]\)/dgi },
  { hint: /DNS:|CN ?=/, pattern: /\b(?:DNS:|CN ?= ?)(?:\*\.)?([\w.-]{1,253})/dg },
];

/** Names that products carry in their own texts, by which they are recognised. */
const products =
  /(?:^|\.)(?:sourceforge\.net|filezilla-project\.org|pureftpd\.org|proftpd\.org|vsftpd\.beasts\.org|curl\.se|curl\.haxx\.se|winscp\.net|lftp\.yar\.ru|openssl\.org|gnu\.org|microsoft\.com|in-addr\.arpa|ip6\.arpa)$/i;

/** Finds host names by their endings and by the words around them. Literal addresses are none. */
export function findHosts(line: string): readonly Span[] {
  const named = findPlaces(line, places, 'host').map(span => withoutDot(line, span));
  const qualified = findPlaces(line, [qualifiedPlace], 'host');
  const hosts = [...named, ...qualified.filter(({ start, end }) => !looksLikeFile.test(line.slice(start, end)))];
  return hosts.filter(({ start, end }) => isHost(line.slice(start, end)));
}

/** A host at the end of a sentence. */
function withoutDot(line: string, span: Span): Span {
  return line[span.end - 1] === '.' ? { ...span, end: span.end - 1 } : span;
}

function isHost(name: string): boolean {
  if (!/[a-z]/i.test(name) || isProtocolWord(name) || products.test(name)) return false;
  return !/^(?:[\da-f]{0,4}:|\d+\.)/i.test(name) || /[g-z]/i.test(name);
}
