import { numbered } from './words';

/** No name of a region is longer; where the region is known at deployment only, so much room is kept for it. */
const LONGEST_REGION = 25;
const LONGEST_DASHBOARD_NAME = 255;
/** `-99`: 99 dashboards show more SLOs than a service may have. */
const LONGEST_PART = 3;

/**
 * Name of a service's dashboard. Dashboards are global in an account, so the region is part of the name: a second region would
 * overwrite the first one's.
 *
 * @param region may be a token
 * @param part 1 for the first; what does not fit on it stands on the next ones
 */
export function dashboardName(stage: string, service: string, region: string, part = 1): string {
  return numbered(`${stage}-${dashboardWord(service)}-slos-${region}`, part);
}

/**
 * Name of a dashboard over many services.
 * @param overview tells overviews of one stage apart
 * @param region may be a token
 */
export function overviewName(stage: string, overview: string | undefined, region: string, part = 1): string {
  const words = [stage, ...(overview === undefined ? [] : [dashboardWord(overview)]), 'overview', region];
  return numbered(words.join('-'), part);
}

/** What is wrong with the name of a dashboard of a service or an overview, in words; nothing when it is fine. */
export function dashboardNameFault(what: string, name: string, stage: string): string | undefined {
  const length = dashboardName(stage, name, '').length + LONGEST_REGION + LONGEST_PART;
  return length > LONGEST_DASHBOARD_NAME
    ? `${what}: got ${name.length} characters, which make a dashboard's name of up to ${length}, allowed are ${LONGEST_DASHBOARD_NAME} (each "." and "_" counts twice)`
    : undefined;
}

/** The names of dashboards have no "."; "_" escapes it and itself, so that `shop.eu` and `shop_eu` stay two names. */
function dashboardWord(name: string): string {
  return name.replace(/[._]/g, (character) => (character === '.' ? '_-' : '__'));
}
