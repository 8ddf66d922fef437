/**
 * What CloudFormation takes of one template. Source: AWS CloudFormation user guide, "CloudFormation quotas": 500 resources, 1 MB; that
 * a megabyte is 1,000,000 bytes there is how cfn-lint (E1002) reads it, and the smaller of both readings.
 */
export const TEMPLATE_LIMITS = { resources: 500, bytes: 1_000_000 } as const;
