/**
 * What to do instead of changing an SLO from requests to periods or back under one name. Source: Application Signals API reference,
 * UpdateServiceLevelObjective.
 */
export const NO_CONVERSION =
  'Application Signals converts none into the other: declare it under a sloName of its own, and remove the old SLO when the new one has its history';
