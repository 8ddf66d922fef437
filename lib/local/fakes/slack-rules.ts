import { actionsFault, type Element, textsIn } from './slack-element-rules';

/** Source of the numbers: targets' reference documentation of Block Kit; all texts together: slackapi/bolt-js#2867. */
const ALL_TEXTS = 9597;

interface Text {
  readonly type?: string;
  readonly text?: string;
}

interface Block {
  readonly type?: string;
  readonly text?: Text;
  readonly fields?: readonly Text[];
  readonly elements?: readonly Element[];
  readonly alt_text?: string;
  readonly slack_file?: { readonly id?: string };
}

/** The small print is made of texts, a row of buttons of elements that have texts. */
function isText(element: Element): element is Element & Text {
  return typeof element.text === 'string';
}

/** Texts of a block; those on buttons count like others. */
function textsOf({ text, fields = [], elements = [] }: Block): (Text | undefined)[] {
  const labels = elements.flatMap((element) => (isText(element) ? [element] : textsIn(element)));
  return [text, ...fields, ...labels];
}

/** What Slack has against these blocks; nothing when it takes them. */
export function blocksFault(
  blocks: readonly Block[],
  isFile: (id: string) => boolean = () => false,
): string | undefined {
  if (blocks.length === 0 || blocks.length > 50) return 'no more than 50 items allowed [json-pointer:/blocks]';
  const fault = blocks
    .map((block, index) => (block.type === 'image' ? imageFault(block, index, isFile) : blockFault(block, index)))
    .find((found) => found !== undefined);
  if (fault !== undefined) return fault;
  const all = blocks.flatMap(textsOf);
  const length = all.reduce((sum, text) => sum + (text?.text?.length ?? 0), 0);
  return length > ALL_TEXTS ? 'msg_blocks_too_long' : undefined;
}

function blockFault({ type, text, fields, elements }: Block, index: number): string | undefined {
  const where = `[json-pointer:/blocks/${index}]`;
  switch (type) {
    case 'header':
      return text?.type === 'plain_text' ? textFault(text, 150, where) : `unsupported type: ${text?.type} ${where}`;
    case 'section':
      if (text === undefined && fields === undefined) return `missing required field: text or fields ${where}`;
      if (fields !== undefined && (fields.length < 1 || fields.length > 10))
        return `no more than 10 items allowed ${where}`;
      return [
        text === undefined ? undefined : textFault(text, 3000, where),
        ...(fields ?? []).map((field) => textFault(field, 2000, where)),
      ].find((found) => found !== undefined);
    case 'context':
      if (elements === undefined || elements.length < 1 || elements.length > 10)
        return `no more than 10 items allowed ${where}`;
      return elements
        .map((element) => textFault(isText(element) ? element : {}, 2000, where))
        .find((found) => found !== undefined);
    case 'actions':
      return actionsFault(elements ?? [], where);
    default:
      return `unsupported type: ${type} ${where}`;
  }
}

function imageFault({ alt_text = '', slack_file }: Block, index: number, isFile: (id: string) => boolean) {
  const where = `[json-pointer:/blocks/${index}`;
  if (alt_text === '' || alt_text.length > 2000) return `must be between 1 and 2000 characters ${where}/alt_text]`;
  return isFile(slack_file?.id ?? '') ? undefined : `invalid slack file ${where}/slack_file]`;
}

export function textFault({ type, text = '' }: Text, most: number, where: string): string | undefined {
  if (type !== 'plain_text' && type !== 'mrkdwn') return `unsupported type: ${type} ${where}`;
  if (text === '') return `must be more than 0 characters ${where}`;
  return text.length > most ? `must be less than ${most + 1} characters ${where}` : undefined;
}

/** The texts of a message that readers see, and what its markup makes of them: mentions and links. */
export function shownText(blocks: readonly Block[]): string {
  return blocks
    .flatMap(textsOf)
    .map((text) => (text?.type === 'mrkdwn' ? withMeaning(text.text ?? '') : (text?.text ?? '')))
    .concat(blocks.flatMap(({ alt_text }) => (alt_text === undefined ? [] : [`[PICTURE ${alt_text}]`])))
    .join('\n');
}

function withMeaning(text: string): string {
  return text
    .replace(/<([!@#][^>]*)>/g, '[MENTION $1]')
    .replace(/<((?:https?|mailto):[^>|]*)(?:\|([^>]*))?>/g, '[LINK $1]')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
