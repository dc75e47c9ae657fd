import { expect, test } from '@playwright/test';
import type { Section } from '../../../src/cases/case';
import { readContract } from '../../../src/contract/read-contract';
import { type DialectInfo, dialects } from '../../../src/simulator';
import { judgeGateway, troubles } from '../judged-gateway';

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

const methods: Section[] = ['method', 'retcodes'];
const ids: Section[] = ['agent-id', 'dest-work-no', 'retcodes'];
const answers: Section[] = ['response', 'retcodes', 'prerequisites', 'guid', 'events'];
const events: Section[] = ['events', 'prerequisites', 'response', 'guid', 'headers'];
/** For gateways that take their time over every single case. */
const few: Section[] = ['events', 'prerequisites', 'guid'];

/** For those that are slow with every call. */
const ofCalls: Section[] = ['events', 'prerequisites'];

/** The sections that a dialect touches; one that is not named here is put to the whole suite. */
const touched: Record<string, Section[]> = {
  'methods-refused-with-501': methods,
  'methods-refused-with-200': methods,
  'methods-refused-with-404': methods,
  'methods-refused-in-html': methods,
  'methods-refused-in-silence': methods,
  'options-as-http-has-it': methods,
  'options-200-empty': methods,
  'trace-cut-off': methods,
  'invalid-ids-are-http-400': ids,
  'invalid-ids-are-http-404': ids,
  'invalid-agent-ids-are-signed-out': ids,
  'guid-refused-with-000-003': answers,
  'guid-refused-with-http-401': answers,
  'messages-empty': answers,
  'messages-in-chinese': answers,
  'result-with-members': answers,
  'refusal-result-with-members': answers,
  'envelope-with-members': answers,
  'answers-chunked': answers,
  'answers-indented': answers,
  'answers-escaped': answers,
  'answers-in-other-order': answers,
  'answer-type-in-lower-case': answers,
  'answer-type-without-charset': answers,
  'set-guid-in-lower-case': answers,
  'events-with-gen-time': events,
  'contents-with-members': events,
  'contents-in-numbers': events,
  'contents-in-strings': events,
  'info-first': events,
  'called-is-picker': events,
  'empty-polls-have-event-null': events,
  'alerting-with-content': events,
  'alerting-without-ringing': events,
  'ringing-after-take-over': events,
  'info-before-talking': events,
  'record-before-talking': events,
  'record-before-info': events,
  'linkage-phone-status': events,
  'picked-agent-gets-other-events': events,
  'release-without-customer-release': events,
  'record-in-other-types': events,
  'events-late': few,
  'call-events-slow': ofCalls,
  'call-events-of-uneven-speed': ofCalls,
  'record-late': ofCalls,
  'idle-late-after-sign-in': ['prerequisites'],
  'forced-sign-out-not-served': ['prerequisites'],
  'guids-plain': ['guid', 'retcodes'],
  'guid-looked-at-before-session': ['prerequisites', 'guid'],
  'paths-without-agent-id-are-no-address': ids,
  'called-differs-by-event': ['events', 'response'],
  'answers-slow': few,
  'polls-do-not-wait': few,
  'guid-renewed-on-every-poll': few,
};

function judge({ name }: DialectInfo) {
  const sections = touched[name];
  return judgeGateway({ dialects: [name] }, sections ? { choose: ({ section }) => sections.includes(section) } : {});
}

for (const dialect of dialects)
  test(`${dialect.name} conforms: ${dialect.text}`, async () => {
    const judged = await judge(dialect);
    const sections = touched[dialect.name];
    expect(judged.length).toBeGreaterThanOrEqual(sections === undefined ? 600 : 25);
    // Warned of is at most what the dialect says that it does not follow; no requirement is broken or left open.
    const warned = judged.filter(({ result }) => result.verdict === 'warning');
    const unexpected = [
      ...troubles(judged.filter((each) => !warned.includes(each))),
      ...warned.flatMap((each) =>
        each.result.requirements.some(
          ({ requirement, verdict }) => verdict === 'warning' && !dialect.warns?.includes(requirement),
        )
          ? troubles([each])
          : [],
      ),
    ];
    expect(unexpected, `dialect ${dialect.name}`).toEqual([]);
    const warnings = new Set(
      warned.flatMap(({ result }) => result.requirements.filter(({ verdict }) => verdict === 'warning')),
    );
    const seen = new Set([...warnings].map(({ requirement }) => requirement));
    expect(
      [...(dialect.warns ?? [])].filter((id) => !seen.has(id)),
      'announced, but never warned of',
    ).toEqual([]);
    // Almost nothing may be excused as out of reach.
    const excused = judged.filter(({ result }) => result.verdict === 'not-applicable').map(({ of }) => of.id);
    expect(excused.length, excused.join()).toBeLessThanOrEqual(12);
  });

test('a dialect may warn of recommendations alone', () => {
  const { requirements } = readContract('2023-09-27');
  const levels = new Map(requirements.map(({ id, level }) => [id, level]));
  const warns = dialects.flatMap(({ name, warns = [] }) => warns.map((id) => ({ name, id, level: levels.get(id) })));
  expect(warns.filter(({ level }) => level === 'must' || level === undefined)).toEqual([]);
});

test('the sections are those of dialects that there are, and many dialects are put to the whole suite', () => {
  const names = dialects.map(({ name }) => name);
  expect(Object.keys(touched).filter((name) => !names.includes(name))).toEqual([]);
  expect(names.filter((name) => touched[name] === undefined).length).toBeGreaterThanOrEqual(15);
});

for (const dialect of ['record-late', undefined])
  test(`a site may record calls although it declares that it does not${dialect ? `, and be late with that (${dialect})` : ''}`, async () => {
    const judged = await judgeGateway(
      { dialects: dialect ? [dialect] : [], declares: { recording: false } },
      { choose: ({ section, operation }) => operation === 'snatchpickup' && ofCalls.includes(section) },
    );
    expect(judged.length).toBeGreaterThan(20);
    expect(troubles(judged)).toEqual([]);
  });

test('a gateway that does not conform is not taken for a dialect', async () => {
  const judged = await judgeGateway(
    { faults: ['phonepickup-accepts-put'] },
    { choose: ({ section, operation }) => section === 'method' && operation === 'phonepickup' },
  );
  expect(troubles(judged).length).toBeGreaterThan(0);
});
