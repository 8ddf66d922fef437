import { createHash, createHmac } from 'node:crypto';
import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import type { WebhookMessage } from '../../lib/model/contracts/webhook-message';
import { judge, send } from './http';
import { isSafe, settingsOf } from './settings';
import type { RemoteRef, Target, TargetDependencies, Write } from './target';
import { clearDocument, clearNote } from './webhook-text';
import { withSecrets } from './with-secret';

export const webhookSettings = settingsOf({
  /** Where messages are posted to, path and query included. */
  apiUrl: v.pipe(v.optional(v.string(), ''), v.check(isSafe, 'an https address (http on this computer only)')),
});

/** What a receiver may say, in JSON: how it calls the object, and where people see it. Whatever else it says is fine, too. */
const receipt = v.object({
  id: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.minLength(1), v.maxLength(300))),
  url: v.optional(v.pipe(v.string(), v.check(isSafe))),
});

/**
 * A system of one's own: each write is a POST of our JSON (lib/model/contracts/webhook-message.ts, schemas/webhook.json), signed. Nobody can look
 * there, so what may have arrived is sent again, marked as such: never none, perhaps twice. The marker stands in the message and in
 * `Idempotency-Key`.
 * Secret: `signingSecret` and, while it is rotated, `previousSigningSecret`: both sign.
 */
export function webhookTarget({ config, secret, timeoutMs }: TargetDependencies): Target {
  const { apiUrl: url } = webhookSettings(config.settings);

  /** @param known what it is called so far */
  const tell = (message: WebhookMessage, key: string, known: RemoteRef): Promise<TargetResult<RemoteRef>> =>
    withSecrets(secret, ['signingSecret'], async ({ signingSecret, previousSigningSecret }) => {
      const secrets = [signingSecret, previousSigningSecret].filter((value) => value !== undefined && value !== '');
      const headers = {
        'idempotency-key': key,
        'x-signature': signature(JSON.stringify(message), secrets as string[], Math.floor(Date.now() / 1000)),
      };
      const call = { method: 'POST', url, headers, body: message, reads: false, isText: true, timeoutMs } as const;
      const answer = await send(call);
      if (answer.outcome !== 'ok') return answer;
      const refused = judge(answer.value, false);
      if (refused?.outcome === 'rejected') return rejected(refused.reason, `webhook: ${refused.why}`);
      if (refused !== undefined) return refused;
      const said = v.safeParse(v.pipe(v.string(), v.parseJson(), receipt), answer.value.body);
      return ok(said.success ? refOf(said.output, known) : known);
    });

  return {
    abilities: { find: false, edit: true, note: true, remove: false, chart: false },
    async find() {
      return ok(undefined);
    },
    create(document, write) {
      const message = { ...common(write), event: 'created', document: clearDocument(document) } as const;
      return tell(message, write.marker, { id: write.incident });
    },
    edit(ref, document, write) {
      const shown = clearDocument(document);
      const message = { ...common(write), event: 'updated', object: ref.id, document: shown } as const;
      // One revision can be shown in several ways: only what says the same is the same.
      const digest = createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
      return tell(message, `${write.marker}:${digest}`, ref);
    },
    note(ref, note, write) {
      const message = { ...common(write), event: 'noted', object: ref.id, note: clearNote(note) } as const;
      return tell(message, write.marker, ref);
    },
    async remove() {
      return ok(undefined);
    },
  };
}

function common({ incident, revision, marker, again }: Write) {
  return { version: 1, incident, revision, marker, ...(again && { again }) } as const;
}

/** `t=<Unix seconds>,v1=<hex>`, one `v1` for each secret: HMAC-SHA256 over the time, a point and the bytes of the body. */
function signature(raw: string, secrets: readonly string[], t: number): string {
  const values = secrets.map((key) => `v1=${createHmac('sha256', key).update(`${t}.${raw}`).digest('hex')}`);
  return [`t=${t}`, ...values].join(',');
}

function refOf({ id, url }: v.InferOutput<typeof receipt>, known: RemoteRef): RemoteRef {
  return { ...known, ...(id && { id }), ...(url && { url }) };
}
