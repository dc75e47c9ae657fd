import fc from 'fast-check';
import type { Case } from '../cases/case';
import type { OperationName } from '../contract/contract';
import type { Observation } from '../evidence/observation';
import type { StoryName, StoryStep } from '../evidence/story';
import { Chooser } from '../exploration/choose';
import { isPossible } from '../exploration/possible';
import { seedOf } from '../exploration/seeds';
import { readStory, sentenceOf, storyText } from '../exploration/sentences';
import { ExplorationBudget } from './exploration-budget';
import type { Lab } from './lab';
import { castStory, type StoryCast } from './story-cast';
import { StoryPlay } from './story-play';

/** What the explorer asks of the judge: the requirements that an observation breaks, the gravest first. */
export type BrokenBy = (of: Case, seen: Observation) => readonly string[];

export interface ExplorerOptions {
  seed: number;
  /** The site's budget. */
  steps: number;
  /** Plays this story, and draws none. */
  story?: string;
  brokenBy: BrokenBy;
  /** Is a requirement broken by nothing but events that were late or missing? */
  onlyLate: (of: Case, seen: Observation, requirement: string) => boolean;
}

/** Steps of one story at most; longer ones tell little more, and are hard to read. */
const LONGEST_STORY = 30;
/** Their number is drawn as well; so that it seldom makes a story shorter than it may be. */
const DRAWN = 300;
const CHANCES = 1_000_000;
/** Who stands beside a, b and c, by the number of the story. */
const GUESTS: readonly (readonly StoryName[])[] = [['u'], ['o'], [], ['p'], ['u']];
/** Walks of one case that are walked again because the network came between. */
const DISTURBED_AT_MOST = 6;
/** So often a story is repeated where the network came between each time. */
const CONFIRMED_AT_MOST = 3;
/** A wait for what never comes costs as much as so many steps. */
const STEPS_OF_A_VAIN_WAIT = 5;
/** So does a story that begins anew, only to see whether it can be shorter. */
const STEPS_OF_A_BEGINNING = 2;

/** Walks through the states that sign-in, linkage, calls and both operations make, by chance, and makes what it finds short. */
export class Explorer {
  /** They remember what was tried: the walks of one operation go each its own way. */
  private readonly choosers = new Map<OperationName, Chooser>();
  private readonly budgets = new Map<OperationName, ExplorationBudget>();
  /** Found, confirmed and made short once: a recommendation that is not followed is not hunted down again and again. */
  private readonly known = new Set<string>();

  constructor(
    private readonly lab: Lab,
    private readonly options: ExplorerOptions,
  ) {}

  async observe(of: Case): Promise<Observation> {
    if (this.options.story !== undefined) return this.playGiven(of, readStory(this.options.story));
    const budget = this.budgetOf(of.operation);
    const share = budget.shareOf(of.id);
    const walks: Observation[] = [];
    let disturbed = 0;
    for (let number = 1; share.left > 0; number++) {
      const seed = seedOf(this.options.seed, of.id, number);
      const chooser = this.chooserOf(of.operation);
      const seen = await new Walk(this.lab, of, this.options, this.known, chooser, budget, guestsOf(of, number)).walk(
        seed,
        share.left,
      );
      const taken = seen.exploration?.stepsTaken ?? 0;
      // What the network came between is walked again, another way.
      if (seen.disturbed && disturbed < DISTURBED_AT_MOST && this.lab.gone() === undefined) {
        disturbed += 1;
        continue;
      }
      share.left -= Math.max(1, taken);
      walks.push(seen);
      const { exploration } = seen;
      const brokeOff = exploration?.stories.some((story) => story.brokeOff !== undefined);
      if (exploration?.unstable !== undefined || brokeOff) return this.seeded(seen);
      if (this.options.brokenBy(of, seen).length > 0) return this.seeded(seen);
    }
    return this.seeded(together(of, walks));
  }

  private seeded(seen: Observation): Observation {
    const { exploration } = seen;
    return exploration ? { ...seen, exploration: { ...exploration, seed: this.options.seed } } : seen;
  }

  private async playGiven(of: Case, steps: readonly StoryStep[]): Promise<Observation> {
    const named = steps.flatMap((step) => ('whom' in step ? [step.who, step.whom] : [step.who]));
    const cast = await castStory(this.lab, [...new Set<StoryName>(['a', ...named])].sort(), []);
    return (await playSteps(this.lab, cast, steps, true)).close(of.id);
  }

  private chooserOf(operation: OperationName): Chooser {
    const { site, contract } = this.lab;
    const renewals = site.authMode === 2 && site.guid.intervalMs <= site.limits.maxWaitMs;
    const known = this.choosers.get(operation) ?? new Chooser(contract, operation, renewals);
    this.choosers.set(operation, known);
    return known;
  }

  private budgetOf(operation: OperationName): ExplorationBudget {
    const known = this.budgets.get(operation) ?? new ExplorationBudget(this.options.steps);
    this.budgets.set(operation, known);
    return known;
  }
}

function guestsOf(of: Case, number: number): readonly StoryName[] {
  const walk = of.stage.name === 'story' ? Number(/\d+$/.exec(of.stage.walk)?.[0] ?? 0) : 0;
  return GUESTS[(walk + number - 2) % GUESTS.length] ?? [];
}

async function playSteps(lab: Lab, cast: StoryCast, steps: readonly StoryStep[], careful: boolean): Promise<StoryPlay> {
  const play = new StoryPlay(lab, cast.agents, cast.sessions, careful);
  for (const step of steps) {
    play.look();
    if (!play.ended && isPossible(step, play.world)) await play.play(step);
  }
  return play;
}

/** One story by chance, and all that it takes to confirm and to shorten it. */
class Walk {
  private found: { seen: Observation; steps: number } | undefined;
  private first: Observation | undefined;
  private unstable: string | undefined;
  private lateOnce: string | undefined;
  private stepsTaken = 0;
  private target = '';
  private cutShort = false;

  constructor(
    private readonly lab: Lab,
    private readonly of: Case,
    private readonly judge: Pick<ExplorerOptions, 'brokenBy' | 'onlyLate'>,
    private readonly known: Set<string>,
    private readonly chooser: Chooser,
    private readonly budget: ExplorationBudget,
    private readonly guests: readonly StoryName[],
  ) {}

  async walk(seed: number, longest: number): Promise<Observation> {
    const steps = fc.nat(CHANCES - 1).map((number) => new Command(this.chooser, number / CHANCES));
    await fc.check(
      fc.asyncProperty(fc.commands([steps], { maxCommands: DRAWN, size: 'max' }), async (commands) => {
        if (!this.first) return this.explore(commands, Math.min(longest, LONGEST_STORY));
        return this.shorten(commands);
      }),
      { seed, numRuns: 1, unbiased: true },
    );
    return this.result();
  }

  private async explore(commands: Commands, longest: number): Promise<void> {
    const seen = await this.play(commands, longest, false);
    this.first = seen;
    const steps = seen.exploration?.stories[0]?.steps.map(({ step }) => step) ?? [];
    const isLate = (id: string) => this.judge.onlyLate(this.of, seen, id);
    const broken = this.judge.brokenBy(this.of, seen).filter((id) => !this.known.has(id));
    const target = broken.find((id) => !isLate(id)) ?? broken[0];
    if (target === undefined) return;
    this.target = target;
    this.known.add(target);
    const again = await this.confirm(steps);
    if (!this.judge.brokenBy(this.of, again).includes(target) && isLate(target)) {
      // Late once, and in time when the story was repeated: then the repetition is what counts.
      this.first = again;
      this.lateOnce = `${target}: an event was late or missing once, and in time when the story was repeated`;
      return;
    }
    if (!this.judge.brokenBy(this.of, again).includes(target)) {
      this.unstable = `unstable: ${target} was broken once, and not when the same story was repeated: ${storyText(steps)}`;
      return;
    }
    this.found = { seen: again, steps: steps.length };
    throw new Error(target);
  }

  /** Without the budget's leave: nothing is blamed that was seen but once. */
  private async confirm(steps: readonly StoryStep[]): Promise<Observation> {
    for (let attempt = 1; ; attempt++) {
      const play = await playSteps(this.lab, await this.cast(), steps, true);
      this.paid(play);
      const seen = await play.close(this.of.id);
      if (!seen.disturbed || attempt === CONFIRMED_AT_MOST || this.lab.gone() !== undefined) return seen;
    }
  }

  private async shorten(commands: Commands): Promise<void> {
    if (!this.found || this.cutShort) return;
    const longest = (this.found.seen.exploration?.stories[0]?.steps.length ?? 1) - 1;
    // A story of one step is as short as any.
    if (longest < 1) return;
    if (this.budget.left < 1) {
      this.cutShort = true;
      return;
    }
    // To begin a story anew, with sign-ins and all, costs something as well, however short it is.
    this.budget.pay(STEPS_OF_A_BEGINNING);
    const seen = await this.play(commands, Math.min(longest, this.budget.left), true);
    if (!this.judge.brokenBy(this.of, seen).includes(this.target)) return;
    this.found = { ...this.found, seen };
    throw new Error(this.target);
  }

  private async play(commands: Commands, longest: number, careful: boolean): Promise<Observation> {
    const cast = await this.cast();
    const play = new StoryPlay(this.lab, cast.agents, cast.sessions, careful);
    await fc.asyncModelRun(() => ({ model: { play, longest }, real: play }), commands);
    this.paid(play);
    return play.close(this.of.id);
  }

  private cast(): Promise<StoryCast> {
    return castStory(this.lab, ['a', 'b'], ['c', ...this.guests]);
  }

  private paid(play: StoryPlay): void {
    const steps = play.steps.length + play.waitedInVain * STEPS_OF_A_VAIN_WAIT;
    this.stepsTaken += steps;
    this.budget.pay(steps);
  }

  private result(): Observation {
    const seen = this.found?.seen ?? this.first;
    const stories = seen?.exploration?.stories ?? [];
    const broken = this.found !== undefined && this.found.steps > (stories[0]?.steps.length ?? 0);
    return {
      ...(seen ?? together(this.of, [])),
      exploration: {
        stories,
        stepsTaken: this.stepsTaken,
        ...(broken ? { shortenedFrom: this.found?.steps ?? 0 } : {}),
        ...(this.cutShort ? { notShortest: true as const } : {}),
        ...(this.unstable === undefined ? {} : { unstable: this.unstable }),
        ...(this.lateOnce === undefined ? {} : { lateOnce: this.lateOnce }),
      },
    };
  }
}

interface Playing {
  play: StoryPlay;
  longest: number;
}

type Commands = Iterable<fc.AsyncCommand<Playing, StoryPlay, boolean>>;

/**
 * A step as fast-check's model runner takes it; the model is the world of the play. What it does is chosen when its turn
 * comes first; from then on it stays the same, so that a story can be made shorter.
 */
class Command implements fc.AsyncCommand<Playing, StoryPlay, boolean> {
  private step: StoryStep | undefined;

  constructor(
    private readonly chooser: Chooser,
    private readonly chance: number,
  ) {}

  check({ play, longest }: Playing): boolean {
    if (play.ended || play.steps.length >= longest) return false;
    play.look();
    this.step ??= this.chooser.choose(play.world, this.chance);
    return this.step !== undefined && isPossible(this.step, play.world);
  }

  async run(_: Playing, play: StoryPlay): Promise<void> {
    if (this.step) await play.play(this.step);
  }

  toString(): string {
    return this.step ? sentenceOf(this.step) : 'nothing';
  }
}

/** Walks in which nothing was found, as one observation. */
function together(of: Case, walks: readonly Observation[]): Observation {
  const last = walks.at(-1);
  const lateOnce = walks.find(({ exploration }) => exploration?.lateOnce !== undefined)?.exploration?.lateOnce;
  return {
    caseId: of.id,
    cast: last?.cast ?? { picker: '', others: [], phones: {} },
    steps: walks.flatMap(({ steps }) => steps),
    stimuli: walks.flatMap(({ stimuli }) => stimuli),
    surroundings: walks.flatMap(({ surroundings }) => surroundings),
    moments: { ...last?.moments },
    events: walks.flatMap(({ events }) => events),
    ...(walks.some(({ ownDelays }) => ownDelays)
      ? { ownDelays: walks.flatMap(({ ownDelays = [] }) => ownDelays) }
      : {}),
    ...(last?.absence ? { absence: last.absence } : {}),
    exploration: {
      stories: walks.flatMap(({ exploration }) => exploration?.stories ?? []),
      ...(lateOnce === undefined ? {} : { lateOnce }),
      stepsTaken: walks.reduce((sum, { exploration }) => sum + (exploration?.stepsTaken ?? 0), 0),
    },
  };
}
