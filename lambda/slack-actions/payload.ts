import * as v from 'valibot';

/** What Slack sends in the form field `payload`. Source: Slack, "Interaction payloads"; unknown fields are ignored. */

export const user = v.object({ id: v.string(), name: v.optional(v.string()), username: v.optional(v.string()) });
const team = v.nullish(v.object({ id: v.string() }));

export const press = v.object({
  type: v.literal('block_actions'),
  user,
  team,
  trigger_id: v.string(),
  response_url: v.optional(v.string()),
  container: v.nullish(v.object({ channel_id: v.optional(v.string()) })),
  actions: v.array(
    v.object({
      action_id: v.string(),
      action_ts: v.string(),
      value: v.optional(v.string(), ''),
      selected_option: v.nullish(v.object({ value: v.string() })),
    }),
  ),
});

const answers = v.record(
  v.string(),
  v.record(
    v.string(),
    v.object({
      value: v.nullish(v.string()),
      selected_option: v.nullish(v.object({ value: v.string() })),
      selected_options: v.nullish(v.array(v.object({ value: v.string() }))),
    }),
  ),
);

export const submission = v.object({
  type: v.literal('view_submission'),
  user,
  team,
  view: v.object({
    id: v.string(),
    hash: v.string(),
    callback_id: v.string(),
    private_metadata: v.string(),
    state: v.object({ values: answers }),
  }),
});

/** What somebody wrote into a form, by block and element. */
export type Answers = v.InferOutput<typeof answers>;

/** What a form must remember between being opened and being sent: Slack keeps it for us. */
export const about = v.object({
  incident: v.string(),
  earlier: v.optional(v.string()),
  /** Where the button stands, and where its presser is answered. */
  channel: v.optional(v.string()),
  replyTo: v.optional(v.string()),
});
/** What a button is about. */
export type About = v.InferOutput<typeof about>;

/** Before the type of command in the `callback_id` of a form. */
export const FORM_PREFIX = 'incident:';
