/** How an agent's events come in: asked for, or pushed. Begins with a sign-in, ends with its stop. */
export interface EventSource {
  /** Why no event can come any more, if the gateway ended the session on its own. */
  readonly lost: string | undefined;
  stop(): void;
  /** The gateway has ended the session. */
  lose(reason: string): void;
  /** Resolves once it is certain that nothing was queued when it was called; never, where that cannot be seen. */
  nextEmpty(): Promise<void>;
}
