import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { rejudged } from '../../../fixtures/rejudged';
import { planCases } from '../../../src/cases';
import type { Contract } from '../../../src/contract/contract';
import { readContract, readContractFrom } from '../../../src/contract/read-contract';
import { readTranscript } from '../../../src/evidence/transcript';
import { changesIn } from '../../../src/report/rejudge/changes';
import { rejudgeRun } from '../../../src/report/rejudge/rejudged-run';
import { rejudgedSummary } from '../../../src/report/rejudge/summary';
import { readWaivers } from '../../../src/report/waivers/read-waivers';
import type { WaiverFile } from '../../../src/report/waivers/waiver';
import { freshDescription } from '../contract/description';
import type { Gateway } from '../judged-gateway';
import { recordedRun, rewritten, SOME, without } from './recorded-run';

const gateways: [title: string, gateway: Gateway, failing: boolean][] = [
  ['a conforming gateway', {}, false],
  ['static Guids', { authMode: 1 }, false],
  ['a method that executes', { faults: ['phonepickup-head-executes'] }, true],
  ['a method that is accepted', { faults: ['phonepickup-accepts-put'] }, true],
  ['contents in numbers, events late', { dialects: ['contents-in-numbers', 'event-bursts'] }, false],
  ['methods refused in HTML', { dialects: ['methods-refused-in-html'] }, false],
];

const present = readContract('2023-09-27');
const again = (text: string, contract: Contract = present, waivers?: WaiverFile) =>
  rejudgeRun(readTranscript(text), contract, planCases(contract), '9.9.9', waivers);
const plain = (text: string) => text;

for (const [title, gateway, failing] of gateways)
  test(`a transcript gives the verdicts of the run: ${title}`, async () => {
    const { text, judged } = await recordedRun(gateway);
    expect(judged.some(({ result }) => result.verdict === 'fail')).toBe(failing);
    expect(rejudged({ text })).toEqual([]);
    const run = again(text);
    expect(run.before.verdict).toBe(failing ? 'fail' : 'pass');
    expect(run.now).toEqual({ ...run.before, suite: { version: '9.9.9' } });
    expect(changesIn(run)).toEqual({ requirements: [], cases: [], reworded: [] });
    expect(rejudgedSummary(run, plain)).toContain(
      `\n\nUnchanged: ${present.requirements.length} requirements, ${SOME.size} cases\n`,
    );
  });

test('what is waived is waived when it is judged again', async () => {
  const { text } = await recordedRun({ faults: ['phonepickup-head-executes'] });
  const run = again(text, present, readWaivers(join(__dirname, '../../../docs/waivers-example.yaml'), {}));
  expect([run.before.verdict, run.now.verdict]).toEqual(['pass', 'pass']);
  expect(changesIn(run).cases).toEqual([]);
  expect(rejudgedSummary(run, plain)).toMatch(/\n\nWaivers: 2\n {2}PP-METHOD-2 .* waives 1 case\n/);
  expect(again(text).now.verdict).toBe('fail');
});

test.describe('of a transcript of a conforming gateway', () => {
  let text: string;
  test.beforeAll(async () => {
    text = (await recordedRun()).text;
  });

  test('an event that is taken out changes the verdict of what promises it, and nothing else', () => {
    const run = again(without(text, (eventType, agentId) => eventType === 'AgentEvent_Talking' && agentId === '101'));
    expect(run.before.verdict).toBe('pass');
    expect(run.now.verdict).toBe('fail');
    expect(changesIn(run)).toMatchObject({
      requirements: [{ id: 'PP-EVENT-2', level: 'must', before: 'pass', now: 'fail' }],
      cases: [{ id: 'phonepickup.agent-id.accepts-101', before: 'pass', now: 'fail' }],
    });
    const summary = rejudgedSummary(run, plain);
    expect(summary).toMatch(/^FAIL, before PASS\n/);
    expect(summary).toContain('  PP-EVENT-2 (must)  pass -> fail\n');
    expect(summary).toMatch(/ {2}phonepickup\.agent-id\.accepts-101 {2}pass -> fail\n {4}expected AgentEvent_Talking/);
  });

  test('a check that is changed changes the verdict', () => {
    const stricter: Contract = { ...present, answerProblems: () => [{ at: '', expected: 'another answer' }] };
    expect(changesIn(again(text, stricter)).requirements).toEqual(
      ['PP-RESPONSE-1', 'SP-RESPONSE-1'].map((id) => ({ id, level: 'must', before: 'pass', now: 'fail' })),
    );
  });

  test('a description that promises another event is what counts', () => {
    const description = JSON.parse(
      JSON.stringify(freshDescription()).replaceAll('AgentEvent_Talking', 'AgentEvent_Chatting'),
    );
    const run = again(text, readContractFrom(description));
    expect(run.now.verdict).toBe('fail');
    expect(changesIn(run).requirements.map(({ id }) => id)).toContain('PP-EVENT-2');
  });

  test('a case that nobody plans any more is told, and not judged', () => {
    const renamed = rewritten(text, (line) =>
      line.kind === 'case' && line.result.caseId === 'phonepickup.method.put'
        ? { ...line, result: { ...line.result, caseId: 'phonepickup.method.putter' } }
        : line,
    );
    const run = again(renamed);
    expect(run.gone).toEqual(['phonepickup.method.putter']);
    expect(run.cases.length).toBe(SOME.size - 1);
    expect(rejudgedSummary(run, plain)).toContain('No longer planned, so not judged: 1 case\n');
  });

  test('what a full run could not know of is no gap of that run', () => {
    const full = rewritten(text, (line) => (line.kind === 'selection' ? { ...line, partial: false } : line));
    const run = again(full);
    expect(run.now.selection).toEqual({ selected: SOME.size, planned: SOME.size, partial: false });
    expect(run.added.length).toBe(planCases(present).length - SOME.size);
  });
});
