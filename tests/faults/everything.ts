// The same flows once more, with clients that ask for all there is: so that every call which a function may make is made.
import { getNamedType, isCompositeType, isObjectType, isRequiredArgument } from 'graphql';
import type { GraphQLCompositeType, GraphQLField } from 'graphql';
import { schema } from '../../services/graphql/schema';
import type { OptionalStackName } from '../permissions/stacks';
import { isDone } from './invariants';
import { run } from './runs';
import { OUT_OF_MEMORY, PROJECT, SCENARIOS, User, type Scenario } from './scenarios';
import {
  ALL_WELL,
  ClientGaveUp,
  FOR_NO_LOG,
  PICTURES,
  UNDISTURBED,
  type Plan,
  type Script,
  type World,
} from './world';

/** Deep enough for what a list of a batch's exports selects, and within the API's own limit. */
const DEPTH = 5;

/** Every field of a type that can be asked for without arguments, and all below it. A field that is added is there by itself. */
function selectionOf(type: GraphQLCompositeType, depth = DEPTH): string {
  if (!isObjectType(type)) {
    const parts = schema.getPossibleTypes(type).map((one) => `... on ${one.name} ${selectionOf(one, depth)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  const fields = Object.values(type.getFields()).flatMap((field) => fieldOf(field, depth));
  // Members of a union may have fields of one name and different types, which one selection cannot hold side by side.
  return `{ __typename ${fields.join(' ')} }`;
}

function fieldOf({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): string[] {
  if (args.some(isRequiredArgument)) return [];
  const named = getNamedType(type);
  if (!isCompositeType(named)) return [name];
  return depth === 0 ? [] : [`${name} ${selectionOf(named, depth - 1)}`];
}

const select = (name: string): string => {
  const type = schema.getType(name);
  if (!isCompositeType(type)) throw new Error(`The schema has no ${name}.`);
  return selectionOf(type);
};

const EVERYTHING: Script['selections'] = {
  exportProgress: select('Export'),
  myExports: select('Export'),
  batchProgress: select('Batch'),
};

/** Values of the arguments that queries require, by name. */
type Arguments = Readonly<Record<string, unknown>>;

/** Asks for every query there is. */
async function queryAll(world: World, userId: string, given: Arguments): Promise<void> {
  const token = await world.token(userId);
  for (const { name, args, type } of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const wanted = args.filter((arg) => isRequiredArgument(arg));
    const missing = wanted.find((arg) => given[arg.name] === undefined);
    if (missing !== undefined) continue;
    const named = getNamedType(type);
    const selection = isCompositeType(named) ? selectionOf(named, 3) : '';
    const declared = wanted.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const passed = wanted.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    const variables = Object.fromEntries(wanted.map((arg) => [arg.name, given[arg.name]]));
    const query =
      wanted.length === 0
        ? `query { ${name} ${selection} }`
        : `query(${declared}) { ${name}(${passed}) ${selection} }`;
    await world.graphql(token, query, variables);
  }
}

/** A flow of which only the calls matter. */
export interface Round {
  readonly name: string;
  /** @param note is called when the world is about to forget its invocations. */
  readonly play: (world: World, note: () => void) => Promise<void>;
}

/** What clients and API Gateway do in a round. */
type Manner = Partial<Pick<Script, 'selections' | 'refuses' | 'crowd' | 'tokenSeconds' | 'random'>>;

/** How often a flow is gone through, each time with other troubles. */
const ROUNDS: readonly { readonly name: string; readonly manner: Manner; readonly plan: Plan }[] = [
  { name: 'selecting everything', manner: { selections: EVERYTHING }, plan: UNDISTURBED },
  {
    name: 'with messages that come twice, and clients that cannot be reached at first',
    manner: { selections: EVERYTHING, refuses: (message) => message % 2 === 1 },
    plan: { ...UNDISTURBED, copies: 'twice', order: 'reversed' },
  },
];

async function playAll(world: World, scenario: Scenario, manner: Manner, plan: Plan): Promise<void> {
  const { script, project, act } = scenario;
  await world.reset({ ...ALL_WELL, ...script, ...manner });
  const user = await User.arrive(world, 'ann', project);
  // A state that is too large for a message, or an export that is gone, ends a connection: no matter here.
  await user.watch('myExports').catch(() => null);
  world.disturb(plan);
  try {
    await act(user);
  } catch (error) {
    if (!(error instanceof ClientGaveUp)) throw error;
  }
  await world.settle(() => isDone(world));
  await lookBack(world, user);
  await world.settle(() => isDone(world));
}

/** What users do afterwards: look at everything, subscribe to what is over, fetch the file, leave, and delete. */
async function lookBack(world: World, user: User): Promise<void> {
  const rows = await world.rows();
  const projectId = String(rows.find(({ pk }) => String(pk).startsWith('PROJECT#'))?.pk).slice(8);
  const range = { from: '2027-03-01T00:00:00Z', to: '2027-03-31T00:00:00Z' };
  for (const id of [...user.exports]) {
    // Also while it waits: its place in the queue is asked for.
    const waiting = await user.createExport(`again ${id}`);
    await queryAll(world, user.id, { id: waiting });
    await world.goOn();
    await queryAll(world, user.id, { ...range, id, input: { projectId } });
    await user.subscribe(id).catch(() => null);
    await user.createDownload(id);
    await user.deleteExport(id);
  }
}

/** A video of so much code that Remotion's client brings its props to the bucket. */
const LARGE_PROJECT = {
  title: 'Large',
  scenes: Array.from({ length: 4 }, (_, index) => ({
    id: `scene-${index}`,
    durationInFrames: 30,
    code: `const text = '${FOR_NO_LOG}${'x'.repeat(60_000)}';\nexport default () => <p>${index}{text.length}</p>;`,
  })),
};

/** What no scenario shows. */
const FURTHER: readonly Scenario[] = [
  {
    name: 'a large project',
    project: LARGE_PROJECT,
    script: { still: (frame) => (frame < 40 ? PICTURES.black : PICTURES.bright) },
    ends: ['COMPLETED'],
    renders: 1,
    act: async (user) => void (await user.createExport('one')),
  },
  {
    name: 'a video on which next to nothing can be seen',
    script: { still: (frame) => (frame === 60 ? PICTURES.dim : PICTURES.black) },
    ends: ['COMPLETED'],
    renders: 1,
    act: async (user) => void (await user.createExport('one')),
  },
  {
    name: 'a deletion before its previews',
    ends: ['COMPLETED'],
    renders: 1,
    act: async (user) => {
      const id = await user.createExport('one');
      await user.world.goOn(() => user.world.events.some(({ type }) => type === 'export.completed.v1'));
      await user.deleteExport(id);
    },
  },
  {
    name: 'a project that may show a picture in place of a scene, of which the webhook tells first',
    project: { ...PROJECT, onSceneError: 'FALLBACK' },
    script: { sendsProgress: 'ticks' },
    ends: ['COMPLETED'],
    renders: 1,
    act: async (user) => void (await user.createExport('one')),
  },
  {
    name: 'a first attempt that fails, of which only the webhook tells',
    script: {
      render: (start) => (start === 1 ? OUT_OF_MEMORY : { type: 'success' }),
      sendsProgress: 'ticks',
    },
    ends: ['COMPLETED'],
    renders: 2,
    act: async (user) => void (await user.subscribe(await user.createExport('one'))),
  },
  {
    name: 'renders whose files are gone when they are looked for',
    script: { render: () => ({ type: 'success', leavesFile: false }) },
    ends: ['FAILED'],
    renders: 3,
    act: async (user) => void (await user.createExport('one')),
  },
  {
    name: 'the same, and no progress ever comes',
    script: { render: () => ({ type: 'success', leavesFile: false }), sendsProgress: false },
    ends: ['FAILED'],
    renders: 3,
    act: async (user) => void (await user.createExport('one')),
  },
  {
    name: 'an equal export of which the file is gone',
    ends: ['COMPLETED'],
    renders: 2,
    act: async (user) => {
      await user.createExport('one');
      await user.world.goOn();
      user.world.objects.clear();
      await user.createExport('two');
    },
  },
  {
    name: 'a batch that is cancelled when one of it is done',
    ends: ['COMPLETED'],
    renders: 2,
    act: async (user) => {
      const id = await user.createBatch('one', ['Ann', 'Ben', 'Cho']);
      await user.watch('batchProgress', id);
      await user.world.goOn(() => user.world.stills.length > 0 && user.world.renders.length > 1);
      await user.cancelBatch(id);
    },
  },
  {
    name: 'a user with more connections than allowed',
    script: { environment: { CONNECTIONS_PER_USER: '2' } },
    ends: ['COMPLETED'],
    renders: 1,
    act: async (user) => {
      const id = await user.createExport('one');
      user.world.leave((await user.subscribe(id))?.connectionId ?? '');
      // The one that is over the limit may be refused, and comes again in vain.
      await user.subscribe(id).catch(() => null);
    },
  },
];

/** Flows that are told to more subscribers than one function serves, each by another function. */
const CROWDED =
  /^(an export with a subscriber|an asset that is not there|no webhook ever|neither webhook|a cancellation|a cancelled batch|a first)/;
/** One page of subscribers is served by the function itself. */
const CROWD: Manner = { crowd: 205, selections: EVERYTHING };

/** Flows whose files are removed by whoever goes on, when a function dies that should have done it. */
const DEADLY = /^(a deletion|deletions of two|a cancellation while it renders)/;
const REMOVAL = /^S3 DeleteObject/;

async function playDeaths(world: World, scenario: Scenario, note: () => void): Promise<void> {
  const { calls } = await run(world, scenario, UNDISTURBED);
  note();
  // The calls of one removal are made together: one of them is enough.
  const first = calls.findIndex(({ label }) => REMOVAL.test(label));
  if (first === -1) throw new Error(`Nothing is removed in ${scenario.name}.`);
  for (const redelivers of [true, false]) {
    await run(world, scenario, { ...UNDISTURBED, crash: { index: first, when: 'before' }, redelivers });
    note();
  }
}

/** Flows whose subscribers' tokens run out, after so many seconds: each is closed by another function. */
const EXPIRING: Readonly<Record<string, number>> = {
  'an export with a subscriber': 0,
  'a batch of three': 0,
  'an asset that is not there': 0,
  'no webhook ever comes': 1,
  'a first render that is silent': 1,
  'a first attempt that fails, of which only the webhook tells': 3,
  'a deletion before its previews': 3,
};
/** The one whose end is told to a crowd. */
const EXPIRING_CROWD = 'a client that leaves without a word';

const expiringRounds = ({ name }: Scenario): readonly Manner[] => [
  ...(EXPIRING[name] === undefined ? [] : [{ tokenSeconds: EXPIRING[name] }]),
  ...(name === EXPIRING_CROWD ? [{ tokenSeconds: 0, crowd: 205 }] : []),
];

const roundsOf = (scenario: Scenario): Round[] => [
  ...ROUNDS.map(({ name, manner, plan }) => ({
    name: `${scenario.name}, ${name}`,
    play: (world: World) => playAll(world, scenario, manner, plan),
  })),
  {
    name: `${scenario.name}, before a crowd`,
    play: (world) => playAll(world, scenario, CROWD, UNDISTURBED),
  },
  ...expiringRounds(scenario).map((manner) => ({
    name: `${scenario.name}, with tokens that run out`,
    play: (world: World) => playAll(world, scenario, manner, UNDISTURBED),
  })),
  {
    name: `${scenario.name}, with a death before a removal`,
    play: (world, note) => playDeaths(world, scenario, note),
  },
];

/** What only a stack of two regions shows. */
const BUSY_REGION: Scenario = {
  name: 'a region without capacity',
  script: { render: (start) => ({ type: start === 1 ? 'busy' : 'success' }) },
  ends: ['COMPLETED'],
  renders: 1,
  act: async (user) => void (await user.createExport('one')),
};

const ALL: readonly Scenario[] = [...SCENARIOS, ...FURTHER];

/** Every flow, in every manner that could show another call. */
export const ROUNDS_OF_ALL: readonly Round[] = ALL.flatMap((scenario) =>
  roundsOf(scenario).filter(
    ({ name }) =>
      (!name.endsWith('before a crowd') || CROWDED.test(name)) &&
      (!name.endsWith('with a death before a removal') || DEADLY.test(name)),
  ),
);

const EVERYTHING_SELECTED = 'selecting everything';
const TWICE = 'with messages that come twice, and clients that cannot be reached at first';
const BEFORE_CROWD = 'before a crowd';
const BEFORE_REMOVAL = 'with a death before a removal';

/** Rounds of all, by the flow's name and the manner; as they are drawn by lot where `random` is given. */
function pick(
  wanted: readonly (readonly [flow: string, manner: string])[],
  lots: readonly (() => number)[] = [],
): Round[] {
  return wanted.flatMap(([flow, manner]) => {
    const scenario = [...ALL, BUSY_REGION].find(({ name }) => name === flow);
    if (scenario === undefined) throw new Error(`There is no flow ${flow}.`);
    const drawn = lots.length === 0 ? [undefined] : lots;
    return drawn.map((random) => {
      const script = { ...scenario.script, ...(random && { random }) };
      const name = `${flow}, ${manner}`;
      const round = roundsOf({ ...scenario, script }).find((each) => each.name === name);
      if (round === undefined) throw new Error(`There is no round ${name}.`);
      return lots.length === 0 ? round : { ...round, name: `${name}, drawing ${random?.()}` };
    });
  });
}

/** Draws the first region of two, and the second. */
const LOTS = [() => 0, () => 0.999];

/** What an error is that a function logs: each call of a flow is refused in turn. */
async function playRefusals(world: World, scenario: Scenario, note: () => void): Promise<void> {
  const { calls } = await run(world, scenario, UNDISTURBED);
  note();
  for (let index = 0; index < calls.length; index += 12) {
    await run(world, scenario, { ...UNDISTURBED, crash: { index, when: 'refused' } });
    note();
  }
}

/** The rounds that show everything that differs on a stack with an optional part. */
export const ROUNDS_OF_OPTIONS: Readonly<Record<OptionalStackName, readonly Round[]>> = {
  'two regions and a larger function': pick(
    [
      ['a region without capacity', EVERYTHING_SELECTED],
      ['a cancellation while it renders', BEFORE_REMOVAL],
      [
        'a project that may show a picture in place of a scene, of which the webhook tells first',
        EVERYTHING_SELECTED,
      ],
      ['a first render that is silent', EVERYTHING_SELECTED],
      ['a large project', EVERYTHING_SELECTED],
      ['neither webhook nor progress ever comes', EVERYTHING_SELECTED],
      ['a first attempt that runs out of memory', EVERYTHING_SELECTED],
    ],
    LOTS,
  ),
  'another store': pick([
    ['an export with a subscriber', EVERYTHING_SELECTED],
    ['no webhook ever comes', EVERYTHING_SELECTED],
    ['no progress ever comes', EVERYTHING_SELECTED],
    ['neither webhook nor progress ever comes', EVERYTHING_SELECTED],
    ['a batch that is cancelled when one of it is done', EVERYTHING_SELECTED],
    ['a cancellation while it renders', BEFORE_CROWD],
  ]),
  'downloads by CloudFront': pick([
    ['a first render that is silent', BEFORE_CROWD],
    ['a deletion before its previews', TWICE],
    ['a batch that is cancelled when one of it is done', EVERYTHING_SELECTED],
    ['two equal exports, one after the other, of which the first still is black', EVERYTHING_SELECTED],
    ['a deletion', BEFORE_REMOVAL],
    ['a video on which next to nothing can be seen', EVERYTHING_SELECTED],
    ['renders whose files are gone when they are looked for', EVERYTHING_SELECTED],
    ['renders whose files are gone when they are looked for', TWICE],
    ['an equal export of which the file is gone', EVERYTHING_SELECTED],
    ['a cancellation while it renders', BEFORE_REMOVAL],
    ['a cancellation while it renders', TWICE],
    ['the same, and no progress ever comes', EVERYTHING_SELECTED],
  ]),
  'error tracking': SCENARIOS.slice(0, 1).map((scenario) => ({
    name: `${scenario.name}, of which calls are refused`,
    play: (world, note) => playRefusals(world, scenario, note),
  })),
};
