import { highest, worksInstalled } from './app-suite';

const versions = highest();

describe(`an app with the highest aws-cdk-lib that is supported, ${versions.lib}`, () => worksInstalled(versions));
