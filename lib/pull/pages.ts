import { PullError } from './error';

/** Where a page begins; nothing for the first one. */
export interface PageToken {
  readonly NextToken?: string;
}

/**
 * Every page of an answer, one after the other.
 *
 * @throws PullError when a page leads back to an earlier one
 */
export async function* pagesOf<P extends { readonly NextToken?: string | undefined }>(
  ask: (token: PageToken) => Promise<P>,
): AsyncGenerator<P> {
  const seen = new Set<string>();
  let token: PageToken = {};
  for (;;) {
    const page = await ask(token);
    yield page;
    const { NextToken } = page;
    if (NextToken === undefined) return;
    if (seen.has(NextToken)) throw new PullError('AWS: got the same page twice, allowed is each once; try again later');
    seen.add(NextToken);
    token = { NextToken };
  }
}
