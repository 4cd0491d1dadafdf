import { createGuard, frozenCopy, lineOf, runSceneCode, sceneIdOf, SceneOvertimeError } from './realm';

const run = (code: string, globals: Record<string, unknown> = {}) =>
  runSceneCode(code, {
    sceneId: 'one',
    require: (name) => `module ${name}`,
    guard: () => undefined,
    globals,
  });

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};

describe('code of a scene', () => {
  it('has modules, exports, a guard, the language, and what it is given', () => {
    const code = `$guard(); $exports.found = [$require('react'), Math.max(1, 2), given, typeof Array, this];`;
    expect(run(code, { given: 7 }).found).toEqual(['module react', 2, 7, 'function', undefined]);
  });

  it.each(['process', 'globalThis', 'require', 'module', 'setTimeout', 'Buffer', 'eval'])(
    'has no %s',
    (name) => {
      expect(run(`$exports.found = typeof ${name};`).found).toBe('undefined');
    },
  );

  it.each(['} ); process.exit(1); ( function () {', '/*', '`', '}; return process; {', ');'])(
    'cannot end the function that it is in: %s',
    (code) => {
      expect(thrownBy(() => run(code))).toMatchObject({ name: 'SyntaxError' });
    },
  );

  it('may end with a comment', () => {
    expect(run('$exports.a = 1 // done').a).toBe(1);
  });
});

describe('an error of a scene', () => {
  it.each([1, 3, 40])('names line %p of its source', (line) => {
    const error = thrownBy(() => run(`${'\n'.repeat(line - 1)}throw new TypeError('x')`));
    expect([lineOf(error, 'one'), sceneIdOf(error), lineOf(error, 'other')]).toEqual([line, 'one', null]);
  });

  it.each([new Error('ours'), 'text', null, undefined, {}])('that is not one names nothing: %p', (error) => {
    expect([lineOf(error, 'one'), sceneIdOf(error)]).toEqual([null, null]);
  });
});

describe('the guard', () => {
  const clock = () => {
    const time = { ms: 0 };
    return { time, guard: createGuard(1_000, () => time.ms) };
  };
  const nextTask = () => new Promise((resolve) => setTimeout(resolve, 0));
  const calls = (guard: () => void, count: number) => Array.from({ length: count }).forEach(guard);

  it('ends a piece of work that takes too long, and every attempt to go on', () => {
    const { time, guard } = clock();
    calls(guard, 500);
    time.ms = 1_001;
    expect(() => calls(guard, 100)).toThrow(SceneOvertimeError);
    expect(guard).toThrow('the code ran for more than 1 seconds without an end: an endless loop?');
    expect(guard).toThrow(SceneOvertimeError);
  });

  it('lets work go on for as long as it may take', () => {
    const { time, guard } = clock();
    calls(guard, 500);
    time.ms = 1_000;
    expect(() => calls(guard, 500)).not.toThrow();
  });

  it('counts each task by itself', async () => {
    const { time, guard } = clock();
    for (let task = 0; task < 5; task += 1) {
      calls(guard, 300);
      time.ms += 900;
      await nextTask();
    }
    calls(guard, 300);
    time.ms += 1_001;
    expect(() => calls(guard, 100)).toThrow(SceneOvertimeError);
    await nextTask();
    expect(() => calls(guard, 100)).not.toThrow();
  });

  // What docs/security.md says cannot be closed.
  it('cannot end what the language itself does, such as a regular expression', () => {
    const { time, guard } = clock();
    guard();
    time.ms = 60_000;
    expect(/^(?:a+)+$/.test(`${'a'.repeat(18)}b`)).toBe(false);
    expect(guard).not.toThrow();
  });
});

it('props of a scene are copies that nobody can change', () => {
  const props = { list: [{ a: 1 }], text: 'x', none: null };
  const copy = frozenCopy(props);
  expect(copy).toEqual(props);
  expect([copy === props, copy.list === props.list, Object.isFrozen(copy.list[0])]).toEqual([
    false,
    false,
    true,
  ]);
});
