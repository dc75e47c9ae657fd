import { cancelBusy, resetSkill, sayBusy, sayFree } from './agent-state';
import { agentStatus } from './agent-status';
import { setAutoAnswer, setReleasePhone } from './answer-settings';
import { handshake, poll } from './event-poll';
import { sendNote } from './notes';
import type { Operation } from './operation';
import { phonepickup } from './phonepickup';
import { signIn, signInByForce } from './sign-in';
import { signOut, signOutByForce } from './sign-out';
import { snatchpickup } from './snatchpickup';
import { answer, callInner, release } from './voice-calls';

export const operations: readonly Operation[] = [
  signIn,
  signInByForce,
  signOut,
  signOutByForce,
  resetSkill,
  sayFree,
  sayBusy,
  cancelBusy,
  agentStatus,
  sendNote,
  handshake,
  poll,
  setAutoAnswer,
  setReleasePhone,
  callInner,
  answer,
  release,
  phonepickup,
  snatchpickup,
];
