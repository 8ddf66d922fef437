/**
 * Spreads the requests of a step over its minutes as evenly as can be, whole when they are whole.
 *
 * @param goodOf @param totalOf the minutes, which are filled
 */
export function spread(good: number, total: number, goodOf: Float64Array, totalOf: Float64Array): void {
  const parts = totalOf.length;
  if (!Number.isInteger(good) || !Number.isInteger(total)) {
    goodOf.fill(good / parts);
    totalOf.fill(total / parts);
    return;
  }
  let requests = 0;
  let bad = 0;
  for (let part = 0; part < parts; part += 1) {
    const requestsUpTo = wholeShare(total, part + 1, parts);
    // Bad requests follow the requests, so that no part has more bad ones than requests.
    const badUpTo = total === 0 ? 0 : wholeShare(total - good, requestsUpTo, total);
    totalOf[part] = requestsUpTo - requests;
    goodOf[part] = requestsUpTo - requests - (badUpTo - bad);
    requests = requestsUpTo;
    bad = badUpTo;
  }
}

/** `number * part / of`, rounded down, of whole numbers, also where the product is none that doubles can count. */
function wholeShare(number: number, part: number, of: number): number {
  const product = number * part;
  if (product <= Number.MAX_SAFE_INTEGER) return Math.floor(product / of);
  return Number((BigInt(number) * BigInt(part)) / BigInt(of));
}
