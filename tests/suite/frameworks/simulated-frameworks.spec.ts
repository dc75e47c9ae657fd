import { expect, test } from '@playwright/test';
import { judgeGateway, troubles } from '../judged-gateway';

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

/** What a framework does all at once, as dialects; the cases of which the suite warns. */
const frameworks: readonly [name: string, dialects: string[], warnings: string[]][] = [
  [
    'Spring',
    ['spring-integers', 'first-value', 'dest-as-list-read', 'form-bodies-read', 'framework-400'],
    ['snatchpickup.dest-work-no.named-array', 'snatchpickup.dest-work-no.in-form-body'],
  ],
  ['RESTEasy', ['java-integers', 'first-value', 'framework-404', 'method-case-ignored', 'doubled-slashes-read'], []],
  ['RESTEasy behind nginx', ['java-integers', 'first-value', 'framework-404', 'paths-normalised'], []],
  ['FastAPI', ['python-integers', 'last-value', 'framework-400', 'slash-behind-redirected-301'], []],
  ['Go', ['go-integers', 'first-value', 'doubled-slashes-redirected'], []],
];

for (const [name, dialects, warnings] of frameworks)
  for (const edition of ['2023-09-27', '2025-11-13'] as const)
    test(`a gateway that binds like ${name} breaks nothing, edition ${edition}`, async () => {
      const judged = await judgeGateway({ dialects, edition });
      const noticed = judged.filter(({ of }) => warnings.includes(of.id));
      expect(noticed.map(({ result }) => result.verdict)).toEqual(warnings.map(() => 'warning'));
      expect(noticed.flatMap(({ result }) => result.findings.map(({ requirement }) => requirement))).toEqual(
        warnings.map(() => 'SP-ERROR-1'),
      );
      expect(troubles(judged.filter((each) => !noticed.includes(each)))).toEqual([]);
    });
