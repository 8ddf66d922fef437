import * as v from 'valibot';

/**
 * What a ticket must say in its own fields, so that whoever takes it can decide: in this order, each with its value or with
 * "not known" and the reason.
 */
const known = v.pipe(v.string(), v.minLength(1), v.regex(/^(?!not known\.?$)/, 'is not known, and says not why'));
const fact = <T extends string>(label: T) => v.object({ label: v.literal(label), value: known });

const FACTS = [fact('SLI now'), fact('Promise'), fact('Budget left'), fact('Affected'), fact('Since')] as const;

export const ticketFacts = v.pipe(
  v.strictTuple(FACTS),
  // JSON Schema would take fewer.
  v.minLength(FACTS.length),
);

/** The first facts of every ticket; what is known besides follows them. */
export type TicketFacts = v.InferOutput<typeof ticketFacts>;
