import { arm } from './arm';
import { declareByHand } from './by-hand';

arm((app, slos) => declareByHand(app, slos, 'plain'));
