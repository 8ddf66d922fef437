import { text } from 'node:stream/consumers';
import { marked } from 'marked';

// A process of its own, because jest loads no package that is an ES module: pages come in by path, what a reader sees goes out.
const pages = JSON.parse(await text(process.stdin));
const seen = Object.entries(pages).map(([path, page]) => {
  const [links, headings] = [[], []];
  marked.walkTokens(marked.lexer(page), ({ type, href, depth, text: words }) => {
    if (type === 'link') links.push(href);
    if (type === 'heading') headings.push({ depth, words });
  });
  return [path, { links, headings, html: marked.parse(page) }];
});
process.stdout.write(JSON.stringify(Object.fromEntries(seen)));
