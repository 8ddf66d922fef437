import assert from 'node:assert/strict';
import type { FakeObject } from '../../../lib/local/fakes/server';
import { untold } from '../../../lib/model/delivery/coverage';
import { newsFor } from '../../../lib/model/wording';
import { ID } from '../../support/delivery';
import { incident, START } from '../../support/incidents';
import { value } from '../bench';
import { rowsOf } from '../rows';
import { BURNING, END, type Evening } from './evening';
import { tracesOf } from './overheard';
import type { Row } from './row';

/**
 * What is the same after every fault: one surviving object (and never none), its last text, each note once, the right state. Played on
 * to the end of the incident, with time for whoever looks after duplicates.
 */
export async function assertEnd(evening: Evening, { end = 'closed' }: Row): Promise<void> {
  const { kind } = evening;
  if (evening.revision < BURNING) {
    await evening.until(BURNING);
    await evening.settle();
    if (end === 'closed') assertSurvivors(evening, await refOf(evening), false);
  }
  await evening.until(END);
  await evening.settle();
  assertSilent(evening);
  if (end === 'none') assert.deepEqual(evening.vendor.objects(), [], 'a person did away with it, and it came back');
  const isNothing = end === 'shut' && evening.vendor.objects().length === 0;
  if (end === 'none' || end === 'left' || isNothing) return;
  const ref = await refOf(evening);
  assertSurvivors(evening, ref, end !== 'open' && rowsOf(kind).can('close'));
  await assertTold(evening, ref);
}

/** No secret in anything that was said, stored or shown. */
function assertSilent(evening: Evening): void {
  const said = `${evening.said()}\n${JSON.stringify(evening.vendor.objects())}`;
  for (const trace of evening.secrets.tokens.flatMap(tracesOf)) {
    const at = said.indexOf(trace);
    assert(at < 0, `a secret was said: ${said.slice(Math.max(0, at - 200), at)}[…]`);
  }
}

async function refOf(evening: Evening): Promise<string> {
  const { object } = await evening.rows();
  assert(object?.ref !== undefined, `the ledger knows no object: ${object?.phase} ${object?.why}`);
  return object.ref.id;
}

function assertSurvivors({ kind, vendor }: Evening, ref: string, isClosed: boolean): void {
  const there = vendor.objects();
  assert(there.length > 0, 'there is no object');
  if (!rowsOf(kind).can('find')) {
    assertDoubled(there.slice(1), kind.doubled);
    for (const { text, isClosed: isShut } of there)
      assert.equal(isShut, isClosed, `is it closed (${text.slice(0, 80)})`);
    return;
  }
  const [kept, ...more] = there.filter(({ id }) => id === ref);
  assert(kept !== undefined && more.length === 0, `there is no object ${ref}`);
  assert.equal(kept.isClosed, isClosed, `is it closed (${kept.text.slice(0, 80)})`);
  const others = there.filter((object) => object !== kept && !object.isClosed);
  assert.deepEqual(others, [], 'more than one is open');
}

/** Where nobody can look, whatever comes again says so. */
function assertDoubled(more: readonly FakeObject[], doubled = /^$/): void {
  for (const { text } of more) assert.match(text, doubled, 'it stands there twice, and readers are not told');
}

async function assertTold(evening: Evening, ref: string): Promise<void> {
  const { can } = rowsOf(evening.kind);
  const { object, notes } = await evening.rows();
  const told = notes.filter(({ phase }) => phase === 'done').map(({ marker }) => marker);
  if (can('note')) {
    const news = newsFor(incident(...evening.events.slice(0, evening.revision)), 'engineers');
    const gap = untold(object!.createdRevision, notes, news, evening.revision);
    assert.equal(gap, undefined, 'something happened that no note tells of');
  }
  if (can('note')) assertNoted(evening, ref, told.length);
  if (!can('find')) return;
  const found = value(await evening.looker.find(ID, { since: START }));
  assert.equal(found?.ref.id, ref, 'a look-up finds another object');
  assert.deepEqual(found.duplicates, [], 'a look-up finds duplicates');
  if (can('edit')) assert.equal(found.revision, object!.doneRevision, 'the object does not show the last revision');
  assert.deepEqual(found.notes.map(({ marker }) => marker).sort(), told.sort(), 'each note once');
}

/** What readers see: a note for each that the ledger says was told; where nobody can look, what comes again says so. */
function assertNoted({ kind, vendor }: Evening, ref: string, told: number): void {
  const objects = vendor.objects();
  const isFound = rowsOf(kind).can('find');
  const { notes } = objects.find(({ id }) => id === ref) ?? objects[0]!;
  const once = notes.filter((text) => isFound || !kind.doubled?.test(text));
  assert.equal(new Set(once).size, once.length, `each note once: ${notes.join(' | ')}`);
  assert(once.length <= told && notes.length >= told, `${told} notes were told: ${notes.join(' | ')}`);
}
