/**
 * A message's body as SQS takes it: it refuses a few characters that people's texts may hold (U+FFFE, U+FFFF), and a stand-in for it
 * refuses those beyond U+FFFF, emoji among them, too. Everything from the surrogates on is escaped, which JSON reads as the same.
 * Source: SQS API reference, SendMessage, MessageBody.
 */
export function queueJson(body: unknown): string {
  return JSON.stringify(body).replace(
    /[\ud800-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
