import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { line, truncated } from '../../lib/render/text';
import { upload } from './http';
import { isSafe } from './settings';
import type { SlackMessage } from './slack-blocks';
import type { Picture } from './target';

/**
 * Pictures in Slack. A file is handed over in three steps: where to, the bytes, done. It is shared with nobody; that readers of the
 * channel see it in a block of our message is [inferred] from Slack's "Slack file object" (whoever posts it must have access).
 * Scope: files:write.
 */

/** A method of Slack's that may be asked again. */
type Ask = <T>(method: string, body: object, shape: v.GenericSchema<unknown, T>) => Promise<TargetResult<T>>;

/** Slack's block reference, image block. */
const LONGEST_ALT = 2000;
const NAME = 'chart.png';

const place = v.object({ upload_url: v.string(), file_id: v.string() });

export async function handOver(
  ask: Ask,
  png: Uint8Array,
  alt: string,
  timeoutMs: number,
): Promise<TargetResult<{ imageId: string }>> {
  const asked = { filename: NAME, length: png.length, alt_txt: altOf(alt) };
  const offered = await ask('files.getUploadURLExternal', asked, place);
  if (offered.outcome !== 'ok') return offered;
  const { upload_url: url, file_id: id } = offered.value;
  if (!isSafe(url)) return rejected('clientError', 'Slack: an upload address that is not https');
  const sent = await upload(url, png, timeoutMs);
  if (sent.outcome !== 'ok') return sent;
  const files = JSON.stringify([{ id, title: altOf(alt) }]);
  const completed = await ask('files.completeUploadExternal', { files }, v.object({ ok: v.literal(true) }));
  return completed.outcome === 'ok' ? ok({ imageId: id }) : completed;
}

/** The message with its picture above buttons and small print, which are last. */
export function withPicture(message: SlackMessage, picture: Picture | undefined): SlackMessage {
  if (picture === undefined) return message;
  const image = { type: 'image', slack_file: { id: picture.id }, alt_text: altOf(picture.alt) };
  const buttons = message.blocks.findIndex(({ type }) => type === 'actions');
  const place = buttons < 0 ? message.blocks.length - 1 : buttons;
  return { ...message, blocks: [...message.blocks.slice(0, place), image, ...message.blocks.slice(place)] };
}

function altOf(alt: string): string {
  return truncated(line(alt), LONGEST_ALT) || 'chart';
}
