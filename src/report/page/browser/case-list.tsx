import { Fragment } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Verdict } from '../../../checks/verdict';
import type { CaseEvidence } from '../case-evidence';
import type { IndexedCase } from '../packed';
import { CaseView } from '../view/case-view';
import { VerdictBadge, Waived } from '../view/verdict-badge';
import type { EvidenceStore } from './evidence-store';

/** So many cases are listed at first, and so many more each time that a reader comes to the end of them. */
const STEP = 200;

export interface ListedCase {
  of: IndexedCase;
  verdict: Verdict;
  reason?: string | undefined;
  /** Waivers by their places in the list, from 0; absent where it is not waived. */
  waivedBy?: readonly number[] | undefined;
}

interface CaseListProps {
  store: EvidenceStore;
  requirement: string;
  /** Worst first. */
  cases: readonly ListedCase[];
  /** A case to open and go to; the first of the list where it would not be listed at first. */
  revealed?: { id: string } | undefined;
}

/** The cases of a requirement; each opens to what was expected, received and seen. */
export function CaseList({ store, requirement, cases, revealed }: CaseListProps) {
  const [grown, setGrown] = useState({ of: cases, to: STEP });
  // Another search begins with few again.
  const limit = grown.of === cases ? grown.to : STEP;
  // At the end it would draw more and more before itself: whoever looks at it is near the end all the time.
  const far = cases.slice(STEP).find(({ of }) => of.id === revealed?.id);
  const shown = cases.filter((listed, index) => index < limit && listed !== far);
  if (far) shown.unshift(far);
  return (
    <>
      <ul class="case-items">
        {shown.map((listed) => (
          <CaseItem
            key={listed.of.id}
            {...listed}
            store={store}
            id={`${requirement}-${listed.of.id}`}
            revealed={revealed?.id === listed.of.id ? revealed : undefined}
          />
        ))}
      </ul>
      {shown.length < cases.length && (
        <More left={cases.length - shown.length} onWanted={() => setGrown({ of: cases, to: limit + STEP })} />
      )}
      {cases.length === 0 && <p class="none">No case of it matches.</p>}
    </>
  );
}

/** Asks for more by itself once it is nearly in sight; by hand it can be pressed as well. */
function More({ left, onWanted }: { left: number; onWanted: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onWanted();
      },
      { rootMargin: '600px' },
    );
    if (button.current) observer.observe(button.current);
    return () => observer.disconnect();
  });
  return (
    <button ref={button} type="button" class="show-more" onClick={onWanted}>
      Show more: {left} cases left
    </button>
  );
}

function CaseItem({
  of,
  verdict,
  reason,
  waivedBy,
  store,
  id,
  revealed,
}: ListedCase & { store: EvidenceStore; id: string; revealed?: object | undefined }) {
  const details = useRef<HTMLDetailsElement>(null);
  const summary = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(revealed !== undefined);
  const [evidence, setEvidence] = useState<CaseEvidence | 'none'>();
  useEffect(() => {
    if (open && evidence === undefined) void store.evidenceOf(of).then((found) => setEvidence(found ?? 'none'));
  }, [open]);
  useEffect(() => {
    if (revealed === undefined) return;
    setOpen(true);
    summary.current?.focus({ preventScroll: true });
    details.current?.scrollIntoView({ block: 'start' });
  }, [revealed]);
  useEffect(() => {
    // The evidence moves what is below; who has gone elsewhere meanwhile stays there.
    if (revealed !== undefined && document.activeElement === summary.current)
      details.current?.scrollIntoView({ block: 'start' });
  }, [evidence]);
  return (
    <li>
      <details
        ref={details}
        class={`case ${verdict}`}
        data-case={of.id}
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary ref={summary}>
          <span class="verdicts">
            <VerdictBadge verdict={verdict} />
            {waivedBy && <Waived />}
          </span>
          <span class="case-title">{of.title}</span>
          <span class="case-id">{of.id}</span>
        </summary>
        {open && (
          <div class="case-body">
            {reason && verdict !== 'fail' && verdict !== 'warning' && <p class="reason">{reason}</p>}
            {waivedBy && <WaivedBy waivers={waivedBy} />}
            {evidence === 'none' && <p>There is no evidence of it.</p>}
            {evidence !== undefined && evidence !== 'none' && <CaseView evidence={evidence} id={id} />}
            <p class="case-link">
              <a href={`#${of.id}`}>Link to this case</a>
            </p>
          </div>
        )}
      </details>
    </li>
  );
}

function WaivedBy({ waivers }: { waivers: readonly number[] }) {
  return (
    <p class="reason">
      Waived by{' '}
      {waivers.map((waiver, index) => (
        <Fragment key={waiver}>
          {index > 0 && ', '}
          <a href={`#waiver-${waiver + 1}`}>waiver {waiver + 1}</a>
        </Fragment>
      ))}
      : a known deviation, broken all the same.
    </p>
  );
}
