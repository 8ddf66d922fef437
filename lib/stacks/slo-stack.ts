import { statSync } from 'node:fs';
import { join } from 'node:path';
import { CfnResource, type Environment, Stack, type StackProps, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { claim } from '../constructs/claims';
import { DeclarationError, Faults } from '../constructs/faults';
import { partFault, sloStackName, sloStackNameFault, stackWordFault, stageFault } from '../model/names';
import { TEMPLATE_LIMITS } from '../model/template-limits';

const WAY_OUT = 'give one of its services a stack of its own (part: the name of the service)';

/** Properties of a team's stack. */
export interface SloStackProps extends Omit<StackProps, 'env' | 'stackName'> {
  /** Account and region, both known at synth: names of SLOs are taken per account and region. */
  readonly env: Environment;
  /** The team in the stack's name: letters, digits and "-", with a letter or digit first and last. */
  readonly teamName: string;
  /**
   * Stage; its stacks may share an account with those of others. Letters and digits, a letter first.
   * @default 'prod'
   */
  readonly stage?: string;
  /**
   * Which part of the team's SLOs it holds, where one stack is too small: a word that stays, best the name of a service. A number
   * is refused: with "the second 60" every new SLO would push others into the next stack.
   * @default - all of them
   */
  readonly part?: string;
  /**
   * Whether the template is written without indentation. It is a third smaller then, and what fits 500 resources fits 1 MB.
   * @default true
   */
  readonly suppressTemplateIndentation?: boolean;
}

/**
 * The SLOs of one team in one stage and region: a stack named `<stage>-slos-<team>[-<part>]`. Synth refuses more than 500 resources
 * (about 70 SLOs with the default policy) and a template of more than 1 MB, with what to do.
 *
 * Within the stack constructs may move as they like: no physical name and no logical id comes from the tree. Between stacks
 * CloudFormation moves nothing: the new stack would create an SLO whose name the old one still has, and fails. Either `cdk refactor`
 * moves it, for types that CloudFormation can refactor, or it is removed by one deployment and created by the next; then
 * Application Signals begins its history anew. So choose parts that stay.
 */
export class SloStack extends Stack {
  /** Stage of its SLOs. */
  readonly stage: string;

  /**
   * At synth it also refuses what is too large for one stack.
   * @throws DeclarationError for names that no stack can have, a part that is a number, a name that is taken, and an environment that
   * is not known
   */
  constructor(scope: Construct, id: string, props: SloStackProps) {
    const { teamName, stage = 'prod', part, ...rest } = props;
    nameFaults(props).throwAt(id);
    super(scope, id, {
      description: `SLOs of ${[teamName, part].filter(Boolean).join(', ')}: stage ${stage}`,
      suppressTemplateIndentation: true,
      ...rest,
      stackName: sloStackName(stage, teamName, part),
    });
    this.stage = stage;
    const holder = claim(this, 'stack', this.stackName);
    new Faults()
      .add(holder && `teamName, part: got the stack name ${this.stackName}, as has ${holder}; allowed is each once`)
      .throwAt(this.node.path);
    this.node.addValidation({ validate: () => this.#countFaults() });
    this.#measure();
  }

  #countFaults(): string[] {
    const mine = this.node.findAll().filter((found) => CfnResource.isCfnResource(found) && found.stack === this);
    if (mine.length <= TEMPLATE_LIMITS.resources) return [];
    return [
      `stack ${this.stackName}: got ${mine.length} resources, allowed are ${TEMPLATE_LIMITS.resources}: ${WAY_OUT}`,
    ];
  }

  /** The size is that of the file: to render a large template twice would take a tenth of all synth. */
  #measure(): void {
    const { synthesizer } = this;
    const write = synthesizer.synthesize.bind(synthesizer);
    synthesizer.synthesize = (session) => {
      write(session);
      const { size } = statSync(join(session.outdir, this.templateFile));
      if (size <= TEMPLATE_LIMITS.bytes) return;
      throw new DeclarationError(this.node.path, [
        `stack ${this.stackName}: got a template of ${size} bytes, allowed are ${TEMPLATE_LIMITS.bytes}: ${WAY_OUT}`,
      ]);
    };
  }
}

function nameFaults({ env, teamName, stage = 'prod', part }: SloStackProps): Faults {
  const faults = new Faults()
    .known('stage', stage, stageFault)
    .known('teamName', teamName, (word) => stackWordFault('teamName', word));
  if (part !== undefined) faults.known('part', part, partFault);
  for (const [what, value] of [
    ['env.account', env?.account],
    ['env.region', env?.region],
  ] as const) {
    if (value === undefined || Token.isUnresolved(value)) {
      faults.add(`${what}: got ${value === undefined ? 'nothing' : 'a token'}, allowed is a value known at synth`);
    }
  }
  return faults.found.length > 0 ? faults : faults.add(sloStackNameFault(stage, teamName, part));
}
