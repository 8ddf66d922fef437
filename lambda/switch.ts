import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { deliveriesAreOn } from '../lib/model/delivery/switch';
import { log } from './log';

const KEPT_MS = 30_000;

/** The off switch of deliveries: a parameter that people set by hand, looked at every 30 seconds. */
export class DeliverySwitch {
  readonly #ssm: SSMClient;
  readonly #parameter: string;
  readonly #now: () => number;
  #kept: { readonly until: number; readonly isOn: boolean } | undefined;

  constructor(ssm: SSMClient, parameter: string, now: () => number) {
    this.#ssm = ssm;
    this.#parameter = parameter;
    this.#now = now;
  }

  async isOn(): Promise<boolean> {
    if (this.#kept !== undefined && this.#kept.until > this.#now()) return this.#kept.isOn;
    const isOn = deliveriesAreOn(await this.#value());
    this.#kept = { until: this.#now() + KEPT_MS, isOn };
    return isOn;
  }

  /** A switch that cannot be read silences nobody. */
  async #value(): Promise<string | undefined> {
    try {
      return (await this.#ssm.send(new GetParameterCommand({ Name: this.#parameter }))).Parameter?.Value;
    } catch (error) {
      log.error({ message: 'switch unreadable, deliveries stay on', why: (error as Error).message });
      return undefined;
    }
  }
}
