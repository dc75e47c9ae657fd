import { expect, test } from '@playwright/test';
import { freshDescription, problemsOf } from './description';

const pp = 'cc-gateway.yaml: paths["/voicecall/{agentid}/phonepickup"].post';
const sp = 'cc-gateway.yaml: paths["/voicecall/{agentid}/snatchpickup"].put';

/** What the change may reach: the two operations and the whole. */
// biome-ignore lint/suspicious/noExplicitAny: mistakes have no type
type Reach = { post: any; put: any; all: any };
type Mistake = [title: string, change: (reach: Reach) => void, ...lines: string[]];

const mistakes: Mistake[] = [
  [
    'an id used twice',
    ({ post }) => {
      post['x-requirements'].push({ ...post['x-requirements'][0] });
    },
    `${pp}.x-requirements[31].id: expected an id that is used once, found "PP-METHOD-1"`,
  ],
  [
    'an id of the other operation',
    ({ put }) => {
      put['x-judged-by'].robust = 'PP-ROBUST-1';
    },
    `${sp}.x-judged-by.robust: expected the id of a requirement of this operation, found "PP-ROBUST-1"`,
    `${sp}.x-requirements[38]: expected a mention of SP-ROBUST-1 in x-judged-by, x-prerequisites or x-triggered-events, found nothing`,
  ],
  [
    'a must that nothing judges',
    ({ post }) => {
      delete post['x-judged-by']['body.none'];
    },
    `${pp}.x-requirements[15]: expected a mention of PP-BODY-1 in x-judged-by, x-prerequisites or x-triggered-events, found nothing`,
  ],
  [
    'a prerequisite of no requirement',
    ({ post }) => {
      post['x-prerequisites'][0].requirement = 'PP-PRE-9';
    },
    `${pp}.x-prerequisites[0].requirement: expected the id of a requirement of this operation, found "PP-PRE-9"`,
    `${pp}.x-requirements[19]: expected a mention of PP-PRE-1 in x-judged-by, x-prerequisites or x-triggered-events, found nothing`,
  ],
  [
    'a prerequisite named twice',
    ({ post }) => {
      post['x-prerequisites'][1].id = 'signed-in';
    },
    `${pp}.x-prerequisites[1].id: expected an id that is used once, found "signed-in"`,
  ],
  [
    'a breach named twice',
    ({ post }) => {
      post['x-prerequisites'][2].brokenBy[1].state = 'no-call';
    },
    `${pp}.x-prerequisites[2].brokenBy[1].state: expected a state that is named once, found "no-call"`,
  ],
  [
    'a listed retcode without meaning',
    ({ put }) => {
      put['x-retcodes'].listed.push('000-009');
    },
    `${sp}.x-retcodes.listed[3]: expected a code with a meaning in x-retcodes, found "000-009"`,
  ],
  [
    'a refusal with a code without meaning',
    ({ put }) => {
      put['x-prerequisites'][0].refusedWith = ['000-009'];
    },
    `${sp}.x-prerequisites[0].refusedWith[0]: expected a code with a meaning in x-retcodes, found "000-009"`,
  ],
  [
    'success listed as a failure',
    ({ put }) => {
      put['x-retcodes'].wrongGuid = ['0'];
    },
    `${sp}.x-retcodes.wrongGuid[0]: expected a code of a failure, found "0"`,
  ],
  [
    'its own method as refused',
    ({ put }) => {
      put['x-methods'].namedAsRefused = ['GET', 'PUT'];
    },
    `${sp}.x-methods.namedAsRefused[1]: expected a method other than the operation's own, found "PUT"`,
  ],
  [
    'an event without content schema',
    ({ all }) => {
      delete all.components.schemas.AgentMediaEvent_Record;
    },
    `${sp}.x-triggered-events.events[4].event: expected an event with a schema in components.schemas, found "AgentMediaEvent_Record"`,
    `${sp}.x-triggered-events.forbiddenAfterRefusal[4]: expected an event with a schema in components.schemas, found "AgentMediaEvent_Record"`,
  ],
  [
    'an order of an event that is not listed',
    ({ post }) => {
      post['x-triggered-events'].order[0].first = 'AgentEvent_Ringing';
    },
    `${pp}.x-triggered-events.order[0].first: expected an event listed in events, found "AgentEvent_Ringing"`,
  ],
  [
    'an order in a circle',
    ({ put }) => {
      const { order } = put['x-triggered-events'];
      order.push({ ...order[5], first: order[5].then });
    },
    `${sp}.x-triggered-events.order[6]: expected an order without a circle, found "AgentOther_PhoneRelease before AgentOther_PhoneRelease"`,
  ],
  [
    'an event listed twice',
    ({ post }) => {
      post['x-triggered-events'].events[1].event = 'AgentOther_PhoneOffhook';
      post['x-triggered-events'].order = [];
    },
    `${pp}.x-triggered-events.events[1].event: expected an event that is listed once for the picker, found "AgentOther_PhoneOffhook"`,
  ],
  [
    'a cardinality upside down',
    ({ post }) => {
      post['x-triggered-events'].events[0].min = 2;
    },
    `${pp}.x-triggered-events.events[0]: expected a min that is at most max, found {"min":2,"max":1}`,
  ],
  [
    'a requirement of an event that is none',
    ({ post }) => {
      post['x-triggered-events'].events[0].once = 'SP-EVENT-7';
    },
    `${pp}.x-triggered-events.events[0].once: expected the id of a requirement of this operation, found "SP-EVENT-7"`,
  ],
  [
    'a call named by a member that is none',
    ({ all }) => {
      all.components.schemas.AgentEvent_Talking['x-names-the-call'].callId = 'callId';
    },
    'cc-gateway.yaml: components.schemas.AgentEvent_Talking.x-names-the-call.callId: expected the name of a property of this schema, found "callId"',
  ],
  [
    'a destWorkNo range upside down',
    ({ all }) => {
      all.components.parameters.destWorkNo.schema.minimum = 60000;
    },
    `${sp}.parameters[1].schema: expected a minimum that is at most the maximum, found {"type":"integer","minimum":60000,"maximum":59999,"examples":[101,59999]}`,
  ],
  [
    'an agentid range that the pattern excludes',
    ({ all }) => {
      all.components.parameters.agentid.schema['x-numeric-range'].maximum = 999999;
    },
    `${pp}.parameters[0].schema.x-numeric-range: expected bounds that fit the pattern ^[1-9][0-9]{2,4}$, found 999999`,
    `${sp}.parameters[0].schema.x-numeric-range: expected bounds that fit the pattern ^[1-9][0-9]{2,4}$, found 999999`,
  ],
  [
    'an operation renamed',
    ({ post }) => {
      post.operationId = 'pickup';
    },
    `${pp}.operationId: expected one of phonepickup, snatchpickup, each once, found "pickup"`,
    'cc-gateway.yaml: paths: expected an operation phonepickup, found nothing',
  ],
  [
    'an agentid without range',
    ({ all }) => {
      delete all.components.parameters.agentid.schema['x-numeric-range'];
    },
    `${pp}.parameters: expected a minimum of agentid (x-numeric-range), found nothing`,
    `${pp}.parameters: expected a maximum of agentid (x-numeric-range), found nothing`,
    `${sp}.parameters: expected a minimum of agentid (x-numeric-range), found nothing`,
    `${sp}.parameters: expected a maximum of agentid (x-numeric-range), found nothing`,
  ],
  [
    'no Content-Type',
    ({ post }) => {
      post.parameters.splice(1, 1);
    },
    `${pp}.parameters: expected a header parameter Content-Type with a default, found nothing`,
  ],
  [
    'no answer schema',
    ({ post }) => {
      delete post.responses['200'].content;
    },
    `${pp}.responses[200].content["application/json"].schema["$ref"]: expected a reference to the answer schema, found nothing`,
  ],
  [
    'no server',
    ({ all }) => {
      delete all.servers;
    },
    'cc-gateway.yaml: servers: expected a server with a URL, found nothing',
  ],
  [
    'no edition',
    ({ all }) => {
      delete all.info.version;
    },
    'cc-gateway.yaml: info.version: expected the edition, found nothing',
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

test('something else than a document is refused', () => {
  expect(problemsOf(['no', 'document'])).toEqual([
    'cc-gateway.yaml: the document: expected an OpenAPI description, found ["no","document"]',
  ]);
});
