import { expect, test } from '@playwright/test';
import { CALLS, MEANING } from './meaning';
import { KEYS, VALUES } from './mistakes';
import { GOOD, linesFor } from './site-file';

const SECRET = 's3cr3t-Zx9';
const SECRET_VARIABLE = `"\${PASSWORD}"`;
const ENV = { PASSWORD: SECRET, PATH: process.env.PATH };

/** Every text of the good file, each in turn taken from a variable that holds a secret. */
const PLACES = ['Good', 'https://gateway.example:8043', '"2023-09-27"', '2\n', '"101"', '"70101"'];

test('a secret stands in no line, whatever text it is taken for', () => {
  for (const place of PLACES) {
    for (const value of [`\${PASSWORD}`, `x \${PASSWORD} y`]) {
      const text = GOOD.replace(place, `"${value}"\n`.slice(0, place.endsWith('\n') ? undefined : -1));
      for (const line of [...linesFor(text, ENV), ...linesFor(`${text}tls: 5\nname: 6\n`, ENV)]) {
        expect(line).not.toContain(SECRET);
      }
    }
  }
});

test('a secret stands in no line beside any other mistake', () => {
  for (const row of [...KEYS, ...VALUES, ...MEANING, ...CALLS]) {
    const text = row.from ? GOOD.replace(row.from, row.bad) : `${GOOD}${row.bad}\n`;
    const lines = linesFor(text, { ...ENV, EMPTY: '' });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain(SECRET);
  }
});

const KEYS_OF_SECRETS = ['calls: {driver: VALUE}', 'calls: {driver: http, url: VALUE}', 'tls: {ca: VALUE}', 'VALUE'];
const MORE = ['calls: {driver: command, command: VALUE}', 'events: {mode: VALUE}', 'httpUrl: VALUE', 'guid: VALUE'];

for (const place of [...KEYS_OF_SECRETS, ...MORE]) {
  test(`a secret from a variable in "${place}" is not shown`, () => {
    const lines = linesFor(`${GOOD}${place.replace('VALUE', SECRET_VARIABLE)}\n`, ENV);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain(SECRET);
  });
}

/** Slips around a password that stands in the file after all. */
const SLIPS = [
  `password: ${SECRET}: x`,
  `password: *${SECRET}`,
  `password: !${SECRET} x`,
  `password: @${SECRET}`,
  `password: %${SECRET}`,
  `password: {${SECRET}}`,
  `password: [${SECRET}]`,
  `password: "${SECRET}`,
  `password: "\\${SECRET}"`,
  `password ${SECRET}`,
  `password: |${SECRET}`,
  `password: &${SECRET}`,
  `password: \${${SECRET}}`,
  `password: 1\n    password: ${SECRET}`,
];

for (const slip of SLIPS) {
  test(`a password written as ${slip.replaceAll(SECRET, 'S').replace(/\s+/g, ' ')} is not shown`, () => {
    const lines = linesFor(`${GOOD}  - id: "102"\n    phone: "1"\n    ${slip}\n`, ENV);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain(SECRET);
  });
}
