import type { Dialect } from '../quirks';
import { agentStatusDialects } from './agent-status';
import { answeringDialects } from './answering';
import { callFlowDialects } from './call-flow';
import { contentDialects } from './contents';
import { eventDialects } from './events';
import { inBetweenDialects } from './in-between';
import { integerDialects } from './integers';
import { latenessDialects } from './lateness';
import { narrowRequestDialects } from './narrow-requests';
import { noteDialects } from './notes';
import { pathDialects } from './paths';
import { refusalDialects } from './refusals';
import { requestDialects } from './requests';
import { ringingDialects } from './ringing';
import { wireDialects } from './wire';

/** Every named way of keeping the contract unusually. Names are permanent. */
export const dialects: readonly Dialect[] = [
  ...refusalDialects,
  ...requestDialects,
  ...narrowRequestDialects,
  ...integerDialects,
  ...pathDialects,
  ...wireDialects,
  ...inBetweenDialects,
  ...eventDialects,
  ...latenessDialects,
  ...contentDialects,
  ...ringingDialects,
  ...noteDialects,
  ...agentStatusDialects,
  ...callFlowDialects,
  ...answeringDialects,
];
