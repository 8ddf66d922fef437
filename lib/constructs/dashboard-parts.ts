import { Lazy, Stack } from 'aws-cdk-lib';
import { CfnDashboard, Column, type IWidget, Row } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type BodyWidget, partsOf, type Size, sizeOf } from '../model/dashboard/parts';
import { logicalId } from '../model/names';

/** Rows of widgets that stay together on one dashboard. Built at synth, when everything that they link to is declared. */
export type Block = () => IWidget[][];

export interface DashboardPartsProps {
  /** Name of each part, from 1. */
  readonly nameOf: (part: number) => string;
  /** What every part begins with. @param links to all parts, as Markdown; empty for a single one */
  readonly head: (links: string) => IWidget[][];
  /** What the logical ids are made of: kind and names, but not the region, which a template does not know. */
  readonly identity: readonly [kind: string, ...names: string[]];
}

/**
 * One dashboard, or as many as CloudWatch's limits make necessary: `<name>`, `<name>-2`, … with links to each other. Blocks may
 * come until synth; a part is made when the blocks no longer fit on those that are there.
 */
export class DashboardParts extends Construct {
  readonly #props: DashboardPartsProps;
  readonly #blocks: { readonly build: Block; readonly size: Size }[] = [];
  #made = 0;

  constructor(scope: Construct, id: string, props: DashboardPartsProps) {
    super(scope, id);
    this.#props = props;
    this.#grow();
  }

  add(build: Block): void {
    this.#blocks.push({ build, size: sizeOf(bodyOf(build())) });
    this.#grow();
  }

  #parts(): number[][] {
    const sizes = this.#blocks.map(({ size }) => size);
    // A head without links has as many widgets and metrics as one with them.
    return partsOf(sizes, sizeOf(bodyOf(this.#props.head(''))));
  }

  #grow(): void {
    const needed = this.#parts().length;
    for (; this.#made < needed; this.#made += 1) this.#make(this.#made + 1);
  }

  #make(part: number): void {
    const [kind, ...names] = this.#props.identity;
    const dashboard = new CfnDashboard(this, `Part${part}`, {
      dashboardName: this.#props.nameOf(part),
      dashboardBody: Lazy.string({ produce: () => this.#body(part) }),
    });
    dashboard.overrideLogicalId(logicalId(kind, ...names, ...(part === 1 ? [] : [String(part)])));
  }

  #body(part: number): string {
    const parts = this.#parts();
    const blocks = parts[part - 1]!.flatMap((index) => this.#blocks[index]!.build());
    const rows = [...this.#props.head(this.#links(part, parts.length)), ...blocks];
    // A day shows how an incident began; readers choose longer times themselves.
    return Stack.of(this).toJsonString({ start: '-P1D', periodOverride: 'auto', widgets: bodyOf(rows) });
  }

  #links(part: number, parts: number): string {
    if (parts === 1) return '';
    const links = Array.from({ length: parts }, (_, index) =>
      index + 1 === part ? `**${index + 1}**` : dashboardLink(String(index + 1), this.#props.nameOf(index + 1)),
    );
    return `Part ${part} of ${parts}: ${links.join(' · ')}`;
  }
}

/** A link to another dashboard of the account. @param words must be escaped */
export function dashboardLink(words: string, name: string): string {
  return `[${words}](#dashboards:name=${name})`;
}

function bodyOf(rows: readonly IWidget[][]): BodyWidget[] {
  const column = new Column(...rows.map((row) => new Row(...row)));
  column.position(0, 0);
  return column.toJson();
}
