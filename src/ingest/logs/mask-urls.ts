const withPassword = /([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{0,200}:)[^\s]{0,500}@/gi;

/** The text with the password of each URL in it replaced by `****`. */
export function maskUrls(text: string): string {
  return text.includes('://') ? text.replace(withPassword, '$1****@') : text;
}
