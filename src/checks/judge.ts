import type { Case } from '../cases/case';
import type { Contract, Level } from '../contract/contract';
import { asksFor } from '../evidence/asks-for';
import { unexplainedEvents } from '../evidence/explained';
import type { Observation } from '../evidence/observation';
import { lostInTransit, neverArrived } from '../evidence/transit';
import { judgeAcceptance } from './acceptance';
import { judgeAnswerForm, saysNothing } from './answer-form';
import { judgeCallBeside } from './call-beside';
import { atEvents } from './effect';
import { judgeExploration } from './exploration';
import { Judgement, type SiteFacts } from './judgement';
import { deviationAt, levelOf, reasonOf, worst } from './levels';
import { judgeRace } from './race';
import { judgeEffectAlone, judgeEither, judgeRefusal } from './refusal';
import type { CaseResult, RequirementJudgement } from './verdict';

/**
 * Judges one observation of one case. The only place where a verdict is made; needs no gateway, so that a written
 * observation can be judged again.
 */
export function judge(contract: Contract, facts: SiteFacts, of: Case, observed: Observation): CaseResult {
  if (of.stage.name === 'story') return judgeExploration(contract, facts, of, observed);
  const { again } = observed;
  const seen = {
    ...observed,
    events: unexplainedEvents(observed),
    ...(again && { again: { ...again, events: unexplainedEvents(again) } }),
  };
  const judgement = new Judgement(contract, facts, of, seen);
  if (excuseOf(seen) === undefined) {
    noteEarlierTries(judgement);
    judgeSeen(judgement);
    judgeCallBeside(judgement, observed.events);
  }
  const levels = (id: string) => levelOf(contract, facts, id);
  const requirements = [...new Set([...of.requirements, ...judgement.findings.map(({ requirement }) => requirement)])]
    .filter((id) => levels(id) !== undefined)
    .map((id) => requirementJudgement(judgement, id, levels(id) ?? 'must'));
  return {
    caseId: of.id,
    title: of.title,
    operation: of.operation,
    section: of.section,
    verdict: worst(requirements.map(({ verdict }) => verdict)),
    requirements,
    findings: judgement.findings,
    notes: judgement.notes,
    ...(observed.inBetween && { inBetween: observed.inBetween }),
    ...(judgement.latencies.length > 0 && { latencies: judgement.latencies }),
    ...(judgement.unhealthy.length > 0 && { unhealthy: judgement.unhealthy }),
  };
}

function judgeSeen(judgement: Judgement): void {
  const { of, seen } = judgement;
  const unproven = seen.steps.find(({ proven }) => !proven);
  // In a race the rival may be the other operation, whose answers have requirements of their own.
  const { name } = judgement.operation;
  const own = of.stage.name === 'race' ? seen.stimuli.filter((each) => asksFor(each, name)) : seen.stimuli;
  const answers = own.map((exchange) => judgeAnswerForm(judgement, exchange));
  const [exchange] = seen.stimuli;
  const [answer] = answers;
  if (exchange && answer && !seen.inconclusive) {
    if (seen.stimuli.some((each) => saysNothing(judgement, each) !== undefined)) {
      // Whatever the lost answer said: nothing may happen.
      if (of.stage.name !== 'race' && mustBeRefused(judgement) && !neverArrived(exchange))
        judgeEffectAlone(judgement, exchange, answer);
    } else if (of.stage.name === 'race') judgeRace(judgement);
    else if (mustBeRefused(judgement)) judgeRefusal(judgement, exchange, answer, refusalOf(of));
    else if (of.expect.outcome === 'accepted') judgeAcceptance(judgement, exchange, answer);
    else judgeEither(judgement, exchange, answer, refusalOf(of));
  }
  judgeStrays(judgement);
  // What was proven stands; of the rest nothing can be said.
  if (seen.inconclusive !== undefined) judgement.leaveAllOpen(seen.inconclusive);
  else if (!exchange)
    judgement.leaveAllOpen(
      unproven ? `${unproven.what}: ${unproven.detail ?? 'not reached'}` : 'the stimulus was never sent',
    );
}

/** A bad answer that came and did not come again is nobody's fault, and shown. */
function noteEarlierTries({ seen, notes }: Judgement): void {
  const { earlierTries = [], stimuli } = seen;
  const [exchange] = stimuli;
  if (earlierTries.length === 0 || !exchange || lostInTransit(exchange) !== undefined) return;
  const answer = exchange.response ? `HTTP ${exchange.response.status} of the gateway` : 'no answer';
  notes.push(
    `sent ${earlierTries.length + 1} times, each for another call: ${[...earlierTries, answer].join(', then ')}`,
  );
}

/**
 * Listed events that came when nothing was going on. Only those that every scene awaits when it causes them: others may
 * still be under way from the call before.
 */
function judgeStrays(judgement: Judgement): void {
  const { operation, seen, contract } = judgement;
  const awaited = Object.values(contract.operations).flatMap(({ trace }) =>
    trace.events.flatMap(({ event, after }) => (after === 'request accepted' ? [event] : [])),
  );
  for (const { event, once, max } of operation.trace.events) {
    if (!awaited.includes(event)) continue;
    const strays = seen.strays?.filter(({ eventType }) => eventType === event) ?? [];
    for (const agentId of new Set(strays.map((each) => each.agentId)))
      judgement.broken(
        once,
        `${event} ${max === 1 ? 'once' : `at most ${max} times`}, and only when something explains it`,
        `${event}, which nothing explains`,
        {
          text: `the events of agent ${agentId} after an earlier case had ended`,
          ...atEvents(strays.filter((each) => each.agentId === agentId)),
        },
      );
  }
}

/** Where the site declares that snatchpickup is authenticated, a request without Guid must be refused. [note A2] */
function mustBeRefused({ of, operation, facts }: Judgement): boolean {
  if (of.expect.outcome === 'refused') return true;
  return (
    of.requirement === operation.judgedBy['guid.missing'] &&
    !operation.guidListed &&
    facts.snatchpickupGuid === 'required'
  );
}

function refusalOf({ expect }: Case) {
  return expect.outcome === 'accepted' ? {} : expect;
}

/** What is out of the site's reach; what the network spoiled tells nothing of that. */
function excuseOf({ notApplicable, disturbed }: Observation): string | undefined {
  return disturbed ? undefined : notApplicable;
}

function requirementJudgement(judgement: Judgement, id: string, level: Level): RequirementJudgement {
  const { seen, notes, of } = judgement;
  const excuse = excuseOf(seen);
  if (excuse !== undefined) return { requirement: id, verdict: 'not-applicable', reason: excuse };
  const findings = judgement.findings.filter(({ requirement }) => requirement === id);
  if (findings.length > 0) {
    const reason = reasonOf(findings);
    return { requirement: id, verdict: deviationAt(level), reason };
  }
  const open = judgement.open.get(id);
  if (open !== undefined) return { requirement: id, verdict: 'inconclusive', reason: open };
  const remarks = [judgement.remarks.get(id) ?? [], id === of.requirement ? notes : []].flat();
  return { requirement: id, verdict: 'pass', ...(remarks.length > 0 ? { reason: remarks.join('; ') } : {}) };
}
