import type { Hooks } from '../hooks';
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

/** The client is sent elsewhere by HTTP 308, whatever comes of what is read in place of the path. */
function redirected(
  which: (request: GatewayRequest) => boolean,
  read: (path: string) => string,
  to: (path: string) => string,
): () => Hooks {
  return () => {
    const locations = new WeakMap<GatewayRequest, string>();
    return {
      request(request) {
        if (!which(request)) return;
        locations.set(request, to(request.path));
        request.path = read(request.path);
      },
      answer(x, answer) {
        const Location = locations.get(x.request);
        return Location === undefined ? answer : { status: 308, headers: { Location } };
      },
    };
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
  ...inBoth(({ name, ids, silence }) => [
    fault(
      `${name}-address-redirected`,
      `${ids}-URI-1 ${ids}-METHOD-1`,
      'the documented address is redirected to the one with a slash behind: HTTP 308',
      redirected(
        ({ path }) => path.endsWith(`/${name}`),
        () => nowhere,
        (path) => `${path}/`,
      ),
    ),
    fault(
      `${name}-slash-behind-executed-and-redirected`,
      `${ids}-RESPONSE-2 ${silence}`,
      'what is asked for with a slash behind is done, and redirected to the address without',
      redirected(
        ({ path }) => path.endsWith(`/${name}/`),
        (path) => path.slice(0, -1),
        (path) => path.slice(0, -1),
      ),
    ),
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
