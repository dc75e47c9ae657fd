import type { Case } from '../cases/case';
import type { Contract, OperationContract, Role } from '../contract/contract';
import type { Observation } from '../evidence/observation';
import type { Overdue } from '../evidence/overdue';
import type { Finding, Latency, Marks, UnhealthyWindow } from './verdict';

/** Where something was seen: in words, and what a drawing marks. */
export interface Place extends Marks {
  text: string;
}

/** What the site's owner declared that judging depends on. */
export interface SiteFacts {
  recording: boolean;
  snatchpickupGuid: 'observed' | 'required';
  /** How long an event may take, in milliseconds. */
  deadlineMs: number;
}

/** Collects what one observation says of the requirements. */
export class Judgement {
  readonly findings: Finding[] = [];
  readonly notes: string[] = [];
  readonly latencies: Latency[] = [];
  /** Windows in which an event was late or missing and the suite's own delays may be the cause. */
  readonly unhealthy: UnhealthyWindow[] = [];
  /** What is to be said of requirements that are kept. */
  readonly remarks = new Map<string, string>();
  /** Requirements without a verdict, with the reason. */
  readonly open = new Map<string, string>();

  constructor(
    readonly contract: Contract,
    readonly facts: SiteFacts,
    readonly of: Case,
    readonly seen: Observation,
  ) {}

  get operation(): OperationContract {
    return this.contract.operations[this.of.operation];
  }

  /** A deviation from the requirement that a role is bound to; nothing where the operation binds none. */
  deviation(role: Role, expected: string, received: string, where: string | Place): void {
    const requirement = this.operation.judgedBy[role];
    if (requirement !== undefined) this.broken(requirement, expected, received, where);
  }

  /** A deviation from a requirement. */
  broken(requirement: string, expected: string, received: string, where: string | Place): void {
    const { text, ...marks } = typeof where === 'string' ? { text: where } : where;
    const marked = Object.keys(marks).length > 0;
    this.findings.push({ requirement, expected, received, where: text, ...(marked && { marks }) });
  }

  /** A deviation that is nothing but an event that was late or missing. */
  brokenByLateness(...[requirement, expected, received, where]: Parameters<Judgement['broken']>): void {
    this.broken(requirement, expected, received, where);
    const finding = this.findings.pop();
    if (finding) this.findings.push({ ...finding, late: true });
  }

  /** A requirement is kept, and something is to be said of it all the same. */
  remark(requirement: string | undefined, text: string): void {
    if (requirement === undefined) return;
    const known = this.remarks.get(requirement);
    this.remarks.set(requirement, known === undefined ? text : `${known}; ${text}`);
  }

  noteHealth({ event, agentId, health, unhealthy }: Overdue): void {
    if (unhealthy) this.unhealthy.push({ event, agentId, ...health });
  }

  /** Nothing can be said of these requirements. */
  leaveOpen(requirements: readonly (string | undefined)[], reason: string): void {
    for (const requirement of requirements)
      if (requirement !== undefined && !this.open.has(requirement)) this.open.set(requirement, reason);
  }

  /** Nothing can be said of any requirement of the case but those of `except`. */
  leaveAllOpen(reason: string, except: readonly (string | undefined)[] = []): void {
    this.leaveOpen(
      this.of.requirements.filter((requirement) => !except.includes(requirement)),
      reason,
    );
  }
}
