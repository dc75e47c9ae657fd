import type { Case } from '../cases/case';
import type { Site } from '../site/site';
import { callOfOtherGroup, nobodyCallsNamedAgent } from './calls-of-others';
import { castRoles } from './cast';
import { type Interlude, wantsOf } from './interlude';
import { AFTER_CALL, ownCalls } from './own-calls';

/** An interlude up to the last moment that is asked for, and the cases by their moments. */
export interface PlannedInterlude extends Interlude {
  cases: ReadonlyMap<string, Case>;
}

/** The fewest interludes in which the moments of all these cases come. */
export function interludesFor(cases: readonly Case[]): PlannedInterlude[] {
  return planned(
    [...ownCalls(cases.some((of) => stateOf(of) === AFTER_CALL)), callOfOtherGroup, nobodyCallsNamedAgent],
    cases,
  );
}

/** The call of the agent's own in which the case's moment comes; undefined where it is about something else. */
export function ownCallOf(of: Case): PlannedInterlude | undefined {
  return planned(ownCalls(stateOf(of) === AFTER_CALL), [of])[0];
}

/** May the case be one of a series, beside a call that rings all the time, with the agents that this site lends? */
export function isOfASeries(of: Case, site: Site): boolean {
  if (of.operation !== 'snatchpickup') return false;
  const interludes = interludesFor([of]);
  return interludes.length > 0 && 'agents' in castRoles(site, wantsOf(interludes), () => 0);
}

function planned(all: readonly Interlude[], cases: readonly Case[]): PlannedInterlude[] {
  const wanted = new Map(cases.map((each) => [stateOf(each), each]));
  return all.flatMap((each) => {
    const last = each.moments.findLastIndex(({ state }) => wanted.has(state));
    return last < 0 ? [] : [{ ...each, moments: each.moments.slice(0, last + 1), cases: wanted }];
  });
}

function stateOf({ stage }: Case): string {
  return stage.name === 'breach' ? stage.state : '';
}
