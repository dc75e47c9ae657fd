/** How an agent's events come in: asked for, or pushed. Begins with a sign-in, ends with its stop. */
export interface EventSource {
  /** Why no event can come any more, if the gateway ended the session on its own. */
  readonly lost: string | undefined;
  /** No event is wanted any more, at once. */
  stop(): void;
  /** The agent was signed out: the gateway itself ends what is under way. */
  end(): void;
  /** The gateway has ended the session. */
  lose(reason: string): void;
  /** Resolves once it is certain that nothing was queued when it was called; never, where that cannot be seen. */
  nextEmpty(): Promise<void>;
}
