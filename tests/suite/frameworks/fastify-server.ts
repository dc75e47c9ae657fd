import { type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { type Core, FIRST, LAST, type OpenServer, ROOT } from './core';

interface Ids {
  Params: { agentid: number };
  Querystring: { destWorkNo: number };
}

const id = { type: 'integer', minimum: FIRST, maximum: LAST };
const params = { type: 'object', required: ['agentid'], properties: { agentid: id } };
const querystring = { type: 'object', required: ['destWorkNo'], properties: { destWorkNo: id } };

/** The two operations on Fastify, read by JSON schemas; everything else goes to the core as it is. */
export function fastifyServer(): OpenServer {
  return async (core) => {
    const app = withoutBodies();
    passOthersOn(app, core);
    app.post<Ids>(`${ROOT}/voicecall/:agentid/phonepickup`, { schema: { params } }, (request, reply) =>
      hand(core, request, reply, `${ROOT}/voicecall/${request.params.agentid}/phonepickup`),
    );
    app.put<Ids>(`${ROOT}/voicecall/:agentid/snatchpickup`, { schema: { params, querystring } }, (request, reply) => {
      const { params: named, query } = request;
      return hand(
        core,
        request,
        reply,
        `${ROOT}/voicecall/${named.agentid}/snatchpickup?destWorkNo=${query.destWorkNo}`,
      );
    });
    await app.ready();
    return app.server;
  };
}

/** The same without schemas: the number is whatever parseInt makes of the text. */
export function fastifyServerThatParses(): OpenServer {
  return async (core) => {
    const app = withoutBodies();
    passOthersOn(app, core);
    app.post<Ids>(`${ROOT}/voicecall/:agentid/phonepickup`, (request, reply) =>
      hand(core, request, reply, `${ROOT}/voicecall/${parsed(request.params.agentid)}/phonepickup`),
    );
    app.put<Ids>(`${ROOT}/voicecall/:agentid/snatchpickup`, (request, reply) => {
      const dest = parsed(request.query.destWorkNo);
      return hand(
        core,
        request,
        reply,
        `${ROOT}/voicecall/${parsed(request.params.agentid)}/snatchpickup?destWorkNo=${dest}`,
      );
    });
    await app.ready();
    return app.server;
  };
}

function parsed(value: unknown): number {
  return Number.parseInt(String(value), 10);
}

/** Bodies of any type are read and not looked at: the operations have none. */
function withoutBodies() {
  const app = fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  return app;
}

function passOthersOn(app: ReturnType<typeof withoutBodies>, core: Core): void {
  for (const path of ['/onlineagent/*', '/agentevent/*', ...['callinner', 'release', 'answer'].map(ofVoiceCall)])
    app.all(`${ROOT}${path}`, (request, reply) =>
      hand(core, request, reply, request.originalUrl, typeof request.body === 'string' ? request.body : ''),
    );
}

function ofVoiceCall(verb: string): string {
  return `/voicecall/:agentid/${verb}`;
}

function hand(
  core: Core,
  request: Pick<FastifyRequest, 'raw'>,
  reply: Pick<FastifyReply, 'raw' | 'hijack'>,
  path: string,
  body = '',
): Promise<void> {
  reply.hijack();
  return core(request.raw, reply.raw, body, path);
}
