const WRAPS_UP = 'a signs out; a signs in wrapping up after calls';
const TALKS_ON_TAKEN_CALL = 'b rings; a takes the call of b; a picks up';

const refused: Readonly<Record<string, string>> = {
  'phonepickup-refused-while-busy': 'a becomes busy; a rings; a picks up',
  'phonepickup-refused-in-wrap-up': 'a signs out; a signs in wrapping up; a rings; a picks up',
  'phonepickup-refused-in-wrap-up-after-call': `${WRAPS_UP}; a rings; a picks up; a hangs up; a rings; a picks up`,
  'phonepickup-refused-with-wrap-up-to-come': `${WRAPS_UP}; a rings; a picks up`,
  'phonepickup-refused-in-other-groups': 'o rings; o picks up',
  'snatchpickup-needs-permission-of-called': 'u rings; a takes the call of u',
  'snatchpickup-needs-linkage-of-called': 'b rings; b turns linkage off; a takes the call of b',
  'snatchpickup-needs-phone-of-called': 'p rings; a takes the call of p',
  'snatchpickup-needs-own-linkage': 'a turns linkage off; b rings; a takes the call of b',
  'snatchpickup-from-agent-in-wrap-up-refused': 'a signs out; a signs in wrapping up; a rings; b takes the call of a',
  'snatchpickup-with-wrap-up-to-come-refused': `${WRAPS_UP}; b rings; a takes the call of b`,
  'snatchpickup-from-agent-with-wrap-up-to-come-refused': `${WRAPS_UP}; a rings; b takes the call of a`,
  'phonepickup-refused-once-unlinked': 'a turns linkage off; a turns linkage on; a rings; a picks up',
  'phonepickup-needs-linkage-by-sign-in': 'a signs out; a signs in unlinked; a turns linkage on; a rings; a picks up',
  'phonepickup-refused-after-sign-in-busy': 'a signs out; a signs in busy; a rings; a picks up',
  'phonepickup-of-twice-taken-call-refused':
    'a rings; b takes the call of a; c takes the call of b; c picks up; c hangs up',
  'phonepickup-refused-after-calling': 'a calls b; b picks up; b hangs up; a rings; a picks up',
  'phonepickup-refused-after-handset': 'a rings; a lifts the handset; a hangs up; a rings; a picks up',
  'snatchpickup-of-taken-call-refused': 'a rings; b takes the call of a; c takes the call of b',
  'snatchpickup-back-refused': 'a rings; b takes the call of a; a takes the call of b',
  'snatchpickup-refused-after-internal-call': 'b calls a; a picks up; a hangs up; c rings; a takes the call of c',
  'snatchpickup-refused-after-wrap-up': `${WRAPS_UP}; a rings; a picks up; a hangs up; a becomes idle; b rings; a takes the call of b`,
  'snatchpickup-refused-after-sign-in-wrapping-up':
    'a signs out; a signs in wrapping up; a becomes idle; b rings; a takes the call of b',
  'snatchpickup-refused-after-sign-in-busy':
    'a signs out; a signs in busy; a becomes idle; b rings; a takes the call of b',
  'snatchpickup-from-agent-signed-in-busy-refused': 'a signs out; a signs in busy; a rings; b takes the call of a',
  'snatchpickup-from-agent-refused-after-its-handset-call':
    'a rings; a lifts the handset; a hangs up; a rings; b takes the call of a',
  'snatchpickup-from-agent-refused-after-its-missed-call':
    'a rings; the caller of a hangs up; a rings; b takes the call of a',
  'snatchpickup-from-agent-signed-in-by-force-refused': 'a signs in by force; a rings; b takes the call of a',
  'snatchpickup-refused-after-dead-guid':
    'a signs out; a signs in; a picks up by a dead Guid; b rings; a takes the call of b',
};

const accepted: Readonly<Record<string, string>> = {
  'phonepickup-of-taken-call-without-linkage': 'a turns linkage off; b rings; a takes the call of b; a picks up',
  'phonepickup-of-internal-call-without-linkage': 'a turns linkage off; b calls a; a picks up',
  'phonepickup-of-taken-call-by-other-phone': 'a rings; p takes the call of a; p picks up',
  'phonepickup-of-internal-call-by-other-phone': 'a calls p; p picks up',
  'snatchpickup-of-taken-call-by-other-group': 'a rings; b takes the call of a; o takes the call of b',
  'snatchpickup-from-busy-agent-by-other-group': 'a becomes busy; a rings; o takes the call of a',
  'snatchpickup-without-linkage-from-other-group': 'o turns linkage off; a rings; o takes the call of a',
  'snatchpickup-back-without-permission': 'u rings; a takes the call of u; u takes the call of a',
  'snatchpickup-of-taken-call-without-permission': 'a rings; b takes the call of a; u takes the call of b',
  'snatchpickup-from-busy-agent-without-permission': 'a becomes busy; a rings; u takes the call of a',
  'snatchpickup-without-permission-at-second-try': 'a rings; u takes the call of a; u takes the call of a',
  'snatchpickup-while-busy-without-linkage': 'a turns linkage off; a becomes busy; b rings; a takes the call of b',
  'snatchpickup-of-taken-call-while-busy': 'a becomes busy; b rings; c takes the call of b; a takes the call of c',
  'snatchpickup-while-busy-after-missed-call':
    'a becomes busy; a rings; the caller of a hangs up; b rings; a takes the call of b',
  'snatchpickup-while-busy-after-sign-in-by-force':
    'a signs in by force; a becomes busy; b rings; a takes the call of b',
  'snatchpickup-while-dialling-after-sign-in-by-force':
    'a signs in by force; a calls b; c rings; a takes the call of c',
  'snatchpickup-while-talking-internally': 'b calls a; a picks up; c rings; a takes the call of c',
  'snatchpickup-while-talking-on-taken-call': `${TALKS_ON_TAKEN_CALL}; c rings; a takes the call of c`,
  'snatchpickup-in-wrap-up-after-call': `${WRAPS_UP}; a rings; a picks up; a hangs up; b rings; a takes the call of b`,
  'phonepickup-guid-after-forced-sign-out': 'a signs out by force; a signs in; a rings; a picks up by a dead Guid',
};

const notRinging: Readonly<Record<string, string>> = {
  'phonepickup-after-handset': 'a rings; a lifts the handset; a picks up',
  'phonepickup-twice-of-internal-call': 'b calls a; a picks up; a picks up',
  'phonepickup-twice-of-taken-call': `${TALKS_ON_TAKEN_CALL}; a picks up`,
  'snatchpickup-of-call-answered-by-handset': 'b rings; b lifts the handset; a takes the call of b',
  'snatchpickup-of-answered-internal-call': 'b calls a; a picks up; c takes the call of a',
  'snatchpickup-of-answered-taken-call': `${TALKS_ON_TAKEN_CALL}; c takes the call of a`,
  'phonepickup-after-answered-call': 'a rings; a picks up; a hangs up; a picks up',
  'phonepickup-after-taken-call-was-missed': 'b rings; a takes the call of b; the caller of a hangs up; a picks up',
  'phonepickup-after-call-was-taken': 'a rings; b takes the call of a; a picks up',
  'snatchpickup-after-taken-call-was-missed':
    'b rings; a takes the call of b; the caller of a hangs up; b takes the call of a',
  'snatchpickup-from-robbed-agent': 'a rings; b takes the call of a; c takes the call of a',
  'snatchpickup-from-calling-agent': 'b calls a; c takes the call of b',
  'snatchpickup-from-agent-signed-out-by-force': 'a signs out by force; b takes the call of a',
};

const ofEvents: Readonly<Record<string, string>> = {
  'snatchpickup-release-lost-from-second-call-on': `${TALKS_ON_TAKEN_CALL}; a hangs up; ${TALKS_ON_TAKEN_CALL}; a hangs up`,
  'snatchpickup-release-lost-after-renewal': `${TALKS_ON_TAKEN_CALL}; a gets a new Guid; a hangs up`,
  'snatchpickup-alerting-lost-from-unlinked-agent': 'b turns linkage off; b rings; a takes the call of b',
  'phonepickup-talking-lost-after-take-over': 'a rings; b takes the call of a; a rings; a picks up',
  'phonepickup-talking-lost-after-missed-call': 'a rings; the caller of a hangs up; a rings; a picks up',
  'phonepickup-talking-lost-after-handset-call': 'a rings; a lifts the handset; a hangs up; a rings; a picks up',
};

/** For each fault that no single request shows: a story that shows it. */
export const STORIES: Readonly<Record<string, string>> = { ...refused, ...accepted, ...notRinging, ...ofEvents };
