// @ts-check

/**
 * GitLab issues: a target of one's own in one file. See docs/targets/own.md for how it is declared.
 *
 * One issue per incident with the label `slo-<incident>`, notes under it, closed when it is over. Settings: `project` (its number or
 * `group/name`) and, for GitLab of one's own, `apiUrl`. The secret's key is `token`: a project access token with the scope `api` and the role
 * Reporter. Markers travel in an HTML comment at the very end of a text, where only we write.
 *
 * @type {import('cdk-slo/target').OwnTarget}
 */
export default function gitlabIssues({ config, secret, timeoutMs }, tools) {
  const { v, ok, untouched, truncated } = tools;

  // Limits: GitLab's API documentation, "Issues API" and "Notes API".
  const TITLE = 255;
  const TEXT = 1_000_000;
  const PAGE = 100;
  const MOST_PAGES = 10;
  const MARKER = /\n\n<!-- slo:(\S+) -->\s*$/;

  const settings = tools.checkedSettings(
    v.strictObject(
      {
        project: tools.required(/^(\d+|[\w.-]+(\/[\w.-]+)+)$/, 'the number of a project, or group/name'),
        apiUrl: tools.apiUrl('https://gitlab.com/api/v4'),
      },
      'no other than project and apiUrl',
    ),
    config.settings,
  );
  const issues = `/projects/${encodeURIComponent(settings.project)}/issues`;

  /** @param {import('cdk-slo/target').RemoteRef} ref */
  const pathOf = ({ id }) => `${issues}/${encodeURIComponent(id)}`;

  const issue = v.object({
    iid: v.number(),
    title: v.string(),
    description: v.nullish(v.string(), ''),
    state: v.string(),
    web_url: v.string(),
  });
  const note = v.object({ id: v.number(), body: v.string() });

  const call = tools.jsonApi({
    vendor: 'GitLab',
    base: settings.apiUrl,
    keys: ['token'],
    secret,
    timeoutMs,
    headers: ({ token = '' }) => ({ 'private-token': token }),
    // A text, or an object of field and faults.
    message: (body) => {
      const { message, error } = /** @type {{ message?: unknown, error?: unknown }} */ (body ?? {});
      const said = message ?? error;
      return typeof said === 'string' ? said : JSON.stringify(said);
    },
  });

  /**
   * @template T
   * @param {string} path
   * @param {import('cdk-slo/target').Shape<T>} shape
   */
  const pages = async (path, shape) => {
    /** @type {T[]} */
    const found = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const asked = `${path}${path.includes('?') ? '&' : '?'}sort=asc&per_page=${PAGE}&page=${page}`;
      const listed = await call({ method: 'GET', path: asked }, v.array(shape));
      if (listed.outcome !== 'ok') return listed;
      found.push(...listed.value);
      if (listed.value.length < PAGE) break;
    }
    return ok(found);
  };

  /** @param {import('cdk-slo/target').RemoteRef} ref */
  const existing = async (ref) => {
    const found = await call({ method: 'GET', path: pathOf(ref) }, issue);
    return found.outcome === 'ok' ? ok([found.value]) : found;
  };

  /** @param {import('cdk-slo/target').NeutralDocument} document */
  const fields = (document) => ({
    title: truncated(tools.line(document.title), TITLE) || '-',
    state: document.status === 'resolved' ? 'closed' : 'open',
  });

  /** @param {{ iid: number, web_url: string }} issue */
  const refOf = ({ iid, web_url }) => ({ id: String(iid), url: web_url });

  /** @param {string} incident */
  const label = (incident) => `slo-${incident}`;

  /** GitLab's own signs: lines that begin with `/` are commands, `!1`, `%1` and `$1` refer to something. Addresses stay as they are. */
  const inert = (/** @type {string} */ markdown) =>
    markdown.replace(/^\/(?=\w)/gm, '/\u200b').replace(/(?<![\w/=?&.%-])[!%$](?=[\w"])/g, '$&\u200b');

  const marked = (/** @type {string} */ markdown, /** @type {string} */ marker) =>
    `${truncated(inert(markdown), TEXT - 200)}\n\n<!-- slo:${marker} -->`;

  const markerOf = (/** @type {string} */ text) => MARKER.exec(text)?.[1];

  const isGone = (/** @type {import('cdk-slo/target').TargetResult<unknown>} */ result) =>
    result.outcome === 'rejected' && result.reason === 'gone';

  return {
    abilities: { find: true, edit: true, note: true, remove: true, chart: false },
    fields,

    async create(document, { incident, marker }) {
      const { title } = fields(document);
      const description = marked(tools.documentMarkdown(document), marker);
      const body = { title, description, labels: label(incident) };
      const created = await call({ method: 'POST', path: issues, body }, issue);
      if (created.outcome !== 'ok') return created;
      const ref = refOf(created.value);
      if (document.status !== 'resolved') return ok(ref);
      // Issues are born open. One that is not closed now is in doubt: it is looked for, and the edit that follows closes it.
      const closed = await call({ method: 'PUT', path: pathOf(ref), body: { state_event: 'close' } }, issue);
      return closed.outcome === 'ok' ? ok(ref) : tools.unknown('serverError', closed.why);
    },

    async edit(ref, document, { marker, ours }) {
      const found = await call({ method: 'GET', path: pathOf(ref) }, issue);
      if (found.outcome !== 'ok') return found;
      const { title, state } = found.value;
      const shown = { title, state: state === 'closed' ? 'closed' : 'open' };
      const change = untouched(fields(document), shown, ours);
      const body = {
        description: marked(tools.documentMarkdown(document), marker),
        ...(change.title && { title: change.title }),
        ...(change.state && { state_event: change.state === 'closed' ? 'close' : 'reopen' }),
      };
      const edited = await call({ method: 'PUT', path: pathOf(ref), body }, issue);
      return edited.outcome === 'ok' ? ok(refOf(edited.value)) : edited;
    },

    async note(ref, said, { marker }) {
      const body = { body: marked(tools.noteMarkdown(said), marker) };
      const added = await call({ method: 'POST', path: `${pathOf(ref)}/notes`, body }, note);
      return added.outcome === 'ok' ? ok({ id: String(added.value.id) }) : added;
    },

    async find(incident, { ref }) {
      const found = ref
        ? await existing(ref)
        : await pages(`${issues}?labels=${encodeURIComponent(label(incident))}&order_by=created_at`, issue);
      if (isGone(found)) return ok(undefined);
      if (found.outcome !== 'ok') return found;
      // Anybody may give an issue our label: only what bears our marker is ours.
      const ours = found.value.filter(
        ({ description }) => tools.parseWriteMarker(markerOf(description) ?? '')?.incident === incident,
      );
      const [first, ...others] = ours;
      if (first === undefined) return ok(undefined);
      const notes = await pages(`${pathOf(refOf(first))}/notes`, note);
      if (notes.outcome !== 'ok') return notes;
      return ok({
        ref: refOf(first),
        revision: tools.parseWriteMarker(markerOf(first.description) ?? '')?.to ?? 0,
        notes: notes.value.flatMap(({ id, body }) => {
          const marker = markerOf(body);
          return marker === undefined ? [] : [{ marker, ref: { id: String(id) } }];
        }),
        duplicates: others.map(refOf),
      });
    },

    // Deleting needs an owner. One call does all of it, so there is no half-way.
    async remove(duplicate, kept, incident) {
      const body = {
        state_event: 'close',
        description: `Duplicate of #${kept.id}: this incident was filed twice by mistake, go on there.`,
        remove_labels: label(incident),
      };
      const closed = await call({ method: 'PUT', path: pathOf(duplicate), body }, issue);
      return closed.outcome === 'ok' || isGone(closed) ? ok(undefined) : closed;
    },
  };
}
