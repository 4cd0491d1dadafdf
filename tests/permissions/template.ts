import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import { parseDocument } from 'yaml';
import { runPackage } from '../../deploy/packages';
import {
  nameResources,
  resolveIntrinsics,
  type LocalResources,
  type StackIdentity,
  type TemplateResource,
} from '../../local/cloudformation';
import type { Statement } from './iam';

const ROOT = path.join(__dirname, '../..');

/** A resource of a template, as CloudFormation gets it. */
export interface Resource extends TemplateResource {
  readonly Properties?: Record<string, unknown>;
}

/** A template as the framework makes it, without the code of its functions. */
export interface Template {
  readonly stage: string;
  readonly resources: Readonly<Record<string, Resource>>;
}

/** What the stack's own folder needs to hold for the framework to make a template of it. */
const PARTS = [
  'services',
  'resources',
  'deploy',
  'local',
  'remotion',
  'schema',
  'node_modules',
  'package.json',
];

/**
 * Lets the framework make the template of a stage, as `npm run package` does but for the code: bundling it would take most of
 * the time, and roles know nothing of it. Takes seconds.
 */
export async function packagedTemplate(
  stage: string,
  params: Readonly<Record<string, string>> = {},
): Promise<Template> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-template-'));
  try {
    for (const part of PARTS) symlinkSync(path.join(ROOT, part), path.join(folder, part));
    writeFileSync(path.join(folder, 'serverless.yml'), withoutCode());
    writeFileSync(path.join(folder, 'code.zip'), zipSync({ 'code.js': new Uint8Array() }));
    await runPackage(folder, stage, params);
    const file = path.join(folder, '.serverless/cloudformation-template-update-stack.json');
    const { Resources } = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Template['resources'] };
    return { stage, resources: Resources };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What bundles and packs code; everything else of serverless.yml stays. */
const CODE_PLUGINS = [
  'serverless-esbuild',
  'serverless-offline',
  './deploy/zip-plugin.cjs',
  './local/plugin.cjs',
];

function withoutCode(): string {
  const document = parseDocument(readFileSync(path.join(ROOT, 'serverless.yml'), 'utf8'), {
    // CloudFormation's tags stay as they are.
    logLevel: 'silent',
  });
  const plugins = document.get('plugins') as { items: { value: string }[] };
  plugins.items = plugins.items.filter(({ value }) => !CODE_PLUGINS.includes(value));
  document.set('package', { artifact: 'code.zip' });
  document.setIn(['layers', 'iconSets', 'package'], { artifact: 'code.zip' });
  document.deleteIn(['custom', 'esbuild']);
  document.deleteIn(['custom', 'serverless-offline']);
  return document.toString();
}

/** What the resolved values of a template are made of; account and region are the local world's. */
export class ResolvedTemplate {
  private readonly identity: StackIdentity;
  private readonly named: LocalResources;

  constructor(readonly template: Template) {
    this.identity = { service: 'reelway', stage: template.stage, region: 'us-east-1' };
    const functions = Object.fromEntries(
      this.ofType('AWS::Lambda::Function').map(([id, { FunctionName }]) => {
        const key = id.replace(/LambdaFunction$/, '');
        return [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, { name: String(FunctionName) }];
      }),
    );
    // Rules are named after their bus, which may stand behind them; nothing of a role refers to one.
    const others = Object.entries(template.resources).filter(([, { Type }]) => Type !== 'AWS::Events::Rule');
    const named = nameResources(
      Object.fromEntries(others),
      functions,
      this.identity,
      'https://sqs.us-east-1.amazonaws.com',
    );
    const apis = this.ofType('AWS::ApiGatewayV2::Api').map(([id]) => [id, { ref: id, attributes: {} }]);
    this.named = { ...named, ...(Object.fromEntries(apis) as LocalResources) };
  }

  /** Logical ids and properties of the resources of a type. */
  ofType(type: string): (readonly [string, Readonly<Record<string, unknown>>])[] {
    return Object.entries(this.template.resources).flatMap(([id, { Type, Properties = {} }]) =>
      Type === type ? [[id, Properties] as const] : [],
    );
  }

  /** Replaces intrinsics. @throws TemplateError for what the local world cannot resolve. */
  resolve(value: unknown, where: string): unknown {
    return resolveIntrinsics(value, this.named, this.identity, where);
  }

  /** A text with `${…}` of resources and pseudo parameters, and of the given variables. */
  substitute(text: string, variables: Readonly<Record<string, string>>): string {
    return String(this.resolve({ 'Fn::Sub': [text, variables] }, text));
  }

  /** The statements of a role. @throws Error for what they must not have here: `Deny`, `NotAction`, conditions, other policies. */
  statementsOf(roleId: string): Statement[] {
    const role = this.template.resources[roleId]?.Properties ?? {};
    if (((role.ManagedPolicyArns as unknown[] | undefined) ?? []).length > 0)
      throw new Error(`${roleId} has policies of others.`);
    const policies = (role.Policies ?? []) as { PolicyDocument: { Statement: object[] } }[];
    return policies.flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.map((statement) => {
        const { Effect, Action, Resource, Sid: _, ...others } = statement as Record<string, unknown>;
        if (Effect !== 'Allow' || Object.keys(others).length > 0)
          throw new Error(`${roleId} has a statement of another kind: ${JSON.stringify(statement)}.`);
        const resources = this.resolve([Resource].flat(), roleId) as string[];
        return { actions: [Action].flat() as string[], resources };
      }),
    );
  }
}
