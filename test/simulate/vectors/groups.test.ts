import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Group } from '../../model/slo/facts';
import { describeWith, sharedFile } from './shared';

const TESTS = resolve(__dirname, '../..');
const FACTS = join(TESTS, 'model/slo/facts');
const SIMULATOR = 'the running simulator';
const DECLARED = 'a threshold is computed where an SLO is declared; the simulator reads it from the template';
const CHANCE = 'says what chance does to few requests; the simulator plays what was recorded';

/** What holds each group of published figures: the running simulator, or the model alone, because ... */
const HELD: Readonly<Record<Group, string>> = {
  google_tiers: SIMULATOR,
  google_burn_exhaustion: SIMULATOR,
  google_worked_examples: 'seconds and shares of formulas, whose matrix the simulator is driven through',
  detection_reset_matrix: SIMULATOR,
  detection_reset_single_alarm: SIMULATOR,
  thresholds_formula: DECLARED,
  thresholds_sloth: DECLARED,
  thresholds_datadog: DECLARED,
  thresholds_aws: DECLARED,
  thresholds_pyrra: DECLARED,
  thresholds_yairst: DECLARED,
  thresholds_slo_exporter: DECLARED,
  thresholds_slo_generator: DECLARED,
  fixed_factor_budget_share: SIMULATOR,
  calendar_month_bias: SIMULATOR,
  budget_minutes: SIMULATOR,
  elastic_budget: SIMULATOR,
  elastic_burn: SIMULATOR,
  elastic_sli: SIMULATOR,
  aws_request_based_table: SIMULATOR,
  aws_period_based_example: SIMULATOR,
  openslo_examples: SIMULATOR,
  instana_examples: SIMULATOR,
  slo_generator_report: SIMULATOR,
  honeycomb_style_exhaustion: SIMULATOR,
  composite_product: 'a goal that a service can promise over its dependencies is no metric',
  quantisation_period_based: SIMULATOR,
  single_bad_period_burn: SIMULATOR,
  max_burn: SIMULATOR,
  min_goal_for_burn: 'the inverse of max_burn, which the simulator is driven through',
  binomial_tail: CHANCE,
  binomial_min_bad: CHANCE,
  clopper_pearson_lower: CHANCE,
  traffic_scaled_threshold: 'no alarm of ours scales its threshold with traffic',
  low_traffic_events: SIMULATOR,
  low_traffic_monte_carlo: CHANCE,
  eta_calendar: 'nothing predicts when a budget will be empty in CloudWatch',
  alarm_inventory: 'counts resources of templates',
  float_traps: 'arithmetic of doubles',
  published_figures_to_distrust: 'wrong figures, held against right ones',
};

/** Groups of the source that are no facts of ours. */
const NOT_OURS: Readonly<Record<string, string>> = {
  pyrra_absent_duration:
    'Pyrra derives the delay of its no-data alarm from the fast tier, ours follows from traffic at its trough',
};

function textsBelow(folder: string): string {
  return readdirSync(join(TESTS, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('groups.test.ts'))
    .map((file) => readFileSync(join(TESTS, folder, file), 'utf8'))
    .join('\n');
}

const factsOfGroups = Object.assign(
  {},
  ...readdirSync(FACTS)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(FACTS, file), 'utf8'))),
) as Record<string, { readonly cases: unknown }>;

describe('published figures', () => {
  it('are held by something, every group of them', () => {
    expect(Object.keys(HELD).sort()).toEqual(Object.keys(factsOfGroups).sort());
  });

  it.each([
    ['the running simulator', 'simulate', Object.keys(HELD).filter((group) => HELD[group as Group] === SIMULATOR)],
    ['the model', 'model', Object.keys(HELD).filter((group) => HELD[group as Group] !== SIMULATOR)],
  ])('that %s holds are named in its tests', (_, folder, groups) => {
    const texts = textsBelow(folder);
    expect(groups.filter((group) => !texts.includes(`'${group}'`))).toEqual([]);
  });
});

describeWith(['reference/vectors.json'], 'the source of the published figures', () => {
  const source = () => JSON.parse(readFileSync(sharedFile('reference/vectors.json'), 'utf8')).groups;

  it('has no group that is not held', () => {
    const groups = Object.keys(source()).filter((group) => !(group in NOT_OURS));
    expect(groups.sort()).toEqual(Object.keys(HELD).sort());
  });

  it.each(Object.keys(HELD))('says the same: %s', (group) => {
    expect(factsOfGroups[group]!.cases).toEqual(source()[group].cases);
  });
});
