import type { Case } from '../cases/case';
import type { Contract } from '../contract/contract';
import type { EventRecord } from '../evidence/event-record';
import type { Observation } from '../evidence/observation';
import type { Story } from '../evidence/story';
import { isPickup } from '../exploration/outcome';
import { judgeAcceptance } from './acceptance';
import { judgeAnswerForm, saysNothing } from './answer-form';
import { Judgement, type SiteFacts } from './judgement';
import { judgeEither, judgeRefusal } from './refusal';
import { replay, unexplained } from './story-events';
import { asCase, type StoryPickup } from './story-pickup';
import type { Finding, UnhealthyWindow } from './verdict';

/** What the stories of an exploration say: what is broken, and which requirements were tried at all. */
export interface StoriesJudged {
  findings: Finding[];
  tried: ReadonlySet<string>;
  /** Requirements that nothing can be said of because the suite was too slow, with the reason. */
  open: ReadonlyMap<string, string>;
  unhealthy: UnhealthyWindow[];
}

/** Judges every pickup of every story by the state that it was made in. */
export function judgeStories(contract: Contract, facts: SiteFacts, of: Case, seen: Observation): StoriesJudged {
  const findings: Finding[] = [];
  const tried = new Set<string>();
  const open = new Map<string, string>();
  const unhealthy: UnhealthyWindow[] = [];
  for (const story of seen.exploration?.stories ?? [])
    for (const pickup of pickupsOf(contract, of, seen, story)) {
      const judgement = new Judgement(contract, facts, pickup.of, pickup.seen);
      judgePickup(judgement, pickup);
      for (const finding of judgement.findings) {
        const known = findings.some(
          (other) => other.requirement === finding.requirement && other.received === finding.received,
        );
        if (!known) findings.push({ ...finding, where: `${finding.where}; ${pickup.where}` });
      }
      unhealthy.push(...judgement.unhealthy);
      if (judgement.unhealthy.length > 0) for (const [id, reason] of judgement.open) open.set(id, reason);
      for (const requirement of triedBy(judgement, pickup))
        if (!judgement.open.has(requirement)) tried.add(requirement);
    }
  return { findings, tried, open, unhealthy };
}

function pickupsOf(contract: Contract, of: Case, seen: Observation, story: Story): StoryPickup[] {
  const steps = replay(story);
  const events = within(story, seen);
  const listed = new Set(Object.values(contract.operations).flatMap(({ trace }) => trace.forbiddenAfterRefusal));
  const stray = unexplained(story, steps, events, listed);
  return steps.flatMap((at) => {
    const { step } = at.played;
    if (!isPickup(step)) return [];
    return asCase(of, contract, { ...seen, events }, story, steps, at, step, stray) ?? [];
  });
}

/** The events of one of several stories: what came since its first step, and before the next one's. */
function within(story: Story, { events, exploration }: Observation): EventRecord[] {
  const from = story.steps[0]?.from ?? Number.POSITIVE_INFINITY;
  const later = (exploration?.stories ?? []).flatMap(({ steps }) =>
    steps[0] && steps[0].from > from ? [steps[0].from] : [],
  );
  const to = Math.min(Number.POSITIVE_INFINITY, ...later);
  return events.filter(({ at }) => at >= from && at < to);
}

function judgePickup(judgement: Judgement, { exchange, outcome, silent }: StoryPickup): void {
  const { of } = judgement;
  const answer = judgeAnswerForm(judgement, exchange);
  if (saysNothing(judgement, exchange) !== undefined) return;
  if (outcome.must === 'be refused') {
    judgeRefusal(judgement, exchange, answer, of.expect.outcome === 'refused' ? of.expect : {});
    if (!answer.claimsSuccess) return;
    for (const { requirement } of outcome.broken.slice(1))
      judgement.broken(requirement, 'a refusal without effect', `success: ${answer.shown}`, 'the same answer');
    return;
  }
  // To an agent without phone linkage no event is promised, and nobody waits for one: not even for the rest when some come.
  const untold = silent && answer.claimsSuccess;
  if (outcome.must === 'succeed' && !untold) judgeAcceptance(judgement, exchange, answer);
  // Neither answer nor silence is wrong here; but a refusal must have no effect.
  else if (!answer.claimsSuccess) judgeEither(judgement, exchange, answer, {});
}

/** What a pickup shows of the contract when nothing is found. */
function triedBy(judgement: Judgement, { outcome, silent, exchange }: StoryPickup): string[] {
  const { operation, of } = judgement;
  if (saysNothing(judgement, exchange) !== undefined) return [];
  const { judgedBy, trace } = operation;
  const always = [judgedBy['response.envelope'], judgedBy['response.truth'], judgedBy.robust];
  const own =
    outcome.must === 'be refused'
      ? [
          of.requirement,
          ...outcome.broken.map(({ requirement }) => requirement),
          judgedBy['response.failure-result'],
          judgedBy['events.refused'],
          judgedBy['retcode.listed'],
          ...(of.expect.outcome === 'refused' && of.expect.ownSession ? [judgedBy['retcode.not-signed-in-only']] : []),
        ]
      : outcome.must === 'succeed'
        ? [
            of.requirement,
            ...(silent
              ? []
              : [
                  judgedBy['events.content'],
                  ...trace.events.flatMap((event) => [event.requirement, event.once, event.tooEarly]),
                  ...trace.order.map(({ requirement }) => requirement),
                ]),
          ]
        : [];
  return [...always, ...own].filter((requirement) => requirement !== undefined);
}
