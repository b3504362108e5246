/** True for a text that may stand in a command: CR, LF and NUL would end the line and begin another command. */
export function isSafeArgument(text: string): boolean {
  return !/[\r\n\0]/.test(text);
}
