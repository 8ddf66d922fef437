import * as v from 'valibot';
import { incidentKey, parseWriteMarker } from '../../lib/model/names';
import type { NeutralDocument } from '../../lib/model/wording/document';
import { fitted, line } from '../../lib/render/text';
import { documentAdf } from './adf';
import type { JiraSettings } from './jira-settings';
import { stateOf, status, transition } from './jira-workflow';
import type { Fields, Write } from './target';

/** Whether emoji count once or twice is not said. */
const LONGEST_TITLE = 255;
/** Property that holds the marker of an issue or a comment: no screen shows it, and no text can forge it. */
export const PROPERTY = 'slo.incident';

const text = v.string();
/** An issue as a search tells of it. */
export const candidate = v.object({ id: text, properties: v.optional(v.record(text, v.unknown()), {}) });
/** An issue as it is shown to who asks for `ASKED`. */
export const issue = v.object({
  ...candidate.entries,
  key: text,
  fields: v.object({ summary: text, priority: v.nullish(v.object({ name: text })), status }),
  transitions: v.array(transition),
});
export type Issue = v.InferOutput<typeof issue>;
export const ASKED = `properties=${PROPERTY}&expand=transitions&fields=summary,priority,status`;

/** The property as both take it. */
export function marked(marker: string, ...others: readonly object[]): object {
  return { properties: [{ key: PROPERTY, value: { marker } }, ...others] };
}

/** Nothing for what is not ours. */
export function markerIn(value: unknown): string {
  const { marker } = (value ?? {}) as { marker?: unknown };
  return typeof marker === 'string' ? marker : '';
}

export function revisionOf({ properties }: Issue): number {
  return parseWriteMarker(markerIn(properties[PROPERTY]))?.to ?? 0;
}

type Shown = Fields & { readonly title: string; readonly state: 'open' | 'closed' };

/** What people edit, too, as it stands there. */
export function fieldsFound({ fields: { summary, priority, status } }: Issue): Shown {
  return { title: summary, state: stateOf(status), ...(priority && { priority: priority.name }) };
}

/** The same as a look-up shows it after our write. */
export function fieldsWanted({ title, status, priority }: NeutralDocument, { priorities }: JiraSettings): Shown {
  const name = priority && priorities[priority];
  return {
    title: fitted(line(title).trim(), LONGEST_TITLE) || '-',
    state: status === 'resolved' ? 'closed' : 'open',
    ...(name && { priority: name }),
  };
}

/** As Jira takes them; the state is moved, not written. */
export function writtenFields({ title, priority }: Fields): object {
  return { ...(title && { summary: title }), ...(priority && { priority: { name: priority } }) };
}

/** Labels and the component are given once: afterwards they are the people's. */
export function newFields(document: NeutralDocument, { incident }: Write, settings: JiraSettings): object {
  const { fields, components } = settings;
  const { service = '', slos = [] } = document.about ?? {};
  return {
    ...(fields as object),
    description: documentAdf(document),
    labels: [incidentKey(incident), ...slos.map(({ name }) => `slo:${name}`)],
    ...(Object.hasOwn(components, service) && { components: [{ name: components[service] }] }),
    ...writtenFields(fieldsWanted(document, settings)),
  };
}
