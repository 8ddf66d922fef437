import * as v from 'valibot';
import { causeTags } from './findings';

/** What a person of a story does about an incident, at the door that people use; the rest is what the form asks. */
const common = {
  minute: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Name that colleagues know. */
  who: v.pipe(v.string(), v.minLength(1)),
  /** Service whose incident it is. @default - that of the newest incident */
  incident: v.optional(v.string()),
};
const text = v.pipe(v.string(), v.minLength(1));

export const storyPerson = v.variant('does', [
  v.strictObject({ ...common, does: v.literal('acknowledge') }),
  v.strictObject({ ...common, does: v.literal('mitigated') }),
  v.strictObject({ ...common, does: v.literal('falsePositive'), reason: text }),
  v.strictObject({
    ...common,
    does: v.literal('nameCause'),
    tag: v.picklist(causeTags),
    text,
    /** The same cause as that of the earlier incident that the form names. */
    repeat: v.optional(v.boolean(), false),
  }),
  v.strictObject({ ...common, does: v.literal('closeCause'), how: v.picklist(['fixed', 'followedUp']) }),
  v.strictObject({ ...common, does: v.literal('note'), text, support: v.optional(v.boolean(), false) }),
  v.strictObject({ ...common, does: v.literal('confirm'), customer: text }),
  v.strictObject({ ...common, does: v.literal('review'), url: v.optional(v.pipe(v.string(), v.url())) }),
  /** `into`: the service whose older incident takes this one over. */
  v.strictObject({ ...common, does: v.literal('merge'), into: v.string() }),
]);

export type StoryPerson = v.InferOutput<typeof storyPerson>;
