import type { FakeAnswer } from './server';

/** Slack says yes and no with HTTP 200. */
export function accepted(body: object): FakeAnswer {
  return { status: 200, body: { ok: true, ...body } };
}

export function refused(error: string, errors: readonly string[] = []): FakeAnswer {
  return { status: 200, body: { ok: false, error, ...(errors.length === 0 ? {} : { errors }) } };
}
