import type { Environment } from '../assembly';
import { CHANGE_LEVELS, CHANGES, type Change, type DiffDocument } from '../model/contracts/documents';
import { pairsOf } from './pairs';
import { added, removed } from './presence';
import type { Found } from './rule';
import { RULES } from './rules';
import { wholeCost } from './rules/cost';
import type { Declared, Side } from './side';

/** What a deployment of `after` over `before` changes about SLOs, worst first. */
export function compare(before: Side, after: Side): Omit<DiffDocument, 'ok'> {
  const pairs = pairsOf(before.declared, after.declared);
  const changes = [
    ...pairs.kept.flatMap(([was, is]) => {
      // Where one side leaves its place open, the other may know it.
      const known = { ...is.objective, ...named(was.place), ...named(is.place) };
      return RULES.flatMap((rule) => rule(was, is)).map((found) => about(is, known, found));
    }),
    ...pairs.removed.map((gone) => about(gone, gone.objective, removed(gone, after))),
    ...pairs.added.map((come) => about(come, come.objective, added(come))),
    ...wholeCost(before.cost, after.cost).map((found) => ({ ...NOWHERE, ...found })),
  ];
  return {
    version: 1,
    changes: changes.sort(worstFirst),
    usdPerMonth: { before: before.cost.total, after: after.cost.total },
  };
}

const NOWHERE = { slo: '', stage: '', account: '', region: '' };

function named({ account, region }: Partial<Environment>): Partial<Environment> {
  return { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) };
}

function about({ objective: { entry } }: Declared, { account, region }: Environment, found: Found): Change {
  return { slo: entry.slo, stage: entry.stage, account, region, ...found };
}

function worstFirst(a: Change, b: Change): number {
  return (
    CHANGE_LEVELS.indexOf(a.level) - CHANGE_LEVELS.indexOf(b.level) ||
    CHANGES.indexOf(a.kind) - CHANGES.indexOf(b.kind) ||
    byText(nameOf(a), nameOf(b))
  );
}

/** What is about the whole assembly comes last. */
function nameOf({ slo, stage, account, region }: Change): string {
  return slo === '' ? '~' : [slo, stage, account, region].join('/');
}

/** The same in every language and on every computer. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
