import type { MatrixRow } from './row';

/** Cases that the simulated site's reach may excuse: those of the other AUTHMODE. */
const MOST_EXCUSED = 12;

/** What is wrong with a row of the matrix, a line each; none where the judge has proved itself on this gateway. */
export function problemsOf(row: MatrixRow, planned: number): string[] {
  return [
    ...(row.cases < planned ? [`only ${row.cases} of ${planned} cases were judged`] : []),
    ...(row.kind === 'dialect' ? problemsOfDialect(row) : problemsOfFault(row)),
    ...row.rejudged.map((line) => `judged again from its transcript: ${line}`),
  ];
}

function problemsOfFault({ names, own, troubles }: MatrixRow): string[] {
  if (own > 0) return [];
  const noticed = Object.entries(troubles).filter(([, { fail = 0, warning = 0 }]) => fail + warning > 0);
  if (noticed.length === 0) return ['it survives: no case found anything'];
  const others = noticed.map(([requirement]) => requirement).join(', ');
  return [`no case of ${names.join(', ')} has a finding on ${names[0]}; it was noticed under ${others} alone`];
}

function problemsOfDialect({ names, troubles, excused }: MatrixRow): string[] {
  const problems = Object.entries(troubles).flatMap(([requirement, { fail = 0, warning = 0, inconclusive = 0 }]) => [
    ...(fail > 0 ? [`a false alarm: ${requirement} fails in ${fail} cases`] : []),
    ...(inconclusive > 0 ? [`${requirement} is left open in ${inconclusive} cases`] : []),
    ...(warning > 0 && !names.includes(requirement)
      ? [`warned of ${requirement} in ${warning} cases, which it does not announce`]
      : []),
  ]);
  const silent = names.filter((each) => troubles[each]?.warning === undefined);
  return [
    ...problems,
    ...silent.map((each) => `it announces a warning of ${each}, and none came`),
    ...(excused > MOST_EXCUSED ? [`${excused} cases were excused as out of the site's reach`] : []),
  ];
}
