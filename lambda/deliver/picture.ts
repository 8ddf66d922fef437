import type { Chart } from '../../lib/model/wording/document';
import { log } from '../log';
import type { Session } from './session';

/** All that a picture may cost those who wait behind it: drawing and handing over. */
const PATIENCE_MS = 3000;
/** What Slack shows without a click [inferred], and more than a chart of one line needs. */
const LARGEST_BYTES = 1024 * 1024;

/** Draws what a chart shows, as a PNG. */
export type Draw = (chart: Chart, signal: AbortSignal) => Promise<Uint8Array>;

/**
 * Whether the object was edited now and lacks the picture of its document. One is made with the first edit that could show it, another
 * when the incident is mitigated or opens again; none before the first message, which waits for nothing.
 */
export function isPictureDue({ object, document, delivery: { target, draw }, hasEdited }: Session): boolean {
  if (document.chart === undefined || draw === undefined || !target.abilities.chart || !hasEdited) return false;
  return object.picture?.key !== keyOf(document.chart, document.status) || isPutOff(object);
}

function isPutOff({ picture }: Session['object']): boolean {
  return picture?.refused !== undefined && picture.id === undefined;
}

/**
 * Draws it and hands it over; a later edit shows it, because a vendor takes its time with what it was given (Slack's
 * `files.completeUploadExternal`: "processed asynchronously"). Whatever fails is said once, and the text says the same as the picture.
 */
export async function takePicture(session: Session): Promise<void> {
  const { object, document, delivery } = session;
  const { chart, status } = document;
  if (chart === undefined || object.ref === undefined) return;
  const made = { key: keyOf(chart, status), alt: chart.title };
  const { key, refused: id } = object.picture ?? {};
  if (key === made.key && id !== undefined) return session.save({ picture: { ...made, id, refused: id } });
  try {
    const id = await within(PATIENCE_MS, (signal) => handOver(session, chart, signal));
    await session.save({ picture: { ...made, id } });
  } catch (error) {
    log.warn({ message: 'no picture', incident: delivery.incident, target: delivery.targetName, why: String(error) });
    await session.save({ picture: made });
  }
}

async function handOver({ object, delivery, write }: Session, chart: Chart, signal: AbortSignal): Promise<string> {
  const png = await delivery.draw!(chart, signal);
  if (png.length > LARGEST_BYTES) throw new Error(`got ${png.length} bytes, allowed are ${LARGEST_BYTES}`);
  const attached = await delivery.target.attach!(object.ref!, png, chart.title, write(1, delivery.state.revision));
  if (attached.outcome !== 'ok') throw new Error(attached.why);
  return attached.value.imageId;
}

function keyOf({ slo }: Chart, status: 'open' | 'mitigated' | 'resolved'): string {
  return `${slo}#${status === 'open' ? 'open' : 'over'}`;
}

/** What comes too late is not waited for, and what it still does does no harm. */
async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`not within ${ms} ms`)));
  });
  return Promise.race([work(signal), late]);
}
