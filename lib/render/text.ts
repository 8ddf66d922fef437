export { capital, fitted, line, plain, truncated, uncapital } from '../model/wording/text';

/** A document as JSON that no terminal obeys: all control characters and overrides of the reading direction are escaped. */
export function jsonOf(document: unknown): string {
  return JSON.stringify(document, null, 2).replace(
    /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
