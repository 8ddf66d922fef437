import * as v from 'valibot';
import { githubSettings } from '../../lambda/targets/github';
import { type Answer, send } from '../../lambda/targets/http';
import { line } from '../render/text';
import type { Examiner, Patient, Symptom } from './examiner';

const TOKENS = 'https://github.com/settings/personal-access-tokens';
/** Long enough to find who may issue a new one. */
const SOON_DAYS = 14;
const DAY_MS = 86_400_000;

const repositoryShape = v.object({
  archived: v.optional(v.boolean(), false),
  has_issues: v.optional(v.boolean(), true),
  private: v.optional(v.boolean(), true),
  permissions: v.optional(v.object({ push: v.optional(v.boolean()) })),
});
const failure = v.object({ message: v.string() });

/**
 * GitHub: the token and when it ends, the repository, and whether its issues can be read. Whether a fine-grained token may write cannot be
 * known by reading.
 */
export const examineGithub: Examiner = async (patient) => {
  const { repository } = githubSettings(patient.config.settings);
  const [found, issues] = await Promise.all([ask(patient, ''), ask(patient, '/issues?state=all&per_page=1')]);
  if ('id' in found) return [found];
  if (found.status >= 300) return [repositorySymptom(found, repository)];
  const parsed = v.safeParse(repositoryShape, found.body);
  if (!parsed.success) return [unreachable(`HTTP ${found.status} with something else than documented`)];
  const { archived, has_issues: hasIssues, permissions, private: isPrivate } = parsed.output;
  const symptoms = [
    expiry(found, patient.now),
    scope(found, isPrivate),
    archived ? archivedSymptom(repository) : undefined,
    hasIssues ? undefined : issuesOff(repository),
    hasIssues ? unreadableIssues(issues) : undefined,
    permissions?.push === false ? labelsDropped(repository) : undefined,
  ];
  return symptoms.filter((symptom) => symptom !== undefined);
};

async function ask({ config, secret, timeoutMs }: Patient, path: string): Promise<Answer | Symptom> {
  const { repository, apiUrl } = githubSettings(config.settings);
  const headers = {
    authorization: `Bearer ${secret.token}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
  };
  const url = `${apiUrl}/repos/${repository}${path}`;
  const sent = await send({ method: 'GET', url, headers, reads: true, timeoutMs });
  return sent.outcome === 'ok' ? sent.value : unreachable(sent.why);
}

function unreachable(why: string): Symptom {
  return {
    id: 'unreachable',
    level: 'error',
    message: `GitHub: got ${why}, allowed is an answer of its REST API`,
    remedy: 'try again; look at https://www.githubstatus.com and at what stands between here and GitHub',
  };
}

function repositorySymptom(answer: Answer, repository: string): Symptom {
  const { status, headers } = answer;
  const told = v.safeParse(failure, answer.body);
  const words = told.success ? `HTTP ${status}: ${line(told.output.message)}` : `HTTP ${status}`;
  const about = (id: string, message: string, remedy: string): Symptom => ({ id, level: 'error', message, remedy });
  if (status === 401)
    return about(
      'token-refused',
      `GitHub: got a token that it refuses (${words}), allowed is one that has not ended`,
      `issue a new one (${TOKENS}, issues: read and write) and put it into the key token of the secret`,
    );
  if (status === 404)
    return about(
      'repository-missing',
      `GitHub: got ${repository}, which the token cannot see, allowed is a repository that it was issued for`,
      `look at the spelling of the repository, and at what the token may reach (${TOKENS})`,
    );
  if (status < 400)
    return about(
      'repository-moved',
      `GitHub: got ${repository}, which has moved, allowed is its present name: redirects are not followed`,
      'give the present name as repository and deploy',
    );
  if (status === 429 || headers.get('x-ratelimit-remaining') === '0')
    return unreachable(`${words}, which is a rate limit`);
  if (status < 500)
    return about(
      'repository-forbidden',
      `GitHub: got ${words} for ${repository}, allowed is a token that its organisation has approved`,
      "ask an owner of the organisation to approve the token, or to authorise it for single sign-on; look at the organisation's list of allowed addresses",
    );
  return unreachable(words);
}

/**
 * Header `github-authentication-token-expiration`: `2026-12-01 07:00:00 UTC`, of some tokens `2026-12-01 09:00:00 +0200` (go-github, issue 2649).
 * Tokens that never end have none.
 */
function expiry({ headers }: Answer, now: number): Symptom | undefined {
  const header = headers.get('github-authentication-token-expiration') ?? '';
  const [, day, time, zone = ''] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (UTC|[+-]\d{4})$/.exec(header) ?? [];
  const ends = Date.parse(`${day}T${time}${zone === 'UTC' ? 'Z' : zone.replace(/\d\d$/, ':$&')}`);
  if (Number.isNaN(ends) || ends > now + SOON_DAYS * DAY_MS) return undefined;
  return {
    id: 'token-expiring',
    level: 'warning',
    message: `GitHub: got a token that ends at ${day} ${time} ${zone}, allowed is one that holds for ${SOON_DAYS} days and more`,
    remedy: `issue a new one (${TOKENS}, issues: read and write) and put it into the key token of the secret; nothing needs to be deployed`,
  };
}

/** Classic tokens say what they may (header `x-oauth-scopes`), fine-grained ones do not. */
function scope({ headers }: Answer, isPrivate: boolean): Symptom | undefined {
  const granted = (headers.get('x-oauth-scopes') ?? '').split(',').map((one) => one.trim());
  const wanted = isPrivate ? ['repo'] : ['repo', 'public_repo'];
  if (granted.join('') === '' || wanted.some((one) => granted.includes(one))) return undefined;
  return {
    id: 'scope-missing',
    level: 'error',
    message: `GitHub: got a classic token with the scopes ${granted.join(', ')}, allowed is one with ${wanted.join(' or ')}`,
    remedy: `issue a fine-grained token instead (${TOKENS}, issues: read and write, this repository alone)`,
  };
}

function archivedSymptom(repository: string): Symptom {
  return {
    id: 'repository-archived',
    level: 'error',
    message: `GitHub: got ${repository}, which is archived, allowed is a repository that can be written to`,
    remedy: 'unarchive it in its settings, or give another repository and deploy',
  };
}

function issuesOff(repository: string): Symptom {
  return {
    id: 'issues-off',
    level: 'error',
    message: `GitHub: got ${repository}, whose issues are switched off, allowed is a repository with issues`,
    remedy: 'switch on "Issues" below "Features" in the settings of the repository',
  };
}

function unreadableIssues(issues: Answer | Symptom): Symptom | undefined {
  if ('id' in issues) return issues;
  if (issues.status < 300) return undefined;
  return {
    id: 'permission-missing',
    level: 'error',
    message: `GitHub: got HTTP ${issues.status} for the issues of the repository, allowed is a token with the permission issues: read and write`,
    remedy: `give the token that permission (${TOKENS})`,
  };
}

function labelsDropped(repository: string): Symptom {
  return {
    id: 'no-push-access',
    level: 'warning',
    message: `GitHub: got a token whose owner may not push to ${repository}, allowed is one who may: GitHub drops labels of others in silence`,
    remedy:
      'make the owner of the token a collaborator who may write; without labels, priority and severity stand in the text alone',
  };
}
