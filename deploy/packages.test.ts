import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BUDGETS, handlerComplaints, OTHER_BUDGET, packageComplaints, weigh } from './packages';

const zip = (size: number, fill = 0): Uint8Array => new Uint8Array(size).fill(fill);

/** A package in which every budget is just kept. */
const wholePackage = (changes: Record<string, Uint8Array> = {}): Map<string, Uint8Array> =>
  new Map(
    Object.entries({
      ...Object.fromEntries(Object.entries(BUDGETS).map(([name, size]) => [name, zip(size)])),
      'push.zip': zip(OTHER_BUDGET),
      'iconSets.zip': zip(10_000_000),
      ...changes,
    }),
  );

const complaints = (dev: Map<string, Uint8Array>, prod = dev): string[] =>
  packageComplaints(
    new Map([
      ['dev', dev],
      ['prod', prod],
    ]),
  );

describe('packages', () => {
  it('may be as heavy as their budgets, and layers heavier', () => {
    expect(complaints(wholePackage())).toEqual([]);
  });

  it.each([
    ['graphql.zip', 450_001, 'graphql.zip has 450001 bytes, 1 more than its budget of 450000.'],
    ['render.zip', 600_500, 'render.zip has 600500 bytes, 500 more than its budget of 600000.'],
    ['previews.zip', 600_001, 'previews.zip has 600001 bytes, 1 more than its budget of 600000.'],
    ['push.zip', 250_001, 'push.zip has 250001 bytes, 1 more than its budget of 250000.'],
    ['added.zip', 250_001, 'added.zip has 250001 bytes, 1 more than its budget of 250000.'],
  ])('of %s with %d bytes are complained about', (name, size, complaint) => {
    expect(complaints(wholePackage({ [name]: zip(size) }))).toEqual([complaint]);
  });

  it('are complained about when a function that has a budget is gone', () => {
    const dev = wholePackage();
    dev.delete('render.zip');
    expect(complaints(dev)).toEqual(['render.zip has a budget, and is not in the package.']);
  });

  it('are complained about when two of one tree differ in one byte, or in a file', () => {
    const other = wholePackage({ 'push.zip': zip(OTHER_BUDGET, 1), 'added.zip': zip(1) });
    expect(complaints(wholePackage(), other)).toEqual([
      'push.zip of prod is not that of dev: the same tree gave other bytes.',
      'added.zip of prod is not that of dev: the same tree gave other bytes.',
    ]);
  });

  it('are weighed from the heaviest to the lightest', () => {
    const weights = weigh(wholePackage());
    expect(weights.map(({ name }) => name)).toEqual([
      'render.zip',
      'previews.zip',
      'graphql.zip',
      'push.zip',
    ]);
  });
});

describe('a function', () => {
  let folder = '';
  beforeAll(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-handlers-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['takes event and context', 'exports.handler = async (event, context) => context;', []],
    ['reads its environment', 'new URL(process.env.QUEUE_URL); exports.handler = async () => {};', []],
    [
      'takes a callback',
      'exports.handler = (event, context, callback) => callback();',
      ['The handler of push has 3 parameters; Lambda takes 2 and no callback.'],
    ],
    ['exports something else', 'exports.main = () => {};', ['push exports no handler.']],
    [
      'fails when it is loaded',
      "throw new TypeError('No bus.');",
      ['push cannot be loaded: TypeError: No bus.'],
    ],
  ])('that %s', async (_does, code, complaints) => {
    const file = path.join(folder, 'push.js');
    writeFileSync(file, code);
    const environment = { QUEUE_URL: 'https://aws.test/x' };
    expect(await handlerComplaints([{ name: 'push', file, zipSize: 1, environment }])).toEqual(complaints);
  });
});
