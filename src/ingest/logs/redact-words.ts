import { maskUrls } from './mask-urls.ts';

/** rclone's connection strings, and what scripts print of their settings: `pass=…`, `password=…`. */
const setting = /\b(pass(?:word|wd)?)=(?:"[^"]{0,500}"|[^\s,;:"'&]{1,500})/gi;

/** A client's or a program's words fit to be kept: passwords in URLs and settings become `****`. */
export function redactWords(text: string): string {
  return maskUrls(text).replace(setting, '$1=****');
}
