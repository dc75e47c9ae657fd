import { expect, test } from '@playwright/test';
import { freshDescription, problemsOf } from './description';

const pp = 'cc-gateway.yaml: paths["/voicecall/{agentid}/phonepickup"].post';
const sp = 'cc-gateway.yaml: paths["/voicecall/{agentid}/snatchpickup"].put';
const id = '^[A-Z]{2}-[A-Z]+-[1-9][0-9]*$';
const code = '^(0|[0-9]{3}-[0-9]{3})$';

/** What the change may reach: the two operations and the whole. */
// biome-ignore lint/suspicious/noExplicitAny: mistakes have no type
type Reach = { post: any; put: any; all: any };
type Mistake = [title: string, change: (reach: Reach) => void, ...lines: string[]];

const mistakes: Mistake[] = [
  [
    'an unknown level',
    ({ post }) => {
      post['x-requirements'][3].level = 'shall';
    },
    `${pp}.x-requirements[3].level: expected to be one of "must", "should", "observe", found "shall"`,
  ],
  [
    'a misspelt member of a requirement',
    ({ post }) => {
      post['x-requirements'][0].note = ['A1'];
    },
    `${pp}.x-requirements[0].note: expected to be absent, found ["A1"]`,
  ],
  [
    'a requirement without text',
    ({ post }) => {
      delete post['x-requirements'][0].text;
    },
    `${pp}.x-requirements[0].text: expected to be present, found nothing`,
  ],
  [
    'an empty text',
    ({ post }) => {
      post['x-requirements'][0].text = '';
    },
    `${pp}.x-requirements[0].text: expected to be not empty, found ""`,
  ],
  [
    'a note of another form',
    ({ post }) => {
      post['x-requirements'][1].notes = ['6'];
    },
    `${pp}.x-requirements[1].notes[0]: expected to be text like ^(A[1-9][0-9]*|SPELLINGS)$, found "6"`,
  ],
  [
    'no requirements',
    ({ post }) => {
      post['x-requirements'] = [];
    },
    `${pp}.x-requirements: expected to be at least 1 long, found []`,
  ],
  [
    'a role that the code does not know',
    ({ post }) => {
      post['x-judged-by']['method.accept'] = 'PP-METHOD-1';
    },
    `${pp}.x-judged-by["method.accept"]: expected to be absent, found "PP-METHOD-1"`,
  ],
  [
    'a role bound to no id',
    ({ post }) => {
      post['x-judged-by'].robust = 'robust';
    },
    `${pp}.x-judged-by.robust: expected to be text like ${id}, found "robust"`,
  ],
  [
    'a prerequisite without breaches',
    ({ post }) => {
      post['x-prerequisites'][0].brokenBy = [];
    },
    `${pp}.x-prerequisites[0].brokenBy: expected to be at least 1 long, found []`,
  ],
  [
    'a breach without title',
    ({ post }) => {
      delete post['x-prerequisites'][0].brokenBy[0].title;
    },
    `${pp}.x-prerequisites[0].brokenBy[0].title: expected to be present, found nothing`,
  ],
  [
    'a retcode as number',
    ({ post }) => {
      post['x-retcodes'].success = 0;
    },
    `${pp}.x-retcodes.success: expected to be string, found 0`,
  ],
  [
    'a retcode of another form',
    ({ put }) => {
      put['x-retcodes'].listed = ['100-06'];
    },
    `${sp}.x-retcodes.listed[0]: expected to be text like ${code}, found "100-06"`,
  ],
  [
    'a retcode listed twice',
    ({ put }) => {
      put['x-retcodes'].listed = ['100-006', '100-006'];
    },
    `${sp}.x-retcodes.listed: expected to be without repetition (entry 1 stands there twice), found ["100-006","100-006"]`,
  ],
  [
    'a meaning for something else',
    ({ put }) => {
      put['x-retcodes'].meanings.ok = 'fine';
    },
    `${sp}.x-retcodes.meanings.ok: expected to be a name like ${code}, found "ok"`,
  ],
  [
    'an unknown moment',
    ({ put }) => {
      put['x-triggered-events'].events[0].after = 'later';
    },
    `${sp}.x-triggered-events.events[0].after: expected to be one of "request accepted", "phone answered", "call ended", found "later"`,
  ],
  [
    'an unknown recipient',
    ({ put }) => {
      put['x-triggered-events'].events[0].to = 'all';
    },
    `${sp}.x-triggered-events.events[0].to: expected to be one of "picker", "called", found "all"`,
  ],
  [
    'a cardinality of 0',
    ({ put }) => {
      put['x-triggered-events'].events[0].max = 0;
    },
    `${sp}.x-triggered-events.events[0].max: expected to be >= 1, found 0`,
  ],
  [
    'an unknown condition',
    ({ put }) => {
      put['x-triggered-events'].events[4].only = ['video'];
    },
    `${sp}.x-triggered-events.events[4].only[0]: expected to be one of "recording", "external", found "video"`,
  ],
  [
    'a method in lower case',
    ({ put }) => {
      put['x-methods'].namedAsRefused = ['get'];
    },
    `${sp}.x-methods.namedAsRefused[0]: expected to be text like ^[A-Z]+$, found "get"`,
  ],
  [
    'a range in words',
    ({ all }) => {
      all.components.parameters.agentid.schema['x-numeric-range'].minimum = '101';
    },
    'cc-gateway.yaml: components.parameters.agentid.schema.x-numeric-range.minimum: expected to be integer, found "101"',
  ],
  [
    'an unknown way of naming a call',
    ({ all }) => {
      all.components.schemas.AgentEvent_Talking['x-names-the-call'].call = 'callid';
    },
    'cc-gateway.yaml: components.schemas.AgentEvent_Talking.x-names-the-call.call: expected to be absent, found "callid"',
  ],
  [
    'an extension forgotten',
    ({ put }) => {
      delete put['x-prerequisites'];
    },
    `${sp}.x-prerequisites: expected to be present, found nothing`,
  ],
  [
    'an extension misspelt',
    ({ put }) => {
      put['x-prerequisite'] = [];
    },
    `${sp}.x-prerequisite: expected one of x-judged-by, x-methods, x-names-the-call, x-numeric-range, x-prerequisites, x-requirements, x-retcodes, x-triggered-events, found "x-prerequisite"`,
  ],
  [
    'an extension in the wrong place',
    ({ all }) => {
      all.info['x-methods'] = { namedAsRefused: [] };
    },
    'cc-gateway.yaml: info.x-methods: expected no x-methods here, found {"namedAsRefused":[]}',
  ],
  [
    'two mistakes',
    ({ post, put }) => {
      post['x-requirements'][0].level = 1;
      put['x-requirements'][0].level = 2;
    },
    `${pp}.x-requirements[0].level: expected to be one of "must", "should", "observe", found 1`,
    `${sp}.x-requirements[0].level: expected to be one of "must", "should", "observe", found 2`,
  ],
];

for (const [title, change, ...lines] of mistakes) {
  test(`${title}: refused with its line`, () => {
    const all = freshDescription();
    const post = all.paths['/voicecall/{agentid}/phonepickup'].post;
    change({ post, put: all.paths['/voicecall/{agentid}/snatchpickup'].put, all });
    expect(problemsOf(all)).toEqual(lines);
  });
}

test('the description as it is has no mistakes', () => {
  expect(problemsOf(freshDescription())).toEqual([]);
});

test('what looks like an extension inside an example is data', () => {
  const all = freshDescription();
  all.components.examples.success.value['x-whatever'] = 1;
  expect(problemsOf(all)).toEqual([]);
});
