import { killSuite } from '../support/kill-suite';

killSuite('before');
