import { killSuite } from '../support/kill-suite';

killSuite('during');
