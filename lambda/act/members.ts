import { ok, type TargetResult } from '../../lib/model/contracts/target-result';

const KEPT_MS = 5 * 60_000;
/** Somebody who was just added to the group tries again; whoever is not in it must not make us ask Slack at every press. */
const DOUBTED_MS = 30_000;

/** Who is in the user group, kept for some minutes. */
export class Members {
  readonly #list: () => Promise<TargetResult<readonly string[]>>;
  readonly #now: () => number;
  #kept: { readonly at: number; readonly ids: ReadonlySet<string> } | undefined;

  constructor(list: () => Promise<TargetResult<readonly string[]>>, now: () => number) {
    this.#list = list;
    this.#now = now;
  }

  /** Why it is not known, when Slack does not say: then nobody is in it. */
  async has(user: string): Promise<TargetResult<boolean>> {
    const age = this.#now() - (this.#kept?.at ?? Number.NEGATIVE_INFINITY);
    const isKnown = this.#kept?.ids.has(user) ?? false;
    if (age < (isKnown ? KEPT_MS : DOUBTED_MS)) return ok(isKnown);
    const listed = await this.#list();
    if (listed.outcome !== 'ok') return listed;
    this.#kept = { at: this.#now(), ids: new Set(listed.value) };
    return ok(this.#kept.ids.has(user));
  }
}
