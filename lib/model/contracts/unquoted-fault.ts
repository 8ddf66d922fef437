import * as v from 'valibot';

/**
 * What is wrong with a message, and where, without the text that stands there: it may be a customer's, and what is wrong goes into a log.
 */
export function unquotedFault(issue: v.BaseIssue<unknown>): string {
  const { message, received } = issue;
  const quotes = received.startsWith('"') && message.endsWith(received);
  const said = quotes ? message.slice(0, -received.length).replace(/:? (but r|R)eceived $/, '') : message;
  return `${v.getDotPath(issue) ?? 'body'}: ${said}`;
}
