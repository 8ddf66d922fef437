import { pagesOf } from '../../lib/pull/pages';

/** Pages by the token that leads to them. */
async function read(pages: Readonly<Record<string, string | undefined>>): Promise<string[]> {
  const asked: string[] = [];
  const ask = async ({ NextToken: token = 'first' }) => {
    asked.push(token);
    const next = pages[token];
    return next === undefined ? {} : { NextToken: next };
  };
  for await (const _page of pagesOf(ask)) expect(asked.length).toBeLessThan(10);
  return asked;
}

it('pages follow each other up to the last one', async () => {
  expect(await read({ first: 'a', a: 'b' })).toEqual(['first', 'a', 'b']);
  expect(await read({})).toEqual(['first']);
});

it.each([[{ first: 'a', a: 'a' }], [{ first: 'a', a: 'b', b: 'a' }]])(
  'pages that lead back are refused: %j',
  async (pages) => {
    await expect(read(pages)).rejects.toThrow('AWS: got the same page twice, allowed is each once; try again later');
  },
);
