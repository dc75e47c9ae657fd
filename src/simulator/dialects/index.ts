import type { Dialect } from '../quirks';
import { eventDialects } from './events';
import { refusalDialects } from './refusals';
import { requestDialects } from './requests';
import { ringingDialects } from './ringing';
import { wireDialects } from './wire';

/** Every named way of keeping the contract unusually. Names are permanent. */
export const dialects: readonly Dialect[] = [
  ...refusalDialects,
  ...requestDialects,
  ...wireDialects,
  ...eventDialects,
  ...ringingDialects,
];
