import type { Command } from '../../lib/model/contracts/command';
import type { Action } from '../../lib/model/wording/document';
import { plainText } from './slack-text';

/**
 * What people may do about an incident, as buttons under its message, and what a press of one says. A button carries nothing but the
 * incident's id (and for a cause the earlier incident that may have had the same): whether it may be done, and whether it still makes
 * sense, is decided when it is pressed.
 */

/** More than that in one row is a menu that nobody reads in a hurry. */
const SHOWN = 5;
/** Limits of Block Kit: label of a button, options of an overflow menu. */
export const LONGEST_LABEL = 75;
const OPTIONS = 5;

const PREFIX = 'incident:';
const MENU = `${PREFIX}menu`;

type Block = Record<string, unknown>;

/**
 * Asked before it happens, because it quiets an incident and no form follows that could be closed again. Block Kit takes 100 characters as
 * a title, 300 as a text and 30 on a button.
 */
const QUESTIONS: Partial<Record<Command['type'], Block>> = {
  mitigated: {
    title: plainText('Is it mitigated?'),
    text: plainText('Customers are served again, and reminders stop. If alarms go on firing, somebody is woken again.'),
    confirm: plainText('Yes, mitigated'),
    deny: plainText('Not yet'),
  },
};

/**
 * One block with the buttons; nothing where there is nothing to do. Five are shown, and those that ask before they happen; the next
 * five are in the menu beside them, in the same order, and what is still left is left out.
 */
export function buttons(actions: readonly Action[], incident: string): Block[] {
  if (actions.length === 0) return [];
  const shown = actions.filter((action, place) => place < SHOWN || QUESTIONS[action.command] !== undefined);
  const others = actions.filter((action) => !shown.includes(action)).slice(0, OPTIONS);
  const elements = [...shown.map((action) => button(action, incident)), ...menu(others, incident)];
  return [{ type: 'actions', block_id: 'incident', elements }];
}

function button(action: Action, incident: string): Block {
  const question = QUESTIONS[action.command];
  return {
    type: 'button',
    action_id: `${PREFIX}${action.command}`,
    text: plainText(action.label, LONGEST_LABEL),
    value: valueFor(action, incident),
    ...(action.primary ? { style: 'primary' } : {}),
    ...(question === undefined ? {} : { confirm: question }),
  };
}

function menu(actions: readonly Action[], incident: string): Block[] {
  if (actions.length === 0) return [];
  const options = actions.map((action) => ({
    text: plainText(action.label, LONGEST_LABEL),
    value: `${action.command}|${valueFor(action, incident)}`,
  }));
  return [{ type: 'overflow', action_id: MENU, options }];
}

function valueFor({ earlier }: Action, incident: string): string {
  return earlier === undefined ? incident : `${incident}|${earlier}`;
}

/** What was pressed. `command` is the name of a type of command, not yet checked to be one. */
export interface Pressed {
  readonly command: string;
  readonly incident: string;
  readonly earlier?: string;
}

/** Nothing when the button is none of ours. */
export function pressed(actionId: string, value: string): Pressed | undefined {
  if (!actionId.startsWith(PREFIX)) return undefined;
  const parts = actionId === MENU ? value.split('|') : [actionId.slice(PREFIX.length), ...value.split('|')];
  const [command = '', incident = '', earlier] = parts;
  return { command, incident, ...(earlier === undefined ? {} : { earlier }) };
}
