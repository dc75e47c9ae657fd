import type { Environment } from './environment';
import type { Mistake } from './mistakes';

type Problem = Pick<Mistake, 'expected' | 'found' | 'advice'>;

/** Replaces each `${NAME}` in a text by the variable of that name. Problems never show what stands around it. */
export function substitute(text: string, env: Environment): { text: string; problems: Problem[] } {
  const problems: Problem[] = [];
  const replaced = text.replace(/\$\{([^}]*)(\}?)/g, (whole, name: string, end: string) => {
    if (!end || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      problems.push({ expected: `\${NAME} of letters, digits and _`, found: `\${ without such a name and }` });
      return whole;
    }
    const value = env[name];
    if (value !== undefined) return value;
    problems.push({
      expected: `the environment variable ${name}`,
      found: 'it not set',
      advice: 'set it in the environment or in .env',
    });
    return whole;
  });
  return { text: replaced, problems };
}
