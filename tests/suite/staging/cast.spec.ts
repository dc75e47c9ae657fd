import { expect, test } from '@playwright/test';
import type { LentAgent } from '../../../src/site/site';
import { castRoles, type RoleName, type Want } from '../../../src/staging/cast';
import { siteAt } from '../gateway/simulated-site';

/** Agents by ID: `B` in another group, `-` without the permission to pick up, `8` with another phone. */
function agents(...described: string[]): LentAgent[] {
  return described.map((text) => {
    const [id = '', ...signs] = text.split(' ');
    return {
      id,
      password: 'p',
      phone: `7${id}`,
      phoneModel: signs.includes('8') ? 'eSpace 8950' : 'eSpace 7910',
      group: signs.includes('B') ? 'B' : 'A',
      mayPickUp: !signs.includes('-'),
    };
  });
}

/** `called`, `called?` where one goes without, `called=102` for this agent and no other. */
function wants(...described: string[]): Want[] {
  return described.map((text) => {
    const [, role = '', optional, id] = /^([a-zA-Z]+)(\?)?(?:=(.*))?$/.exec(text) ?? [];
    return {
      role: role as RoleName,
      ...(optional ? { optional: true as const } : {}),
      ...(id === undefined ? {} : { id }),
    };
  });
}

const lacks = {
  picker: 'the site lends no agent with an eSpace 7910 that may pick up',
  called: 'the site lends no second agent with an eSpace 7910 in the same group',
  colleague: 'the site lends no further agent with an eSpace 7910 in the same group that may pick up',
  outsider: 'the site lends no agent with an eSpace 7910 in another group',
  unprivileged: 'the site lends no agent with an eSpace 7910 in the same group that may not pick up (mayPickUp: false)',
  otherPhone: 'the site lends no agent with a phone other than eSpace 7910',
};

const castings: [title: string, lent: string[], wanted: string[], expected: Record<string, string> | string][] = [
  ['one agent picks up', ['101'], ['picker'], { picker: '101' }],
  ['nobody is lent', [], ['picker'], lacks.picker],
  ['another phone does not pick up', ['101 8'], ['picker'], lacks.picker],
  ['nobody without the permission picks up', ['101 -'], ['picker'], lacks.picker],
  ['the first that suits picks up', ['101 8', '102 -', '103', '104'], ['picker'], { picker: '103' }],
  ['nobody takes two parts', ['101'], ['picker', 'called'], lacks.called],
  ['one agent is called by another', ['101', '102'], ['picker', 'called'], { picker: '101', called: '102' }],
  ['the called agent needs no permission', ['101', '102 -'], ['picker', 'called'], { picker: '101', called: '102' }],
  ['another phone is not called', ['101', '102 8'], ['picker', 'called'], lacks.called],
  ['another group is not called', ['101', '102 B'], ['picker', 'called'], lacks.called],
  [
    'the group is the one that has enough agents',
    ['101', '102 B', '103 B'],
    ['picker', 'called'],
    { picker: '102', called: '103' },
  ],
  [
    'three of a group',
    ['101', '102', '103'],
    ['picker', 'called', 'colleague'],
    { picker: '101', called: '102', colleague: '103' },
  ],
  ['two are not three', ['101', '102'], ['picker', 'called', 'colleague'], lacks.colleague],
  [
    'the group is the one that has somebody for the optional part',
    ['201 B', '101', '102'],
    ['picker', 'colleague?'],
    { picker: '101', colleague: '102' },
  ],
  [
    'of two optional parts one is gone without',
    ['201 B', '101', '102'],
    ['picker', 'colleague?', 'outsider?', 'otherPhone?'],
    { picker: '101', colleague: '102', outsider: '201' },
  ],
  [
    'a third that is optional is gone without',
    ['101', '102'],
    ['picker', 'called', 'colleague?'],
    { picker: '101', called: '102' },
  ],
  [
    'a third that is optional is taken',
    ['101', '102', '103'],
    ['picker', 'called', 'colleague?'],
    { picker: '101', called: '102', colleague: '103' },
  ],
  [
    'an outsider is of another group',
    ['101', '102', '103 B'],
    ['picker', 'called', 'outsider'],
    { picker: '101', called: '102', outsider: '103' },
  ],
  ['one group has no outsider', ['101', '102', '103'], ['picker', 'called', 'outsider'], lacks.outsider],
  [
    'an outsider with another phone is none',
    ['101', '102', '103 B 8'],
    ['picker', 'called', 'outsider'],
    lacks.outsider,
  ],
  [
    'one without the permission',
    ['101', '102', '103 -'],
    ['picker', 'called', 'unprivileged'],
    { picker: '101', called: '102', unprivileged: '103' },
  ],
  [
    'the one without the permission is not used up as the called agent',
    ['101', '102 -', '103'],
    ['picker', 'called', 'unprivileged'],
    { picker: '101', called: '103', unprivileged: '102' },
  ],
  ['all may pick up', ['101', '102', '103'], ['picker', 'called', 'unprivileged'], lacks.unprivileged],
  [
    'the one without the permission is of another group',
    ['101', '102', '103 B -'],
    ['picker', 'called', 'unprivileged'],
    lacks.unprivileged,
  ],
  ['another phone', ['101', '102 8'], ['otherPhone'], { otherPhone: '102' }],
  ['no other phone', ['101', '102'], ['otherPhone'], lacks.otherPhone],
  ['this agent and no other', ['101', '102'], ['picker=102', 'called'], { picker: '102', called: '101' }],
  ['an agent that is not lent', ['101'], ['picker=999'], 'the site lends no agent 999 that could be the picker'],
  [
    'an agent that does not suit',
    ['101', '102 8'],
    ['picker=102'],
    'the site lends no agent 102 that could be the picker',
  ],
  [
    'the called agent is fixed, the others come round it',
    ['101', '102 B', '103 B'],
    ['picker', 'called=102'],
    { picker: '103', called: '102' },
  ],
];
for (const [title, lent, wanted, expected] of castings)
  test(`the parts are given out: ${title}`, () => {
    const casting = castRoles(
      siteAt('https://gateway.example', { agents: agents(...lent) }),
      wants(...wanted),
      () => 0,
    );
    const given =
      'missing' in casting
        ? casting.missing
        : Object.fromEntries([...casting.agents].map(([role, { id }]) => [role, id]));
    expect(given).toEqual(expected);
  });

test('agents are preferred by rank, and one without a rank is ruled out', () => {
  const site = siteAt('https://gateway.example', { agents: agents('101', '102', '103') });
  const pickerBy = (ranks: Record<string, number | undefined>) => {
    const casting = castRoles(site, wants('picker'), ({ id }) => ranks[id]);
    return 'agents' in casting ? casting.agents.get('picker')?.id : casting.missing;
  };
  expect(pickerBy({ 101: 2, 102: 1, 103: 3 })).toBe('102');
  expect(pickerBy({ 101: 1, 102: 1, 103: 1 })).toBe('101');
  expect(pickerBy({ 103: 9 })).toBe('103');
  expect(pickerBy({})).toBe(lacks.picker);
});
