import type { FakeAnswer, FakeCall } from './server';

/** What the Events API v2 takes. The messages on the routing key are documented or seen in the field; the others are worded like them. */
const ACTIONS = new Set(['trigger', 'acknowledge', 'resolve']);
const SEVERITIES = new Set(['critical', 'error', 'warning', 'info']);
const LARGEST_EVENT = 512_000;

export interface PagerDutyAlert {
  readonly summary: string;
  readonly source: string;
  readonly severity: string;
  readonly component?: string;
  readonly group?: string;
  readonly custom_details?: Readonly<Record<string, string>>;
}

export interface PagerDutyCall {
  readonly routing_key: string;
  readonly event_action: 'trigger' | 'acknowledge' | 'resolve';
  readonly dedup_key: string;
  readonly payload?: PagerDutyAlert;
  readonly links?: readonly { readonly href: string; readonly text?: string }[];
}

/** The event, or why it is none. */
export function eventIn({ body, size }: FakeCall): PagerDutyCall | FakeAnswer {
  const event = body ?? {};
  const errors = [...keyFaults(event.routing_key), ...actionFaults(event), ...alertFaults(event)];
  if (size > LARGEST_EVENT) errors.push(`Event is larger than ${LARGEST_EVENT} bytes`);
  return errors.length === 0 ? (event as unknown as PagerDutyCall) : invalidEvent(errors);
}

export function invalidEvent(errors: readonly string[]): FakeAnswer {
  return { status: 400, body: { status: 'invalid event', message: 'Event object is invalid', errors } };
}

function keyFaults(key: unknown): string[] {
  const text = typeof key === 'string' ? key : '';
  return [
    ...(text.length === 32 ? [] : ["Length of 'routing_key' is incorrect (should be 32 characters)"]),
    ...(/^[A-Za-z0-9]*$/.test(text) ? [] : ["'routing_key' cannot contain non-alphanumeric characters."]),
  ];
}

function actionFaults({ event_action, dedup_key }: Record<string, unknown>): string[] {
  const key = typeof dedup_key === 'string' ? dedup_key : '';
  return [
    ...(ACTIONS.has(event_action as string) ? [] : ["'event_action' must be trigger, acknowledge or resolve"]),
    ...(key !== '' || event_action === 'trigger' ? [] : ["'dedup_key' is missing or blank"]),
    ...(key.length <= 255 ? [] : ["'dedup_key' is too long (maximum is 255 characters)"]),
  ];
}

function alertFaults({ event_action, payload, links = [] }: Record<string, unknown>): string[] {
  if (event_action !== 'trigger') return [];
  const { summary, source, severity } = (payload ?? {}) as Record<string, unknown>;
  const blank = Object.entries({ summary, source }).filter(([, value]) => typeof value !== 'string' || value === '');
  return [
    ...blank.map(([field]) => `'payload.${field}' is missing or blank`),
    ...(String(summary).length <= 1024 ? [] : ["'payload.summary' is too long (maximum is 1024)"]),
    ...(SEVERITIES.has(severity as string) ? [] : ["'payload.severity' is invalid"]),
    ...(links as { href?: unknown }[]).flatMap(({ href }) =>
      /^https?:\/\//.test(String(href)) ? [] : ["'links.href' is no address"],
    ),
  ];
}
