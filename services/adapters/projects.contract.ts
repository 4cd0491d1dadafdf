import { exampleProject } from '../exports/memory';
import type { ProjectStore } from '../projects/ports';

const idOf = (number: number): string => `prj_01JZ8Q4S4T${String(number).padStart(16, '0')}`;

/** The contract of a project store. `make` gives an empty one for each test. */
export function describeProjectStore(name: string, make: () => Promise<ProjectStore>): void {
  describe(`${name} as a ProjectStore`, () => {
    let store: ProjectStore;
    beforeEach(async () => {
      store = await make();
    });

    describeLargeProjects(() => store);

    it('gives back a project as it was written, with props of any depth', async () => {
      const props = { title: 'Ü', nested: { list: [1, null, 'x', { a: true }], empty: '' }, none: {} };
      const project = exampleProject({
        audioUrl: 'sample/music.mp3',
        scenes: [{ id: 'a', name: 'A name', template: 'title', props, durationInFrames: 1 }],
      });
      expect(await store.put(project)).toBe('saved');
      expect(await store.get(project.id)).toStrictEqual(project);
    });

    it('knows nothing of what was never written, whatever the id looks like', async () => {
      for (const id of [idOf(1), '', '#', 'x'.repeat(5000)]) expect(await store.get(id)).toBeNull();
    });

    it('writes a version only on top of the one before', async () => {
      const first = exampleProject();
      const second = { ...first, version: 2, title: 'Second' };
      expect(await store.put(second)).toBe('conflict');
      expect(await store.get(first.id)).toBeNull();
      expect(await store.put(first)).toBe('saved');
      expect(await store.put({ ...first, title: 'Again' })).toBe('conflict');
      expect(await store.put({ ...first, version: 3 })).toBe('conflict');
      expect(await store.get(first.id)).toStrictEqual(first);
      expect(await store.put(second)).toBe('saved');
      expect(await store.get(first.id)).toStrictEqual(second);
    });

    it('lets one of several parallel writes of a version win', async () => {
      for (const version of [1, 2]) {
        const titles = ['a', 'b', 'c', 'd', 'e'];
        const outcomes = await Promise.all(
          titles.map((title) => store.put(exampleProject({ version, title }))),
        );
        expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
        expect((await store.get(exampleProject().id))?.title).toBe(titles[outcomes.indexOf('saved')]);
      }
    });

    it('lists the projects of an owner newest first, in pages, and each once after a second save', async () => {
      for (const number of [2, 1, 3]) await store.put(exampleProject({ id: idOf(number) }));
      await store.put(exampleProject({ id: idOf(1), version: 2, title: 'Changed' }));
      await store.put(exampleProject({ id: idOf(4), ownerId: 'user-1#PROJECTS' }));
      const first = await store.byOwner('user-1', { first: 2, after: null });
      expect([first.items.map(({ id }) => id), first.hasNextPage]).toEqual([[idOf(3), idOf(2)], true]);
      const second = await store.byOwner('user-1', { first: 2, after: idOf(2) });
      expect(second).toEqual({
        items: [exampleProject({ id: idOf(1), version: 2, title: 'Changed' })],
        hasNextPage: false,
      });
      expect(await store.byOwner('user-2', { first: 2, after: null })).toEqual({
        items: [],
        hasNextPage: false,
      });
    });

    it('lists a page of 100', async () => {
      for (let number = 0; number < 101; number += 1) await store.put(exampleProject({ id: idOf(number) }));
      const page = await store.byOwner('user-1', { first: 100, after: null });
      expect([page.items.length, page.hasNextPage]).toEqual([100, true]);
    });
  });
}

function describeLargeProjects(store: () => ProjectStore): void {
  it('gives back a large project as it was written', async () => {
    const code = Array.from({ length: 40_000 }, (_value, index) => `const x${index} = ${index};\n`).join('');
    const compiled = {
      version: 1,
      js: `"use strict";${code}`,
      sha256: 'a'.repeat(64),
      urls: ['https://ü.example/'],
    } as const;
    const one = {
      id: 'a',
      name: null,
      template: 'code',
      code,
      compiled,
      props: { ä: [] },
      durationInFrames: 1,
    };
    const project = exampleProject({ scenes: [one], title: 'Large' });
    expect(JSON.stringify(project).length).toBeGreaterThan(1_400_000);
    expect(await store().put(project)).toBe('saved');
    expect(await store().get(project.id)).toStrictEqual(project);
    expect((await store().byOwner(project.ownerId, { first: 1, after: null })).items).toStrictEqual([
      project,
    ]);
    expect(await store().put({ ...project, version: 3 })).toBe('conflict');
    expect(await store().put({ ...project, version: 2 })).toBe('saved');
  });
}
