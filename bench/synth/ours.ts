import { arm } from './arm';
import { declareEstate } from './declared';

arm(declareEstate);
