import type { AssemblyStack } from '../assembly';

/** Account and region as far as they are known: absent where a stack may be deployed anywhere. */
export type KnownEnvironment = Pick<AssemblyStack, 'account' | 'region'>;

/** Whether two things may be in one account and region. */
export function mayBeTogether(one: KnownEnvironment, other: KnownEnvironment): boolean {
  return mayBeEqual(one.account, other.account) && mayBeEqual(one.region, other.region);
}

/** Whether two stacks are deployed to one account and region for sure. */
export function areTogether(one: AssemblyStack, other: AssemblyStack): boolean {
  return one === other || (isSame(one.account, other.account) && isSame(one.region, other.region));
}

/** For people. */
export function environmentInWords({ account, region }: KnownEnvironment): string {
  return [...(account === undefined ? [] : [`account ${account}`]), ...(region === undefined ? [] : [region])].join(
    ', ',
  );
}

export function mayBeEqual(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/** For sure. */
export function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}
