import type { SimulationDocument } from '../model/contracts/documents';

/** The answer of `slo simulate` for people. */
export function simulationInWords(document: SimulationDocument): string {
  const { slo, minutes, attainment, budget, alarms, pages, tickets, firstDetection, monthlyCostUsd, from, to } =
    document;
  const fired = alarms.filter(({ tier, state }) => tier !== null && state === 'ALARM');
  const used = budget.usedFraction === null ? 'no request in the interval' : `${percent(budget.usedFraction)} used`;
  return [
    `${slo} from ${from} to ${to} (${minutes} minutes)`,
    `  attainment   ${attainment === null ? 'no request' : `${attainment.toFixed(3)} %`}`,
    `  error budget ${used} (${budget.totalBad} bad requests)`,
    `  woken        ${pages} times; ${tickets} times a ticket without waking anyone`,
    ...(firstDetection === undefined
      ? ['  detection    no burn-rate alarm fired']
      : [
          `  detection    ${firstDetection.at}, ${firstDetection.delayMinutes} min after bad requests began, ` +
            `${percent(firstDetection.budgetUsed)} of the budget used`,
        ]),
    `  alarms cost  ${monthlyCostUsd.toFixed(2)} USD a month`,
    ...fired.map(({ at, tier, urgency }) => `  ${at}  ${tier} fires (${urgency})`),
  ].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 2 : 1)} %`;
}
