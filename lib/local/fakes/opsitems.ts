import type { Fields } from '../../../lambda/targets/target';
import { opsItemUrl } from '../../model/links';
import { LOCAL_ENVIRONMENT } from '../ports';
import { isSignedFor } from './aws-signature';
import { Fake } from './fake';
import { DEDUP, exception, inputFault, type OperationalValue, type OpsItemInput, parameter } from './opsitems-rules';
import type { FakeAnswer, FakeCall, FakeTicket, FakeVendor } from './server';

interface Item extends Required<Omit<OpsItemInput, 'OperationalDataToDelete'>> {
  readonly OpsItemId: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** When each value was last written. */
  readonly writtenAt: Readonly<Record<string, number>>;
  /** Written while look-ups lagged behind. */
  readonly isHidden: boolean;
}

const NOTE = /^slo\/note\/r\d+-(\d+)$/;
const PAGE = 50;

/** OpsCenter of one account and region, with the rules of the real one, in SSM's own protocol. */
export class FakeOpsItems extends Fake implements FakeVendor {
  /** Operations that the caller's role does not allow. */
  denied: ReadonlySet<string> = new Set();
  /** The account has as many OpsItems as it may. */
  isFull = false;
  /** Somebody is just deleting these. */
  deleting: ReadonlySet<string> = new Set();
  #items: Item[] = [];
  #count = 0;

  static start(now: () => number = Date.now): Promise<FakeOpsItems> {
    return new FakeOpsItems(now).listen();
  }

  objects() {
    return this.#items.map((item) => ({
      id: item.OpsItemId,
      text: `${item.Title}\n${item.Description}`,
      isClosed: item.Status === 'Resolved',
      notes: notesOf(item).map(({ text }) => text),
      fields: {
        title: item.Title,
        priority: `${item.Severity}/${item.Priority}`,
        state: item.Status === 'Resolved' ? 'closed' : 'open',
      },
    }));
  }

  tickets(): FakeTicket[] {
    return this.#items.map((item) => ({
      id: item.OpsItemId,
      name: item.OpsItemId,
      title: item.Title,
      state: item.Status,
      url: opsItemUrl(LOCAL_ENVIRONMENT.region, item.OpsItemId)!,
      body: item.Description,
      labels: [`Severity ${item.Severity}`, `Priority ${item.Priority}`, item.Category],
      createdAt: new Date(item.createdAt).toISOString(),
      comments: notesOf(item).map(({ text }) => text),
      commentedAt: notesOf(item).map(({ at }) => new Date(at).toISOString()),
    }));
  }

  /** What stands in the operational data. */
  data(id: string): Readonly<Record<string, string>> {
    const entries = Object.entries(this.#items.find(({ OpsItemId }) => OpsItemId === id)!.OperationalData);
    return Object.fromEntries(entries.map(([key, { Value }]) => [key, Value]));
  }

  /** Topics that hear of changes. */
  notified(): readonly string[] {
    return this.#items.flatMap(({ Notifications }) => Notifications.map(({ Arn }) => Arn));
  }

  remove(id: string): void {
    this.#items = this.#items.filter(({ OpsItemId }) => OpsItemId !== id);
  }

  async change(id: string, { title, priority, state }: Fields): Promise<void> {
    const [Severity, Priority] = priority?.split('/') ?? [];
    this.#save(id, {
      ...(title !== undefined && { Title: title }),
      ...(Severity !== undefined && { Severity, Priority: Number(Priority) }),
      ...(state !== undefined && { Status: state === 'closed' ? 'Resolved' : 'Open' }),
    });
  }

  /** As a person would who is on it. */
  begin(id: string): void {
    this.#save(id, { Status: 'InProgress' });
  }

  /** What people write themselves. */
  open(input: OpsItemInput): string {
    return this.#add(input).OpsItemId;
  }

  protected take({ method, headers, body = {} }: FakeCall): FakeAnswer {
    const operation = String(headers['x-amz-target']).replace(/^AmazonSSM\./, '');
    if (!isSignedFor('ssm', { headers }))
      return exception('MissingAuthenticationToken', 'Missing Authentication Token', {}, 403);
    if (this.denied.has(operation))
      return exception('AccessDeniedException', `not authorized to perform: ssm:${operation}`);
    const perform = method === 'POST' ? this.#operations.get(operation) : undefined;
    return perform === undefined ? exception('UnknownOperationException', '') : perform(body);
  }

  readonly #operations: ReadonlyMap<string, (input: Input) => FakeAnswer> = new Map([
    ['CreateOpsItem', (input: Input) => this.#create(input)],
    ['UpdateOpsItem', (input: Input) => this.#update(input)],
    ['GetOpsItem', (input: Input) => this.#get(input)],
    ['DescribeOpsItems', (input: Input) => this.#describe(input)],
  ]);

  #create(input: Input): FakeAnswer {
    const missing = (['Title', 'Source', 'Description'] as const).find((member) => input[member] === undefined);
    if (missing !== undefined) return exception('ValidationException', `'${missing}' must not be null`);
    const fault = inputFault(input);
    if (fault !== undefined) return fault;
    if (this.isFull)
      return exception('OpsItemLimitExceededException', 'too many', { Limit: 10_000, LimitType: 'OpsItemsPerMonth' });
    const dedup = dedupOf(input);
    const twin = this.#items.find(
      (item) => dedup !== undefined && item.Status !== 'Resolved' && dedupOf(item) === dedup,
    );
    if (twin !== undefined)
      return exception('OpsItemAlreadyExistsException', 'exists already', { OpsItemId: twin.OpsItemId });
    return answer({ OpsItemId: this.#add(input).OpsItemId });
  }

  #update({ OpsItemId, ...input }: Input): FakeAnswer {
    const item = this.#items.find((other) => other.OpsItemId === OpsItemId);
    if (item === undefined) return notFound(OpsItemId);
    if (this.deleting.has(item.OpsItemId)) return exception('OpsItemConflictException', 'is being deleted');
    const fault = inputFault(input);
    if (fault !== undefined) return fault;
    if (input.OperationalData?.[DEDUP] !== undefined) return parameter('OperationalData', DEDUP);
    this.#save(item.OpsItemId, input);
    return answer({});
  }

  #get({ OpsItemId }: Input): FakeAnswer {
    const item = this.#items.find((other) => other.OpsItemId === OpsItemId);
    return item === undefined ? notFound(OpsItemId) : answer({ OpsItem: shown(item) });
  }

  #describe({ OpsItemFilters = [], MaxResults = PAGE, NextToken = '0' }: Input): FakeAnswer {
    if (MaxResults < 1 || MaxResults > PAGE) return exception('ValidationException', 'maxResults: 1 to 50');
    const wrong = OpsItemFilters.find(({ Key, Operator }) => !(Key in FILTERS) || Operator !== 'Equal');
    if (wrong !== undefined) return parameter('OpsItemFilters', wrong.Key);
    const found = this.#items
      .filter(({ isHidden }) => !this.isStale || !isHidden)
      .filter((item) => OpsItemFilters.every(({ Key, Values }) => Values.some((value) => FILTERS[Key]!(item, value))));
    const begin = Number(NextToken);
    const page = found.slice(begin, begin + MaxResults);
    const more = begin + MaxResults < found.length ? { NextToken: String(begin + MaxResults) } : {};
    return answer({ OpsItemSummaries: page.map(summary), ...more });
  }

  #add({ Title = '', Description = '', Source = '', ...input }: OpsItemInput): Item {
    this.#count += 1;
    const item: Item = {
      Severity: '',
      Priority: 0,
      Category: '',
      OperationalData: {},
      Notifications: [],
      Title,
      Description,
      Source,
      ...input,
      Status: 'Open',
      OpsItemId: `oi-${this.#count.toString(16).padStart(12, '0')}`,
      createdAt: this.now(),
      writtenAt: {},
      isHidden: this.isStale,
    };
    this.#items.push(item);
    return item;
  }

  #save(id: string, { OperationalData = {}, OperationalDataToDelete = [], ...input }: OpsItemInput): void {
    const now = this.now();
    this.#items = this.#items.map((item) => {
      if (item.OpsItemId !== id) return item;
      const data = Object.entries({ ...item.OperationalData, ...OperationalData });
      const written = Object.keys(OperationalData).map((key) => [key, now]);
      return {
        ...item,
        ...input,
        OperationalData: Object.fromEntries(data.filter(([key]) => !OperationalDataToDelete.includes(key))),
        writtenAt: { ...item.writtenAt, ...Object.fromEntries(written) },
      };
    });
  }
}

interface Input extends OpsItemInput {
  readonly OpsItemId?: string;
  readonly OpsItemFilters?: readonly { Key: string; Operator: string; Values: readonly string[] }[];
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

const FILTERS: Readonly<Record<string, (item: Item, value: string) => boolean>> = {
  OpsItemId: ({ OpsItemId }, value) => OpsItemId === value,
  Source: ({ Source }, value) => Source === value,
  Status: ({ Status }, value) => Status === value,
  OperationalData: ({ OperationalData }, wanted) => {
    const { key, value } = JSON.parse(wanted) as { key: string; value: string };
    const found = OperationalData[key];
    return found?.Type === 'SearchableString' && found.Value === value;
  },
};

function shown({ createdAt, writtenAt: _, isHidden: __, Severity, Priority, Category, ...item }: Item): object {
  const rated = { ...(Severity && { Severity }), ...(Priority && { Priority }), ...(Category && { Category }) };
  return { ...item, ...rated, CreatedTime: createdAt / 1000, OpsItemType: '/aws/issue', Version: '1' };
}

/** Look-ups show what may be searched. */
function summary(item: Item): object {
  const { Description: _, OperationalData, ...rest } = shown(item) as Item;
  const searchable = Object.entries(OperationalData).filter(([, { Type }]) => Type === 'SearchableString');
  return { ...rest, OperationalData: Object.fromEntries(searchable) };
}

function notesOf({ OperationalData, writtenAt }: Item): { to: number; text: string; at: number }[] {
  const notes = Object.entries(OperationalData).flatMap(([key, { Value }]: [string, OperationalValue]) => {
    const to = NOTE.exec(key)?.[1];
    return to === undefined ? [] : [{ to: Number(to), text: Value, at: writtenAt[key] ?? 0 }];
  });
  return notes.sort((a, b) => a.to - b.to);
}

/** Deduplication strings are not case sensitive. */
function dedupOf({ OperationalData = {} }: OpsItemInput): string | undefined {
  return OperationalData[DEDUP]?.Value.toLowerCase();
}

function answer(body: object): FakeAnswer {
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body };
}

function notFound(id: string | undefined): FakeAnswer {
  return exception('OpsItemNotFoundException', `OpsItem ID ${id} not found`);
}
