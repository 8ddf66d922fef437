/** An error that travels to the caller as Slack would say it. */
export class SlackFault extends Error {
  constructor(
    readonly code: string,
    readonly status = 200,
    readonly more: object = {},
  ) {
    super(code);
  }
}

/** A form that lies open before a person. */
export interface OpenedView {
  readonly id: string;
  /** Who sees it. */
  readonly user: string;
  /** As Slack keeps it: what was sent, with `id` and `hash`. */
  readonly view: ViewPayload & { readonly id: string; readonly hash: string };
}

export interface ViewPayload {
  readonly type: string;
  readonly callback_id?: string;
  readonly private_metadata?: string;
  readonly title: { readonly text: string };
  readonly submit?: { readonly text: string };
  readonly blocks: readonly ViewBlock[];
}

export interface ViewBlock {
  readonly type: string;
  readonly block_id?: string;
  readonly label?: { readonly text: string };
  readonly optional?: boolean;
  readonly element?: ViewElement;
}

export interface ViewElement {
  readonly type: string;
  readonly action_id: string;
  readonly options?: readonly { readonly value: string; readonly text: { readonly text: string } }[];
}

/** Source: Slack's reference of views. */
const LONGEST_TITLE = 24;
const LONGEST_METADATA = 3000;
const MOST_BLOCKS = 100;

/** @throws SlackFault for what Slack would not open */
export function viewOf(given: unknown): ViewPayload {
  const view = (typeof given === 'string' ? parsed(given) : given) as Partial<ViewPayload> | undefined;
  const wrong = (what: string) =>
    new SlackFault('invalid_arguments', 200, { response_metadata: { messages: [`[ERROR] ${what}`] } });
  if (view?.type !== 'modal') throw wrong('view.type: must be modal');
  const { title, submit, blocks, private_metadata: metadata = '' } = view;
  for (const [name, label] of [
    ['title', title],
    ['submit', submit],
  ] as const)
    if ((label?.text?.length ?? 0) > LONGEST_TITLE)
      throw wrong(`view.${name}: must be at most ${LONGEST_TITLE} characters`);
  if (!title?.text) throw wrong('view.title: is missing');
  if (!Array.isArray(blocks) || blocks.length > MOST_BLOCKS) throw wrong(`view.blocks: must be at most ${MOST_BLOCKS}`);
  if (metadata.length > LONGEST_METADATA)
    throw wrong(`view.private_metadata: must be at most ${LONGEST_METADATA} characters`);
  if (blocks.some(({ type }) => type === 'input') && submit === undefined) throw wrong('view.submit: is missing');
  return view as ViewPayload;
}

/** Blocks without an id get one, as in Slack. */
export function openedView(view: ViewPayload, id: string, user: string): OpenedView {
  const blocks = view.blocks.map((block, index) => ({ block_id: `b${index}`, ...block }));
  return { id, user, view: { ...view, blocks, id, hash: `${id}.hash` } };
}

/** Body of a Web API call, as JSON or as a form. */
export function formOf(body: string, contentType = ''): Readonly<Record<string, unknown>> {
  if (!contentType.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(body));
  return (parsed(body) as Record<string, unknown> | undefined) ?? {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
