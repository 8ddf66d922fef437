import { isAddress } from '../model/contracts/address';

/** Addresses stand in alarm descriptions of at most 1024 characters and in catalogue entries of at most 4 KB. */
const LONGEST_URL = 300;

/** What is wrong with the address of a page, in words; nothing when it is fine. */
export function addressFault(what: string): (url: string) => string | undefined {
  return (url) => {
    if (!isAddress(url)) return `${what}: got "${url}", allowed is an http or https address`;
    return url.length > LONGEST_URL ? `${what}: got ${url.length} characters, allowed are ${LONGEST_URL}` : undefined;
  };
}
