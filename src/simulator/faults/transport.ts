import type { Fault } from '../quirks';
import type { GatewayRequest } from '../request';
import { crash, fault, inBoth } from './fault';

/** An address at which nothing is served. */
const nowhere = '/agentgateway/resource/nowhere';

function notServed(name: string, where: (request: GatewayRequest) => boolean) {
  return {
    request(request: GatewayRequest) {
      if (request.path.endsWith(`/${name}`) && where(request)) request.path = nowhere;
    },
  };
}

export const transportFaults: readonly Fault[] = [
  fault(
    'phonepickup-not-over-https',
    'PP-TLS-1',
    'phonepickup is served over plain HTTP only',
    notServed('phonepickup', (request) => request.secure),
  ),
  fault(
    'phonepickup-over-https-forbidden',
    'PP-TLS-1 PP-METHOD-1',
    'phonepickup over HTTPS gets HTTP 403 and an HTML page',
    {
      ...notServed('phonepickup', (request) => request.secure),
      answer: (x, answer) =>
        x.request.path === nowhere ? { status: 403, body: '<html><body>Forbidden</body></html>' } : answer,
    },
  ),
  fault(
    'snatchpickup-not-over-https',
    'SP-TLS-1',
    'snatchpickup is served over plain HTTP only',
    notServed('snatchpickup', (request) => request.secure),
  ),
  fault(
    'snatchpickup-not-over-http',
    'SP-TLS-1',
    'snatchpickup is served over HTTPS only',
    notServed('snatchpickup', (request) => !request.secure),
  ),
  ...inBoth(({ name, ids }) => [
    fault(
      `${name}-address-misspelt`,
      `${ids}-URI-1 ${ids}-METHOD-1`,
      'the operation is served under another spelling of its name',
      {
        request(request) {
          const other = name.replace('pickup', 'PickUp');
          if (request.path.endsWith(`/${name}`)) request.path = nowhere;
          else if (request.path.endsWith(`/${other}`)) request.path = request.path.replace(other, name);
        },
      },
    ),
    fault(`${name}-address-below-agents`, `${ids}-URI-1 ${ids}-METHOD-1`, 'the operation is served below onlineagent', {
      request(request) {
        if (!request.path.endsWith(`/${name}`)) return;
        request.path = request.path.includes('/onlineagent/')
          ? request.path.replace('/onlineagent/', '/voicecall/')
          : nowhere;
      },
    }),
    fault(
      `${name}-content-type-without-charset-only`,
      `${ids}-HEADER-1 ${ids}-METHOD-1`,
      'a charset in Content-Type is refused',
      {
        contentType: (x, accepted) =>
          accepted && !(x.operation?.name === name && /charset/i.test(x.request.headers['content-type'] ?? '')),
      },
    ),
    fault(
      `${name}-charset-in-lower-case-only`,
      `${ids}-HEADER-1 ${ids}-METHOD-1`,
      'only charset=utf-8 in lower-case letters is accepted',
      {
        contentType: (x, accepted) =>
          accepted && !(x.operation?.name === name && !/charset=utf-8/.test(x.request.headers['content-type'] ?? '')),
      },
    ),
    fault(`${name}-body-required`, `${ids}-BODY-1 ${ids}-METHOD-1`, 'a request without a message body is refused', {
      contentType: (x, accepted) => accepted && !(x.operation?.name === name && x.request.body === ''),
    }),
    fault(
      `${name}-without-body-crashes`,
      `${ids}-BODY-1 ${ids}-METHOD-1 ${ids}-ROBUST-1 ${ids}-RESPONSE-1`,
      'a request without a message body gets HTTP 500 with a stack trace',
      {
        contentType: (x, accepted) => accepted && !(x.operation?.name === name && x.request.body === ''),
        answer: (x, answer) =>
          x.operation?.name === name && x.refusedBy === 'content-type' && x.request.body === '' ? crash() : answer,
      },
    ),
    fault(
      `${name}-content-type-missing-crashes`,
      `${ids}-ROBUST-1 ${ids}-RESPONSE-1`,
      'without Content-Type the answer is HTTP 500 with a stack trace',
      {
        contentType: (x, accepted) =>
          accepted && !(x.operation?.name === name && x.request.headers['content-type'] === undefined),
        answer: (x, answer) =>
          x.operation?.name === name &&
          x.request.headers['content-type'] === undefined &&
          x.refusedBy === 'content-type'
            ? crash()
            : answer,
      },
    ),
  ]),
];
