import type { FakeAnswer } from './server';
import { type Element, elementFault, plainFault } from './slack-element-rules';

interface View {
  readonly type?: string;
  readonly callback_id?: string;
  readonly private_metadata?: string;
  readonly title?: { readonly type?: string; readonly text?: string };
  readonly submit?: View['title'];
  readonly close?: View['title'];
  readonly blocks?: readonly {
    readonly type?: string;
    readonly block_id?: string;
    readonly label?: View['title'];
    readonly element?: Element;
  }[];
}

/** A press of a button can be answered so often, and not once its message is gone. */
const ANSWERS = 5;

/** What Slack does between people and apps: forms, groups of users, answers that one person sees. */
export class SlackPeople {
  /** Forms that were opened. */
  readonly views: View[] = [];
  /** What single persons were told. */
  readonly told: string[] = [];
  /** Members of the user groups. */
  readonly groups = new Map<string, readonly string[]>();
  /** The messages that were pressed were deleted. */
  areMessagesGone = false;
  readonly #triggers = new Map<string, 'fresh' | 'used' | 'old'>();
  readonly #answers = new Map<string, number>();

  /** What comes along with a press, and opens one form within 3 seconds. */
  trigger(state: 'fresh' | 'old' = 'fresh'): string {
    const id = `trigger.${this.#triggers.size}`;
    this.#triggers.set(id, state);
    return id;
  }

  /** Error codes: Slack, "views.open". */
  open(trigger: unknown, view: unknown): Record<string, unknown> | string {
    const state = this.#triggers.get(String(trigger));
    if (state === undefined) return 'invalid_trigger_id';
    if (state !== 'fresh') return state === 'old' ? 'expired_trigger_id' : 'exchanged_trigger_id';
    if (viewFault(view as View) !== undefined) return 'invalid_arguments';
    this.#triggers.set(String(trigger), 'used');
    this.views.push(view as View);
    return { view: { ...(view as View), id: `V${this.views.length}`, hash: `hash.${this.views.length}` } };
  }

  members(group: unknown): Record<string, unknown> | string {
    const users = this.groups.get(String(group));
    return users === undefined ? 'no_such_subteam' : { users };
  }

  /** An answer to one person; Slack says only "ok". */
  hear(path: string, { text, response_type, replace_original }: Record<string, unknown>): FakeAnswer {
    const uses = (this.#answers.get(path) ?? 0) + 1;
    this.#answers.set(path, uses);
    if (this.areMessagesGone || uses > ANSWERS) return { status: 404, body: 'used_url' };
    if (response_type !== 'ephemeral' || replace_original !== false) return { status: 500, body: 'seen by everybody' };
    this.told.push(String(text));
    return { status: 200, body: 'ok' };
  }
}

/** What Slack has against a form; nothing when it takes it. Numbers: Slack, "Modal views". */
export function viewFault(view: View): string | undefined {
  const { type, callback_id = '', private_metadata = '', title, submit, close, blocks = [] } = view;
  if (type !== 'modal') return `unsupported type: ${type}`;
  if (callback_id.length > 255 || private_metadata.length > 3000) return 'callback_id or private_metadata too long';
  if (blocks.length < 1 || blocks.length > 100) return 'no more than 100 items allowed';
  return [
    ...[title, submit, close].map((text) => plainFault(text, 24, '/view')),
    ...blocks.map(({ type, label, element = {} }) =>
      type === 'input'
        ? (plainFault(label, 2000, '/label') ?? elementFault(element, '/element'))
        : `unsupported: ${type}`,
    ),
  ].find((found) => found !== undefined);
}
