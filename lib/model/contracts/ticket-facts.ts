import * as v from 'valibot';

/**
 * What a ticket must say in its own fields, so that whoever takes it can decide: in this order, each with its value or with
 * "not known" and the reason. Others may follow.
 */
const known = v.pipe(v.string(), v.minLength(1), v.regex(/^(?!not known\.?$)/i, 'is not known, and says not why'));
const fact = <T extends string>(label: T) => v.object({ label: v.literal(label), value: known });

export const ticketFacts = v.tupleWithRest(
  [fact('SLI now'), fact('Promise'), fact('Budget left'), fact('Affected'), fact('Since')],
  v.object({ label: v.string(), value: v.string() }),
);

export type TicketFacts = v.InferOutput<typeof ticketFacts>;
