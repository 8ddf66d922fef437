import * as v from 'valibot';
import { ok, rejected, retryLater, type TargetResult } from '../../lib/model/contracts/target-result';
import { callKey } from '../../lib/model/names';
import type { NeutralDocument, Page } from '../../lib/model/wording/document';
import { line } from '../../lib/render/text';
import { type Answer, judge, notUnderstood, send } from './http';
import { alertOf, type PagerDutyEvent } from './pagerduty-event';
import { apiUrl, settingsOf } from './settings';
import type { RemoteRef, Target, TargetDependencies, Write } from './target';
import { withSecret } from './with-secret';

export const pagerdutySettings = settingsOf({ apiUrl: apiUrl('https://events.pagerduty.com') });

/** Somebody is waiting to be woken, and events may come twice. */
const LOST_SECONDS = 5;
/** The other side takes a while to work events off: a resolve that overtook its trigger has found nothing to end. */
const END_AGAIN_SECONDS = 60;

/** 202: accepted, not yet done. */
const accepted = v.object({ status: v.literal('success') });
const invalid = v.object({ errors: v.optional(v.array(v.string()), []) });

/**
 * PagerDuty, Events API v2: one alert per call to whoever is on duty. It is triggered, acknowledged and resolved by the deduplication key
 * `slo-<incident>-<cycle>`, which is the marker, too: events of one key are one alert however often they arrive, so a lost answer is no
 * doubt, and nothing is ever looked up. The text is that of the moment of the call. Events are worked on later and in any order, therefore
 * the end is told twice. Secret: `routingKey`, the 32 characters of an integration "Events API v2" of a service; `apiToken` (REST,
 * read-only) is for `slo doctor` alone.
 */
export function pagerdutyTarget({ config, secret, timeoutMs }: TargetDependencies): Target {
  const { apiUrl: base } = pagerdutySettings(config.settings);

  const tell = (event: PagerDutyEvent): Promise<TargetResult<void>> =>
    withSecret(secret, 'routingKey', async (routingKey) => {
      const answer = await send({
        method: 'POST',
        url: `${base}/v2/enqueue`,
        headers: {},
        body: { routing_key: routingKey, ...event },
        reads: true,
        timeoutMs,
      });
      return soon(answer.outcome === 'ok' ? understood(answer.value) : answer);
    });

  /** Calls before this one whose end was never told, because the incident went on meanwhile: they would ring on. */
  const endOthers = async (page: Page, { incident, ours = [] }: Write): Promise<TargetResult<void>> => {
    const unended = ours.filter(({ state = '' }) => cycleOf(state) > 0 && !state.startsWith('over '));
    const others = [...new Set(unended.map(({ state = '' }) => cycleOf(state)))].filter((cycle) => cycle < page.cycle);
    for (const cycle of others) {
      const told = await tell({ event_action: 'resolve', dedup_key: callKey(incident, cycle) });
      if (told.outcome !== 'ok') return told;
    }
    return ok(undefined);
  };

  const bring = async (document: NeutralDocument, write: Write): Promise<TargetResult<RemoteRef>> => {
    const { page } = document;
    const ref = ok({ id: callKey(write.incident, page?.cycle ?? 0) });
    if (page === undefined || isTold(page, write)) return ref;
    const event = eventOf(page, document, write);
    const told = event === undefined ? ok(undefined) : await tell(event);
    const done = told.outcome === 'ok' && !page.pagerDecides ? await endOthers(page, write) : told;
    return done.outcome === 'ok' ? ref : done;
  };

  return {
    abilities: {
      find: false,
      edit: true,
      note: false,
      remove: false,
      chart: false,
      endAgainAfterSeconds: END_AGAIN_SECONDS,
    },
    fields: ({ page }) => (page === undefined ? {} : { state: stateOf(page) }),
    find: () => cannot('find'),
    create: bring,
    edit: (_ref, document, write) => bring(document, write),
    note: () => cannot('add notes'),
    remove: () => cannot('remove'),
  };
}

/** What is to be sent for a call; nothing where it is not ours to say. */
function eventOf(page: Page, document: NeutralDocument, write: Write): PagerDutyEvent | undefined {
  const dedup_key = callKey(write.incident, page.cycle);
  // A second trigger of an open alert is written down under it, and calls nobody; of one that was resolved it calls anew.
  const alert = () => alertOf(document, page.with ? callKey(page.with.incident, page.with.cycle) : dedup_key);
  switch (page.state) {
    case 'calling':
      return alert();
    case 'acknowledged':
      if (!isSpellTold(page, write)) return alert();
      return page.with || page.pagerDecides ? undefined : { event_action: 'acknowledge', dedup_key };
    case 'over':
      return page.pagerDecides ? undefined : { event_action: 'resolve', dedup_key };
  }
}

/** Whether that is what was last confirmed. An end is told whenever it is asked for. */
function isTold(page: Page, { ours = [] }: Write): boolean {
  return page.state !== 'over' && ours.length === 1 && ours[0]!.state === stateOf(page);
}

/** Whether it was said that it burns anew, as far as that was confirmed. */
function isSpellTold({ spell, cycle }: Page, { ours = [] }: Write): boolean {
  const told = ours.length === 1 ? ours[0]!.state : undefined;
  return spell === undefined || (told?.endsWith(` (${spell}) ${cycle}`) ?? false);
}

function stateOf({ state, cycle, spell }: Page): string {
  return spell === undefined ? `${state} ${cycle}` : `${state} (${spell}) ${cycle}`;
}

function cycleOf(state: string): number {
  return Number(/ (\d+)$/.exec(state)?.[1] ?? 0);
}

function understood(answer: Answer): TargetResult<void> {
  const refused = judge(answer, true);
  if (refused === undefined)
    return v.is(accepted, answer.body)
      ? ok(undefined)
      : notUnderstood('PagerDuty answered with something else than documented', true);
  const parsed = v.safeParse(invalid, answer.body);
  const said = line(parsed.success ? parsed.output.errors.join(', ') : '');
  if (refused.outcome !== 'rejected' || said === '') return refused;
  const why = `PagerDuty: ${refused.why}: ${said}`;
  return rejected(/routing.key/i.test(said) ? 'auth' : refused.reason, why);
}

/** Where the answer was lost the event is sent again at once. */
function soon(result: TargetResult<void>): TargetResult<void> {
  const isLost = result.outcome === 'retryLater' && ['timeout', 'network', 'badAnswer'].includes(result.reason);
  return isLost ? retryLater(LOST_SECONDS, result.reason, result.why) : result;
}

async function cannot(what: string): Promise<TargetResult<never>> {
  return rejected('clientError', `PagerDuty's Events API cannot ${what}`);
}
