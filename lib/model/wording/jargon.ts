import { BANNED, GLOSSARY } from './glossary';

/**
 * What a text for support takes for granted that people outside engineering do not know.
 *
 * A term counts as explained where an explanation of at least two words in parentheses follows it, or where it stands in parentheses
 * itself behind the words that it abbreviates: "SLO (a promise with a number)", "service level objective (SLO)".
 */

/** What everybody reads without help. Two capitals in parentheses of their own, "(FR)", are a country or a segment and fine, too. */
const COMMON = new Set(
  'OK ID TV PC CD DVD PDF FAQ SMS PIN ATM GPS USB VIP EU UK US USA UN AM PM UTC GMT CET CEST VAT AI IT HR PS QR'.split(
    ' ',
  ),
);
const CURRENCIES = new Set(
  'EUR USD GBP CHF JPY CNY SEK NOK DKK PLN CZK HUF RON CAD AUD NZD INR BRL MXN ZAR TRY KRW SGD HKD THB ILS AED SAR'.split(
    ' ',
  ),
);

/** Of letters, with digits at most at the end; numbers of tickets (`ZD-4711`) are none. */
const ACRONYM = /(?<![\p{L}\p{N}_.-])\p{Lu}{2,}\d*s?(?![\p{L}\p{N}_]|-\d)/gu;
const PERCENTILE = /\b[pP]\d{2}(?:\.\d+)?\b|\b\d{2}(?:\.\d+)?(?:st|nd|rd|th)[ -]percentile\b/g;
const HTTP_CODE = /\b[45]xx\b|\b(?:HTTP|status|code|error)[ -][45]\d\d\b|\b[45]\d\d[ -](?:errors?|responses?)\b/gi;
/** Names of metrics, errors and alarms: `fault_count`, `BurnRate`, `TimeoutException`, `AWS/Lambda`, `http.server.duration`, `slo/prod/x`. */
const TECHNICAL =
  /\b\p{L}[\p{L}\p{N}]*(?:_[\p{L}\p{N}]+)+\b|\b(?:\p{Lu}[\p{Ll}\p{N}]+)+(?:Count|Rate|Errors?|Exception|Fault|Latency|Duration|Requests?|Time|Sum|Total)s?\b|\bAWS\/\w+|\b[a-z]+(?:\.[a-z]+)+\.[a-z]{4,}\b|\b[a-z]\w*(?:\/[\w-]+){2,}\b/gu;
/** Addresses, and zones beside times. */
const SKIPPED = /https?:\/\/\S+|\S+@\S+\.\S+|\((?:UTC|GMT|[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_-]+)+)\)/g;

/** Terms that the text uses and does not explain, each once, in the order of the text. */
export function unexplainedTerms(text: string): string[] {
  const read = text.replace(SKIPPED, ' ');
  const found = [
    ...matches(read, ACRONYM).filter(({ term }) => !isCommon(term, read)),
    ...[PERCENTILE, HTTP_CODE, TECHNICAL].flatMap((pattern) => matches(read, pattern)),
    ...matches(read, TERMS),
  ].filter(({ term }) => !isExplained(term, read));
  const banned = BANNED.flatMap((pattern) => matches(read, pattern));
  const all = widest([...found, ...banned]).sort((a, b) => a.at - b.at);
  return [...new Map(all.map(({ term }) => [term.toLowerCase(), term])).values()];
}

/** "HTTP 503" is one term, and not "HTTP" besides. */
function widest(all: readonly Found[]): Found[] {
  return all.filter(
    (one) =>
      !all.some((other) => other.term.length > one.term.length && other.at <= one.at && endOf(one) <= endOf(other)),
  );
}

function endOf({ term, at }: Found): number {
  return at + term.length;
}

/** Words of the longest sentence; more than this are hard to take in at one go. Source: plain-language guides ask for 20 to 25. */
export const MOST_WORDS_OF_A_SENTENCE = 25;

/** How long the longest sentence of a text is, in words. */
export function longestSentence(text: string): number {
  const sentences = text.replace(SKIPPED, '').split(/[.!?:;](?=[\s"”]|$)|\n/);
  return Math.max(
    0,
    ...sentences.map((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length),
  );
}

interface Found {
  readonly term: string;
  readonly at: number;
}

/** Acronyms of the glossary are found as acronyms. */
const TERMS = new RegExp(
  `\\b(?:${Object.keys(GLOSSARY)
    .filter((term) => term !== term.toUpperCase())
    .sort((a, b) => b.length - a.length)
    .join('|')})s?\\b`,
  'gi',
);

function matches(text: string, pattern: RegExp): Found[] {
  return [...text.matchAll(pattern)].map(({ 0: term, index }) => ({ term, at: index }));
}

function isCommon(term: string, text: string): boolean {
  const single = term.replace(/s$/, '');
  if (COMMON.has(single) || CURRENCIES.has(single)) return true;
  return single.length === 2 && !(single in GLOSSARY) && text.includes(`(${single})`);
}

function isExplained(term: string, text: string): boolean {
  const name = term.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  if (new RegExp(`${name}["”]? \\([^()]*\\p{L}[^()]* [^()]+\\)`, 'u').test(text)) return true;
  const before =
    new RegExp(`((?:\\p{L}[\\p{L}\\p{N}'-]* ){1,${term.length + 2}})\\(${name}\\)`, 'u').exec(text)?.[1] ?? '';
  const initials = before.split(/[ -]/).map((word) => word.charAt(0).toUpperCase());
  return (
    term.length <= initials.filter((initial) => initial !== '').length && initials.join('').includes(term.toUpperCase())
  );
}
