import type { EvidenceFile } from './evidence-file';

/** By which hashes the evidence, and what it was judged by, can be told to be the same. */
export function Evidence({ file: { sha256, header } }: { file: EvidenceFile }) {
  const { suite, description, site } = header;
  const hashes: [what: string, hash: string][] = [
    ['transcript.jsonl', sha256],
    [`the suite, version ${suite.version}`, suite.sha256],
    [`the description, edition ${description.edition}`, description.sha256],
    [header.mergedFrom ? 'the site file of the first shard' : 'the site file', site.sha256],
  ];
  return (
    <section class="evidence" aria-labelledby="evidence">
      <h2 id="evidence">Evidence</h2>
      <p>
        Every request, answer and event stands in transcript.jsonl. Whoever has it can judge it again without the
        gateway: <code>npm run rejudge -- transcript.jsonl</code>. It is the file of this report where{' '}
        <code>sha256sum</code> tells the first of these hashes.
      </p>
      <dl class="hashes">
        {hashes.map(([what, hash]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{hash}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
