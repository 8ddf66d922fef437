import type { Fields } from '../../../lambda/targets/target';
import { Fake } from './fake';
import type { FakeAnswer, FakeCall, FakeTicket, FakeVendor } from './server';
import { ServiceNowAccess } from './servicenow-access';
import { type ServiceNowRow, selected, shown } from './servicenow-query';
import {
  CLOSE_CODES,
  CLOSED,
  COLUMNS,
  dataPolicy,
  derived,
  FAILED,
  kept,
  LONG,
  notFound,
  OPEN,
  ok,
  RESOLVED,
  refused,
  resolutionFault,
  STATES,
  TASK_STATES,
} from './servicenow-rules';

const HOUR_MS = 3_600_000;

interface Entry {
  readonly sys_id: string;
  readonly element_id: string;
  readonly value: string;
  readonly at: string;
}

/** One instance with the table `incident`, as far as our target and the doctor use it, with the rules of the real one. */
export class FakeServiceNow extends Fake implements FakeVendor {
  /** Of the user: without one nothing can be read, with `read` nothing written, and with `write` rows are hidden as if there were none. */
  role: 'itil' | 'read' | 'write' | 'none' = 'itil';
  /** What a data policy asks of every new record. */
  mandatory: readonly string[] = [];
  /** What the dictionary asks of people who fill the form. */
  starred: readonly string[] = [];
  /** Whether rows of choices, of the dictionary and of policies are shown, which many users may not read. */
  showsSetUp = true;
  /** Fields that the user may not read. */
  hidden: readonly string[] = [];
  closeCodes: readonly string[] = CLOSE_CODES;
  groups: readonly string[] = ['287ebd7da9fe198100f92cc8d1d2154e'];
  /** Developer instances go to sleep. */
  isHibernating = false;
  /** Per user, as an administrator may set it. */
  callsPerHour = Number.POSITIVE_INFINITY;
  readonly access: ServiceNowAccess;
  #records: ServiceNowRow[] = [];
  #entries: Entry[] = [];
  readonly #hiddenWhileStale = new Set<string>();
  #calls: number[] = [];
  #count = 0;

  constructor(now: () => number) {
    super(now);
    this.access = new ServiceNowAccess(now);
  }

  static start(now: () => number = Date.now): Promise<FakeServiceNow> {
    return new FakeServiceNow(now).listen();
  }

  objects() {
    return this.#records.map((row) => ({
      id: row.sys_id!,
      text: `${row.short_description}\n${row.description}`,
      isClosed: CLOSED.has(row.state!),
      notes: this.#notesOf(row.sys_id!).map(({ value }) => value),
      fields: {
        title: row.short_description!,
        priority: `${row.impact}/${row.urgency}`,
        state: row.state === RESOLVED ? 'closed' : 'open',
      },
    }));
  }

  tickets(): FakeTicket[] {
    return this.#records.map((row) => ({
      id: row.sys_id!,
      name: row.number!,
      title: row.short_description!,
      state: STATES[row.state!] ?? row.state!,
      url: `${this.url}/incident.do?sys_id=${row.sys_id}`,
      body: row.description!,
      labels: [`Priority ${row.priority}`],
      createdAt: isoOf(row.sys_created_on!),
      comments: this.#notesOf(row.sys_id!).map(({ value }) => value),
      commentedAt: this.#notesOf(row.sys_id!).map(({ at }) => isoOf(at)),
    }));
  }

  /** All of a record. */
  row(id: string): ServiceNowRow {
    return this.#records.find(({ sys_id }) => sys_id === id)!;
  }

  /** As a person would. */
  set(id: string, change: ServiceNowRow): void {
    this.#records = this.#records.map((row) => (row.sys_id === id ? derived({ ...row, ...change }) : row));
  }

  /** A week after it was resolved, a job does so. */
  close(id: string): void {
    this.set(id, { state: '7' });
  }

  async change(id: string, { title, priority, state, assignee }: Fields): Promise<void> {
    const [impact, urgency] = priority?.split('/') ?? [];
    this.set(id, {
      ...(title && { short_description: title }),
      ...(impact && urgency && { impact, urgency }),
      ...(assignee && { assigned_to: assignee }),
      ...(state === 'closed' && { state: RESOLVED, close_code: CLOSE_CODES[0]!, close_notes: 'Done.' }),
      ...(state === 'open' && { state: '2' }),
    });
  }

  async comment(id: string, text: string): Promise<void> {
    this.#note(id, text);
  }

  remove(id: string): void {
    this.#records = this.#records.filter(({ sys_id }) => sys_id !== id);
  }

  protected take(call: FakeCall): FakeAnswer {
    if (this.isHibernating) return { status: 200, body: '<html>Your instance is hibernating</html>' };
    if (call.path === '/oauth_token.do') return this.access.token(call, this.tokens);
    if (!this.access.isIn(call, this.tokens))
      return refused(401, 'User Not Authenticated', 'Required to provide Auth information');
    this.#calls = [...this.#calls.filter((at) => at > this.now() - HOUR_MS), this.now()];
    if (this.#calls.length > this.callsPerHour)
      return { ...refused(429, 'Rate limit exceeded', ''), headers: { 'retry-after': '3600' } };
    const [, table = '', id] = /^\/api\/now\/v2\/table\/(\w+)(?:\/(\w+))?$/.exec(call.path) ?? [];
    if (table === '') return refused(400, 'Requested URI does not represent any resource', '');
    if (table !== 'incident') return this.#readSetUp(table, id, call);
    if (this.role === 'none') return refused(403, 'User Not Authorized', 'Failed API level ACL Validation');
    if (call.method === 'POST') return this.#create(call);
    if (id === undefined)
      return ok(
        200,
        selected(
          this.#visible.map((row) => this.#whole(row, call)),
          COLUMNS,
          call,
        ),
      );
    const row = this.#records.find(({ sys_id }) => sys_id === id);
    if (row === undefined || this.role === 'write') return notFound();
    return call.method === 'PATCH' ? this.#edit(row, call) : ok(200, shown(this.#whole(row, call), call.query));
  }

  /** Tables beside; who may not read their rows is told of none. */
  #readSetUp(table: string, id: string | undefined, call: FakeCall): FakeAnswer {
    const rows = this.#setUp(table);
    if (rows === undefined) return refused(400, `Invalid table ${table}`, '');
    if (id === undefined) return ok(200, selected(rows, new Set(rows.flatMap(Object.keys)), call));
    const row = rows.find(({ sys_id }) => sys_id === id);
    return row === undefined ? notFound() : ok(200, shown(row, call.query));
  }

  #setUp(table: string): ServiceNowRow[] | undefined {
    const setUp = (rows: readonly ServiceNowRow[]) => (this.showsSetUp ? [...rows] : []);
    const choice =
      (element: string, name = 'incident') =>
      (value: string) => ({ name, element, value, inactive: 'false' });
    switch (table) {
      case 'sys_choice':
        return setUp([
          ...TASK_STATES.map(choice('state', 'task')),
          ...Object.keys(STATES).map(choice('state')),
          ...this.closeCodes.map(choice('close_code')),
        ]);
      case 'sys_dictionary':
        return setUp(
          ['short_description', ...this.starred].map((element) => ({
            name: 'incident',
            element,
            mandatory: 'true',
            active: 'true',
          })),
        );
      case 'sys_data_policy_rule':
        return setUp(this.mandatory.map((field) => ({ table: 'incident', field, mandatory: 'true' })));
      case 'sys_user_group':
        return this.groups.map((sys_id) => ({ sys_id, active: 'true' }));
      default:
        return undefined;
    }
  }

  #create({ body = {}, query }: FakeCall): FakeAnswer {
    if (this.role === 'read') return refused(403, FAILED, 'ACL Exception Insert Failed due to security constraints');
    const missing = this.mandatory.filter((field) => !body[field]);
    if (missing.length > 0) return dataPolicy(missing);
    this.#count += 1;
    const row = this.#changed(
      {
        sys_id: `9d385017c6112287${this.#count.toString(16).padStart(16, '0')}`,
        number: `INC${String(10_000 + this.#count).padStart(7, '0')}`,
        state: OPEN,
        impact: '3',
        urgency: '3',
        description: '',
        short_description: '',
        correlation_id: '',
        correlation_display: '',
        sys_created_on: this.#clock,
      },
      body,
    );
    const fault = resolutionFault(row);
    if (fault !== undefined) return fault;
    this.#records.push(row);
    if (this.isStale) this.#hiddenWhileStale.add(row.sys_id!);
    return ok(201, shown(this.#readable(row), query));
  }

  #edit(before: ServiceNowRow, { body = {}, query }: FakeCall): FakeAnswer {
    const isAllowed = this.role === 'itil' && before.active !== 'false';
    if (!isAllowed) return refused(403, FAILED, 'ACL Exception Update Failed due to security constraints');
    const row = this.#changed(before, body);
    const fault = resolutionFault(row);
    if (fault !== undefined) return fault;
    this.set(row.sys_id!, row);
    return ok(200, shown(this.#readable(row), query));
  }

  #changed(row: ServiceNowRow, { work_notes, ...body }: Readonly<Record<string, unknown>>): ServiceNowRow {
    if (work_notes) this.#note(row.sys_id!, String(work_notes));
    return derived({ ...row, ...kept(body) });
  }

  #note(id: string, text: string): void {
    this.#count += 1;
    const sys_id = `e0a1b2c3d4e5f607${this.#count.toString(16).padStart(16, '0')}`;
    this.#entries.push({ sys_id, element_id: id, value: text.slice(0, LONG), at: this.#clock });
  }

  #notesOf(id: string): Entry[] {
    return this.#entries.filter(({ element_id }) => element_id === id);
  }

  /** `sysparm_display_value` shows the journal of a record as one text, newest first. */
  #whole(row: ServiceNowRow, { query }: FakeCall): ServiceNowRow {
    const isDisplayed = query.get('sysparm_display_value') === 'true';
    const entries = isDisplayed ? this.#notesOf(row.sys_id!).reverse() : [];
    const work_notes = entries.map(({ at, value }) => `${at} - cdk-slo (Work notes)\n${value}\n\n`).join('');
    return this.#readable({ ...row, work_notes });
  }

  readonly #readable = (row: ServiceNowRow): ServiceNowRow =>
    Object.fromEntries(Object.entries(row).filter(([field]) => !this.hidden.includes(field)));

  get #visible(): ServiceNowRow[] {
    const records = this.role === 'write' ? [] : this.#records;
    return records.filter(({ sys_id }) => !this.isStale || !this.#hiddenWhileStale.has(sys_id!));
  }

  get #clock(): string {
    return new Date(this.now()).toISOString().slice(0, 19).replace('T', ' ');
  }
}

function isoOf(at: string): string {
  return `${at.replace(' ', 'T')}Z`;
}
