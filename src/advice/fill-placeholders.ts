/** What stands in a text while its value is not known: it says what belongs there. */
const defaults: Readonly<Record<string, string>> = {
  address: '<address of the server>',
  advertised: '<address in the 227>',
  announced: '<address in the PORT>',
  inside: '<address of the server in its own network>',
  ports: '<passive port>',
  port: '<control port>',
  client: '<address of the client>',
  listen: '<port of the client>',
  path: '<directory>',
  date: '<date of the certificate>',
  fingerprint: '<fingerprint of the certificate>',
  issuer: '<issuer of the certificate>',
  names: '<names of the certificate>',
  host: '<server>',
  user: '<user>',
  url: 'ftp://<server>/',
  // Only clients that need to be told of TLS; nothing without it.
  tls: '',
};

/** The placeholders that advice may use. */
export const placeholders: readonly string[] = Object.keys(defaults);

type Values = Readonly<Record<string, string>>;

/** Puts values in place of `{name}` in a sentence. What is not known gives way to a word in angle brackets. */
export function fillText(template: string, values: Values): string {
  return fill(template, name => values[name]);
}

/** Nothing that a shell or a configuration file would read as more than a word. */
const oneWord = /^[\p{L}\p{N}._:/@%+[\]-]{1,253}$/u;

/**
 * Puts values in place of `{name}` in a line that will be copied into a shell or a file. A value that could mean
 * something there gives way to a word in angle brackets as well, for values may stem from a server.
 */
export function fillCommand(template: string, values: Values): string {
  return fill(template, name => {
    const value = values[name];
    return value !== undefined && oneWord.test(value) ? value : undefined;
  });
}

/** An empty value takes the space after it along. */
function fill(template: string, lookUp: (name: string) => string | undefined): string {
  return template.replace(/\{([a-z]+)\}( ?)/g, (whole, name: string, space: string) => {
    const value = lookUp(name) || defaults[name];
    if (value === undefined) return whole;
    return value === '' ? '' : value + space;
  });
}
