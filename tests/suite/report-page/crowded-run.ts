/** A case with more lifelines and arrows than any real one has. */
import type { Finding } from '../../../src/checks/verdict';
import type { EventRecord } from '../../../src/evidence/event-record';
import type { Observation } from '../../../src/evidence/observation';
import type { PageInput } from '../../../src/report/page/page-input';
import { FAILED, sampleRun } from './sample-run';

const OTHERS = ['111', '112', '113', '114'];
const EVENTS = [
  'AgentOther_PhoneOffhook',
  'AgentEvent_Talking',
  'AgentEvent_Incoming_CallInfo',
  'AgentMediaEvent_Record',
  'AgentEvent_Customer_Release',
  'AgentState_SetNotReady_Success',
  'AgentOther_PhoneAlerting_ByANameThatIsLongerThanAnyOther',
];
export const ARROWS = 60;
export const LIFELINES = 8;

/** The sample, its failing case among 8 lifelines and with 60 arrows: 22 requests and answers, 35 events, one that is missing, 2 of the caller. */
export async function crowdedRun(): Promise<PageInput> {
  const input = await sampleRun();
  const { result, seen } = input.evidence.get(FAILED) ?? {};
  const [stimulus] = seen?.stimuli ?? [];
  const [event] = seen?.events ?? [];
  if (!seen || !result || !stimulus || !event) throw new Error('the sample lacks a case');
  const agents = ['110', ...OTHERS];
  const events = Array.from({ length: 35 }, (_, index): EventRecord => {
    const agentId = agents[index % agents.length] ?? '';
    const at = stimulus.sentAt + 1 + index * (index % 5 === 0 ? 80 : 0.3);
    return { ...event, id: 1000 + index, agentId, position: 100 + index, at, eventType: EVENTS[index % 7] ?? '' };
  });
  const surroundings = Array.from({ length: 10 }, (_, index) => {
    const url = `https://h/agentgateway/resource/voicecall/${agents[index % 5]}/snatchpickup?destWorkNo=${'9'.repeat(index * 6)}`;
    const sentAt = stimulus.sentAt + index * 60;
    return {
      ...stimulus,
      id: 500 + index,
      purpose: 'stage',
      sentAt,
      endedAt: sentAt + 3,
      request: { ...stimulus.request, url },
    } as const;
  });
  const late = { event: 'AgentEvent_Talking', agentId: '114', from: stimulus.sentAt, until: stimulus.sentAt + 10_000 };
  const findings = result.findings.map(
    (finding, index): Finding => ({
      ...finding,
      marks: index === 0 ? { missing: late } : { exchanges: [stimulus.id] },
    }),
  );
  const crowded: Observation = {
    ...seen,
    cast: {
      picker: '110',
      called: '111',
      others: OTHERS.slice(1),
      phones: { '110': '7110', '111': '+49 30 90001111' },
    },
    events,
    surroundings,
  };
  const evidence = new Map(input.evidence);
  evidence.set(FAILED, { result: { ...result, findings }, seen: crowded });
  return { ...input, evidence };
}
