/** The stage could not be set: the case is inconclusive, for this reason. */
export class StageFailure extends Error {
  override readonly name: string = 'StageFailure';
}

/** An agent's session ended in mid-case: another agent, or the same one signed in anew, may do. */
export class SessionLost extends StageFailure {}

/** The gateway answered a sign-in with a refusal. */
export class SignInRefused extends StageFailure {
  constructor(
    agentId: string,
    /** What the answer came to, in a few words. */
    readonly outcome: string,
  ) {
    super(`agent ${agentId} could not sign in: ${outcome}`);
  }
}

/** The site does not lend what the case needs: the case is not applicable, for this reason. */
export class NotLent extends Error {
  override readonly name = 'NotLent';
}
