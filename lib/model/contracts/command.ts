import * as v from 'valibot';
import { causeTags } from './findings';
import { unquotedFault } from './unquoted-fault';

/**
 * What a person tells an incident to do, version 1, on its way from a door (Slack's buttons) to the ledger. Authorised before it takes
 * effect; `id` is the same however often it is delivered.
 */

/** More than anybody reads; a modal of Slack takes 3,000. */
export const LONGEST_NOTE = 40_000;
const LONGEST_REASON = 3000;

const text = (most: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, 'is empty'),
    v.check(
      (given) => given.length <= most,
      ({ input }) => `got ${String(input).length} characters, allowed are ${most}`,
    ),
  );

const command = v.variant('type', [
  v.object({ type: v.literal('acknowledge') }),
  v.object({ type: v.literal('mitigated') }),
  v.object({ type: v.literal('falsePositive'), reason: text(LONGEST_REASON) }),
  v.object({
    type: v.literal('nameCause'),
    tag: v.picklist(causeTags),
    cause: text(LONGEST_REASON),
    /** The earlier incident that had the same cause. */
    repeatOf: v.optional(v.string()),
  }),
  v.object({ type: v.literal('closeCause'), how: v.picklist(['fixed', 'followedUp']) }),
  v.object({ type: v.literal('note'), text: text(LONGEST_NOTE), support: v.optional(v.boolean(), false) }),
  /** Who confirmed: "the customer of ticket 4711", no name. */
  v.object({ type: v.literal('confirm'), customer: text(LONGEST_REASON) }),
  v.object({ type: v.literal('review'), url: v.optional(v.string()) }),
  v.object({ type: v.literal('merge'), into: v.string() }),
  /** At the pager that owns the lifecycle. */
  v.object({ type: v.literal('resolve') }),
]);

/** Who says it: a person of the team, by the name that colleagues know. */
export const person = v.object({
  name: v.string(),
  /** At the door, for who checks what they may. */
  id: v.optional(v.string()),
});

const commandRequest = v.object({
  version: v.literal(1),
  id: v.string(),
  incident: v.string(),
  /** Epoch milliseconds. */
  at: v.number(),
  by: person,
  /** Target at which it was said. */
  via: v.string(),
  command,
  /** Where the door's answer goes, where it takes one. */
  replyTo: v.optional(v.string()),
});

export type Command = v.InferOutput<typeof command>;
export type Person = v.InferOutput<typeof person>;
export type CommandRequest = v.InferOutput<typeof commandRequest>;

/** @throws Error that names the first thing that is wrong */
export function parseCommandRequest(body: string): CommandRequest {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), commandRequest), body);
  if (parsed.success) return parsed.output;
  throw new Error(`not a command: ${unquotedFault(parsed.issues[0])}`);
}
