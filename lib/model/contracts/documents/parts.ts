import * as v from 'valibot';

/** Parts of the JSON documents that commands print. Each schema is published as `schemas/<verb>.json` (`npm run schemas`). */

/** A value and what it is, for readers of the published schema. */
export function said<S extends v.GenericSchema>(schema: S, meaning: string) {
  return v.pipe(schema, v.description(meaning));
}

export const version = v.literal(1);
export const moment = said(v.string(), 'ISO-8601 in UTC');
export const urgency = v.picklist(['page', 'ticket']);
export const dollars = said(v.number(), 'US dollars a month, list prices of us-east-1');
/** Where several SLOs of an assembly may have one name, these tell them apart. */
export const place = {
  stage: v.string(),
  account: said(v.string(), '000000000000 where the assembly names none'),
  region: said(v.string(), 'us-east-1 where the assembly names none'),
};
