import type { Answer } from '../answer';
import { Exchange } from '../exchange';
import { takeOffHook } from '../operations/phonepickup';
import { takeOver } from '../operations/snatchpickup';
import type { Fault, HooksOrMaker } from '../quirks';

export interface Pickup {
  name: 'phonepickup' | 'snatchpickup';
  /** How its requirement ids begin. */
  ids: 'PP' | 'SP';
  method: 'POST' | 'PUT';
  /** The requirement that a refused request raises no event. */
  silence: string;
}

export const phonepickup: Pickup = { name: 'phonepickup', ids: 'PP', method: 'POST', silence: 'PP-EVENT-4' };
export const snatchpickup: Pickup = { name: 'snatchpickup', ids: 'SP', method: 'PUT', silence: 'SP-EVENT-8' };

export function fault(name: string, breaks: string | string[], text: string, hooks: HooksOrMaker): Fault {
  return { name, breaks: typeof breaks === 'string' ? breaks.split(' ') : breaks, text, hooks };
}

/** The same faults in each of the two operations. */
export function inBoth(make: (pickup: Pickup) => Fault[]): Fault[] {
  return [phonepickup, snatchpickup].flatMap(make);
}

export function asks(x: Exchange, pickup: Pickup): boolean {
  return x.operation?.name === pickup.name;
}

/** The effect of a pickup, whatever its answer was. */
export function effect(x: Exchange): void {
  if (x.operation?.name === 'phonepickup') takeOffHook(x);
  else takeOver(x);
}

/** Handles the request once more as if its method were the right one; the first answer stands. */
export async function executeAnyway(x: Exchange): Promise<void> {
  const again = new Exchange(x.gateway, x.request);
  again.operation = x.operation;
  again.agentIdText = x.agentIdText;
  await x.operation?.handle(again);
}

export function crash(): Answer {
  const stack = [
    'java.lang.NullPointerException',
    '\tat com.example.agentgateway.VoiceCallController.handle(VoiceCallController.java:212)',
    '\tat javax.servlet.http.HttpServlet.service(HttpServlet.java:790)',
  ];
  return { status: 500, body: `<html><body><pre>${stack.join('\n')}</pre></body></html>`, contentType: 'text/html' };
}
