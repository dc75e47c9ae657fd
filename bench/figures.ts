import type { Recording } from './record';
import type { Replay } from './replay';
import type { ObservedRun, SuiteRun } from './suite-run';

export interface Measured {
  observed: ObservedRun;
  conforming: readonly SuiteRun[];
  /** Empty where no faulty gateway was measured. */
  faulty: readonly SuiteRun[];
  causal: readonly Replay[];
  backToBack: readonly Replay[];
}

export interface Figure {
  name: string;
  value: string;
  /** `aim` in words, and whether it was reached. */
  target?: { aim: string; met: boolean };
}

/** What the project aims at, on two cores. */
const TARGET = { cases: 600, wallMs: 10_000, ratio: 4, firstTestMs: 2000, faultyRatio: 2, failing: 1 / 3, mb: 800 };
const RINGS = 80;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function figures({ observed, conforming, faulty, causal, backToBack }: Measured): Figure[] {
  const { recording, peakMb, report } = observed;
  const cases = report.selection.selected;
  const rings = recording.rings - recording.exploringRings;
  const wall = median(conforming.map(({ wallMs }) => wallMs));
  const tests = median(conforming.map(({ testsMs }) => testsMs));
  const first = median(conforming.map(({ firstTestMs }) => firstTestMs));
  const firstVerdict = median(conforming.map(({ firstVerdictMs }) => firstVerdictMs));
  const replayed = median(causal.map(({ ms }) => ms));
  const inARow = median(backToBack.map(({ ms }) => ms));
  return [
    figure('cases', String(cases), `at least ${TARGET.cases}`, cases >= TARGET.cases),
    figure('suite, command start to end', seconds(wall), `under ${seconds(TARGET.wallMs)}`, wall < TARGET.wallMs),
    figure('command start to first test', seconds(first), `within ${seconds(TARGET.firstTestMs)}`, first <= 2000),
    figure('command start to first verdict', seconds(firstVerdict)),
    figure('suite, first test to last', seconds(tests)),
    figure('cases per second, whole command', (cases / (wall / 1000)).toFixed(0)),
    figure('replay of the same requests', seconds(replayed)),
    figure('suite : replay, whole command', ratio(wall, replayed), ...ratioTarget(wall, replayed)),
    figure('suite : replay, first test to last', ratio(tests, replayed), ...ratioTarget(tests, replayed)),
    figure('replay without polls, back to back', seconds(inARow)),
    figure('suite : back to back, whole command', ratio(wall, inARow)),
    figure('suite : back to back, first to last', ratio(tests, inARow)),
    figure('requests (polls, of these empty)', requests(recording)),
    figure('rings, the exploration apart', String(rings), `at most ${RINGS}`, rings <= RINGS),
    figure('rings of the exploration', String(recording.exploringRings)),
    figure('peak memory, all processes', `${peakMb.toFixed(0)} MB`, `under ${TARGET.mb} MB`, peakMb < TARGET.mb),
    ...faultyFigures(wall, faulty),
  ];
}

function figure(name: string, value: string, aim?: string, met?: boolean): Figure {
  return aim === undefined ? { name, value } : { name, value, target: { aim, met: met ?? false } };
}

function ratioTarget(suite: number, replayed: number): [aim: string, met: boolean] {
  return [`at most ${TARGET.ratio}`, suite / replayed <= TARGET.ratio];
}

function faultyFigures(wall: number, faulty: readonly SuiteRun[]): Figure[] {
  const [one] = faulty;
  if (!one) return [];
  const { caseCounts, selection } = one.report;
  const failing = caseCounts.fail / selection.selected;
  const faultyWall = median(faulty.map(({ wallMs }) => wallMs));
  const met = failing >= TARGET.failing && faultyWall / wall <= TARGET.faultyRatio;
  return [
    figure('faulty gateway: cases that fail', `${caseCounts.fail} (${(failing * 100).toFixed(0)} %)`),
    figure('faulty gateway: command start to end', seconds(faultyWall)),
    figure('faulty : conforming', ratio(faultyWall, wall), `at most ${TARGET.faultyRatio}, a third failing`, met),
  ];
}

function requests({ requests, polls, emptyPolls }: Recording): string {
  return `${requests} (${polls}, ${emptyPolls})`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function ratio(one: number, other: number): string {
  return (one / other).toFixed(1);
}

export function table(list: readonly Figure[]): string {
  const names = Math.max(...list.map(({ name }) => name.length));
  const values = Math.max(...list.map(({ value }) => value.length));
  return list
    .map(({ name, value, target }) => {
      const told = target ? `   ${target.met ? 'met   ' : 'MISSED'}  ${target.aim}` : '';
      return `${name.padEnd(names)}  ${value.padStart(values)}${told}`;
    })
    .join('\n');
}
