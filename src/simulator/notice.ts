import type { Agent } from './agents';
import type { Notice } from './hooks';

export function notice(to: Agent, eventType: string, content: unknown): Notice {
  return { to, event: { eventType, workNo: to.id, content } };
}
