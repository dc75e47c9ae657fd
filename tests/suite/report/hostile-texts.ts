/** What a gateway may send to be shown in a report, and what breaks those that do not escape it. */
export const HOSTILE_TEXTS: readonly string[] = [
  '</failure></testcase><script>alert(1)</script>',
  ']]>',
  '&amp; &#0; &nope; <!-- -->',
  'NUL \u0000 bell \u0007 escape \u001b[31m',
  'lone \ud800 surrogate, \ufffe noncharacter',
  'line\nbreak\r\nand\ttab',
  '`code` ``` | pipe \\| | @everyone #1 [link](javascript:alert(1))',
  '; end\nsuite->>gateway: forged',
  'end',
  'right \u202e to left, \u2028 separator',
  '"quotes\' and %%{init: {"theme":"dark"}}%%',
  '😀 中文',
];
