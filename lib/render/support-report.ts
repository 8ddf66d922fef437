import type { SupportReportDocument } from '../model/contracts/documents';
import { line } from './text';

export function supportReportInWords({ sent: { report, count, slo, stage } }: SupportReportDocument): string {
  const many = count === 1 ? 'one customer' : `${count} customers`;
  return `Sent: by ${line(report)}, ${many} miss${count === 1 ? 'es' : ''} what ${line(slo)} of stage ${stage} promises.`;
}
