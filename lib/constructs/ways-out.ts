import type { CatalogueEntry, WayOut as WayOutEntry } from '../model/contracts/catalogue';
import { placeholderFault } from '../model/contracts/placeholders';
import { classFault } from './class-fault';
import { Faults } from './faults';

/** Three of them must fit into a catalogue entry of 4 KB beside everything else. */
const LONGEST_TEXT = 200;
const LONGEST_COMMAND = 300;

/** What a way out says. */
export interface WayOutProps {
  /** What it is, for people: "Switch the text preview off." `{region}` and `{stage}` in it are filled in. At most 200 characters. */
  readonly text: string;
  /**
   * The command that does it, for whoever is called; nobody runs it by itself. `{region}` and `{stage}` in it are filled in. At most
   * 300 characters; it stands in messages, so that it must hold no secrets.
   * @default - none: the text says how
   */
  readonly command?: string;
}

/** One of the usual ways out of an outage. */
export class WayOut {
  /** In words, and the command where there is one. */
  static of({ text, command }: WayOutProps): WayOut {
    return new WayOut(text, command);
  }

  private constructor(
    private readonly text: string,
    private readonly command: string | undefined,
  ) {}

  /** @internal */
  _faults(what: string): readonly string[] {
    const faults = new Faults()
      .sentence(`${what}.text`, this.text, LONGEST_TEXT)
      .optionalSentence(`${what}.command`, this.command, LONGEST_COMMAND);
    // A text that is none, or a token, is told already.
    if (faults.found.length > 0) return faults.found;
    return faults.add(
      placeholderFault(`${what}.text`, this.text),
      placeholderFault(`${what}.command`, this.command ?? ''),
    ).found;
  }

  /** @internal */
  _render(): WayOutEntry {
    return { text: this.text, ...(this.command === undefined ? {} : { command: this.command }) };
  }
}

/** The three ways out that are offered to whoever is called. */
export interface WaysOutProps {
  /**
   * Go back to what ran before.
   * @default - nobody has written it down
   */
  readonly rollBack?: WayOut;
  /**
   * Give it more room: also what is proposed when a cause is called "capacity".
   * @default - nobody has written it down
   */
  readonly scale?: WayOut;
  /**
   * Do without the part that fails.
   * @default - nobody has written it down
   */
  readonly workAround?: WayOut;
}

const WAYS = ['rollBack', 'scale', 'workAround'] as const;

/** What is wrong with them, in words. */
export function waysOutFaults(waysOut: WaysOutProps | undefined): readonly string[] {
  if (waysOut === undefined) return [];
  const given = WAYS.filter((way) => waysOut?.[way] !== undefined);
  if (given.length === 0) {
    return [`waysOut: got none, allowed is at least one of ${WAYS.join(', ')} (or leave it out)`];
  }
  return given.flatMap((way) => {
    const what = `waysOut.${way}`;
    // Callers without types may give something else.
    const mixed = classFault(what, waysOut[way], '_render', 'WayOut');
    return mixed === undefined ? waysOut[way]!._faults(what) : [mixed];
  });
}

/** As the catalogue has them. */
export function waysOutEntry(waysOut: WaysOutProps | undefined): Pick<CatalogueEntry, 'waysOut'> {
  if (waysOut === undefined) return {};
  const given = WAYS.flatMap((way) => (waysOut[way] === undefined ? [] : [[way, waysOut[way]._render()]]));
  return { waysOut: Object.fromEntries(given) };
}
