/** For each fault that no single request shows: a story that shows it. */
export const STORIES: Readonly<Record<string, string>> = {
  'phonepickup-refused-while-busy': 'a becomes busy; a rings; a picks up',
  'phonepickup-refused-in-wrap-up': 'a signs out; a signs in wrapping up; a rings; a picks up',
  'phonepickup-refused-in-other-groups': 'o rings; o picks up',
  'phonepickup-refused-once-unlinked': 'a turns linkage off; a turns linkage on; a rings; a picks up',
  'phonepickup-of-twice-taken-call-refused':
    'a rings; b takes the call of a; c takes the call of b; c picks up; c hangs up',
  'snatchpickup-needs-permission-of-called': 'u rings; a takes the call of u',
  'snatchpickup-needs-linkage-of-called': 'b rings; b turns linkage off; a takes the call of b',
  'snatchpickup-needs-phone-of-called': 'p rings; a takes the call of p',
  'snatchpickup-needs-own-linkage': 'a turns linkage off; b rings; a takes the call of b',
  'snatchpickup-of-taken-call-refused': 'a rings; b takes the call of a; c takes the call of b',
  'snatchpickup-back-refused': 'a rings; b takes the call of a; a takes the call of b',
  'snatchpickup-refused-after-internal-call': 'b calls a; a picks up; a hangs up; c rings; a takes the call of c',
  'phonepickup-after-handset': 'a rings; a lifts the handset; a picks up',
  'phonepickup-after-answered-call': 'a rings; a picks up; a hangs up; a picks up',
  'phonepickup-after-call-was-taken': 'a rings; b takes the call of a; a picks up',
  'snatchpickup-of-call-answered-by-handset': 'b rings; b lifts the handset; a takes the call of b',
  'snatchpickup-from-robbed-agent': 'a rings; b takes the call of a; c takes the call of a',
  'snatchpickup-while-talking-internally': 'b calls a; a picks up; c rings; a takes the call of c',
  'snatchpickup-while-talking-on-taken-call':
    'b rings; a takes the call of b; a picks up; c rings; a takes the call of c',
  'snatchpickup-in-wrap-up-after-call':
    'a signs out; a signs in wrapping up after calls; a rings; a picks up; a hangs up; b rings; a takes the call of b',
  'phonepickup-guid-after-forced-sign-out': 'a signs out by force; a signs in; a rings; a picks up by a dead Guid',
  'snatchpickup-release-lost-from-second-call-on':
    'b rings; a takes the call of b; a picks up; a hangs up; b rings; a takes the call of b; a picks up; a hangs up',
  'phonepickup-talking-lost-after-take-over': 'a rings; b takes the call of a; a rings; a picks up',
};
