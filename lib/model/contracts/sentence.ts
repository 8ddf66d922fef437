import { referenceIn } from './entry-size';

/** A promise stands in the description of every alarm, which has 1024 characters for all its parts. */
export const LONGEST_PROMISE = 300;

/** Source: AWS::ApplicationSignals::ServiceLevelObjective, Description. */
export const LONGEST_DESCRIPTION = 1024;

/** XML, which the API of CloudWatch speaks, has no other control characters; nobody can see them either. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

export function hasControlCharacter(text: string): boolean {
  return CONTROL.test(text);
}

/** What is wrong with a sentence that people will read: got, allowed; nothing when it is fine. */
export function sentenceFault(text: string, longest: number): string | undefined {
  if (hasControlCharacter(text)) return 'got a control character, allowed are characters that people can see';
  if (text.trim() === '') return 'got a blank text, allowed is a sentence';
  const reference = referenceIn(text);
  if (reference !== undefined) {
    return `got "${reference}", allowed are texts without "{{" and "\${", which CloudFormation and Parameter Store take for references`;
  }
  return text.length > longest ? `got ${text.length} characters, allowed are ${longest}` : undefined;
}
