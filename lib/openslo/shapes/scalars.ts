import * as v from 'valibot';
import { exact } from '../../model/slo';

/**
 * Parts of OpenSLO v1, as its specification (OpenSLO/OpenSLO, README) and its Go SDK (OpenSLO/go-sdk, pkg/openslo/v1) say them. Scalars
 * are text. The message of a shape says what is allowed.
 */

export const text = v.pipe(v.string('a text'), v.nonEmpty('a text that is not empty'));

export const description = v.optional(v.string('a text'));

export const decimal = v.pipe(v.string('a decimal number'), v.check(isDecimal, 'a decimal number'));

export const boolean = v.pipe(
  v.string('true or false'),
  v.regex(/^(?:true|True|TRUE|false|False|FALSE)$/, 'true or false'),
  v.transform((written) => written.toLowerCase() === 'true'),
);

const DURATION = 'a whole number with one of m, h, d, w, M, Q, Y, such as 28d';
export const duration = v.pipe(v.string(DURATION), v.regex(/^[1-9]\d{0,6}[mhdwMQY]$/, DURATION));

/** How long something must last: 0m is allowed. */
export const delay = v.pipe(v.string(DURATION), v.regex(/^\d{1,7}[mhdwMQY]$/, DURATION));

const SLICE = 'a whole number of minutes, or a duration such as 5m';
export const slice = v.pipe(v.string(SLICE), v.regex(/^[1-9]\d{0,6}[mhdwMQY]?$/, SLICE));

export const operator = v.picklist(['lt', 'lte', 'gt', 'gte'], 'lt, lte, gt or gte');
export type Operator = v.InferOutput<typeof operator>;

/** A mapping with known keys. Of a key that is missing it says what is allowed there. */
export function mapping<const E extends v.ObjectEntries>(entries: E) {
  return v.object(entries, ({ expected }) => {
    const missing = expected === 'Object' ? undefined : entries[JSON.parse(String(expected))];
    return missing === undefined ? 'a mapping' : allowedBy(missing);
  });
}

/** A mapping with any keys. */
export const anyMapping = v.record(v.string(), v.unknown(), 'a mapping');

export const metadata = mapping({
  name: text,
  displayName: v.optional(text),
  labels: v.optional(anyMapping),
  annotations: v.optional(anyMapping),
});
export type Metadata = v.InferOutput<typeof metadata>;

function allowedBy(schema: unknown): string {
  const { message } = schema as { readonly message?: unknown };
  return typeof message === 'string' ? message : 'a mapping';
}

function isDecimal(written: string): boolean {
  try {
    exact(written);
    return true;
  } catch {
    return false;
  }
}
