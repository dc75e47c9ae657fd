import { expect, test } from '@playwright/test';
import { answer, envelope, exchange, judged, received, refused, snatching, verdicts } from './observations';

const unlisted = (id: string) => ({ [id.startsWith('snatchpickup') ? 'SP-ERROR-3' : 'PP-ERROR-2']: 'warning' });
const untrue = (id: string) => ({ [id.startsWith('snatchpickup') ? 'SP-ERROR-2' : 'PP-ERROR-1']: 'warning' });

const ownSession = [
  'phonepickup.prerequisites.linkage-off',
  'snatchpickup.prerequisites.busy',
  'phonepickup.method.get',
];
const wrongGuid = [
  'phonepickup.guid.made-up',
  'snatchpickup.guid.of-another-agent',
  'phonepickup.agent-id.refuses-100',
];
const dest = ['snatchpickup.dest-work-no.missing', 'snatchpickup.dest-work-no.refuses-100'];
const notTheOperation = [
  'phonepickup.response.uri-unknown-root',
  'snatchpickup.response.uri-unknown-root',
  'phonepickup.agent-id.refuses-empty',
  'phonepickup.agent-id.refuses-dot',
  'phonepickup.agent-id.reads-or-refuses-encoded-slash',
];

const rows: [id: string, retcode: string, expected: object][] = [
  ...ownSession.flatMap((id): typeof rows => [
    [id, '100-007', {}],
    [id, '100-006', untrue(id)],
    [id, '000-003', unlisted(id)],
    [id, '100-009', unlisted(id)],
    [id, '403', unlisted(id)],
    [id, '', unlisted(id)],
    [id, '000-002', id.startsWith('snatchpickup') ? {} : unlisted(id)],
  ]),
  ...wrongGuid.flatMap((id): typeof rows => [
    [id, '100-006', {}],
    [id, '000-003', {}],
    [id, '100-007', {}],
    [id, '100-004', unlisted(id)],
  ]),
  ...dest.flatMap((id): typeof rows => [
    [id, '000-002', {}],
    [id, '100-007', { 'SP-ERROR-1': 'warning' }],
    [id, '100-006', { 'SP-ERROR-1': 'warning', 'SP-ERROR-2': 'warning' }],
    [id, '100-001', { 'SP-ERROR-1': 'warning', 'SP-ERROR-3': 'warning' }],
  ]),
  ...notTheOperation.flatMap((id): typeof rows => [
    [id, '000-002', {}],
    [id, '100-006', {}],
    [id, '999-999', {}],
  ]),
  ['phonepickup.prerequisites.signed-out', '100-006', {}],
  // A gateway that looks at the Guid first finds none that matches.
  ['phonepickup.prerequisites.signed-out', '000-003', {}],
  ['snatchpickup.prerequisites.signed-out', '000-003', {}],
  ['phonepickup.prerequisites.signed-out', '000-002', { 'PP-PRE-1': 'fail', 'PP-ERROR-2': 'warning' }],
  ['phonepickup.prerequisites.signed-out', '100-007', { 'PP-PRE-1': 'fail' }],
  ['phonepickup.prerequisites.signed-out', '100-008', { 'PP-PRE-1': 'fail', 'PP-ERROR-2': 'warning' }],
  ['snatchpickup.prerequisites.signed-out', '100-006', {}],
  ['snatchpickup.prerequisites.signed-out', '100-007', { 'SP-PRE-1': 'fail' }],
];
for (const [id, retcode, expected] of rows)
  test(`${id} refused with "${retcode}"`, () => {
    const response = envelope(retcode);
    const stimulus = id.startsWith('snatchpickup') ? snatching({ response }) : exchange({ response });
    expect(verdicts(judged(refused(id, stimulus)))).toEqual(expected);
  });

test('a refusal by status need not carry a retcode, but one that it carries is judged', () => {
  const id = 'snatchpickup.dest-work-no.missing';
  expect(verdicts(judged(refused(id, snatching({ response: answer(400, 'Bad Request') }))))).toEqual({});
  expect(verdicts(judged(refused(id, snatching({ response: envelope('000-002', {}, 400) }))))).toEqual({});
  expect(verdicts(judged(refused(id, snatching({ response: envelope('100-007', {}, 400) }))))).toEqual({
    'SP-ERROR-1': 'warning',
  });
});

test('a finding names the codes with their meanings', () => {
  const stimulus = exchange({ response: envelope('100-007') });
  const result = judged(refused('phonepickup.prerequisites.signed-out', stimulus));
  expect(result.findings).toEqual([
    {
      requirement: 'PP-PRE-1',
      expected:
        'retcode 100-006 (the agent is not signed in) or 000-003 (no permission to invoke, the authentication may have expired)',
      received: 'HTTP 200 {"message":"","retcode":"100-007","result":{}}',
      where: 'the answer to POST /agentgateway/resource/voicecall/101/phonepickup',
      marks: { exchanges: [stimulus.id] },
    },
  ]);
  expect(
    received(judged(refused('phonepickup.prerequisites.signed-out', exchange({ response: envelope('100-006') })))),
  ).toEqual([]);
});
