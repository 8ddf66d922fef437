import { isAddress } from '../../model/contracts/address';
import { LEAST_FIRST_STEPS } from '../../model/slo/runbook';
import { missingSignals } from '../../model/slo/telemetry';
import { unexplainedTerms } from '../../model/wording/jargon';
import { catalogueOf, type Listed } from '../catalogue';
import { namesInWords } from '../paths';
import type { Estate, Rule } from '../rule';
import { shown } from '../values';

/** What people read when a promise is broken. Synth asks for most of it; entries of other hands and of older versions may lack it. */

export const EXPLANATION_MISSING: Rule = {
  id: 'explanation-missing',
  level: 'warning',
  *find(estate) {
    for (const { place, slo, entry } of promises(estate)) {
      if (!isBlank(entry.explanation)) continue;
      const allowed = 'is a sentence for readers who do not know the service: it stands on the page of the SLO';
      yield { place, what: `explanation of ${slo}`, got: 'nothing', allowed };
    }
  },
};

/** Support reads these, and says some of them to customers. */
export const JARGON: Rule = {
  id: 'jargon-unexplained',
  level: 'warning',
  *find(estate) {
    for (const { place, slo, entry } of promises(estate)) {
      const { promise, reply = '', explanation = '' } = entry;
      for (const [what, text] of entry.customerFacing ? Object.entries({ promise, reply, explanation }) : []) {
        const terms = unexplainedTerms(text);
        if (terms.length === 0) continue;
        const allowed = 'are words that people outside engineering know, or the word with its meaning in parentheses';
        yield { place, what: `${what} of ${slo}`, got: namesInWords(terms), allowed };
      }
    }
  },
};

export const FIRST_STEPS_MISSING: Rule = {
  id: 'first-steps-missing',
  level: 'warning',
  *find(estate) {
    for (const { place, slo, entry } of promises(estate)) {
      const steps = entry.runbook.firstSteps.filter((step) => !isBlank(step));
      if (steps.length >= LEAST_FIRST_STEPS) continue;
      const allowed = `are at least ${LEAST_FIRST_STEPS}: they stand in the message itself`;
      yield { place, what: `first steps of ${slo}`, got: `${steps.length}`, allowed };
    }
  },
};

export const OWNER_MISSING: Rule = {
  id: 'owner-missing',
  level: 'warning',
  *find(estate) {
    for (const { place, slo, entry } of promises(estate)) {
      const { team, contact, stakeholder } = entry.owner;
      for (const [what, text] of Object.entries({ team, contact, stakeholder })) {
        if (!isBlank(text)) continue;
        yield {
          place,
          what: `${what} of ${slo}`,
          got: 'nothing',
          allowed: 'is who answers for it, or where they are reached',
        };
      }
    }
  },
};

export const RUNBOOK_ADDRESS: Rule = {
  id: 'runbook-address',
  level: 'warning',
  *find(estate) {
    for (const { place, slo, entry } of promises(estate)) {
      if (isAddress(entry.runbook.url)) continue;
      yield {
        place,
        what: `runbook of ${slo}`,
        got: shown(entry.runbook.url),
        allowed: 'is an http or https address',
      };
    }
  },
};

export const TELEMETRY_MISSING: Rule = {
  id: 'telemetry-missing',
  level: 'info',
  *find(estate) {
    for (const { place, slo, entry } of promises(estate)) {
      for (const part of entry.coverage ?? []) {
        const missing = missingSignals(part);
        if (missing.length === 0) continue;
        const got = `no ${missing.join(', no ')}`;
        yield {
          place,
          what: `telemetry of ${shown(part.component)} behind ${slo}`,
          got,
          allowed: 'are logs, metrics and traces',
        };
      }
    }
  },
};

/** The entry of the test alarm promises nothing to anybody. */
function promises(estate: Estate): readonly Listed[] {
  return catalogueOf(estate).listed.filter(({ entry }) => !entry.canary);
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
