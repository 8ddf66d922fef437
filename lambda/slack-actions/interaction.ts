import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Person } from '../../lib/model/contracts/command';
import { line } from '../../lib/render/text';
import { pressed } from '../targets/slack-buttons';
import { words } from '../targets/slack-text';
import { type About, type Answers, about, FORM_PREFIX, press, submission, type user } from './payload';

/** What people did in Slack. */

interface Deed {
  /** The same however often Slack delivers it. Who pressed is part of it and cannot be read from it. */
  readonly id: string;
  readonly by: Person;
  /** Name of a type of command, not yet checked to be one. */
  readonly command: string;
  readonly about: About;
}

export type Interaction =
  | (Deed & { readonly kind: 'press'; readonly trigger: string })
  | (Deed & { readonly kind: 'form'; readonly answers: Answers })
  /** Nothing of ours: another app's button, a form that was closed. */
  | { readonly kind: 'other'; readonly what: string };

/** Nothing when it cannot be read. */
export function readInteraction(payload: string | null): Interaction | undefined {
  const json = v.safeParse(v.pipe(v.string(), v.parseJson(), v.looseObject({ type: v.string() })), payload);
  if (!json.success) return undefined;
  switch (json.output.type) {
    case 'block_actions':
      return readPress(json.output);
    case 'view_submission':
      return readForm(json.output);
    default:
      return { kind: 'other', what: json.output.type };
  }
}

function readPress(payload: unknown): Interaction | undefined {
  const parsed = v.safeParse(press, payload);
  if (!parsed.success) return undefined;
  const { user, team, trigger_id: trigger, response_url: replyTo, container, actions } = parsed.output;
  for (const { action_id, action_ts, value, selected_option } of actions) {
    const button = pressed(action_id, selected_option?.value ?? value);
    if (button === undefined) continue;
    const { command, ...incident } = button;
    const context = { ...incident, channel: container?.channel_id, replyTo };
    const deed = { id: idOf(team?.id, user.id, action_ts), by: personOf(user) };
    return { kind: 'press', ...deed, command, about: v.parse(about, context), trigger };
  }
  return { kind: 'other', what: 'a button of somebody else' };
}

function readForm(payload: unknown): Interaction | undefined {
  const parsed = v.safeParse(submission, payload);
  if (!parsed.success) return undefined;
  const { user, team, view } = parsed.output;
  if (!view.callback_id.startsWith(FORM_PREFIX)) return { kind: 'other', what: 'a form of somebody else' };
  const context = v.safeParse(v.pipe(v.string(), v.parseJson(), about), view.private_metadata);
  if (!context.success) return undefined;
  const deed = { id: idOf(team?.id, user.id, view.id, view.hash), by: personOf(user) };
  const command = view.callback_id.slice(FORM_PREFIX.length);
  return { kind: 'form', ...deed, command, about: context.output, answers: view.state.values };
}

/** The log of an incident keeps it for a year, and a user's id is personal data: so it is a digest. */
function idOf(...parts: readonly (string | undefined)[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts));
  return `slack:${digest.digest('hex').slice(0, 32)}`;
}

const LONGEST_NAME = 80;

function personOf({ id, name, username }: v.InferOutput<typeof user>): Person {
  const shown = words(line(name ?? username ?? '').trim(), LONGEST_NAME);
  return { name: shown || 'A colleague', id };
}
