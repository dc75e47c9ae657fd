import { readId } from '../editions';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';

export const requestDialects: readonly Dialect[] = [
  dialect('any-content-type', 'A4', 'a missing or other Content-Type is taken for the documented one', {
    settings(settings) {
      settings.contentType = 'any';
    },
  }),
  dialect('content-type-refused-with-415', 'A4 A7', 'a missing or other Content-Type gets HTTP 415 and an empty body', {
    answer: (x, answer) => (x.refusedBy === 'content-type' ? { status: 415 } : answer),
  }),
  dialect('body-refused', '', 'a pickup with a message body is refused', {
    settings(settings) {
      settings.pickupBody = 'refused';
    },
  }),
  dialect('leading-zeros-read', 'A5', 'an agent ID with leading zeros is read as the number', {
    agentId: (x, id) => id ?? readId(x.agentIdText.replace(/^0+/, ''), x.gateway.settings.range),
  }),
  dialect(
    'ids-with-blanks-and-plus-read',
    'A5',
    'an agent ID with blanks around it or a plus sign is read as the number',
    {
      agentId: (x, id) => id ?? readId(x.agentIdText.trim().replace(/^\+/, ''), x.gateway.settings.range),
    },
  ),
  dialect('snatchpickup-guid-optional', 'A2', 'snatchpickup works without Guid; one that is sent must match', {
    settings(settings) {
      settings.snatchpickupGuid = 'optional';
    },
  }),
  dialect(
    'snatchpickup-guid-ignored',
    'A2',
    'snatchpickup is not authenticated at all',
    {
      settings(settings) {
        settings.snatchpickupGuid = 'ignored';
      },
    },
    ['SP-GUID-2'],
  ),
  dialect('cookies-required', '', 'later calls need both cookies of the sign-in, as behind a load balancer', {
    settings(settings) {
      settings.cookies = 'required';
    },
  }),
  dialect('phonepickup-over-https-only', 'A3', 'phonepickup is not served over plain HTTP: 404', {
    request(request) {
      if (!request.secure && request.path.endsWith('/phonepickup')) request.path = '/';
    },
  }),
  dialect(
    'alerting-event-required',
    '',
    'phonepickup is refused where linkage came on only after the phone began to ring',
    () => {
      const announced = new WeakSet<object>();
      return {
        events(cause, notices) {
          if (cause.kind === 'ring' || cause.kind === 'moved') {
            const alerting = notices.some((one) => one.event.eventType === 'AgentOther_PhoneAlerting');
            if (alerting) announced.add(cause.call);
          }
          return notices;
        },
        prerequisite: (x, name, holds) =>
          holds && !(name === 'alerting' && x.agent?.call !== undefined && !announced.has(x.agent.call)),
      };
    },
  ),
];
