import { describeRunHealth } from '../account/run-health';
import type { ConformanceReport } from '../conformance-report';
import { describeDiagnosis } from '../diagnosis/diagnosis';
import { verdictText } from '../terminal/summary';
import { duration, plural } from '../text';
import { LevelBars } from './level-bars';
import { VerdictSign } from './view/verdict-badge';

/** The first screen: verdict, what was judged, by what and when, and how the requirements came out. */
export function Overview({ report }: { report: ConformanceReport }) {
  const [word = '', sentence = ''] = verdictText(report).split(': ');
  // What is broken stands below, one by one.
  const broken = (reason: string) => reason.startsWith('broken: ');
  const health = report.health ? [describeRunHealth(report.health)] : [];
  const causes = (report.diagnoses ?? []).map(describeDiagnosis);
  const gate = [...causes, ...report.reasons.filter((reason) => !broken(reason)), ...health];
  return (
    <header class="overview">
      <p class="kind">
        <span class="on-screen">Conformance report</span>
        <span class="in-print">Conformance and acceptance report</span> · CC-Gateway phonepickup and snatchpickup
      </p>
      <div class="top">
        <div class={`verdict ${report.verdict}`}>
          <p class="word">
            <VerdictSign verdict={report.verdict} />
            {word.charAt(0) + word.slice(1).toLowerCase()}
          </p>
          <p class="sentence">{sentence.charAt(0).toUpperCase() + sentence.slice(1)}</p>
        </div>
        <div class="subject">
          <h1>{report.site.name}</h1>
          <p class="url">{report.site.url}</p>
          <Facts report={report} />
        </div>
      </div>
      {gate.length > 0 && (
        <ul class="reasons">
          {gate.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <LevelBars report={report} />
    </header>
  );
}

function Facts({ report }: { report: ConformanceReport }) {
  const { site, edition, suite, startedAt, durationMs, selection, harnessErrors } = report;
  const facts: [string, string][] = [
    ['Edition', edition],
    ['Authentication', site.authMode === 2 ? 'AUTHMODE 2, dynamic Guid' : 'AUTHMODE 1, static Guid'],
    ['Suite', `version ${suite.version}`],
    ['Run', `${moment(startedAt)}, ${duration(durationMs)}`],
    [
      'Cases',
      selection.partial
        ? `${selection.selected} of ${selection.planned} planned: a partial run`
        : plural(selection.selected, 'case'),
    ],
    ...(harnessErrors > 0
      ? [['Harness errors', `${harnessErrors}, ours and not the gateway's`] satisfies [string, string]]
      : []),
  ];
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `21 Nov 2026, 05:38 UTC`: the same wherever it is read. */
export function moment(iso: string): string {
  const date = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${day}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}
