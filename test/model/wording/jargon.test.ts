import { GLOSSARY } from '../../../lib/model/wording/glossary';
import { longestSentence, unexplainedTerms } from '../../../lib/model/wording/jargon';

describe('terms that nobody explains', () => {
  it.each([
    ['The SLO is broken.', ['SLO']],
    ['The DB and its APIs fail, the DB first.', ['DB', 'APIs']],
    ['p99 latency is high', ['p99', 'latency']],
    ['The 99th percentile is at P95.', ['99th percentile', 'P95']],
    ['HTTP 503, 5xx and 500 errors', ['HTTP 503', '5xx', '500 errors']],
    ['We see elevated errors and degraded performance.', ['elevated errors', 'degraded performance']],
    ['A TimeoutException raised fault_count in AWS/Lambda.', ['TimeoutException', 'fault_count', 'AWS/Lambda']],
    ['The alarm slo/prod/orders/fast says so.', ['slo/prod/orders/fast']],
    ['We deploy a hotfix; the Deployment takes a while.', ['deploy', 'hotfix', 'Deployment']],
  ])('%s', (text, terms) => {
    expect(unexplainedTerms(text)).toEqual(terms);
  });

  it.each([
    'Your order goes through.',
    'You pay 10 EUR, OK?',
    'Customers may notice a problem (FR)',
    'Confirmed by the customer of ticket ZD-4711.',
    'Reference inc-0123456789ab, 24/7, on 14/11/2026.',
    'Since 14 Nov, 20:04 (Europe/Paris), 19:04 (UTC).',
    'See https://status.shop.example/SLO_X or write to ops@shop.example.',
    'GitHub and PayPal have not worked for us.',
    'הזמנה 🧣 طلب',
    '',
  ])('are none in: %s', (text) => {
    expect(unexplainedTerms(text)).toEqual([]);
  });

  it.each([
    'The SLO (a promise with a number) is broken. That SLO is old.',
    'Our service level objective (SLO) is broken.',
    'The cache (a copy that is quicker to reach) is empty.',
  ])('are explained in: %s', (text) => {
    expect(unexplainedTerms(text)).toEqual([]);
  });

  it('are not explained by something else in parentheses', () => {
    expect(unexplainedTerms('The SLO (see above) and the DB (FR).')).toContain('DB');
    expect(unexplainedTerms('A large heavy box (API).')).toEqual(['API']);
  });

  it('are known, with what to say instead in words that are no jargon themselves', () => {
    expect(Object.keys(GLOSSARY).length).toBeGreaterThanOrEqual(40);
    const circular = Object.entries(GLOSSARY).filter(([, meaning]) => unexplainedTerms(meaning).length > 0);
    expect(circular).toEqual([]);
  });
});

it.each([
  ['One two three. Four five.', 3],
  ['No end', 2],
  ['', 0],
  ['At 14 Nov, 20:04 (Europe/Paris): it works.', 4],
  ['"Your order goes through." is kept', 4],
])('the longest sentence of %j has %i words', (text, words) => {
  expect(longestSentence(text)).toBe(words);
});
