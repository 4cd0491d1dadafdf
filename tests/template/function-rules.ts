// Rules of functions: what each is made of, what it may do, and that nothing in front of it gives up before it does.
import {
  idOf,
  listOf,
  numberOf,
  objectOf,
  referencesIn,
  resourcesOf,
  textOf,
  type JsonObject,
  type Template,
} from './template';

const functionsOf = (template: Template): [string, JsonObject][] =>
  resourcesOf(template, 'AWS::Lambda::Function');

/** Each function says what it runs on, and takes nothing of the account's concurrency away from others. */
export function functionsSayWhatTheyNeed(template: Template): string[] {
  return functionsOf(template).flatMap(([id, properties]) => {
    const { Runtime, Architectures, MemorySize, Timeout, ReservedConcurrentExecutions } = properties;
    return [
      ...(Runtime === 'nodejs24.x' ? [] : [`${id} runs on ${textOf(Runtime)}.`]),
      ...(textOf(Architectures) === '["arm64"]' ? [] : [`${id} does not run on arm64.`]),
      ...(numberOf(MemorySize) >= 128 ? [] : [`${id} does not say how much memory it has.`]),
      // Lambda's longest.
      ...(numberOf(Timeout) <= 900 ? [] : [`${id} does not say how long it may run.`]),
      // A new account has ten in all, of which none can be reserved. Functions behind queues are bounded by their queue.
      ...(ReservedConcurrentExecutions === undefined ? [] : [`${id} reserves concurrency.`]),
    ];
  });
}

/** Lambda takes 4 KB of names and values. What only AWS knows, such as the URL of a queue, is taken for 128 characters. */
export function environmentsFit(template: Template): string[] {
  return functionsOf(template).flatMap(([id, { Environment }]) => {
    const variables = objectOf(objectOf(Environment).Variables);
    const size = Object.entries(variables).reduce(
      (sum, [name, value]) =>
        sum + name.length + textOf(value).replace(/\$\{[^}]+\}/g, '*'.repeat(128)).length,
      0,
    );
    return size <= 4096 ? [] : [`The environment of ${id} has some ${size} bytes; Lambda takes 4096.`];
  });
}

/** What a variable calls a secret is only its name or ARN, never its value. */
export function environmentsHoldNoSecret(template: Template): string[] {
  return functionsOf(template).flatMap(([id, { Environment }]) =>
    Object.entries(objectOf(objectOf(Environment).Variables))
      .filter(([name]) => /SECRET|PASSWORD|TOKEN|PRIVATE_KEY/.test(name) && !/_(ID|ARN|NAME)$/.test(name))
      .map(([name]) => `${id} has ${name} in its environment.`),
  );
}

/** A role that two functions share allows each what only the other needs. */
export function functionsHaveRolesOfTheirOwn(template: Template): string[] {
  const roles = functionsOf(template).map(([id, { Role }]) => [id, idOf(Role)] as const);
  return roles.flatMap(([id, role]) => {
    if (role === undefined || template.Resources[role]?.Type !== 'AWS::IAM::Role')
      return [`${id} has no role of the stack.`];
    const others = roles.filter(([other, used]) => used === role && other !== id).map(([other]) => other);
    return others.length === 0 ? [] : [`${id} shares its role with ${others.join(' and ')}.`];
  });
}

/** A function's log group is there before it, and lets go of what is old. */
export function functionsLog(template: Template): string[] {
  const groups = new Map(
    resourcesOf(template, 'AWS::Logs::LogGroup').map(([id, { LogGroupName }]) => [textOf(LogGroupName), id]),
  );
  return functionsOf(template).flatMap(([id, { FunctionName }]) => {
    const group = groups.get(`/aws/lambda/${textOf(FunctionName)}`);
    if (group === undefined) return [`${id} has no log group, so Lambda makes one that is kept for ever.`];
    const { DependsOn } = template.Resources[id] ?? {};
    return listOf(DependsOn).includes(group) ? [] : [`${id} may log before ${group} is there.`];
  });
}

/** Every function is traced, and may say so. */
export function functionsAreTraced(template: Template): string[] {
  return functionsOf(template).flatMap(([id, { TracingConfig, Role }]) => {
    if (objectOf(TracingConfig).Mode !== 'Active') return [`${id} is not traced.`];
    const role = template.Resources[idOf(Role) ?? '']?.Properties;
    const allowed = listOf(role?.Policies)
      .flatMap((policy) => listOf(objectOf(objectOf(policy).PolicyDocument).Statement))
      .flatMap((statement) => listOf(objectOf(statement).Action));
    return ['xray:PutTraceSegments', 'xray:PutTelemetryRecords']
      .filter((action) => !allowed.includes(action))
      .map((action) => `${id} is traced, but not allowed ${action}.`);
  });
}

/** API Gateway's longest waits, in seconds: 30 for HTTP APIs, 29 for WebSocket APIs. */
const GATEWAY_SECONDS: Readonly<Record<string, number>> = { HTTP: 30, WEBSOCKET: 29 };

/** A client is answered by the function, also when that takes long, and not by whoever stopped waiting for it. */
export function functionsEndBeforeTheirCallers(template: Template): string[] {
  const behindApis = resourcesOf(template, 'AWS::ApiGatewayV2::Integration').flatMap(([, integration]) => {
    const protocol = template.Resources[idOf(integration.ApiId) ?? '']?.Properties?.ProtocolType;
    const own = numberOf(integration.TimeoutInMillis) / 1000;
    const seconds = Math.min(GATEWAY_SECONDS[textOf(protocol)] ?? 0, Number.isNaN(own) ? Infinity : own);
    return referencesIn(integration.IntegrationUri).map(({ target }) => ({
      target,
      caller: 'API Gateway',
      seconds,
    }));
  });
  const onSchedules = resourcesOf(template, 'AWS::Events::Rule').flatMap(
    ([id, { ScheduleExpression, Targets }]) => {
      if (ScheduleExpression === undefined) return [];
      const seconds = secondsOf(textOf(ScheduleExpression));
      return listOf(Targets).map((target) => ({
        target: idOf(objectOf(target).Arn) ?? '',
        caller: id,
        seconds,
      }));
    },
  );
  return [...behindApis, ...onSchedules].flatMap(({ target, caller, seconds }) => {
    const { Type, Properties } = template.Resources[target] ?? {};
    if (Type !== 'AWS::Lambda::Function') return [];
    const timeout = numberOf(Properties?.Timeout);
    return timeout < seconds
      ? []
      : [`${target} may run for ${timeout} s, and ${caller} waits for ${seconds}.`];
  });
}

/** Seconds between two runs of a schedule; none are known of what is not a rate. */
function secondsOf(schedule: string): number {
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  const units: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };
  return Number(count) * (units[unit] ?? 0);
}
