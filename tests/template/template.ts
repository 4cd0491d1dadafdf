// A packaged template, and the questions that rules ask about it.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Anything in a template. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object in a template; what is not there is undefined. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** One resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** What `serverless package` makes for CloudFormation. */
export interface Template {
  readonly Description?: string;
  readonly Parameters?: JsonObject;
  readonly Mappings?: JsonObject;
  readonly Conditions?: JsonObject;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, JsonObject>>;
}

/** The stages that are packaged for the tests: one to develop with, and the one that is run for users. */
export const STAGES = ['dev', 'prod'] as const;

/** One of `STAGES`. */
export type Stage = (typeof STAGES)[number];

const PACKAGES_UNKNOWN =
  'The templates are packaged by the set-up of this project: run it through jest.config.mjs.';

/** The text of a stage's packaged template. */
export function templateText(stage: Stage): string {
  const folder = process.env.REELWAY_PACKAGES;
  if (folder === undefined) throw new Error(PACKAGES_UNKNOWN);
  return readFileSync(path.join(folder, stage, 'cloudformation-template-update-stack.json'), 'utf8');
}

/** A stage's packaged template; a new copy at each call. */
export const readTemplate = (stage: Stage): Template => JSON.parse(templateText(stage)) as Template;

/** The resources of a type: logical ids and properties. */
export function resourcesOf(template: Template, type: string): [string, JsonObject][] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, { Properties = {} }]) => [id, Properties]);
}

/** Whether a value is an object, and no list. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as an object; an empty one when it is none. */
export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** The value as a list: nothing is an empty one, and what is no list is one of one item. */
export const listOf = (value: Json | undefined): readonly Json[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
};

/** The value as a number; NaN when it is none. CloudFormation takes numbers as strings, too. */
export const numberOf = (value: Json | undefined): number =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : NaN;

/** Everything inside of a value, itself included, with its path. */
export function* walk(value: Json | undefined, place = ''): Generator<[string, Json]> {
  if (value === undefined) return;
  yield [place, value];
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries()) yield* walk(item, `${place}[${index}]`);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value))
      yield* walk(item, place === '' ? key : `${place}.${key}`);
  }
}

/** One mention of something else: by `Ref`, `Fn::GetAtt` or `Fn::Sub`. `attribute` is missing where the whole is meant. */
export interface Reference {
  readonly place: string;
  readonly target: string;
  readonly attribute?: string;
}

/** Everything that a value refers to. Variables that a `Fn::Sub` brings along are not counted. */
export function referencesIn(value: Json | undefined, place = ''): Reference[] {
  return [...walk(value, place)].flatMap(([at, inner]) => (isObject(inner) ? referencesOf(inner, at) : []));
}

function referencesOf(value: JsonObject, place: string): Reference[] {
  const { Ref: ref, 'Fn::GetAtt': getAtt, 'Fn::Sub': sub } = value;
  if (typeof ref === 'string') return [{ place, target: ref }];
  if (getAtt !== undefined) {
    const [target = '', attribute = ''] =
      typeof getAtt === 'string' ? splitOnce(getAtt) : listOf(getAtt).map(textOf);
    return [{ place, target, attribute }];
  }
  if (sub === undefined) return [];
  const [text, own] = listOf(sub);
  return [...textOf(text).matchAll(/\$\{([^!}][^}]*)\}/g)]
    .map(([, name = '']) => name.trim())
    .filter((name) => objectOf(own)[name] === undefined)
    .map((name) => {
      const [target, attribute] = splitOnce(name);
      return attribute === undefined ? { place, target } : { place, target, attribute };
    });
}

function splitOnce(text: string): [string, string?] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** The logical id that a value stands for, when it is one `Ref` or one `Fn::GetAtt`. */
export function idOf(value: Json | undefined): string | undefined {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  return 'Ref' in value || 'Fn::GetAtt' in value ? referencesOf(value, '')[0]?.target : undefined;
}

/** The text that a value gives: references are `${Id}` and `${Id.Attribute}`; joined and substituted text is put together. */
export function textOf(value: Json | undefined): string {
  if (!isObject(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
  const { 'Fn::Join': join, 'Fn::Sub': sub } = value;
  if (Array.isArray(join)) {
    const [separator, parts] = join as readonly Json[];
    return listOf(parts).map(textOf).join(textOf(separator));
  }
  if (sub !== undefined) {
    const [text, own] = listOf(sub);
    return textOf(text).replace(/\$\{([^!}][^}]*)\}/g, (whole, name: string) => {
      const given = objectOf(own)[name.trim()];
      return given === undefined ? whole : textOf(given);
    });
  }
  const [reference] = referencesOf(value, '');
  if (reference === undefined) return JSON.stringify(value);
  const { target, attribute } = reference;
  return attribute === undefined ? `\${${target}}` : `\${${target}.${attribute}}`;
}

/** How conditions are decided: as the stage's parameters say, or all of one kind, whatever they say. */
export type Choice = 'as packaged' | 'all on' | 'all off';

/**
 * What CloudFormation makes of a template: without the resources and outputs whose condition does not hold, and with the branch of
 * each `Fn::If` that is taken. All parameters of a stage are known when it is packaged, so conditions compare texts.
 */
export function decide(template: Template, choice: Choice = 'as packaged'): Template {
  const conditions = Object.entries(template.Conditions ?? {});
  const holds = (name: string): boolean => {
    if (choice !== 'as packaged') return choice === 'all on';
    return isTrue(conditions.find(([known]) => known === name)?.[1]);
  };
  const isTrue = (condition: Json | undefined): boolean => {
    const [[name = '', argument] = []] = Object.entries(objectOf(condition));
    const parts = listOf(argument);
    if (name === 'Fn::Equals') return textOf(parts[0]) === textOf(parts[1]);
    if (name === 'Fn::Not') return !isTrue(parts[0]);
    if (name === 'Fn::And') return parts.every(isTrue);
    if (name === 'Fn::Or') return parts.some(isTrue);
    if (name === 'Condition') return holds(textOf(argument));
    throw new Error(`${JSON.stringify(condition)} is no condition.`);
  };
  const kept = <Part extends { readonly Condition?: Json }>(parts: Readonly<Record<string, Part>> = {}) =>
    Object.fromEntries(
      Object.entries(parts)
        .filter(([, { Condition }]) => Condition === undefined || holds(textOf(Condition)))
        .map(([id, part]) => [id, taken(part as JsonObject, holds) as Part & JsonObject]),
    );
  return {
    ...template,
    Resources: kept<Resource & JsonObject>(template.Resources as never),
    Outputs: kept(template.Outputs),
  };
}

const NOTHING = { Ref: 'AWS::NoValue' };

const isNothing = (value: Json): boolean => isObject(value) && value.Ref === NOTHING.Ref;

/** A value with the branches that are taken; what is `AWS::NoValue` is left out. */
function taken(value: Json, holds: (name: string) => boolean): Json {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item) => taken(item, holds)).filter((item) => !isNothing(item));
  }
  if (!isObject(value)) return value;
  if (value['Fn::If'] !== undefined) {
    const [name, yes = null, no = null] = listOf(value['Fn::If']);
    return taken(holds(textOf(name)) ? yes : no, holds);
  }
  const inner = Object.entries(value).map(([key, item]) => [key, taken(item ?? null, holds)] as const);
  return Object.fromEntries(inner.filter(([, item]) => !isNothing(item)));
}
