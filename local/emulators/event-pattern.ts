import { BlockList, isIP } from 'node:net';

/** A JSON value as it stands in an event or a pattern. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

type JsonObject = { [key: string]: Json };
type Scalar = string | number | boolean | null;

/** Tells whether one leaf of the event, or its absence (`undefined`), satisfies a matcher. */
type LeafTest = (value: Scalar | undefined) => boolean;
type ObjectTest = (event: JsonObject) => boolean;

/** The pattern would be refused by EventBridge; the message names the field. */
export class InvalidEventPatternError extends Error {
  override name = 'InvalidEventPatternException';
}

/** EventBridge accepts numbers between -5e9 and 5e9 in `numeric` (user guide, content filtering). */
const MAX_NUMERIC = 5_000_000_000;

/** `$or` may multiply out to at most 1000 combinations; a bound on one list is enough here. */
const MAX_ALTERNATIVES = 1000;

/**
 * Compiles an EventBridge event pattern into a predicate over events.
 *
 * All operators of the EventBridge user guide are known: exact values, `prefix`, `suffix`, `wildcard`,
 * `equals-ignore-case`, `anything-but` with its nested forms, `exists`, `numeric`, `cidr` and `$or`.
 * Where the event holds an array, one element that matches is enough; fields under an array of objects
 * must match within the same element.
 *
 * @throws InvalidEventPatternError when EventBridge would refuse the pattern.
 */
export function compileEventPattern(pattern: unknown): (event: unknown) => boolean {
  if (!isObject(pattern)) throw new InvalidEventPatternError('An event pattern is a JSON object.');
  const test = compileObject(pattern, []);
  return (event) => test(isObject(event) ? event : {});
}

function compileObject(pattern: JsonObject, path: string[]): ObjectTest {
  const keys = Object.keys(pattern);
  if (keys.length === 0) fail(path, 'is empty');
  const tests = keys.map((key) => compileField(key, pattern[key] as Json, [...path, key]));
  return (event) => tests.every((test) => test(event));
}

function compileField(key: string, condition: Json, path: string[]): ObjectTest {
  // Only a list of two or more objects makes `$or` an operator; anything else is a field of that name.
  if (key === '$or' && Array.isArray(condition) && condition.length >= 2 && condition.every(isObject)) {
    if (condition.length > MAX_ALTERNATIVES) fail(path, `has more than ${MAX_ALTERNATIVES} alternatives`);
    const alternatives = condition.map((alternative) => compileObject(alternative, path));
    return (event) => alternatives.some((test) => test(event));
  }
  if (isObject(condition)) {
    const nested = compileObject(condition, path);
    return (event) => candidates(event[key]).some(nested);
  }
  if (!Array.isArray(condition)) fail(path, 'must be an object or an array');
  if (condition.length === 0) fail(path, 'is an empty array');
  const tests = condition.map((matcher) => compileMatcher(matcher, path));
  return (event) => {
    const leaves = leavesOf(event[key]);
    return tests.some((test) => (leaves.length === 0 ? test(undefined) : leaves.some(test)));
  };
}

/** An array's elements however deep, or the value itself. */
function flatten(value: Json | undefined): (Json | undefined)[] {
  return Array.isArray(value) ? value.flatMap(flatten) : [value];
}

/** The objects a nested pattern may match in: each element of an array, or `{}` so that `exists: false` can hold. */
function candidates(value: Json | undefined): JsonObject[] {
  const found = flatten(value).filter(isObject);
  return found.length > 0 ? found : [{}];
}

/** Objects are no leaves: `exists` looks at leaf nodes only. */
function leavesOf(value: Json | undefined): Scalar[] {
  return flatten(value).filter(
    (leaf): leaf is Scalar => leaf !== undefined && (leaf === null || typeof leaf !== 'object'),
  );
}

function compileMatcher(matcher: Json, path: string[]): LeafTest {
  if (!isObject(matcher)) {
    if (Array.isArray(matcher)) fail(path, 'holds an array within its array');
    return (value) => value === matcher;
  }
  const keys = Object.keys(matcher);
  const operator = keys[0];
  if (keys.length !== 1 || operator === undefined)
    fail(path, 'holds a matcher that has not exactly one operator');
  const operand = matcher[operator] as Json;
  switch (operator) {
    case 'prefix':
    case 'suffix':
      return compileAffix(operator, operand, path);
    case 'equals-ignore-case':
    case 'wildcard':
      return compileText(operator, operand, path);
    case 'anything-but':
      return compileAnythingBut(operand, path);
    case 'exists':
      if (typeof operand !== 'boolean') fail(path, 'exists must be true or false');
      return (value) => (value !== undefined) === operand;
    case 'numeric':
      return compileNumeric(operand, path);
    case 'cidr':
      return compileCidr(operand, path);
    default:
      return fail(path, `holds the unknown operator ${JSON.stringify(operator)}`);
  }
}

function compileAffix(operator: 'prefix' | 'suffix', operand: Json, path: string[]): LeafTest {
  const ignoreCase = isObject(operand) && Object.keys(operand).join() === 'equals-ignore-case';
  const text = textOf(ignoreCase ? operand['equals-ignore-case'] : operand, operator, path);
  const wanted = ignoreCase ? text.toLowerCase() : text;
  return (value) => {
    if (typeof value !== 'string') return false;
    const given = ignoreCase ? value.toLowerCase() : value;
    return operator === 'prefix' ? given.startsWith(wanted) : given.endsWith(wanted);
  };
}

function compileText(operator: 'equals-ignore-case' | 'wildcard', operand: Json, path: string[]): LeafTest {
  const text = textOf(operand, operator, path);
  if (operator === 'wildcard') {
    const expression = wildcardExpression(text, path);
    return (value) => typeof value === 'string' && expression.test(value);
  }
  const wanted = text.toLowerCase();
  return (value) => typeof value === 'string' && value.toLowerCase() === wanted;
}

/** `*` stands for any number of characters; `\*` and `\\` for themselves. */
function wildcardExpression(text: string, path: string[]): RegExp {
  let source = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === '\\') {
      if (next !== '*' && next !== '\\') fail(path, 'wildcard holds an escape other than \\* and \\\\');
      source += `\\${next}`;
      at += 1;
    } else if (character === '*') {
      if (next === '*') fail(path, 'wildcard holds two consecutive asterisks');
      source += '[^]*';
    } else {
      source += character.replace(/[.+?^${}()|[\]]/g, '\\$&');
    }
  }
  return new RegExp(`^${source}$`);
}

function compileAnythingBut(operand: Json, path: string[]): LeafTest {
  if (isObject(operand)) {
    const [operator, ...others] = Object.keys(operand);
    const known = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'];
    if (operator === undefined || others.length > 0 || !known.includes(operator)) {
      fail(path, `anything-but takes one of ${known.join(', ')}`);
    }
    const excluded = nonEmptyList(operand[operator] as Json, path).map((one) =>
      compileMatcher({ [operator]: one }, path),
    );
    return (value) => value !== undefined && !excluded.some((test) => test(value));
  }
  const excluded = nonEmptyList(operand, path);
  const types = new Set(excluded.map((one) => typeof one));
  if (types.size !== 1 || !(types.has('string') || types.has('number'))) {
    fail(path, 'anything-but takes strings only or numbers only');
  }
  return (value) => value !== undefined && !excluded.includes(value);
}

function nonEmptyList(operand: Json, path: string[]): Json[] {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length === 0) fail(path, 'anything-but holds an empty list');
  return list;
}

const COMPARISONS: Record<string, (value: number, bound: number) => boolean> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '=': (value, bound) => value === bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function compileNumeric(operand: Json, path: string[]): LeafTest {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    fail(path, 'numeric takes one comparison, or two that make a range');
  }
  const comparisons: ((value: number) => boolean)[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const comparison = operand[at];
    const compare = typeof comparison === 'string' ? COMPARISONS[comparison] : undefined;
    const bound = operand[at + 1];
    if (!compare) fail(path, `numeric holds the unknown comparison ${JSON.stringify(comparison)}`);
    if (typeof bound !== 'number' || Math.abs(bound) > MAX_NUMERIC) {
      fail(path, `numeric compares with numbers between -${MAX_NUMERIC} and ${MAX_NUMERIC}`);
    }
    comparisons.push((value) => compare(value, bound));
  }
  return (value) => typeof value === 'number' && comparisons.every((compare) => compare(value));
}

function compileCidr(operand: Json, path: string[]): LeafTest {
  const [address = '', prefixLength = ''] = textOf(operand, 'cidr', path).split('/');
  const version = isIP(address);
  if (version === 0 || !/^\d+$/.test(prefixLength))
    fail(path, 'cidr takes an address range such as 10.0.0.0/24');
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(address, Number(prefixLength), family);
  return (value) => typeof value === 'string' && isIP(value) === version && range.check(value, family);
}

function textOf(operand: Json | undefined, operator: string, path: string[]): string {
  if (typeof operand !== 'string') fail(path, `${operator} takes a string`);
  return operand;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(path: string[], reason: string): never {
  const field = path.length === 0 ? 'The pattern' : `The field ${path.join('.')}`;
  throw new InvalidEventPatternError(`Event pattern is not valid. Reason: ${field} ${reason}.`);
}
