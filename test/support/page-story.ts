import { resolve } from 'node:path';
import { slackMessage, slackNote } from '../../lambda/targets/slack-blocks';
import type { Assembly } from '../../lib/assembly';
import type { StoryPage } from '../../lib/local/page';
import { type LoadedStory, loadStory } from '../../lib/local/story/histories';
import { StoryReplay, type Told } from '../../lib/local/story/replay';
import type { NeutralDocument } from '../../lib/model/wording/document';
import { documentMarkdown, noteMarkdown } from '../../lib/render/markdown';

const STORY = resolve(__dirname, '../../examples/echarpe/stories/match.json');
/** 21:20 in Paris, ten minutes before requests begin to fail. */
export const BEFORE_THE_FAULT = Date.parse('2026-11-14T20:20:00Z');
export const IN_THE_INCIDENT = Date.parse('2026-11-14T20:50:00Z');
/** Where support hears of it: channel and message. A conversation there is up to the test. */
const SUPPORT = 'C9:1.000001';

/** The match evening at a page, with recordings and alarms as they are but without any process: what is told is up to the test. */
export class PageStory {
  readonly loaded: LoadedStory = loadStory(STORY);
  readonly replay: StoryReplay;
  readonly #watching: ReturnType<StoryPage['begin']>;
  #now: number;

  constructor(assembly: Assembly, page: StoryPage) {
    this.#watching = page.begin();
    const { signal, ...watching } = this.#watching;
    this.replay = new StoryReplay({ assembly, loaded: this.loaded, signal, ...watching });
    page.up(this.loaded, this.replay);
    this.#now = this.loaded.eveningStartMinute * 60_000;
    // A first evaluation, so that alarms know what was before the evening.
    this.replay.cloudwatch.evaluate(this.#now);
  }

  get again(): AbortSignal {
    return this.#watching.signal;
  }

  playTo(time: number): void {
    while (this.#now < time) {
      this.#now += 60_000;
      this.replay.cloudwatch.evaluate(this.#now);
      this.#watching.onMinute(this.#now);
    }
  }

  happens(text: string): void {
    this.#watching.onEntry({ at: this.#now, kind: 'shop', text });
  }

  /** An incident, with what our targets would write about a document and a note. */
  tell(document: NeutralDocument, note: string, others: Partial<Told> = {}): void {
    const ts = `${this.#now / 1000}.000001`;
    const at = new Date(this.#now).toISOString();
    const url = 'https://github.example/echarpe/ops/issues/1';
    const reply = { ts, ...slackNote({ paragraphs: [note] }) };
    const target = { audience: 'engineers', state: 'confirmed', revision: 1, edits: 0, notes: 1 } as const;
    this.#watching.onTold({
      incidents: [
        {
          id: 'inc-1',
          group: { service: 'shop' },
          status: document.status,
          members: ['place-order', 'text-preview'],
          severity: 'sev2',
          priority: 'P2',
          sources: ['alarm'],
          openedBy: { slo: 'place-order', alarm: 'fast', urgency: 'page' },
          state: document.status,
          deeds: [{ at, by: 'Dana', did: 'acknowledged' }],
          acknowledgedAt: at,
          related: [],
          reports: [],
          detectedBy: 'alarm',
          budgetUsed: {},
          pages: 1,
          openedAt: at,
          targets: [
            { ...target, name: 'incidents', kind: 'slack', ref: `C1:${ts}`, id: `C1:${ts}` },
            { ...target, name: 'support', kind: 'slack', audience: 'support', ref: SUPPORT, id: SUPPORT },
            { ...target, name: 'tickets', kind: 'github', ref: url, id: '1' },
          ],
        },
      ],
      conversations: [
        ...(others.conversations ?? []),
        { channel: 'C1', ts, ...slackMessage(document, 'inc-1'), edited: true, replies: [reply.text], thread: [reply] },
      ],
      tickets: [
        {
          target: 'tickets',
          system: 'GitHub',
          isMarkdown: true,
          isClosed: false,
          id: '1',
          name: '#1',
          title: document.title,
          state: 'open',
          url,
          body: documentMarkdown(document),
          labels: ['sev2'],
          createdAt: at,
          comments: [noteMarkdown({ paragraphs: [note] })],
          commentedAt: [at],
        },
        ...(others.tickets ?? []),
      ],
    });
  }
}

/** Words that want to be more than words, wherever they are shown. */
export const HOSTILE = [
  '<img src=x onerror="globalThis.hurt=1">',
  '<script>globalThis.hurt=2</script>',
  '[click](javascript:globalThis.hurt=3)',
  '<javascript:globalThis.hurt=4|click>',
  '</script><svg onload=globalThis.hurt=5>',
  '\n\nevent: snapshot\ndata: {"phase":"over"}\n\n',
].join(' ');

export function documentOf(words: string): NeutralDocument {
  return {
    title: words,
    status: 'open',
    severity: 'sev2',
    paragraphs: [words],
    facts: [{ label: 'Impact', value: words }],
    steps: [words],
    links: [{ label: words, url: 'https://runbooks.example/shop' }],
    footer: words,
    actions: [
      { command: 'acknowledge', label: words, primary: true },
      { command: 'mitigated', label: 'Mitigated' },
    ],
  };
}
