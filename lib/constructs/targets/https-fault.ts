import { textFaults } from './prop-faults';

const WORDS = {
  origin: 'an https address without a path',
  page: 'an https address without user, password and fragment',
};

/**
 * What is wrong with an address that words and secrets of ours travel to; nothing when it is fine. The template shows it to everybody, so no
 * password may stand in it.
 * @param kind `origin`: of a whole site; `page`: of one place of it, path and query included
 */
export function httpsFault(what: string, url: unknown, kind: keyof typeof WORDS): readonly string[] {
  return textFaults(what, url, (text) => isRight(text, kind), `is ${WORDS[kind]}`).map(withoutPassword);
}

function isRight(url: string, kind: keyof typeof WORDS): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password, hash, href, origin } = new URL(url);
  if (protocol !== 'https:' || username !== '' || password !== '' || hash !== '') return false;
  return kind === 'page' || href === `${origin}/`;
}

function withoutPassword(fault: string): string {
  return fault.replace(/\/\/[^/]*@/, '//…@');
}
