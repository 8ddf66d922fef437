import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { type CatalogueEntry, parseCatalogueEntry } from '../../lib/model/contracts/catalogue';
import { alarmsOf } from '../../lib/model/incident';
import { fallbackEntry } from '../../lib/model/incident/fallback';
import { catalogueParameterName } from '../../lib/model/names';
import { log } from '../log';

const KEPT_MS = 5 * 60_000;

/** Catalogue entries, kept for some minutes. */
export class Catalogue {
  readonly #ssm: SSMClient;
  readonly #now: () => number;
  readonly #kept = new Map<string, { readonly until: number; readonly entry: CatalogueEntry }>();

  constructor(ssm: SSMClient, now: () => number) {
    this.#ssm = ssm;
    this.#now = now;
  }

  /**
   * A missing or unreadable entry must not cost the incident: a fallback that reaches everyone takes its place.
   * @param alarm that the entry should name; nothing where no alarm asks
   * @param options.fresh whether the entry may have changed just now: an alarm is deleted right after the entry that gave it up
   */
  async entry(
    stage: string,
    slo: string,
    alarm: string | undefined,
    options: { fresh?: boolean } = {},
  ): Promise<CatalogueEntry> {
    const name = catalogueParameterName(stage, slo);
    const kept = this.#kept.get(name);
    // An alarm that the kept entry does not name is newer than it.
    const isKept = !options.fresh && kept !== undefined && kept.until > this.#now();
    if (isKept && (alarm === undefined || alarmsOf(kept.entry).includes(alarm))) return kept.entry;
    const entry = await this.#read(name, stage, slo);
    this.#kept.set(name, { until: this.#now() + KEPT_MS, entry });
    return entry;
  }

  async #read(name: string, stage: string, slo: string): Promise<CatalogueEntry> {
    const text = await this.#value(name);
    if (text === undefined) return this.#fallback(stage, slo, `parameter ${name} does not exist`);
    try {
      return parseCatalogueEntry(text);
    } catch (error) {
      return this.#fallback(stage, slo, `parameter ${name} cannot be read: ${(error as Error).message}`);
    }
  }

  async #value(name: string): Promise<string | undefined> {
    try {
      return (await this.#ssm.send(new GetParameterCommand({ Name: name }))).Parameter?.Value;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  }

  #fallback(stage: string, slo: string, why: string): CatalogueEntry {
    log.error({ message: 'catalogue entry missing, fallback used', stage, slo, why });
    return fallbackEntry(stage, slo);
  }
}
