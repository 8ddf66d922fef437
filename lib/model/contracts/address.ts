/** Whether a text is the address of a page. */
export function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text);
}
