import { slackMessage, slackNote } from '../../lambda/targets/slack-blocks';
import { type Audience, audiences } from '../../lib/model/contracts/target-config';
import { fold, type IncidentState } from '../../lib/model/incident';
import { composeDocument, composeNote } from '../../lib/model/wording';
import { documentMarkdown } from '../../lib/render/markdown';
import { CHAPTERS, type Chapter, type Scene } from './scenes';
import { slackText } from './slack-text';

export const INCIDENT = 'inc-4f1c2ab09d3e';
export const REGION = 'eu-west-3';

/** Pages of the gallery by file name: every scene as each audience reads it. */
export function galleryPages(): Record<string, string> {
  const pages = CHAPTERS.map((chapter) => [`${chapter.name}.md`, pageOf(chapter)] as const);
  return Object.fromEntries([['README.md', index()], ...pages]);
}

export function stateOf({ events }: Scene): IncidentState {
  return fold(events.map((event, place) => ({ n: place + 1, event })))!;
}

const MADE =
  'Made by `npm run gallery` from the code that writes the messages; a test compares it. Change the code, not this page.';

function index(): string {
  const chapters = CHAPTERS.map(({ name, title, scenes }) => {
    const rows = scenes.map(({ title: scene, about }) => `| [${scene}](${name}.md#${anchor(scene)}) | ${about} |`);
    return [`## [${title}](${name}.md)`, '', '| Message | What it shows |', '| --- | --- |', ...rows].join('\n');
  });
  return `${['# Messages', GUIDE, MADE, ...chapters].join('\n\n')}\n`;
}

const GUIDE =
  'What is said to whom, in every state of an incident. Engineers get what they need to act; support gets plain words and what to tell customers; the team channel gets a few lines. Beside what Slack shows stands, for engineers, what a GitHub issue shows.';

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function pageOf({ title, scenes }: Chapter): string {
  return `${[`# ${title}`, `Back to [all messages](README.md). ${MADE}`, ...scenes.map(sceneOf)].join('\n\n')}\n`;
}

function sceneOf(scene: Scene): string {
  const state = stateOf(scene);
  return [`## ${scene.title}`, scene.about, ...audiences.flatMap((audience) => seenBy(state, audience))].join('\n\n');
}

const READERS: Readonly<Record<Audience, string>> = {
  engineers: 'Engineers',
  support: 'Support',
  team: 'The team channel',
};

function seenBy(state: IncidentState, audience: Audience): string[] {
  const document = composeDocument(INCIDENT, state, audience, [], REGION);
  const message = slackText(slackMessage(document, INCIDENT));
  const last = state.milestones.filter(({ n }) => n === state.milestones.at(-1)?.n);
  const note = slackText(slackNote(composeNote(state, last, audience)));
  const issue =
    audience === 'engineers' ? [`**${READERS[audience]}, on GitHub**`, quoted(documentMarkdown(document))] : [];
  return [`**${READERS[audience]}, in Slack**`, fenced(`${message}\n\n--- in the thread ---\n${note}`), ...issue];
}

/** Longer than any fence that a text may hold. */
function fenced(text: string): string {
  return `\`\`\`\`\`text\n${text}\n\`\`\`\`\``;
}

function quoted(markdown: string): string {
  return markdown
    .split('\n')
    .map((text) => (text === '' ? '>' : `> ${text}`))
    .join('\n');
}
