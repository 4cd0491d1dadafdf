import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  getOperationAST,
  getVariableValues,
  isEnumType,
  isInterfaceType,
  NoUnusedFragmentsRule,
  parse,
  specifiedRules,
  validate,
  LoneAnonymousOperationRule,
} from 'graphql';
import ts from 'typescript';
import manifest from '../package.json';
import { schema } from '../services/graphql/schema';

const root = path.join(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Every page of the repository, from its root. */
const pages = readdirSync(root, { withFileTypes: true })
  .filter(({ name }) => !name.startsWith('.') && !['node_modules', 'out', 'coverage'].includes(name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(path.join(root, entry.name), { recursive: true, encoding: 'utf8' }).map((file) =>
          path.posix.join(entry.name, file.replaceAll(path.sep, '/')),
        )
      : [entry.name],
  )
  .filter((file) => file.endsWith('.md') && !file.includes('node_modules/'))
  .sort();

interface Block {
  readonly language: string;
  readonly text: string;
}

/** What a page may show to be typed, beside what is marked as needing AWS. Each was typed before it came into this list. */
const RUN_HERE = new Set([
  ...['npm ci', 'npm run demo', 'npm ci && npm run demo', 'npm ci && npm test', 'npm start'],
  'export REELWAY_URL=http://localhost:3000/graphql',
  'export REELWAY_TOKEN=$(npm run -s token -- alice)',
  "REELWAY_PERMISSIONS=update npx jest --selectProjects faults --testPathPatterns 'faults/(faults|options)'",
  'npx jest --selectProjects unit --testPathPatterns tests/permissions',
  'npx tsx remotion/sample-assets/landscape.ts > lake.svg # opened in a browser at 2560 × 1440, saved as JPEG, quality 84',
  'npx tsx remotion/sample-assets/landscape.ts noon > lake-at-noon.svg # the same at 1920 × 1080, quality 80',
  'for name in dunes forest city portrait speaker; do',
  'npx tsx remotion/sample-assets/pictures.ts $name > remotion/public/sample/$name.svg',
  'done',
  'npx tsx remotion/sample-assets/music.ts > music.wav',
  'npx remotion ffmpeg -i music.wav -c:a libmp3lame -b:a 128k remotion/public/sample/music.mp3',
]);

/** Languages of fenced blocks that hold no command. */
const NO_COMMANDS = ['graphql', 'json', 'mermaid', 'text', 'ts', 'tsx', 'yaml', ''];

/** A command in the middle of a line that changes or asks an account; one that is only named has no flag. */
const ASKS_AWS =
  /^(aws [a-z]|npm run (-s )?(deploy|doctor|remove) -- (?!.*--dry-run)|npx (serverless|sls) (deploy|rollback)|npx remotion lambda )/;

const FENCED = /^( *)```(\w*)[^\n]*\n([\s\S]*?)^\1```/gm;

/** The fenced blocks of a page, in order. */
const blocksOf = (text: string): Block[] =>
  [...text.matchAll(FENCED)].map(([, , language = '', body = '']) => ({ language, text: body }));

const withoutBlocks = (text: string): string => text.replaceAll(FENCED, '');

/** What shell blocks that only send requests to the API do not say: where to, and as whom. */
const isRequest = ({ text }: Block): boolean => text.startsWith('curl -s "$REELWAY_URL" ');

/** Commands of a page that were not run here, and do not stand in a section (or on a page) that says that they need AWS. */
function unmarkedCommandsOf(text: string): string[] {
  const [preface = '', ...sections] = text.split(/^(?=#{2,6} )/m);
  if (/every command on this page \*\*needs AWS/i.test(preface)) return [];
  return [preface, ...sections]
    .filter((section) => !/\bneeds? AWS\b/i.test(section))
    .flatMap((section) => [
      ...blocksOf(section)
        .filter((block) => !NO_COMMANDS.includes(block.language) && !isRequest(block))
        .flatMap((block) => block.text.split('\n').map((line) => line.trim()))
        .filter((line) => line !== '' && !RUN_HERE.has(line)),
      ...[...withoutBlocks(section).matchAll(/`([^`\n]+)`|^ {4}([a-z].*)$/gm)]
        .map(([, inline, indented]) => inline ?? indented ?? '')
        .filter((code) => ASKS_AWS.test(code)),
    ]);
}

/** The anchors of a page, as GitHub makes them of its headings; of equal ones, the second ends in `-1`. */
function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(text).matchAll(/^#{1,6} +(.+)$/gm)) {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = words.replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    anchors.add(before === 0 ? slug : `${slug}-${before}`);
  }
  return anchors;
}

/** Links to files and headings, not to the internet. */
function relativeLinksOf(text: string): string[] {
  const withoutCode = withoutBlocks(text).replaceAll(/`[^`\n]+`/g, 'code');
  return [...withoutCode.matchAll(/\]\(<?([^)>\s]+)>?(?: "[^"]*")?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

const brokenLinksOf = (page: string): string[] =>
  relativeLinksOf(read(page)).filter((target) => {
    const [file = '', anchor] = target.split('#');
    const linked = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
    if (!existsSync(path.join(root, linked))) return true;
    return anchor !== undefined && !anchorsOf(read(linked)).has(anchor);
  });

describe('a page', () => {
  it.each(pages)('%s has no link to a file or a heading that is not there', (page) => {
    expect(brokenLinksOf(page)).toEqual([]);
  });

  it.each(pages)('%s names only scripts that npm can run', (page) => {
    const named = [...read(page).matchAll(/\bnpm (?:run (?:-s |--silent )?([\w:-]+)|(start|test))\b/g)];
    const unknown = named
      .map(([, script, short]) => script ?? short ?? '')
      .filter((name) => !(name in manifest.scripts));
    expect(unknown).toEqual([]);
  });

  it.each(pages)('%s shows no command that was not run, unless it says that it needs AWS', (page) => {
    // What has changed is named there, not told to be run.
    if (page !== 'CHANGELOG.md') expect(unmarkedCommandsOf(read(page))).toEqual([]);
  });

  it.each(pages)('%s shows only operations that the schema has', (page) => {
    // Several examples may stand in one block, and a fragment by itself.
    const rules = specifiedRules.filter(
      (rule) => rule !== LoneAnonymousOperationRule && rule !== NoUnusedFragmentsRule,
    );
    const messages = blocksOf(read(page))
      .filter(({ language }) => language === 'graphql')
      .flatMap(({ text }) => validate(schema, parse(text), rules).map(({ message }) => message));
    expect(messages).toEqual([]);
  });

  it.each(pages)('%s shows only TypeScript and JSON that can be read', (page) => {
    const errors = blocksOf(read(page)).flatMap(({ language, text }) => {
      if (language === 'json') return unreadable(() => JSON.parse(text) as unknown);
      if (!['ts', 'tsx'].includes(language)) return [];
      const { diagnostics = [] } = ts.transpileModule(text, {
        reportDiagnostics: true,
        fileName: `example.${language}`,
        compilerOptions: {
          target: ts.ScriptTarget.ES2023,
          module: ts.ModuleKind.ESNext,
          jsx: ts.JsxEmit.ReactJSX,
        },
      });
      return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    });
    expect(errors).toEqual([]);
  });
});

function unreadable(reading: () => unknown): string[] {
  try {
    reading();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

it('a link, an anchor and a script that are not there are found', () => {
  expect(relativeLinksOf('[a](b.md#c) `[d](e.md)` [f](https://example.com) ![g](h.png)')).toEqual([
    'b.md#c',
    'h.png',
  ]);
  expect(anchorsOf('# A page\n## `npm run x`, and more\n## A page\n')).toEqual(
    new Set(['a-page', 'npm-run-x-and-more', 'a-page-1']),
  );
});

it('a command that was not run, or is not marked, is found', () => {
  const block = '```sh\nnpm ci\naws sts get-caller-identity\n```\n';
  expect(unmarkedCommandsOf(`# A page\n## One\n${block}`)).toEqual(['aws sts get-caller-identity']);
  expect(unmarkedCommandsOf('# A page\n## One\nNeeds AWS.\n## Two\n`aws s3 ls`, `npm run deploy`\n')).toEqual(
    ['aws s3 ls'],
  );
  expect(unmarkedCommandsOf('```bash\nmake\n```\n')).toEqual(['make']);
  for (const page of [
    `# A page\n## One\nThis needs AWS.\n${block}`,
    `# A page\nEvery command on this page **needs AWS**.\n## One\n${block}`,
  ])
    expect(unmarkedCommandsOf(page)).toEqual([]);
});

describe('docs/quickstart.md', () => {
  const requests = blocksOf(read('docs/quickstart.md')).filter(isRequest);

  it('has three requests', () => {
    expect(requests).toHaveLength(3);
  });

  it.each(requests)('sends what the API takes: $text', ({ text }) => {
    // The shell makes the body, as it would for curl.
    const body = execFileSync('bash', ['-c', `curl() { cat; }\n${text}`], { cwd: root, encoding: 'utf8' });
    const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: object };
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    const { variableDefinitions = [] } = getOperationAST(document) ?? {};
    expect(getVariableValues(schema, variableDefinitions, { ...variables }).errors).toBeUndefined();
  });
});

describe('docs/README.md', () => {
  it('leads to every page of docs and to every decision', () => {
    const linked = relativeLinksOf(read('docs/README.md')).map(
      (target) => `docs/${target.split('#')[0] ?? ''}`,
    );
    const wanted = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
    expect(wanted.filter((page) => !linked.includes(page))).toEqual([]);
  });
});

describe('docs/migration.md', () => {
  const page = read('docs/migration.md');

  it.each(readdirSync(path.join(root, 'docs/examples')))('shows %s as it is', (file) => {
    const shown = blocksOf(page).map(({ text }) => text.trim());
    expect(shown).toContain(read(`docs/examples/${file}`).trim());
  });
});

describe('docs/api.md', () => {
  it('has a heading for every type and operation', () => {
    const anchors = anchorsOf(read('docs/api.md'));
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const operations = roots.flatMap((type) =>
      Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name ?? ''}-${field}`),
    );
    const types = Object.values(schema.getTypeMap())
      .filter(({ astNode, name }) => astNode != null && !['Query', 'Mutation', 'Subscription'].includes(name))
      .map(({ name }) => name);
    const missing = [...operations, ...types].filter((name) => !anchors.has(name.toLowerCase()));
    expect(missing).toEqual([]);
  });
});

describe('docs/errors.md', () => {
  /** Rows of the tables under one heading, as their first cells in code. */
  const codesUnder = (heading: string): string[] => {
    const [, below = ''] = read('docs/errors.md').split(`\n## ${heading}\n`);
    const [section = ''] = below.split('\n## ');
    const cells = [...section.matchAll(/^\| ([^|]*) \|/gm)].map(([, first = '']) => first);
    return cells.flatMap((first) => [...first.matchAll(/`([A-Z_]+)`/g)].map(([, code = '']) => code));
  };
  const valuesOf = (name: string): string[] => {
    const type = schema.getType(name);
    return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
  };
  /** Codes that the sources of these folders give, by the words before them. */
  const codesIn = (folder: string, given: RegExp): string[] =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(
        (file) => file.endsWith('.ts') && !/\.(?:test|contract)\.ts$/.test(file) && file !== 'generated.ts',
      )
      .flatMap((file) => [...read(path.join(folder, file)).matchAll(given)].map(([, code = '']) => code));

  it('has every error that a mutation answers with, by type and by code', () => {
    const userError = schema.getType('UserError');
    const types = isInterfaceType(userError)
      ? schema.getPossibleTypes(userError).map(({ name }) => name)
      : [];
    expect(types).toContain('RateLimited');
    expect(types.filter((name) => !read('docs/errors.md').includes(`\`${name}\``))).toEqual([]);
    const given = codesIn('services/graphql/resolvers', /\bcode: '([A-Z_]+)'/g);
    expect(given).toContain('RATE_LIMITED');
    expect(given.filter((code) => !codesUnder('Of the API').includes(code))).toEqual([]);
  });

  it('has every code that errors of the API and of the WebSocket carry', () => {
    const ofRequests = codesIn('services/graphql', /extensions: \{\s*code: '([A-Z_]+)'/g);
    expect(ofRequests).toContain('UNAUTHENTICATED');
    const ofApollo = Object.values<string>(ApolloServerErrorCode).filter(
      (code) => code !== 'PERSISTED_QUERY_NOT_FOUND',
    );
    expect([...ofRequests, ...ofApollo].filter((code) => !codesUnder('Of the API').includes(code))).toEqual(
      [],
    );
    const ofOperations = codesIn('services/subscriptions', /extensions(?: =|:) \{\s*code: '([A-Z_]+)'/g);
    expect(ofOperations).toContain('TOO_MANY_OPERATIONS');
    // The library answers NOT_FOUND for a topic that does not exist; those of Reelway name what does not.
    const known = [...codesUnder('Of the WebSocket'), 'NOT_FOUND'];
    expect(ofOperations.filter((code) => !known.includes(code))).toEqual([]);
  });

  it.each([
    ['Of an export', 'FailureCode'],
    ['Of a callback', 'CallbackError'],
  ])('has under "%s" the values of %s and no other', (heading, type) => {
    expect(codesUnder(heading).sort()).toEqual(valuesOf(type).sort());
    expect(valuesOf(type).length).toBeGreaterThan(5);
  });
});

describe('the params of serverless.yml', () => {
  it('are named by some page, every one', () => {
    const [, text = ''] = /^params:\n {2}default:\n([\s\S]*?)^ {2}\w/m.exec(read('serverless.yml')) ?? [];
    const params = [...text.matchAll(/^ {4}(\w+):/gm)].map(([, name = '']) => name);
    expect(params).toContain('dailyExportLimit');
    const said = pages
      .filter((page) => page.startsWith('docs/'))
      .map(read)
      .join('\n');
    expect(params.filter((name) => !said.includes(`\`${name}\``))).toEqual([]);
  });
});
