import type { SlackEdge, SlackUser } from './slack-edge';
import type { OpenedView, ViewElement } from './slack-view';

const TEAM = { id: 'T000000001', domain: 'local' };
const APP = 'A000000001';

/** A click on a button of a message. */
export interface Press {
  /** Name of the message. */
  readonly ts: string;
  /** What is pressed: `acknowledge`. With a value, the `action_id` of a button that is not there any more. */
  readonly action: string;
  /** What the button carries. @default - what it carries in the message, which must have it */
  readonly value?: string;
  readonly user: SlackUser;
}

/** What a person finds in a channel. */
export interface Seen {
  readonly ts: string;
  readonly channel: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/** What Slack sends when somebody presses a button. @throws Error for a button that the message does not have */
export function pressPayload(edge: SlackEdge, seen: Seen, { action, value, user }: Press, now: number): object {
  const { channel, ts, text, blocks } = seen;
  const found = pressables(blocks);
  const button = found.find(({ name }) => name === action)?.pressed;
  if (button === undefined && value === undefined) {
    const shown = found.map(({ name }) => name).join(', ');
    throw new Error(`message ${ts}: button: got "${action}", allowed are ${shown || 'none: it has no buttons'}`);
  }
  const issued = edge.issue(user);
  return {
    type: 'block_actions',
    api_app_id: APP,
    team: TEAM,
    user: { id: user.id, username: user.name, name: user.name, team_id: TEAM.id },
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: channel },
    message: { type: 'message', ts, text, blocks },
    state: { values: {} },
    ...issued,
    actions: [
      {
        type: 'button',
        action_id: action,
        ...button,
        ...(value === undefined ? {} : { value }),
        action_ts: `${Math.floor(now / 1000)}.${issued.trigger_id.split('.')[0]!.padStart(6, '0')}`,
      },
    ],
  };
}

/** What can be pressed under a message. */
export function buttonsOf(blocks: readonly unknown[]): string[] {
  return pressables(blocks).map(({ name }) => name);
}

/**
 * What Slack sends when somebody submits a form.
 *
 * @param values by block: a text, or the value of what was chosen, several where several may be chosen
 * @throws Error for a block that the form does not have
 */
export function submitPayload(
  { view }: OpenedView,
  values: Readonly<Record<string, string | readonly string[]>>,
  user: SlackUser,
): object {
  const inputs = view.blocks.flatMap(({ block_id: id = '', element }) => (element ? [{ id, element }] : []));
  const unknown = Object.keys(values).find((name) => !inputs.some(({ id }) => id === name));
  if (unknown !== undefined)
    throw new Error(`form: block: got "${unknown}", allowed are ${inputs.map(({ id }) => id).join(', ') || 'none'}`);
  const state = Object.fromEntries(
    inputs.map(({ id, element }) => [id, { [element.action_id]: filled(element, values[id]) }]),
  );
  return {
    type: 'view_submission',
    api_app_id: APP,
    team: TEAM,
    user: { id: user.id, username: user.name, name: user.name, team_id: TEAM.id },
    view: { ...view, team_id: TEAM.id, state: { values: state } },
  };
}

function filled({ type, options = [] }: ViewElement, given: string | readonly string[] | undefined): object {
  const chosen = [given ?? []].flat().map((value) => {
    const option = options.find((candidate) => candidate.value === value);
    return option ?? { value, text: { type: 'plain_text', text: value } };
  });
  if (type === 'checkboxes' || type.startsWith('multi_')) return { type, selected_options: chosen };
  if (type === 'static_select' || type === 'radio_buttons') return { type, selected_option: chosen[0] ?? null };
  return { type, value: given ?? null };
}

interface Element {
  readonly type: string;
  readonly action_id?: string;
  readonly value?: string;
  readonly options?: readonly { readonly value: string }[];
}

interface Pressable {
  readonly name: string;
  readonly pressed: object;
}

/**
 * What can be pressed under a message: buttons by what stands behind the last colon of their id, entries of a menu by the first part of
 * their value.
 */
function pressables(blocks: readonly unknown[]): Pressable[] {
  return (blocks as { type: string; block_id?: string; elements?: Element[] }[])
    .filter(({ type }) => type === 'actions')
    .flatMap(({ block_id, elements = [] }) =>
      elements.flatMap(({ type, action_id: id = '', value, options = [] }): Pressable[] => {
        const common = { type, block_id, action_id: id };
        return type === 'overflow'
          ? options.map((option) => ({
              name: option.value.split('|')[0]!,
              pressed: { ...common, selected_option: option },
            }))
          : [{ name: id.split(':').at(-1)!, pressed: { ...common, value } }];
      }),
    );
}
