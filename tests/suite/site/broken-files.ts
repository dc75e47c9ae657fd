import { GOOD } from './site-file';

/** Files that do not come to data, each with the lines it gets. */
export const BROKEN: Readonly<Record<string, [text: string, ...lines: string[]]>> = {
  'an empty file': ['', 'site.yaml: expected a site file, found an empty file'],
  'nothing but a comment': ['# later\n', 'site.yaml: expected a site file, found an empty file'],
  'a text': ['hello\n', 'site.yaml:1: expected a map of keys, found "hello"'],
  'a list': ['- name: x\n', 'site.yaml:1: expected a map of keys, found a list'],
  'a tab': ['name: x\n\turl: y\n', 'site.yaml:2: expected spaces as indentation, found a tab'],
  'a quote that does not end': [
    'name: "x\nurl: y\n',
    'site.yaml:3: expected YAML, found a quote, bracket, brace or comma missing before it',
  ],
  'a variable without quotes in braces': [
    GOOD.replace(`"\${PASSWORD}"`, `\${PASSWORD}`),
    `site.yaml:6: expected YAML, found what has no place here; put "\${NAME}" in quotes`,
  ],
  'a variable that YAML takes for a key': [
    `${GOOD}tls: {ca: {{PASSWORD}}}\n`,
    `site.yaml:7: tls.ca: expected a name as key, found a list or a map; put "\${NAME}" in quotes`,
  ],
  'two documents': [`${GOOD}---\n${GOOD}`, 'site.yaml:7: expected one YAML document, found a second one'],
  'a tag': [
    `${GOOD}tls: !env hunter2\n`,
    'site.yaml:7: expected a plain value, found an unknown !tag; a text that begins with ! needs quotes',
  ],
  'an alias of nothing': [
    `${GOOD}tls: *hunter2\n`,
    'site.yaml:7: tls: expected an alias (*) of an anchor (&) above it, found an alias without one',
  ],
  'an alias of what it stands in': [
    `${GOOD}tls: &a {<<: *a}\n`,
    'site.yaml:7: tls: expected an alias (*) of an anchor (&) above it, found an alias of what it stands in',
  ],
  'a merge of no map': [
    `${GOOD}tls: {<<: 5}\n`,
    'site.yaml:7: tls: expected an alias (*) of a map after <<, found something else',
  ],
  'aliases of aliases of aliases': [
    `name: &a [1, 1, 1, 1, 1, 1, 1, 1]\n${[...'bcdefgh']
      .map((name, index) => `${name}: &${name} [${Array(8).fill(`*${'abcdefg'[index]}`)}]`)
      .join('\n')}\n`,
    'site.yaml: expected a site file, found one whose aliases stand for too much',
  ],
};
