import type { CallbackTargetProps, IIncidentTarget } from '../incident-target';
import { declareTarget } from './declare';
import { textFaults } from './prop-faults';

const REPOSITORY = /^[A-Za-z0-9-]+\/(?!\.{1,2}$)[\w.-]+$/;

/** Properties of GitHub issues. */
export interface GithubIssuesProps extends CallbackTargetProps {
  /** Repository, `owner/name`. */
  readonly repository: string;
}

/** GitHub issues: one issue per incident, with comments, closed when it is over. The secret's key is `token` (issues: write). */
export function githubIssues(props: GithubIssuesProps): IIncidentTarget {
  const { repository } = props;
  return declareTarget({
    kind: 'github',
    props,
    keys: ['token'],
    settings: () => ({ repository }),
    faults: textFaults('repository', repository, (name) => REPOSITORY.test(name), 'is owner/name'),
  });
}
