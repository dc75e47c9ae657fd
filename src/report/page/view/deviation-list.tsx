import type { Deviation } from './deviations';

/** Expected and received of each deviation of a case, with the number that its ladder carries. */
export function DeviationList({ deviations }: { deviations: readonly Deviation[] }) {
  return (
    <ol class="deviations">
      {deviations.map(({ number, expected, received, where }) => (
        <li key={number}>
          <span class="number">{number}</span>
          <dl class="expected-received">
            {expected.map(({ text, requirements }) => (
              <Expected key={text} text={text} requirements={requirements} />
            ))}
            <dt>received</dt>
            <dd class="received">{received}</dd>
            <dt>where</dt>
            <dd class="where">{where}</dd>
          </dl>
        </li>
      ))}
    </ol>
  );
}

function Expected({ text, requirements }: { text: string; requirements: readonly string[] }) {
  return (
    <>
      <dt>expected</dt>
      <dd>
        {text}
        {requirements.map((id) => (
          <a key={id} class="breaks" href={`#${id}`}>
            {id}
          </a>
        ))}
      </dd>
    </>
  );
}
