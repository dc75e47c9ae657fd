// Where else a gateway might look for destWorkNo: other names of the parameter, the path, the message body.
import type { Role } from '../contract/contract';

/** Read by Spring, as the name of a list and by its filter for forms: recommended against, not forbidden. */
const READ_BY_A_FRAMEWORK: Role = 'retcode.invalid-parameter';

/** Other names for the parameter; a gateway that takes one of them reads a parameter nobody documented. */
export function misnamed(name: string): [what: string, name: string, judges?: Role][] {
  const lower = name.toLowerCase();
  return [
    ['lower-case', lower],
    ['upper-case', name.toUpperCase()],
    ['capitalised', name.slice(0, 1).toUpperCase() + name.slice(1)],
    ['snake-case', name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)],
    ['dashed', name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)],
    ['second-word-lower-case', name.replace(/[A-Z]/, (letter) => letter.toLowerCase())],
    ['last-word-lower-case', name.replace(/[A-Z](?!.*[A-Z])/, (letter) => letter.toLowerCase())],
    ['shortened', name.slice(0, -1)],
    ['without-last-word', name.replace(/[A-Z][a-z]*$/, '')],
    ['lengthened', `${name}s`],
    ['blank-behind', `${name}%20`],
    ['blank-before', `%20${name}`],
    ['array', `${name}%5B%5D`, READ_BY_A_FRAMEWORK],
    ...synonyms,
  ];
}

/** What other operations, and other programs, call such an agent. */
const synonyms: [what: string, name: string][] = [
  ['called', 'called'],
  ['dest', 'dest'],
  ['work-no', 'workNo'],
  ['work-no-lower-case', 'workno'],
  ['agent-id', 'agentId'],
  ['agent-id-lower-case', 'agentid'],
  ['dest-agent-id', 'destAgentId'],
  ['dest-work-number', 'destWorkNumber'],
];

/** The parameter behind the path, where a query would come after it. */
export function elsewhereInUri(name: string): [what: string, shown: string, pathSuffix: string][] {
  return [
    ['in-matrix-parameter', 'in a parameter of the path', `;${name}={dest}`],
    ['in-path', 'in a segment behind the path', '/{dest}'],
  ];
}

/** The parameter where a body would have it. */
export function bodies(
  name: string,
): [what: string, shown: string, body: string, contentType?: string, judges?: Role][] {
  return [
    ['json-number', 'JSON (number)', `{"${name}":{dest}}`],
    ['json-text', 'JSON (text)', `{"${name}":"{dest}"}`],
    ['form', 'form', `${name}={dest}`, 'application/x-www-form-urlencoded', READ_BY_A_FRAMEWORK],
    ['form-sent-as-json', 'form (sent as JSON)', `${name}={dest}`],
  ];
}
