/**
 * Every physical name is built and parsed here and nowhere else.
 *
 * "/" cannot occur in a stage, an SLO name or an alarm kind, so alarm names parse without doubt; a stage has no "-",
 * so no two SLOs share a `<stage>-<sloName>`. Two stages may share one account.
 */

export {
  backupPagerName,
  breachCompositeName,
  breachPartsOf,
  compositeNameFault,
  journeyCompositeName,
  rollbackCompositeName,
  serviceLabel,
  wholeComposite,
} from './composites';
export { dashboardName, dashboardNameFault, overviewName } from './dashboards';
export {
  alarmArn,
  alarmDeletionKey,
  alarmSignalKey,
  callKey,
  type Group,
  groupKey,
  incidentId,
  incidentKey,
  parseAlarmArn,
  parseWriteMarker,
  reportSignalKey,
  writeMarker,
} from './incidents';
export { logicalId } from './logical-id';
export { muteRuleNameFault, serviceMuteRuleName, sloMuteRuleName } from './mute-rules';
export {
  deliveriesParameterName,
  isMachineryAlarm,
  machineryAlarmName,
  metricsNamespace,
  pipelineBrokenAlarmName,
  responseParameterName,
  responseServiceName,
  targetParameterName,
} from './response';
export {
  type AlarmName,
  alarmName,
  alarmPrefix,
  BUDGET_EXHAUSTED,
  BUDGET_WARNING,
  burnTierNameFault,
  catalogueParameterName,
  EVIDENCE,
  existingObjectiveFault,
  logsQueryName,
  NO_DATA,
  objectiveName,
  objectiveOf,
  parseAlarmName,
  parseCatalogueParameterName,
  parseObjectiveName,
  sloAlarmPrefix,
} from './slo';
export { partFault, sloStackName, sloStackNameFault, stackWordFault } from './stacks';
export { CANARY, DELIVERY_CANARY, LONGEST_STAGE_AND_NAME, nameFault, stageFault } from './words';
