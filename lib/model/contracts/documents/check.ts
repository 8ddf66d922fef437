import * as v from 'valibot';
import { said, version } from './parts';

export const LEVELS = ['error', 'warning', 'info'] as const;

const finding = v.object({
  id: said(
    v.string(),
    'what kind of finding it is, `composite-alarm-unknown`: docs/checks.md says what to do about each',
  ),
  level: said(
    v.picklist(LEVELS),
    'errors are refused by AWS, or cannot work; warnings are worth a look; infos say what was not checked',
  ),
  resource: said(v.string(), '`<stack>/<logical id>`, or what else it is about'),
  what: said(v.string(), 'property or fact that is not as it should be'),
  got: v.string(),
  allowed: v.string(),
  message: said(v.string(), 'the three in one sentence'),
});

/** `slo check --json` */
export const checkDocument = v.object({
  version,
  ok: said(v.boolean(), 'no finding is an error, and with --strict none is a warning'),
  objectives: said(v.number(), 'how many SLOs were found'),
  findings: v.array(finding),
});

export type CheckDocument = v.InferOutput<typeof checkDocument>;
export type Finding = v.InferOutput<typeof finding>;
