import type { GuidChoice, Stimulus } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Exchange, Purpose } from '../evidence/exchange';
import type { AgentSession } from '../gateway/agent-session';
import type { RoleName } from './cast';
import { idText } from './id-text';
import type { Lab } from './lab';
import { NotLent, StageFailure } from './stage-failure';
import { GUID_HOLDERS } from './standard-cast';

/** Guids that the agent may act with. */
const VALID: ReadonlySet<GuidChoice> = new Set(['own', 'renewed-again', 'of-sign-in']);

/** Who and what a pickup request names. */
export interface Actors {
  picker: AgentSession;
  called?: AgentSession;
  /** Whose Guid or ID stands for "another agent's". */
  bystander?: AgentSession;
  /** Everybody that takes part, whose Guids can be used. */
  cast?: ReadonlyMap<RoleName, AgentSession>;
  /** Guids that lost their validity, gathered beforehand; or why there is none. */
  deadGuids?: Partial<Record<GuidChoice, string | NotLent>>;
}

/** Sends the operation's documented request with the differences that the stimulus tells. */
export async function sendPickup(
  lab: Lab,
  operation: OperationContract,
  actors: Actors,
  stimulus: Stimulus,
  purpose: Purpose,
): Promise<Exchange> {
  const transport = stimulus.port === 'http' ? lab.gateway.http : lab.gateway.https;
  if (!transport) throw new NotLent('the site opened no plain HTTP port');
  const guid = actors.picker.ownGuid;
  const { exchange } = await transport.send({
    purpose,
    agentId: actors.picker.id,
    method: stimulus.method ?? operation.method,
    path: pathOf(lab, operation, actors, stimulus),
    headers: headersOf(lab, operation, actors, stimulus),
    ...bodyOf(stimulus, actors),
    timeoutMs: lab.site.limits.answerMs,
  });
  lab.known.heard(exchange, Object.keys(stimulus).length === 0);
  // A lost stimulus is an observation; a lost control leaves nothing to observe.
  if (purpose !== 'stimulus' && lab.known.timesOwn(exchange) === undefined) actors.picker.noteLoss(exchange);
  const wasReplaced = guid !== actors.picker.ownGuid && actors.picker.outlivedGuid(guid, exchange);
  if (wasReplaced && VALID.has(stimulus.guid ?? 'own'))
    actors.picker.disturb(`the Guid of agent ${actors.picker.id} was renewed while a request was on its way`);
  return exchange;
}

function pathOf(lab: Lab, operation: OperationContract, actors: Actors, stimulus: Stimulus): string {
  const { picker, called, bystander } = actors;
  const path = (stimulus.path ?? operation.path).replace(
    '{agentid}',
    idText(stimulus.agentId, picker, { ...actors, lab, range: operation.agentId }),
  );
  const parameter = operation.destWorkNo?.name;
  const dest = idText(stimulus.destWorkNo, called, {
    ...actors,
    lab,
    range: operation.destWorkNo ?? operation.agentId,
  });
  if (stimulus.query?.includes('{other}') && !bystander)
    throw new NotLent('the site lends no further agent whose ID could be given as well');
  const query =
    stimulus.query?.replaceAll('{dest}', dest).replaceAll('{other}', bystander?.id ?? '') ??
    (parameter === undefined ? '' : `${parameter}=${dest}`);
  const extraQuery = stimulus.extraQuery?.replaceAll('{guid}', encodeURIComponent(picker.ownGuid)) ?? '';
  const parts = [query, extraQuery].filter((part) => part !== '');
  const suffix = stimulus.pathSuffix?.replaceAll('{dest}', dest) ?? '';
  const whole = `${lab.contract.basePath}${stimulus.pathPrefix ?? ''}${path}${suffix}`;
  return parts.length === 0 ? whole : `${whole}?${parts.join('&')}`;
}

function headersOf(lab: Lab, operation: OperationContract, actors: Actors, stimulus: Stimulus): [string, string][] {
  const contentType = stimulus.contentType === undefined ? operation.contentType : stimulus.contentType;
  const guid = guidOf(lab, actors, stimulus.guid ?? 'own');
  return [
    ...(contentType === null ? [] : [['Content-Type', contentType] as [string, string]]),
    ...(guid === undefined ? [] : [[stimulus.guidHeader ?? operation.guidHeader, guid] as [string, string]]),
    ...actors.picker.cookieHeader(),
    ...(stimulus.headers ?? []).map(([name, value]): [string, string] => [
      name,
      value.replaceAll('{dest}', actors.called?.id ?? '').replaceAll('{guid}', actors.picker.ownGuid),
    ]),
  ];
}

function guidOf(
  lab: Lab,
  { picker, called, bystander, cast, deadGuids }: Actors,
  choice: GuidChoice,
): string | undefined {
  const own = picker.ownGuid;
  const [id = '', node = ''] = own.split(/\.(.*)/s);
  const derived = (value: string, name: string) => {
    lab.gateway.secrets.learn(value, `Guid of agent ${picker.id}, ${name}`);
    return value;
  };
  switch (choice) {
    case 'own':
    case 'renewed-again':
    case 'of-sign-in':
      return own;
    case 'missing':
      return undefined;
    case 'empty':
      return '';
    case 'made-up':
      return derived(`00000000-1111-4222-8333-444444444444${node ? `.${node}` : ''}`, 'made up');
    case 'truncated':
      return derived(own.slice(0, -1), 'last character cut off');
    case 'first-half':
      return derived(own.slice(0, Math.ceil(own.length / 2)), 'first half');
    case 'lengthened':
      return derived(`${own}0`, 'one character added');
    case 'other-case':
      if (own.toLowerCase() === own.toUpperCase()) throw new NotLent('the Guid has no letters');
      return derived(own === own.toUpperCase() ? own.toLowerCase() : own.toUpperCase(), 'in the other case');
    case 'without-node':
      if (node === '') throw new NotLent('the Guid has no gateway name behind a dot');
      return derived(id, 'without the gateway name');
    case 'other-node':
      return derived(`${id}.AgentGateway99`, 'with another gateway name');
    case 'last-digit-changed':
      return derived(
        `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}${node ? `.${node}` : ''}`,
        'last digit changed',
      );
    case 'all-zeros':
      return derived(own.replaceAll(/[0-9a-z]/gi, '0'), 'all zeros');
    case 'null':
      return 'null';
    case 'wildcard':
      return '*';
    case 'like-pattern':
      return '%';
    case 'regular-expression':
      return '.*';
    case 'without-hyphens':
      if (!own.includes('-')) throw new NotLent('the Guid has no hyphens');
      return derived(own.replaceAll('-', ''), 'without hyphens');
    case 'in-braces':
      return derived(`{${own}}`, 'in braces');
    case 'in-quotes':
      return derived(`"${own}"`, 'in quotes');
    case 'with-jsessionid':
      return derived(`JSESSIONID=${own}`, 'with the name of a cookie');
    case 'in-a-list':
      return derived(`00000000-1111-4222-8333-444444444444,${own}`, 'in a list');
    case 'last-block':
      return derived(id.slice(-Math.max(1, Math.floor(id.length / 3))), 'last block');
    case 'very-long':
      return derived(own.padEnd(5000, '0'), 'padded to 5000 characters');
    case 'agent-id':
      return picker.id;
    case 'condition':
      return "' OR '1'='1";
    case 'not-ascii':
      return derived(`${own.slice(0, -1)}é`, 'last character beyond ASCII');
    case 'of-another-agent':
      if (!bystander) throw new NotLent('the site lends no further agent whose Guid could be used');
      return bystander.guids.current;
    case 'of-agent-of-other-group':
    case 'of-agent-without-permission':
    case 'of-agent-with-other-phone': {
      const holder = cast?.get(GUID_HOLDERS[choice] ?? 'colleague');
      if (!holder)
        throw new NotLent(
          `the site lends no ${choice.slice('of-'.length).replaceAll('-', ' ')} whose Guid could be used`,
        );
      return holder.guids.current;
    }
    case 'of-called-agent':
      return called?.guids.current ?? '';
    case 'after-sign-out':
    case 'after-forced-sign-in':
    case 'after-timeout':
    case 'renewed-after-forced-sign-in':
    case 'renewed-after-timeout': {
      const dead = deadGuids?.[choice];
      if (dead instanceof NotLent) throw dead;
      if (dead === undefined) throw new StageFailure(`no Guid was brought to its death (${choice})`);
      return dead;
    }
  }
}

function bodyOf({ body }: Stimulus, { called }: Actors): { body: string; shownBody: string } | Record<string, never> {
  if (body === undefined) return {};
  const sent = body.replaceAll('{dest}', called?.id ?? '');
  return { body: sent, shownBody: shorten(sent) };
}

function shorten(body: string): string {
  return body.length > 200 ? `${body.slice(0, 80)}… (${body.length} characters)` : body;
}
