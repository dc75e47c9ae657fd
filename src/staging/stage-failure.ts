/** The stage could not be set: the case is inconclusive, for this reason. */
export class StageFailure extends Error {
  override readonly name: string = 'StageFailure';
}

/** An agent's session ended in mid-case: another agent, or the same one signed in anew, may do. */
export class SessionLost extends StageFailure {}

/** The site does not lend what the case needs: the case is not applicable, for this reason. */
export class NotLent extends Error {
  override readonly name = 'NotLent';
}
