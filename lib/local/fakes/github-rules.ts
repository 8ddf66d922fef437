import type { FakeAnswer, FakeCall } from './server';

/** What GitHub has against a title, a text or labels; nothing when it takes them. Lengths are counted in code points. */
export function fieldFault({ title, body = '', labels = [] }: Record<string, unknown>): FakeAnswer | undefined {
  const invalid = (field: string, message: string) =>
    refused(422, 'Validation Failed', [{ resource: 'Issue', code: 'custom', field, message }]);
  if (typeof title !== 'string' || title.trim() === '') return invalid('title', "title can't be blank");
  if (Array.from(title).length > 256) return invalid('title', 'title is too long (maximum is 256 characters)');
  if (Array.from(String(body)).length > 65_536)
    return invalid('body', 'body is too long (maximum is 65536 characters)');
  const long = (labels as string[]).some((label) => label.length > 50);
  return long ? invalid('labels', 'name is too long (maximum is 50 characters)') : undefined;
}

export function reasonFault(reason: unknown): FakeAnswer | undefined {
  const known = [undefined, null, 'completed', 'not_planned', 'duplicate', 'reopened'];
  return known.includes(reason as string) ? undefined : refused(422, 'Validation Failed');
}

export function refused(status: number, message: string, errors: readonly object[] = []): FakeAnswer {
  return {
    status,
    body: { message, ...(errors.length === 0 ? {} : { errors }), documentation_url: 'https://docs.github.com/rest' },
  };
}

/** At most 100 of them, 30 where nobody asked for another number. */
export function page(items: readonly unknown[], { query }: FakeCall): FakeAnswer {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const begin = (Number(query.get('page') ?? 1) - 1) * size;
  return { status: 200, body: items.slice(begin, begin + size) };
}
