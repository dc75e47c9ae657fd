import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import express, { type NextFunction, type Request, type Response } from 'express';
import { type Core, FIRST, LAST, type OpenServer, ROOT } from './core';

/** Makes a number of what stands in the path or the query. */
type Read = (value: unknown) => number;

/** The two operations on Express, read by its routes and its query parser; everything else goes to the core as it is. */
export function expressServer(read: Read): OpenServer {
  return (core) => {
    const app = express();
    const passOn = passOnTo(core);
    app.use([`${ROOT}/onlineagent`, `${ROOT}/agentevent`], passOn);
    app.all(
      ['callinner', 'release', 'answer'].map((verb) => `${ROOT}/voicecall/:agentid/${verb}`),
      passOn,
    );
    app.post(`${ROOT}/voicecall/:agentid/phonepickup`, express.json(), (request, response) => {
      const agentId = read(request.params.agentid);
      if (!isId(agentId)) return refuse(response, 'agentid');
      return core(request, response, '', `${ROOT}/voicecall/${agentId}/phonepickup`);
    });
    app.put(`${ROOT}/voicecall/:agentid/snatchpickup`, express.json(), (request, response) => {
      const [agentId, destWorkNo] = [read(request.params.agentid), read(request.query.destWorkNo)];
      if (!isId(agentId)) return refuse(response, 'agentid');
      if (!isId(destWorkNo)) return refuse(response, 'destWorkNo');
      return core(request, response, '', `${ROOT}/voicecall/${agentId}/snatchpickup?destWorkNo=${destWorkNo}`);
    });
    app.use(answerError);
    return createServer(app);
  };
}

function passOnTo(core: Core) {
  return async (request: Request, response: Response) =>
    core(request, response, await text(request), request.originalUrl);
}

/** What Express tells by its four parameters. */
function answerError(error: { status?: number }, _request: Request, response: Response, _next: NextFunction): void {
  response.status(error.status ?? 500).json({ error: 'the request cannot be read' });
}

function isId(number: number): boolean {
  return Number.isInteger(number) && number >= FIRST && number <= LAST;
}

function refuse(response: Response, name: string): void {
  response.status(400).json({ error: `${name} must be a whole number from ${FIRST} to ${LAST}` });
}
