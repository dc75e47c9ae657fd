import type { Dialect, HooksOrMaker } from '../quirks';

/** `uses` names the free choices, blank-separated; `warns` the recommendations that are not followed. */
export function dialect(name: string, uses: string, text: string, hooks: HooksOrMaker, warns: string[] = []): Dialect {
  return {
    name,
    text,
    ...(uses !== '' && { uses: uses.split(' ') }),
    ...(warns.length > 0 && { warns }),
    hooks,
  };
}
