import { TEMPLATE_LIMITS } from '../../model/template-limits';
import type { Rule } from '../rule';

/** From here on there is little room for the next SLO: about seven resources with its alarms. */
const SOON_TOO_MANY = 450;

export const TEMPLATE_RESOURCES: Rule = {
  id: 'template-resources',
  level: 'error',
  *find({ assembly }) {
    for (const { name, template } of assembly.stacks) {
      const { length } = Object.keys(template.Resources);
      if (length <= SOON_TOO_MANY) continue;
      const level = length > TEMPLATE_LIMITS.resources ? 'error' : 'info';
      const found = {
        place: { stack: name, logicalId: 'Resources' },
        what: 'number of resources',
        got: String(length),
      };
      yield { ...found, allowed: `are ${TEMPLATE_LIMITS.resources} in one template`, level };
    }
  },
};

/** Of its file, which is what the CDK uploads: indentation counts (`suppressTemplateIndentation` of a stack takes it away). */
export const TEMPLATE_SIZE: Rule = {
  id: 'template-size',
  level: 'error',
  *find({ assembly }) {
    for (const { name, templateBytes: size } of assembly.stacks) {
      if (size <= TEMPLATE_LIMITS.bytes) continue;
      const place = { stack: name, logicalId: 'Resources' };
      yield { place, what: 'size of the template', got: `${size} bytes`, allowed: `are ${TEMPLATE_LIMITS.bytes}` };
    }
  },
};
