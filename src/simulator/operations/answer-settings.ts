import { type Answer, success } from '../answer';
import type { Exchange } from '../exchange';
import type { Session } from '../sessions';
import { admit } from './admission';
import { type Operation, operation } from './operation';

/** How calls are answered from now on [cec_07_1208]; a call that is on its way already stays as it is. */
export const setAutoAnswer = byFlag('autoanswer', (session, flag) => {
  session.autoanswer = flag;
});

/** Whether the phone is hung up between calls; no page describes it, clients send it like the other one. */
export const setReleasePhone = byFlag('releasephone', (session, flag) => {
  session.releasephone = flag;
});

function byFlag(name: string, set: (session: Session, flag: boolean) => void): Operation {
  const handle = (x: Exchange): Answer => {
    const refused = admit(x);
    if (refused) return refused;
    const flag = /^(true|false)$/i.exec(x.tail)?.[0].toLowerCase();
    if (flag === undefined) return x.refuse('flag', '000-002', 'the flag is true or false');
    if (x.session) set(x.session, flag === 'true');
    return success();
  };
  return { ...operation(name, 'POST', 'onlineagent', name, handle, true), otherMethod: 'PUT' };
}
