import type { CallIdentity } from './observation';

/**
 * Who takes part in a story: a, b and c are of one group, may pick up and have an eSpace 7910; o is of another group, u may
 * not pick up, p has another phone.
 */
export type StoryName = 'a' | 'b' | 'c' | 'o' | 'u' | 'p';

/** The lent agent behind a name, as far as the contract asks. */
export interface StoryAgent {
  name: StoryName;
  id: string;
  phone: string;
  group: string;
  mayPickUp: boolean;
  /** Has it the phone model that phonepickup works with? */
  supported: boolean;
}

/** One thing that is done in a story; `picks up` and `takes` are the two operations, all else is the stage. */
export type StoryStep =
  | { do: 'rings'; who: StoryName }
  | { do: 'calls'; who: StoryName; whom: StoryName }
  | { do: 'picks up'; who: StoryName; guid?: 'dead' }
  | { do: 'takes'; who: StoryName; whom: StoryName }
  | { do: 'lifts'; who: StoryName }
  | { do: 'caller hangs up'; who: StoryName }
  | { do: 'hangs up'; who: StoryName }
  | { do: 'becomes busy'; who: StoryName }
  | { do: 'becomes idle'; who: StoryName }
  | { do: 'links'; who: StoryName; on: boolean }
  | { do: 'signs out'; who: StoryName; force?: true }
  | { do: 'signs in'; who: StoryName; as?: SignInManner }
  | { do: 'new Guid'; who: StoryName };

/** `busy` and `wrapping up` with that status, `unlinked` without asking for phone linkage. */
export type SignInManner = 'by force' | 'busy' | 'wrapping up' | 'wrapping up after calls' | 'unlinked';

/** What an agent without a call is: idle or not is asked for by snatchpickup; `unknown` where no event told. */
export type BetweenCalls = 'idle' | 'busy' | 'wrap-up' | 'unknown';

/** What was learnt when a step was played; the story's state goes on from it. */
export interface SeenInStep {
  /** A pickup was answered with success; a step of the stage took place. */
  done: boolean;
  /** The first sign of what the step brings about was seen: an event, or a proof of its own. */
  happened: boolean;
  /** Everything that the contract promises for it came. */
  complete?: boolean;
  /** PhoneAlerting came to the agent whose phone rings now. */
  alerted?: boolean;
  /** The call that the step places, as the events of its ringing name it. */
  call?: CallIdentity;
  /** The call that the step needs was over before, and nobody of the story had ended it. */
  callWasOver?: true;
  /** What agents without a call told that they are now. */
  between?: Partial<Record<StoryName, BetweenCalls>>;
}

export interface PlayedStep {
  step: StoryStep;
  /** Agents whose calls may have ended by themselves before: nothing more is expected of those. */
  doubted?: readonly StoryName[];
  /** Milliseconds of the worker's clock. */
  from: number;
  to: number;
  /** `id` of the exchange with the gateway, where there was one. */
  exchange?: number;
  seen: SeenInStep;
}

/** A story as it was played: with the exchanges and events of its observation it can be judged again. */
export interface Story {
  /** As a replay takes it: sentences with semicolons between. */
  text: string;
  agents: readonly StoryAgent[];
  steps: readonly PlayedStep[];
  /** From here on the stage was cleared: what calls do then is not the story's. Milliseconds. */
  clearedFrom: number;
  /** A step of the stage that could not be proven; the story ended there. */
  brokeOff?: string;
}

/** How a story came to be. */
export interface Exploration {
  stories: readonly Story[];
  /** Seed of the walk; absent where the story was given. */
  seed?: number;
  /** Steps of all stories, also of those that were played to confirm and to shorten. */
  stepsTaken: number;
  /** The story that something was found in had so many steps before it was made shorter. */
  shortenedFrom?: number;
  /** The budget ended before it was known that no shorter story shows the same. */
  notShortest?: true;
  /** Something was found once, and not again when the same story was repeated. */
  unstable?: string;
  /** An event was late or missing once, and in time when the same story was repeated. */
  lateOnce?: string;
}
