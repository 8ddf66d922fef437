import { lowest, worksInstalled } from './app-suite';

const versions = lowest();

describe(`an app with the lowest aws-cdk-lib that is supported, ${versions.lib}`, () => worksInstalled(versions));
