import type { FakeAnswer } from './server';

export interface Status {
  readonly id: string;
  readonly name: string;
  readonly statusCategory: { readonly key: 'new' | 'indeterminate' | 'done' };
}

/** A step of the workflow; without `from` it is offered everywhere. */
export interface Step {
  readonly id: string;
  readonly name: string;
  readonly from?: string;
  readonly to: Status;
}

const status = (id: string, name: string, key: Status['statusCategory']['key']): Status => ({
  id,
  name,
  statusCategory: { key },
});
export const TO_DO = status('10000', 'To Do', 'new');
export const IN_PROGRESS = status('3', 'In Progress', 'indeterminate');
export const WONT_DO = status('10002', "Won't do", 'done');
export const DONE = status('10001', 'Done', 'done');

/** Every permission of a project that matters here. */
export const PERMISSIONS = ['BROWSE_PROJECTS', 'CREATE_ISSUES', 'EDIT_ISSUES', 'TRANSITION_ISSUES', 'ADD_COMMENTS'];

/** How one project is set up: what an administrator of Jira changes. */
export class JiraSite {
  readonly key = 'OPS';
  /** Of our account in the project. */
  permissions: readonly string[] = PERMISSIONS;
  issueTypes: readonly { readonly id: string; readonly name: string }[] = [
    { id: '10001', name: 'Task' },
    { id: '10010', name: 'Incident' },
  ];
  /** Fields that can be written. */
  screen: readonly string[] = ['summary', 'description', 'labels', 'priority', 'components'];
  /** Of these, those that can be written later. @default - all */
  editScreen?: readonly string[];
  /** Custom fields by id that a new issue must have; they are on the screen. */
  mandatory: Readonly<Record<string, string>> = {};
  priorities: readonly string[] = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
  components: readonly string[] = ['Checkout', 'Search'];
  resolutions: readonly string[] = ['Done', "Won't Do"];
  steps: readonly Step[] = [
    { id: '11', name: 'Back to the list', to: TO_DO },
    { id: '21', name: 'Begin', to: IN_PROGRESS },
    { id: '41', name: 'Give up', to: WONT_DO },
    { id: '31', name: 'Finish', to: DONE },
  ];
  /** Whether the step that ends an issue shows a field for the resolution, and demands it. */
  asksResolution = false;
  /** Whether what is done can be edited. */
  canEditDone = true;

  /** Those that are offered in a status: none that stay there, and none without the permission. */
  offered(at: Status): readonly Step[] {
    if (!this.permissions.includes('TRANSITION_ISSUES')) return [];
    return this.steps.filter(({ from, to }) => (from === undefined || from === at.name) && to.name !== at.name);
  }

  /** The same with what each of them asks for. */
  asking(at: Status): readonly object[] {
    const resolution = { name: 'Resolution', required: true, hasDefaultValue: false };
    return this.offered(at).map((step) => ({
      ...step,
      fields: this.asksResolution && step.to.statusCategory.key === 'done' ? { resolution } : {},
    }));
  }

  /** What an edit of an issue may write, as `editmeta` tells; nothing where it cannot be edited. */
  editable(isDone: boolean): readonly string[] {
    const isBarred = !this.permissions.includes('EDIT_ISSUES') || (isDone && !this.canEditDone);
    return isBarred ? [] : (this.editScreen ?? this.screen);
  }

  /** What `createmeta`, `mypermissions` and their like tell of it; nothing for any other path. */
  answer(path: string, query: URLSearchParams, isArchived: boolean): FakeAnswer | undefined {
    if (path === '/mypermissions' && query.get('projectKey') === this.key)
      return this.#permissions(query.get('permissions') ?? '');
    if (!this.permissions.includes('BROWSE_PROJECTS')) return undefined;
    const list = (name: string, items: readonly object[]) => ({
      status: 200,
      body: { startAt: 0, maxResults: 50, total: items.length, [name]: items },
    });
    if (path === `/project/${this.key}`)
      return { status: 200, body: { id: '10000', key: this.key, archived: isArchived } };
    if (path === `/project/${this.key}/components`)
      return { status: 200, body: this.components.map((name, index) => ({ id: String(index), name })) };
    const meta = `/issue/createmeta/${this.key}/issuetypes`;
    if (path === meta) return list('issueTypes', this.issueTypes);
    const isType = this.issueTypes.some(({ id }) => path === `${meta}/${id}`);
    return isType ? list('fields', this.#fields()) : undefined;
  }

  #permissions(asked: string): FakeAnswer {
    const told = asked.split(',').map((key) => [key, { key, havePermission: this.permissions.includes(key) }]);
    if (asked === '') return { status: 400, body: { errorMessages: ['The permissions query parameter is required.'] } };
    return { status: 200, body: { permissions: Object.fromEntries(told) } };
  }

  #fields() {
    const given = (fieldId: string, name: string, required: boolean) => ({
      fieldId,
      key: fieldId,
      name,
      required,
      hasDefaultValue: false,
      ...(fieldId === 'priority' && { allowedValues: this.priorities.map((each) => ({ name: each })) }),
    });
    return [
      given('project', 'Project', true),
      given('issuetype', 'Issue Type', true),
      ...this.screen.map((id) => given(id, id, id === 'summary')),
      ...Object.entries(this.mandatory).map(([id, name]) => given(id, name, true)),
    ];
  }
}
