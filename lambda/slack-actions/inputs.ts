import { plainText } from '../targets/slack-text';
import type { Answers } from './payload';

/** Questions of a form, and how their answers are read. Limits: Slack, "Block Kit reference". */

/** Slack lets nobody type more into one field. */
export const LONGEST_TEXT = 3000;
const LABEL = 2000;
const HINT = 2000;
const OPTION = 75;

/** Every block asks one thing. */
const ELEMENT = 'answer';

/** A part of what Slack shows. */
export type Block = Record<string, unknown>;

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** @param lines whether more than one line is expected */
export function textInput(block: string, label: string, hint: string, lines: 'one' | 'many', optional = false): Block {
  const element = { type: 'plain_text_input', multiline: lines === 'many', max_length: LONGEST_TEXT };
  return input(block, label, element, { hint: plainText(hint, HINT), optional });
}

export function choice(block: string, label: string, options: readonly Option[]): Block {
  return input(block, label, { type: 'static_select', options: options.map(option) });
}

/** One box to tick, or not. */
export function tick(block: string, label: string, yes: string): Block {
  const element = { type: 'checkboxes', options: [option({ value: 'yes', label: yes })] };
  return input(block, label, element, { optional: true });
}

function input(block: string, label: string, element: Block, more: Block = {}): Block {
  const asked = { ...element, action_id: ELEMENT };
  return { type: 'input', block_id: block, label: plainText(label, LABEL), element: asked, ...more };
}

function option({ value, label }: Option): Block {
  return { text: plainText(label, OPTION), value };
}

/** What somebody wrote, without the blanks around it; empty when nothing. */
export function written(answers: Answers, block: string): string {
  return answers[block]?.[ELEMENT]?.value?.trim() ?? '';
}

export function chosen(answers: Answers, block: string): string | undefined {
  return answers[block]?.[ELEMENT]?.selected_option?.value;
}

export function isTicked(answers: Answers, block: string): boolean {
  return (answers[block]?.[ELEMENT]?.selected_options ?? []).length > 0;
}
