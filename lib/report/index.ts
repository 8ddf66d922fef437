export { htmlReport } from './html-report';
export type { Reported } from './pictures';
