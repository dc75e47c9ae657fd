import { Acceptance } from './acceptance';
import { Broken } from './broken';
import { Evidence } from './evidence';
import { Matrix } from './matrix';
import { Overview } from './overview';
import type { PageInput } from './page-input';
import { LatencyPlot } from './view/latency-plot';
import { VerdictSigns } from './view/verdict-badge';
import { Waivers } from './waivers';

/** The body of the page, as far as it stands without a script. */
export function PageBody({ input: { report, evidence, sources, evidenceFile } }: { input: PageInput }) {
  const latencies = [...evidence.values()].flatMap(({ result }) => result.latencies ?? []);
  return (
    <>
      <VerdictSigns />
      <a class="skip" href="#requirements">
        To the requirements
      </a>
      <main>
        <Overview report={report} />
        <Broken report={report} />
        <Waivers report={report} />
        <Matrix report={report} sources={sources} />
        {latencies.length > 0 && (
          <section class="latencies" aria-labelledby="latencies">
            <h2 id="latencies">Time that events took</h2>
            <p>
              Of every promised event that came, from what it was awaited after: one dot or more for each kind, median
              and maximum beside them. The scale is logarithmic.
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <section class="latency-frame" tabIndex={0} aria-label="Plot of all latencies">
              <LatencyPlot latencies={latencies} id="all-latencies" />
            </section>
          </section>
        )}
        {evidenceFile && <Evidence file={evidenceFile} />}
        <Acceptance report={report} evidence={evidence} />
      </main>
    </>
  );
}
