// The floor of the start: node, and every module that the simulating arm loads.
import '../../../lib/simulate';
import './read';
import { report } from './measured';

report({});
