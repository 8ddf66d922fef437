/** What Slack takes as interactive elements. Numbers: Slack's Block Kit reference, "Block elements" and "Composition objects". */

interface Text {
  readonly type?: string;
  readonly text?: string;
}

interface Option {
  readonly text?: Text;
  readonly value?: string;
}

export interface Element {
  readonly type?: string;
  readonly text?: unknown;
  readonly action_id?: string;
  readonly value?: string;
  readonly style?: string;
  readonly options?: readonly Option[];
  readonly max_length?: number;
  readonly confirm?: {
    readonly title?: Text;
    readonly text?: Text;
    readonly confirm?: Text;
    readonly deny?: Text;
  };
}

/** Labels that a reader sees. */
export function textsIn({ text, options = [] }: Element): Text[] {
  const label = typeof text === 'object' && text !== null ? [text as Text] : [];
  return [...label, ...options.flatMap((option) => option.text ?? [])];
}

export function actionsFault(elements: readonly Element[], where: string): string | undefined {
  if (elements.length < 1 || elements.length > 25) return `no more than 25 items allowed ${where}`;
  const ids = elements.map(({ action_id }) => action_id);
  if (new Set(ids).size < ids.length) return `action_id already exists ${where}`;
  return elements.map((element) => elementFault(element, where)).find((found) => found !== undefined);
}

/** Of one element, in a message or in a form. */
export function elementFault(element: Element, where: string): string | undefined {
  const { type, action_id = '', value = '', style, options = [], max_length = 3000, confirm } = element;
  if (action_id.length < 1 || action_id.length > 255) return `must be less than 256 characters ${where}/action_id`;
  const label = textsIn(element)
    .map((text) => plainFault(text, 75, where))
    .find((found) => found !== undefined);
  if (label !== undefined) return label;
  const question =
    confirm &&
    [
      plainFault(confirm.title, 100, where),
      plainFault(confirm.text, 300, where),
      plainFault(confirm.confirm, 30, where),
      plainFault(confirm.deny, 30, where),
    ].find((found) => found !== undefined);
  if (question !== undefined) return question;
  switch (type) {
    case 'button':
      if (value.length > 2000) return `must be less than 2001 characters ${where}/value`;
      return style === undefined || ['primary', 'danger'].includes(style) ? undefined : `invalid style ${where}`;
    case 'overflow':
      return optionsFault(options, 5, where);
    case 'checkboxes':
      return optionsFault(options, 10, where);
    case 'static_select':
      return optionsFault(options, 100, where);
    case 'plain_text_input':
      return max_length < 1 || max_length > 3000 ? `must be less than 3001 ${where}/max_length` : undefined;
    default:
      return `unsupported type: ${type} ${where}`;
  }
}

/** Plain text and never empty. */
export function plainFault(text: Text | undefined, most: number, where: string): string | undefined {
  if (text?.type !== 'plain_text') return `unsupported type: ${text?.type} ${where}`;
  const { length } = text.text ?? '';
  return length < 1 || length > most ? `must be less than ${most + 1} characters ${where}` : undefined;
}

function optionsFault(options: readonly Option[], most: number, where: string): string | undefined {
  if (options.length < 1 || options.length > most) return `no more than ${most} items allowed ${where}/options`;
  const isLong = options.some(({ value = '' }) => value.length < 1 || value.length > 150);
  return isLong ? `must be less than 151 characters ${where}/options` : undefined;
}
