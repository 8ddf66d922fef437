import type { Command } from '../../lib/model/contracts/command';
import { plainText } from '../targets/slack-text';
import type { Faults, JargonCheck } from './faults';
import type { Block } from './inputs';
import { type About, type Answers, FORM_PREFIX } from './payload';
import { type Form, QUESTIONS } from './questions';

/** Titles and buttons of a form. Source: Slack, "Modal views". */
const LONGEST_TITLE = 24;

const FORMS: ReadonlyMap<string, Form> = new Map(Object.entries(QUESTIONS));

/** The form that a command asks for, as Slack opens it; nothing when a press is enough. */
export function formOf(command: string, about: About): Block | undefined {
  const form = FORMS.get(command);
  if (form === undefined) return undefined;
  return {
    type: 'modal',
    callback_id: `${FORM_PREFIX}${command}`,
    private_metadata: JSON.stringify(about),
    title: plainText(form.title, LONGEST_TITLE),
    submit: plainText(form.submit, LONGEST_TITLE),
    close: plainText('Cancel', LONGEST_TITLE),
    blocks: form.blocks(about),
  };
}

/** The command that somebody filled in, or what is wrong with it; nothing for a form that this code does not know. */
export function filledIn(
  command: string,
  answers: Answers,
  about: About,
  jargon: JargonCheck,
): { readonly command: Command } | { readonly faults: Faults } | undefined {
  const form = FORMS.get(command);
  if (form === undefined) return undefined;
  const faults = form.faults(answers, jargon);
  return Object.keys(faults).length === 0 ? { command: form.command(answers, about) } : { faults };
}
