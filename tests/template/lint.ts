// What CloudFormation would refuse before it makes anything: unknown types, properties and values, what is missing, references that
// lead nowhere, and circles. The types are AWS's own, as the CDK has them.
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type {
  Property,
  PropertyType,
  Resource as ResourceType,
  ResourceProperties,
} from '@aws-cdk/service-spec-types';
import {
  isObject,
  listOf,
  objectOf,
  referencesIn,
  textOf,
  walk,
  type Json,
  type JsonObject,
  type Reference,
  type Resource,
  type Template,
} from './template';

const spec = loadAwsServiceSpecSync();

/** What CloudFormation knows without being told. */
const PSEUDO_PARAMETERS = new Set(
  [
    'AccountId',
    'NotificationARNs',
    'NoValue',
    'Partition',
    'Region',
    'StackId',
    'StackName',
    'URLSuffix',
  ].map((name) => `AWS::${name}`),
);

/** What may stand beside `Type` and `Properties`. */
const RESOURCE_ATTRIBUTES = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
  'CreationPolicy',
  'UpdatePolicy',
]);

/** What AWS says about a type of resource. */
export function resourceType(type: string): ResourceType | undefined {
  return spec.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

/** Everything that is wrong with a template, a sentence each, in the template's order. */
export function lint(template: Template): string[] {
  return [
    ...Object.entries(template.Resources).flatMap(([id, resource]) => lintResource(id, resource)),
    ...lintReferences(template),
    ...lintConditions(template),
    ...lintCircles(template),
    ...lintLimits(template),
  ];
}

function lintResource(id: string, resource: Resource): string[] {
  const type = resourceType(resource.Type);
  if (type === undefined) return [`${id}: there is no type ${resource.Type}.`];
  const unknown = Object.keys(resource)
    .filter((name) => !RESOURCE_ATTRIBUTES.has(name))
    .map((name) => `${id}: a resource has no ${name}.`);
  return [...unknown, ...lintProperties(id, resource.Properties ?? {}, type.properties)];
}

function lintProperties(place: string, value: JsonObject, known: ResourceProperties): string[] {
  const missing = Object.entries(known)
    .filter(([name, { required }]) => required === true && value[name] === undefined)
    .map(([name]) => `${place}: ${name} is missing.`);
  const given = Object.entries(value).flatMap(([name, inner]) => {
    const property = known[name];
    if (property === undefined) return [`${place}: there is no property ${name}.`];
    return lintValue(`${place}.${name}`, inner ?? null, property);
  });
  return [...missing, ...given];
}

/** AWS has changed its mind about some types; what it has once accepted, it still does. */
function lintValue(place: string, value: Json, { type, previousTypes = [] }: Property): string[] {
  const complaints = [type, ...previousTypes].map((each) => lintType(place, value, each));
  return complaints.find((each) => each.length === 0) ?? complaints[0] ?? [];
}

function lintType(place: string, value: Json, type: PropertyType): string[] {
  // `Fn::If` gives one of two, and both have to fit; what other functions give is only known to AWS.
  if (isObject(value) && Object.keys(value).length === 1) {
    const [name = ''] = Object.keys(value);
    if (name === 'Fn::If') {
      return listOf(value[name])
        .slice(1)
        .flatMap((branch, index) => lintType(`${place}[${index === 0 ? 'then' : 'else'}]`, branch, type));
    }
    if (name === 'Ref' || name.startsWith('Fn::')) return [];
  }
  switch (type.type) {
    case 'json':
    case 'null':
      return [];
    case 'tag':
      return isObject(value) && 'Key' in value && 'Value' in value
        ? []
        : [`${place}: a tag has Key and Value.`];
    case 'array':
      if (!Array.isArray(value)) return [`${place}: a list is wanted.`];
      return (value as readonly Json[]).flatMap((item, index) =>
        lintType(`${place}[${index}]`, item, type.element),
      );
    case 'map':
      if (!isObject(value)) return [`${place}: an object is wanted.`];
      return Object.entries(value).flatMap(([key, item]) =>
        lintType(`${place}.${key}`, item ?? null, type.element),
      );
    case 'ref':
      if (!isObject(value)) return [`${place}: an object is wanted.`];
      return lintProperties(place, value, spec.get('typeDefinition', type.reference.$ref).properties);
    case 'union': {
      const complaints = type.types.map((each) => lintType(place, value, each));
      return complaints.find((each) => each.length === 0) ?? complaints[0] ?? [];
    }
    default:
      return lintScalar(place, value, type);
  }
}

/** CloudFormation turns strings into numbers and booleans, and the other way round. */
function lintScalar(place: string, value: Json, type: PropertyType): string[] {
  if (typeof value === 'object') return [`${place}: a ${type.type} is wanted.`];
  if (type.type === 'boolean' && !/^(true|false)$/.test(String(value)))
    return [`${place}: ${value} is no boolean.`];
  if ((type.type === 'integer' || type.type === 'number') && !Number.isFinite(Number(value))) {
    return [`${place}: ${value} is no number.`];
  }
  if (type.type === 'integer' && !Number.isInteger(Number(value)))
    return [`${place}: ${value} is no integer.`];
  const allowed = 'allowedValues' in type ? type.allowedValues : undefined;
  if (allowed === undefined || allowed.map(String).includes(String(value))) return [];
  return [`${place}: ${value} is none of ${allowed.join(', ')}.`];
}

function lintReferences(template: Template): string[] {
  const places: [string, JsonObject][] = [
    ...Object.entries(template.Resources).map(([id, { Properties = {} }]): [string, JsonObject] => [
      id,
      Properties,
    ]),
    ...Object.entries(template.Outputs ?? {}).map(([id, output]): [string, JsonObject] => [
      `Outputs.${id}`,
      output,
    ]),
  ];
  const broken = places.flatMap(([place, value]) =>
    referencesIn(value, place).flatMap((reference) => lintReference(template, reference)),
  );
  const lost = Object.entries(template.Resources).flatMap(([id, { DependsOn }]) =>
    listOf(DependsOn)
      .map(textOf)
      .filter((target) => template.Resources[target] === undefined)
      .map((target) => `${id}: depends on ${target}, which is not there.`),
  );
  return [...broken, ...lost];
}

function lintReference(template: Template, { place, target, attribute }: Reference): string[] {
  const isParameter = PSEUDO_PARAMETERS.has(target) || template.Parameters?.[target] !== undefined;
  if (isParameter && attribute === undefined) return [];
  const resource = template.Resources[target];
  if (resource === undefined) return [`${place}: there is no ${target}.`];
  if (attribute === undefined) return [];
  const known = resourceType(resource.Type)?.attributes ?? {};
  return attribute in known ? [] : [`${place}: ${target} (${resource.Type}) has no attribute ${attribute}.`];
}

/** Conditions that are not there, and mentions of resources that are only there under a condition which the mention lacks. */
function lintConditions(template: Template): string[] {
  const { Resources: resources, Outputs: outputs = {}, Conditions: conditions = {} } = template;
  const parts: [string, string | undefined, Json | undefined][] = [
    ...Object.entries(resources).map(
      ([id, { Condition, Properties }]): [string, string | undefined, Json | undefined] => [
        id,
        Condition,
        Properties,
      ],
    ),
    ...Object.entries(outputs).map(([id, output]): [string, string | undefined, Json | undefined] => [
      `Outputs.${id}`,
      output.Condition === undefined ? undefined : textOf(output.Condition),
      output.Value,
    ]),
  ];
  return parts.flatMap(([place, condition, value]) => {
    const own = condition === undefined ? [] : [condition];
    const unknown = [...own, ...conditionsIn(value)].filter((name) => conditions[name] === undefined);
    return [
      ...unknown.map((name) => `${place}: there is no condition ${name}.`),
      ...lintUnderConditions(template, value ?? null, place, own),
    ];
  });
}

/** The conditions that `Fn::If` asks for inside of a value. */
function conditionsIn(value: Json | undefined): string[] {
  return [...walk(value)].flatMap(([, inner]) =>
    isObject(inner) && inner['Fn::If'] !== undefined ? [textOf(listOf(inner['Fn::If'])[0])] : [],
  );
}

function lintUnderConditions(
  template: Template,
  value: Json,
  place: string,
  holding: readonly string[],
): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isObject(value) && value['Fn::If'] !== undefined) {
    const [name, yes = null, no = null] = listOf(value['Fn::If']);
    return [
      ...lintUnderConditions(template, yes, place, [...holding, textOf(name)]),
      ...lintUnderConditions(template, no, place, holding),
    ];
  }
  const own = isObject(value) ? referencesIn(onlyFunctions(value), place) : [];
  const hidden = own.flatMap(({ target }) => {
    const needed = template.Resources[target]?.Condition;
    if (needed === undefined || holding.some((name) => implies(template, name, needed))) return [];
    return [`${place}: ${target} is only there under ${needed}.`];
  });
  const inner = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index): [string, Json] => [`${place}[${index}]`, item])
    : Object.entries(value as JsonObject).map(([key, item]): [string, Json] => [
        `${place}.${key}`,
        item ?? null,
      ]);
  return [...hidden, ...inner.flatMap(([at, item]) => lintUnderConditions(template, item, at, holding))];
}

/** The references of an object itself: what is inside of it is looked at with what holds there. */
const onlyFunctions = (value: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([name, inner]) =>
        name === 'Ref' || name === 'Fn::GetAtt' || (name === 'Fn::Sub' && typeof inner === 'string'),
    ),
  );

/** Whether one condition holds only where the other does, as far as `Fn::And` says it. */
const implies = (template: Template, name: string, needed: string): boolean =>
  name === needed ||
  listOf(objectOf(template.Conditions?.[name])['Fn::And']).some(
    (part) => isObject(part) && implies(template, textOf(part.Condition), needed),
  );

/** What each resource needs to be there first. */
function lintCircles(template: Template): string[] {
  const needs = new Map(
    Object.entries(template.Resources).map(([id, { Properties, DependsOn }]) => [
      id,
      [...referencesIn(Properties).map(({ target }) => target), ...listOf(DependsOn).map(textOf)],
    ]),
  );
  // Takes away what needs nothing that is left, until nothing more can be made: what remains is in a circle, or behind one.
  for (let before = -1; before !== needs.size;) {
    before = needs.size;
    for (const [id, targets] of needs) if (!targets.some((target) => needs.has(target))) needs.delete(id);
  }
  return needs.size === 0 ? [] : [`These wait for each other: ${[...needs.keys()].join(', ')}.`];
}

/** CloudFormation's quotas for one template. */
function lintLimits(template: Template): string[] {
  const count = Object.keys(template.Resources).length;
  const outputs = Object.keys(template.Outputs ?? {}).length;
  const bytes = Buffer.byteLength(JSON.stringify(template));
  return [
    ...(count > 500 ? [`There are ${count} resources; a stack has 500.`] : []),
    ...(outputs > 200 ? [`There are ${outputs} outputs; a stack has 200.`] : []),
    ...(bytes > 1_000_000 ? [`The template has ${bytes} bytes; CloudFormation takes 1000000.`] : []),
  ];
}
