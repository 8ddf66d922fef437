/** Where Echarpe publishes what `slo docs` writes; alarms and messages link to it. */
export const SLO_PAGES = 'https://docs.echarpe.example/slos/{stage}/{slo}.md';
