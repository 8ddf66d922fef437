import { github } from '../../lambda/callbacks/github';
import { jira } from '../../lambda/callbacks/jira';
import type { CallbackKind } from '../../lambda/callbacks/kind';
import { pagerduty } from '../../lambda/callbacks/pagerduty';
import { zendesk } from '../../lambda/callbacks/zendesk';
import { LONGEST_SHARED, parseCallback } from '../../lib/model/contracts/callback';
import { type Deed, VENDORS } from './vendors';

/** What counts of what the vendors tell, and what does not. Bodies as the vendors document them, shortened. */
const AT = Date.parse('2026-11-22T09:35:00Z');
const INCIDENT = 'inc-0123456789ab';
const about = { incident: INCIDENT, at: AT };
type Json = Record<string, unknown>;

function heard(kind: CallbackKind, body: unknown, change: { settings?: Record<string, string> } = {}) {
  const headers = { 'x-zendesk-webhook-signature-timestamp': '2026-11-22T09:35:00Z' };
  return kind.read(body, {
    settings: { repository: 'acme/ops' },
    request: { headers, body: Buffer.alloc(0) },
    ...change,
  });
}

/** With one part of the body replaced: `issue.labels`. */
function changed(body: Json, path: string, value: unknown): Json {
  const [first = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : changed((body[first] ?? {}) as Json, rest.join('.'), value);
  return { ...body, [first]: inner };
}

describe('of GitHub', () => {
  const body = (deed: Deed, change: object = {}) => VENDORS.github.body(deed, { ...about, ...change });

  it("the documentation's own example counts", () => {
    const issue = {
      number: 17,
      state: 'closed',
      labels: [{ name: `slo-${INCIDENT}` }],
      updated_at: '2026-11-22T09:35:00Z',
    };
    const sender = { login: 'sam', type: 'User' };
    const sent = { action: 'closed', issue, repository: { full_name: 'acme/ops' }, sender };
    expect(heard(github, sent)).toEqual({
      at: AT,
      object: '17',
      incident: INCIDENT,
      by: 'sam',
      says: { type: 'closed' },
    });
  });

  it('an issue without our label counts by the marker at its end, because labels may have been dropped', () => {
    const marked = (text: string) => changed(changed(body('closed'), 'issue.labels', []), 'issue.body', text);
    expect(heard(github, marked(`Words\n\n<!-- slo:${INCIDENT}:r1-3 -->`))?.incident).toBe(INCIDENT);
    expect(heard(github, marked(`<!-- slo:${INCIDENT}:r1-3 --> quoted`))).toBeUndefined();
  });

  it.each<[string, Json]>([
    ['another repository of the same owner', changed(body('closed'), 'repository.full_name', 'acme/site')],
    ['an issue that is not ours', changed(body('closed'), 'issue.labels', [{ name: 'bug' }])],
    ['a pull request', changed(body('closed'), 'issue.pull_request', {})],
    ['a bot', changed(body('closed'), 'sender.type', 'Bot')],
    ['an assignment to a bot: nobody is on it', changed(body('acknowledged'), 'assignee.type', 'Bot')],
    ['an assignment that was taken back', changed(body('acknowledged'), 'action', 'unassigned')],
    ['a reopening', changed(body('closed'), 'action', 'reopened')],
    ['a comment that is not shared', body('shared', { text: 'Looking' })],
    ['a comment that only speaks of sharing', body('shared', { text: 'Use /share for that' })],
    ['a command that begins alike', body('shared', { text: '/shared secrets' })],
    ['a comment that shares nothing', body('shared', { text: '/share   ' })],
    ['a comment that was edited', changed(body('shared'), 'action', 'edited')],
    ['a stranger in a public repository', changed(body('shared'), 'comment.author_association', 'NONE')],
    ['a contributor, who is none of the team', changed(body('shared'), 'comment.author_association', 'CONTRIBUTOR')],
    ['a time that is none', changed(body('closed'), 'issue.updated_at', 'yesterday')],
    ['a ping', { zen: 'Keep it logically awesome.', hook_id: 1 }],
  ])('nothing counts of %s', (_, sent) => {
    expect(heard(github, sent)).toBeUndefined();
  });
});

describe('of Jira', () => {
  const body = (deed: Deed, change: object = {}) => VENDORS.jira.body(deed, { ...about, ...change });
  const items = (...changes: readonly object[]) => changed(body('acknowledged'), 'changelog.items', changes);

  it('an assignment counts, and who did it, not whom it met', () => {
    const sent = items({ field: 'assignee', from: null, to: '5b11', toString: 'Kim' });
    expect(heard(jira, sent)).toMatchObject({ by: 'Sam', says: { type: 'acknowledged' } });
  });

  it('a comment counts although it does not say of which incident it is', () => {
    const said = heard(jira, body('shared'));
    expect(said).toMatchObject({ object: '10042', says: { type: 'shared', text: 'Please wait' } });
    expect(said).not.toHaveProperty('incident');
  });

  it('a comment counts as a document, too, each block on its line', () => {
    const text = (words: string) => ({ type: 'text', text: words });
    const paragraph = (...content: readonly object[]) => ({ type: 'paragraph', content });
    const content = [
      paragraph(text('/share Please '), { ...text('wait'), marks: [{ type: 'strong' }] }),
      paragraph(text('🧣')),
    ];
    const document = { type: 'doc', version: 1, content };
    const said = heard(jira, changed(body('shared'), 'comment.body', document));
    expect(said?.says).toEqual({ type: 'shared', text: 'Please wait\n🧣' });
  });

  it('a document without an end does not keep us for ever', () => {
    const deep = JSON.parse(`${'{"type":"doc","content":['.repeat(50_000)}${']}'.repeat(50_000)}`) as object;
    const wide = { type: 'doc', content: Array(100_000).fill({ type: 'text', text: '/share x' }) };
    for (const document of [deep, wide]) heard(jira, changed(body('shared'), 'comment.body', document));
    expect(heard(jira, changed(body('shared'), 'comment.body', deep))).toBeUndefined();
  });

  it('the category counts and not the name of a status, which every team chooses', () => {
    expect(heard(jira, changed(body('closed'), 'issue.fields.status.name', 'Erledigt'))?.says.type).toBe('closed');
  });

  it.each<[string, Json]>([
    ['an issue that is not ours', changed(body('closed'), 'issue.fields.labels', ['ops'])],
    ['an app', changed(body('closed'), 'user.accountType', 'app')],
    ['a customer of a service project', changed(body('shared'), 'comment.author.accountType', 'customer')],
    ['nobody', changed(body('closed'), 'user', undefined)],
    ['another field', items({ field: 'priority', from: '1', to: '2' })],
    ['an assignment that was taken back', items({ field: 'assignee', from: '5b11', to: null })],
    [
      'a reopening, which we bring about, too',
      items({ field: 'status', from: '5', to: '3' }, { field: 'resolution', from: '10000', to: null }),
    ],
    ['a comment that is not shared', body('shared', { text: 'Looking' })],
    ['a comment that was edited', changed(body('shared'), 'webhookEvent', 'comment_updated')],
    ['an issue that was created', changed(body('closed'), 'webhookEvent', 'jira:issue_created')],
  ])('nothing counts of %s', (_, sent) => {
    expect(heard(jira, sent)).toBeUndefined();
  });
});

describe('of PagerDuty', () => {
  const body = (deed: Deed, change: object = {}) => VENDORS.pagerduty.body(deed, { ...about, ...change });

  it.each<[string, Json]>([
    ['what our own events do there', changed(body('closed'), 'event.agent.type', 'service_reference')],
    ['an integration', changed(body('closed'), 'event.agent.type', 'integration_reference')],
    ['nobody: it resolved itself', changed(body('closed'), 'event.agent', null)],
    ['an incident of somebody else', changed(body('closed'), 'event.data.incident_key', 'disk-full')],
    ['an incident without a key', changed(body('closed'), 'event.data.incident_key', null)],
    ['a note, which does not say of which incident it is', annotated()],
    ['an acknowledgement that ran out', changed(body('acknowledged'), 'event.event_type', 'incident.unacknowledged')],
    ['a ping', { event: { event_type: 'pagey.ping', occurred_at: '2026-11-22T09:35:00Z', data: { message: 'Hi' } } }],
  ])('nothing counts of %s', (_, sent) => {
    expect(heard(pagerduty, sent)).toBeUndefined();
  });

  function annotated(): Json {
    const data = { id: 'PN', content: '/share Please wait', incident: { id: 'Q2AB', type: 'incident_reference' } };
    return changed(changed(body('acknowledged'), 'event.event_type', 'incident.annotated'), 'event.data', data);
  }
});

describe('of Zendesk', () => {
  const body = (deed: Deed, change: object = {}) => VENDORS.zendesk.body(deed, { ...about, ...change });
  const status = (current: string, previous: string) => changed(body('closed'), 'event', { current, previous });
  const trigger = (change: object = {}) => ({
    ticket_id: '3101',
    status: 'Solved',
    external_id: `slo-${INCIDENT}`,
    tags: 'slo',
    ...change,
  });

  it.each([
    ['NEW', 'OPEN'],
    ['NEW', 'HOLD'],
    ['OPEN', 'PENDING'],
    ['OPEN', 'HOLD'],
  ])('a ticket that was %s and is %s now was taken by somebody', (previous, current) => {
    expect(heard(zendesk, status(current, previous))?.says.type).toBe('acknowledged');
  });

  it('an assignment counts', () => {
    const assigned = changed(body('closed'), 'type', 'zen:event-type:ticket.agent_assignment_changed');
    expect(heard(zendesk, changed(assigned, 'event', { current: '7', previous: null }))).toMatchObject({
      by: 'An agent',
      says: { type: 'acknowledged' },
    });
  });

  it('the body that is pasted into a trigger tells of the end alone, at the time of the signature', () => {
    const end = { object: '3101', incident: INCIDENT, at: AT, says: { type: 'closed' }, by: 'An agent' };
    expect(heard(zendesk, trigger())).toMatchObject(end);
    expect(heard(zendesk, trigger({ ticket_id: 3101, status: 'solved' }))).toMatchObject(end);
    expect(heard(zendesk, trigger({ status: 'Open' }))).toBeUndefined();
    expect(heard(zendesk, trigger({ external_id: '' }))).toBeUndefined();
  });

  it.each<[string, Json]>([
    ['a ticket that is not ours', changed(body('closed'), 'detail.external_id', null)],
    ['a rule of the account', changed(body('closed'), 'detail.actor_id', '-1')],
    ['a ticket that comes back', status('OPEN', 'SOLVED')],
    ['a ticket that waited', status('OPEN', 'HOLD')],
    ['a customer who comments', changed(body('shared'), 'event.comment.author.is_staff', false)],
    ['a comment that is not shared', body('shared', { text: 'Looking' })],
    ['another event', changed(body('closed'), 'type', 'zen:event-type:ticket.priority_changed')],
    ['an event of something else', changed(body('closed'), 'type', 'zen:event-type:article.published')],
  ])('nothing counts of %s', (_, sent) => {
    expect(heard(zendesk, sent)).toBeUndefined();
  });
});

it.each([
  ['/share Kim', 'share Kim'],
  [' // /share x', 'share x'],
  ['Two\nlines\u202e', 'Two lines'],
  ['', 'A colleague'],
  [' \u0000 ', 'A colleague'],
])('somebody who calls himself %j is %j: no note of ours begins as what is shared does', (name, by) => {
  expect(heard(jira, VENDORS.jira.body('closed', { ...about, name }))?.by).toBe(by);
});

describe('what is shared', () => {
  const text = (said: string) => {
    const says = heard(github, VENDORS.github.body('shared', { ...about, text: said }))?.says;
    return says?.type === 'shared' ? says.text : undefined;
  };

  it.each([
    [`/share Done\n\n<!-- slo:${INCIDENT}:r1-3 -->`, 'Done'],
    [`/share Done [slo:${INCIDENT}:r1-3]`, 'Done'],
    [`/share \u202eevil\u0000 slo:${INCIDENT}:r1-3`, 'evil'],
  ])('carries no marker of ours on: %j', (said, expected) => {
    expect(text(said)).toBe(expected);
  });

  it.each(['x', '🧣'])('is cut where a form in Slack would end: %s', (character) => {
    const shared = text(`/share ${character.repeat(10_000)}`) ?? '';
    expect([...shared]).toHaveLength(LONGEST_SHARED);
    const says = { type: 'shared', text: shared };
    const common = { version: 1, source: 'cdk-slo.callback', id: '1', target: 't', object: '1', at: AT };
    // The worker takes what the door made.
    expect(parseCallback(JSON.stringify({ ...common, by: { name: 'sam' }, says })).says).toEqual(says);
  });
});
