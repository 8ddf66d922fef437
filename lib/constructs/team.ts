import { Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { timeZoneFault } from '../model/calendar/time-zone';
import type { CatalogueEntry } from '../model/contracts/catalogue';
import { Faults } from './faults';
import { OWNER_TAG } from './owner-tag';
import { Route } from './route';
import { pageAddress, pagePatternFault } from './slo-page';

/** Properties of a team. */
export interface TeamProps {
  /** Name by which the organisation knows the team; it becomes the tag `owner`. */
  readonly teamName: string;
  /** Where the team is reached: an address or a channel. */
  readonly contact: string;
  /** Who speaks for the business when a promise is at stake. */
  readonly businessStakeholder: string;
  /**
   * IANA time zone in which the team reads times, `Europe/Paris`.
   * @default 'UTC'
   */
  readonly timeZone?: string;
  /**
   * Who hears of the incidents of the team's services.
   * @default - every target of the response stack hears of everything
   */
  readonly routes?: Route[];
  /**
   * Where the pages of `slo docs` are published, with `{stage}` and `{slo}` in it: `https://docs.shop.example/slos/{stage}/{slo}.md`. Alarm
   * descriptions and messages link to them.
   * @default - no links to pages
   */
  readonly sloPageUrl?: string;
}

/** Owner of services: holds people and routes, and tags everything below it with `owner`. */
export class Team extends Construct {
  /** Name of the team. */
  readonly teamName: string;
  /** @internal */
  readonly _owner: CatalogueEntry['owner'];
  /** @internal */
  readonly _timeZone: string;
  /** @internal */
  readonly _routes: CatalogueEntry['routes'];
  readonly #sloPageUrl: string | undefined;

  /** @throws DeclarationError for blank texts, an unknown time zone, routes that name no target and a page address without `{slo}` */
  constructor(scope: Construct, id: string, props: TeamProps) {
    super(scope, id);
    const { teamName, contact, businessStakeholder, timeZone = 'UTC', routes = [Route.always()], sloPageUrl } = props;
    const faults = new Faults()
      .tagged('teamName', teamName, 100)
      .sentence('contact', contact, 200)
      .sentence('businessStakeholder', businessStakeholder, 200)
      .known('timeZone', timeZone, (zone) => timeZoneFault('timeZone', zone))
      .add(...routeFaults(routes));
    if (sloPageUrl !== undefined) faults.known('sloPageUrl', sloPageUrl, pagePatternFault);
    faults.throwAt(this.node.path);
    this.teamName = teamName;
    this._owner = { team: teamName, contact, stakeholder: businessStakeholder };
    this._timeZone = timeZone;
    this._routes = routes.map((route) => route._render());
    this.#sloPageUrl = sloPageUrl;
    Tags.of(this).add(OWNER_TAG, teamName);
  }

  /** Where the page of one of its SLOs is, as the catalogue has it. @internal */
  _pageOf(stage: string, slo: string): Pick<CatalogueEntry, 'page'> {
    return this.#sloPageUrl === undefined ? {} : { page: pageAddress(this.#sloPageUrl, stage, slo) };
  }
}

function routeFaults(routes: readonly Route[]): readonly (string | undefined)[] {
  // Callers without types may give something else.
  if (!Array.isArray(routes)) {
    return [`routes: got ${String(routes)}, allowed is a list of routes (or leave them out for all targets)`];
  }
  if (routes.length === 0) return ['routes: got none, allowed is at least one (or leave them out for all targets)'];
  return routes.flatMap(
    (route, at) => route?._faults?.() ?? [`routes[${at}]: got no route, allowed is one of the class Route`],
  );
}
