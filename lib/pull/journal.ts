import { PullError } from './error';
import { files } from './files';
import type { PulledObjective } from './objective';
import { oldestKept, piecesOf, type Range } from './range';
import type { Rows } from './rows';

/** What is being pulled. A question stays the same when it is asked again, so that what was read belongs to it. */
export interface Question {
  readonly objective: PulledObjective;
  readonly days: number;
  readonly range: Range;
  /** When it was asked for the first time, epoch milliseconds. */
  readonly begun: number;
}

const VERSION = 1;
/** How the file begins: as much of it as was written when the process died. */
const BEGINNING = `{"version":${VERSION},"question":{`;

interface Header {
  readonly version: number;
  readonly question: Question;
}

interface Entry {
  readonly from: number;
  readonly rows: Rows;
}

/**
 * What was read so far, on disk: a line for the question and one for each piece. A line that was cut off when the process died was
 * never read. There is no file before something was read.
 */
export class Journal {
  readonly file: string;
  readonly question: Question;
  readonly #parts: Rows[];

  private constructor(file: string, question: Question, parts: Rows[]) {
    this.file = file;
    this.question = question;
    this.#parts = parts;
  }

  /**
   * Goes on with what is in the file, or begins.
   *
   * @param asked the question as it would be asked now
   * @param now epoch milliseconds
   * @throws PullError for a file of another question, and for one whose missing pieces CloudWatch no longer has
   */
  static open(file: string, asked: Question, now: number): Journal {
    if (!files.exists(file)) return new Journal(file, asked, []);
    const text = files.read(file);
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole === '' && BEGINNING.startsWith(text.slice(0, BEGINNING.length))) {
      files.remove(file);
      return new Journal(file, asked, []);
    }
    const [header, ...entries] = whole.split('\n').slice(0, -1).map(parsed);
    const question = questionOf(header, file);
    const difference = differenceOf(question, asked);
    if (difference !== undefined) throw refused(file, difference);
    const journal = new Journal(file, question, partsOf(question.range, entries));
    const next = journal.missing()[0];
    if (next !== undefined && next.from < oldestKept(next.stepSeconds, now)) {
      throw refused(file, `a part of ${new Date(question.begun).toISOString()}, whose rest CloudWatch no longer keeps`);
    }
    files.cut(file, Buffer.byteLength(whole));
    return journal;
  }

  /** Pieces that were read, in order of time. */
  get parts(): readonly Rows[] {
    return this.#parts;
  }

  /** Pieces that are still to be read, in order of time. */
  missing(): Range[] {
    return piecesOf(this.question.range).slice(this.#parts.length);
  }

  /** One write, so that a line is there or is not. */
  add(piece: Range, rows: Rows): void {
    const header = files.exists(this.file) ? '' : line({ version: VERSION, question: this.question });
    files.append(this.file, header + line({ from: piece.from, rows }));
    this.#parts.push(rows);
  }

  remove(): void {
    files.remove(this.file);
  }
}

function line(value: Header | Entry): string {
  return `${JSON.stringify(value)}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function questionOf(header: unknown, file: string): Question {
  const { version, question } = (header ?? {}) as Partial<Header>;
  if (version === VERSION && question !== undefined) return question;
  throw refused(file, 'something that this version did not begin');
}

/** Pieces as far as they follow each other: two commands at once may have written some twice. */
function partsOf(range: Range, entries: readonly unknown[]): Rows[] {
  const pieces = piecesOf(range);
  const parts: Rows[] = [];
  for (const entry of entries as (Entry | undefined)[]) {
    if (entry !== undefined && entry.from === pieces[parts.length]?.from) parts.push(entry.rows);
  }
  return parts;
}

/** The first thing in which two questions differ; when it was asked is none. */
function differenceOf(before: Question, now: Question): string | undefined {
  const facts = ({ objective, days, range }: Question) => ({
    SLO: objective.arn,
    '--days': days,
    '--step': range.stepSeconds,
    goal: objective.goal,
    interval: objective.interval,
    metrics: objective.series,
  });
  const [old, fresh] = [Object.entries(facts(before)), Object.values(facts(now))];
  const different = old.find(([, value], at) => JSON.stringify(value) !== JSON.stringify(fresh[at]));
  if (different === undefined) return undefined;
  const [name, value] = different;
  return name === 'metrics' ? 'a part that was read from other metrics of the SLO' : `a part for ${name} ${value}`;
}

function refused(file: string, got: string): PullError {
  return new PullError(
    `${file}: got ${got}, allowed is a part of what is asked for now; remove the file to begin anew, or choose another --out`,
  );
}
