import * as v from 'valibot';
import { person } from './command';
import { unquotedFault } from './unquoted-fault';

/** What tells callbacks from the other messages in the queue of commands. */
export const CALLBACK = 'cdk-slo.callback';

/** Kinds of targets whose other side signs what it tells us. */
export const CALLBACK_KINDS = ['github', 'jira', 'pagerduty', 'zendesk'] as const;
export type CallbackKindName = (typeof CALLBACK_KINDS)[number];

/** Of a comment that is shared: as many characters as a form in Slack takes. */
export const LONGEST_SHARED = 3000;
/** An emoji counts two. */
const LONGEST_TEXT = 2 * LONGEST_SHARED;
const short = v.pipe(v.string(), v.minLength(1), v.maxLength(300));

/**
 * What a person did about an incident's object at its own place (a ticket that was closed, a page that was acknowledged), version 1: on its
 * way from a signed callback to the ledger, which alone knows whether the object is the incident's.
 */
const callback = v.object({
  version: v.literal(1),
  source: v.literal(CALLBACK),
  /** The same however often the other side sends it, and for whoever sends it again. */
  id: short,
  /** Name of the target. */
  target: short,
  /** As in RemoteRef.id. */
  object: short,
  /** As the other side has it, which anybody may have written there. Missing where it does not say: the ledger is searched for the object. */
  incident: v.optional(v.pipe(v.string(), v.regex(/^inc-[0-9a-z]{1,64}$/, 'is no incident'))),
  /** When it happened, by the other side's clock: epoch milliseconds. */
  at: v.number(),
  by: person,
  says: v.variant('type', [
    /** Somebody is on it. */
    v.object({ type: v.literal('acknowledged') }),
    /** Somebody says that it is over. */
    v.object({ type: v.literal('closed') }),
    /** A comment that is meant for support, too. */
    v.object({ type: v.literal('shared'), text: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_TEXT)) }),
  ]),
});

export type Callback = v.InferOutput<typeof callback>;

/** Whether the text is meant to be one; it may still be wrong. */
export function isCallback(body: string): boolean {
  return v.safeParse(v.pipe(v.string(), v.parseJson(), v.object({ source: v.literal(CALLBACK) })), body).success;
}

/** Whether it may travel: what stands in it comes from outside. */
export function isValidCallback(value: Callback): boolean {
  return v.is(callback, value);
}

/** @throws Error that names the first thing that is wrong */
export function parseCallback(body: string): Callback {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), callback), body);
  if (parsed.success) return parsed.output;
  throw new Error(`not a callback: ${unquotedFault(parsed.issues[0])}`);
}
