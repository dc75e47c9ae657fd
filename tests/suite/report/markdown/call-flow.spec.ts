import { test as base, chromium, expect } from '@playwright/test';
import type { Exchange } from '../../../../src/evidence/exchange';
import type { Observation } from '../../../../src/evidence/observation';
import { callFlow } from '../../../../src/report/markdown/call-flow';
import { mermaidText } from '../../../../src/report/markdown/mermaid-text';
import { browserOptions } from '../../browser';
import { judgeGateway } from '../../judged-gateway';
import { HOSTILE_TEXTS } from '../hostile-texts';

interface Drawn {
  /** What stands in the picture, a text for each label. */
  texts: string[];
  /** Elements that no diagram has. */
  intruders: number;
}

/** Draws a diagram with Mermaid itself; throws what its parser says. */
type Draw = (diagram: string) => Promise<Drawn>;

const test = base.extend<object, { draw: Draw }>({
  draw: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const browser = await chromium.launch(browserOptions());
      const page = await browser.newPage();
      await page.setContent('<div></div>');
      await page.addScriptTag({ path: require.resolve('@mermaid-js/tiny') });
      const picture = await browser.newPage({ javaScriptEnabled: false });
      await use(async (diagram) => {
        const svg = await page.evaluate(async (text) => {
          const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
          // As job pages set it.
          mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
          await mermaid.parse(text);
          return (await mermaid.render('picture', text)).svg;
        }, diagram);
        await picture.setContent(svg);
        return {
          texts: await picture.locator('text').allTextContents(),
          intruders: await picture.locator('script, a, iframe, img').count(),
        };
      });
      await browser.close();
    },
    { scope: 'worker' },
  ],
});

interface Mermaid {
  initialize(config: object): void;
  parse(text: string): Promise<unknown>;
  render(id: string, text: string): Promise<{ svg: string }>;
}

function exchange(id: number, text: string): Exchange {
  return {
    id,
    purpose: 'stimulus',
    sentAt: id,
    endedAt: id + 0.5,
    request: { method: 'POST', url: `https://gw.example/${text}`, headers: [] },
    response: { status: 200, headers: [], body: text },
  };
}

function observation(text: string, exchanges = 1): Observation {
  return {
    caseId: 'phonepickup.method.head',
    cast: { picker: '101', called: '102', others: [], phones: {} },
    steps: [],
    stimuli: Array.from({ length: exchanges }, (_, index) => exchange(index, text)),
    surroundings: [],
    moments: {},
    events: [{ agentId: '103', at: 1, position: 0, eventType: text, workNo: '103', content: {} }],
  };
}

test('the call flow of a broken pickup shows who did what, in order of time', async ({ draw }) => {
  const [judged] = await judgeGateway(
    { faults: ['phonepickup-head-executes'] },
    { choose: ({ id }) => id === 'phonepickup.method.head' },
  );
  if (!judged) throw new Error('nothing was judged');
  const { seen, result } = judged;
  const { texts } = await draw(callFlow(seen, result.findings));
  const picker = seen.cast.picker;
  expect(texts).toContain(`Agent ${picker} (picks up)`);
  const steps = [
    `stimulus: HEAD /agentgateway/resource/voicecall/${picker}/phonepickup`,
    'HTTP 200 without a body',
    'AgentOther_PhoneOffhook',
  ];
  expect(texts).toContain(`${result.findings[0]?.requirement} is broken`);
  const places = steps.map((step) => texts.indexOf(step));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('whatever a gateway sends is drawn as it is, and nothing else', async ({ draw }) => {
  for (const text of HOSTILE_TEXTS) {
    const harmless = await draw(callFlow(observation('x'), [finding('x')]));
    const { texts, intruders } = await draw(callFlow(observation(text), [finding(text)]));
    expect(intruders).toBe(0);
    expect(texts, text).toHaveLength(harmless.texts.length);
  }
});

test("every word of Mermaid's can be a label", async ({ draw }) => {
  const labels = ['end', 'loop', 'alt x', 'else', 'note over suite: x', 'participant', 'x y', ' ', ''];
  const lines = labels.map((label) => `suite->>gateway: ${mermaidText(label)}`);
  const { texts } = await draw(['sequenceDiagram', ...lines].join('\n'));
  for (const label of labels.filter((one) => one.trim() !== '')) expect(texts).toContain(label);
});

test('a flow that nobody could read is cut, and says so', async ({ draw }) => {
  const { texts } = await draw(callFlow(observation('x', 50), []));
  expect(texts).toContain('61 more steps are not shown');
});

test('Mermaid rejects what is no diagram', async ({ draw }) => {
  await expect(draw('sequenceDiagram\nsuite->>gateway')).rejects.toThrow('Parse error');
});

function finding(received: string) {
  return { requirement: 'PP-METHOD-2', expected: 'a refusal', received, where: 'the answer' };
}
