import { killSuite } from '../support/kill-suite';

killSuite('after');
