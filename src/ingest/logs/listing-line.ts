const unix = /^[-bcdlps](?:[-r][-w][-xsStT]){3}[.+@]?\s+\d/;
const dos = /^\d\d-\d\d-\d{2,4}\s+\d\d:\d\d(?:AM|PM)?\s/;
const facts = /^(?:[A-Za-z.]{2,30}=[^;]{0,100};){2,30} /;

/** Whether it is a line of a directory listing, as clients print it between the lines of the dialogue (RFC 3659 §7 for MLSD). */
export function isListingLine(line: string): boolean {
  return unix.test(line) || dos.test(line) || facts.test(line) || /^total \d{1,12}$/.test(line);
}
