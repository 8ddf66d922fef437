import { styleText } from 'node:util';

/** How words stand out on a terminal, by what they mean. */
export interface Style {
  strong(text: string): string;
  /** What can be passed over. */
  quiet(text: string): string;
  good(text: string): string;
  notice(text: string): string;
  danger(text: string): string;
}

const unchanged = (text: string) => text;

/** For files, pipes and tests. */
export const PLAIN: Style = {
  strong: unchanged,
  quiet: unchanged,
  good: unchanged,
  notice: unchanged,
  danger: unchanged,
};

/** Colours where a person watches: Node.js leaves them out for NO_COLOR, for pipes and files, and where the terminal has none. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  const as = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text, { stream });
  return { strong: as('bold'), quiet: as('dim'), good: as('green'), notice: as('yellow'), danger: as('red') };
}
