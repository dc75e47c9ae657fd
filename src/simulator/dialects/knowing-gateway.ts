import type { Gateway } from '../gateway';
import type { Hooks } from '../hooks';

/** Hooks that do something of their own accord: they know the gateway from its first answer on. */
export function knowingGateway(make: (gateway: () => Gateway | undefined) => Hooks): Hooks {
  let known: Gateway | undefined;
  const hooks = make(() => known);
  return {
    ...hooks,
    answer(x, answer) {
      known = x.gateway;
      return hooks.answer?.(x, answer) ?? answer;
    },
  };
}
