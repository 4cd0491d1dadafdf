import { createDomain } from '../exports/memory';
import type { Project } from './project';
import { saveProject } from './save';

type Domain = ReturnType<typeof createDomain>;

const content = (title: string) => ({
  title,
  scenes: [{ template: 'title', props: { title: 'Hello' }, durationInFrames: 90 }],
});

async function given(domain: Domain, title = 'A film'): Promise<Project> {
  const result = await saveProject(domain, 'user-1', { ...content(title), id: null });
  if (result.type !== 'success') throw new Error(result.type);
  return result.project;
}

describe('saving a project', () => {
  it('makes a new one, with an id, an owner and a time', async () => {
    const domain = createDomain();
    const project = await given(domain);
    expect(project).toMatchObject({
      id: expect.stringMatching(/^prj_[0-9A-HJKMNP-TV-Z]{26}$/) as string,
      ownerId: 'user-1',
      version: 1,
      createdAt: '2026-03-01T12:00:00.000Z',
      updatedAt: '2026-03-01T12:00:00.000Z',
    });
    expect(await domain.projects.get(project.id)).toEqual(project);
  });

  it('replaces one, and keeps its id and the time it was made', async () => {
    const domain = createDomain();
    const first = await given(domain);
    domain.clock.advance(1000);
    const result = await saveProject(domain, 'user-1', { ...content('Second'), id: first.id });
    expect(result).toEqual({
      type: 'success',
      project: { ...first, title: 'Second', version: 2, updatedAt: '2026-03-01T12:00:01.000Z' },
    });
  });

  it('gives all scenes together six seconds to be compiled', async () => {
    const domain = createDomain();
    const left: (number | undefined)[] = [];
    const scenes = ['a', 'b', 'c'].map((name) => ({
      code: `export default () => '${name}';`,
      durationInFrames: 9,
    }));
    const sceneCompiler = async () => (_source: string, timeoutMs?: number) => {
      left.push(timeoutMs);
      domain.clock.advance(3500);
      return { ok: false as const, errors: [{ line: 1, column: 1, message: 'slow' }] };
    };
    await saveProject({ ...domain, sceneCompiler }, 'user-1', { title: 'Slow', scenes } as object);
    expect(left).toEqual([6000, 2500, -1000]);
  });

  it('compiles all that can be at once, the others one by one, and all within the same six seconds', async () => {
    const domain = createDomain();
    const refused = (message: string) => ({
      ok: false as const,
      errors: [{ line: 1, column: 1, message }],
    });
    const alone: [string, number | undefined][] = [];
    const many = async (sources: readonly string[], leftMs: () => number) => {
      domain.clock.advance(4000);
      return new Map(
        sources.slice(0, 2).map((source) => [source, refused(`${source}, ${leftMs()} ms left`)]),
      );
    };
    const one = (source: string, timeoutMs?: number) => {
      alone.push([source, timeoutMs]);
      return refused(`${source} alone`);
    };
    const scenes = ['a', 'b', 'c', 7].map((code) => ({ id: `s-${code}`, code, durationInFrames: 1 }));
    const sceneCompiler = async () => Object.assign(one, { many });
    const saved = await saveProject({ ...domain, sceneCompiler }, 'user-1', { title: 'x', scenes } as object);
    expect(saved).toEqual({
      type: 'invalid',
      issues: [
        { path: 'scenes[3].code', message: 'must be text' },
        { path: 'scenes[0].code', message: 'scene s-a, line 1, column 1: a, 2000 ms left' },
        { path: 'scenes[1].code', message: 'scene s-b, line 1, column 1: b, 2000 ms left' },
        { path: 'scenes[2].code', message: 'scene s-c, line 1, column 1: c alone' },
      ],
    });
    expect(alone).toEqual([['c', 2000]]);
  });

  it("answers the same for a project that is not there and for somebody else's", async () => {
    const domain = createDomain();
    const { id } = await given(domain);
    const unknown = await saveProject(domain, 'user-2', { ...content('x'), id: 'prj_unknown' });
    expect(unknown).toEqual({ type: 'project-not-found' });
    expect(await saveProject(domain, 'user-2', { ...content('x'), id })).toEqual(unknown);
    expect(await saveProject(domain, 'user-2', { ...content('x'), id, expectedVersion: 9 })).toEqual(unknown);
    expect((await domain.projects.get(id))?.title).toBe('A film');
  });

  it('refuses to overwrite what the caller has not seen', async () => {
    const domain = createDomain();
    const { id } = await given(domain);
    const save = (expectedVersion: number) =>
      saveProject(domain, 'user-1', { ...content('x'), id, expectedVersion });
    expect(await save(1)).toMatchObject({ type: 'success', project: { version: 2 } });
    expect(await save(1)).toEqual({ type: 'version-conflict', expectedVersion: 1, actualVersion: 2 });
    expect(await save(3)).toEqual({ type: 'version-conflict', expectedVersion: 3, actualVersion: 2 });
  });

  it('lets one of several that expect the same version win', async () => {
    const domain = createDomain();
    const { id } = await given(domain);
    const results = await Promise.all(
      ['a', 'b', 'c'].map((title) =>
        saveProject(domain, 'user-1', { ...content(title), id, expectedVersion: 1 }),
      ),
    );
    expect(results.map(({ type }) => type).sort()).toEqual([
      'success',
      'version-conflict',
      'version-conflict',
    ]);
  });

  it('saves all that expect no version, one after the other', async () => {
    const domain = createDomain();
    const { id } = await given(domain);
    const results = await Promise.all(
      ['a', 'b', 'c'].map((title) => saveProject(domain, 'user-1', { ...content(title), id })),
    );
    expect(results.map(({ type }) => type)).toEqual(['success', 'success', 'success']);
    expect((await domain.projects.get(id))?.version).toBe(4);
  });

  it('writes nothing of an invalid one', async () => {
    const domain = createDomain();
    const { id } = await given(domain);
    const result = await saveProject(domain, 'user-1', { ...content(''), id });
    expect(result).toEqual({
      type: 'invalid',
      issues: [{ path: 'title', message: 'must be 1 to 200 characters' }],
    });
    expect((await domain.projects.get(id))?.version).toBe(1);
  });

  it('compiles all code, and tells all that is wrong with it at once', async () => {
    const domain = createDomain();
    const save = (...sources: string[]) =>
      saveProject(domain, 'user-1', {
        ...content('x'),
        scenes: sources.map((code, index) => ({ id: `s${index}`, code, durationInFrames: 1 })),
      });
    const saved = await save('export default () => <b>one</b>;', "export const A = () => 'two';");
    if (saved.type !== 'success') throw new Error(saved.type);
    expect(saved.project.scenes.map(({ compiled }) => compiled)).toEqual([
      expect.objectContaining({ version: 1, js: expect.stringContaining("$jsx('b'") as string, urls: [] }),
      expect.objectContaining({ js: expect.stringContaining('$exports.default=A;') as string }),
    ]);
    expect(await save('export default <b/>;', 'fine', 'export default (\n5 5);')).toEqual({
      type: 'invalid',
      issues: [
        {
          path: 'scenes[0].code',
          message:
            'scene s0, line 1, column 16: the default export is an element, not a component: write export default () => …',
        },
        {
          path: 'scenes[1].code',
          message: expect.stringMatching(/^scene s1, line 1, column 1: the scene exports nothing/) as string,
        },
        { path: 'scenes[1].code', message: 'scene s1, line 1, column 1: fine is not defined' },
        { path: 'scenes[2].code', message: 'scene s2, line 2, column 3: unexpected "5"' },
      ],
    });
  });

  it('does not load the compiler where no scene is code', async () => {
    const domain = createDomain();
    const sceneCompiler = () => Promise.reject(new Error('It was loaded.'));
    expect((await saveProject({ ...domain, sceneCompiler }, 'user-1', content('x'))).type).toBe('success');
  });
});
