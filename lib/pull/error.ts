/** What was asked for cannot be had from AWS, or not like this. The message says what, got and allowed, for the user. */
export class PullError extends Error {
  override readonly name = 'PullError';
}
