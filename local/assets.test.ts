import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGraphiql } from './assets';

const cacheDir = mkdtempSync(join(tmpdir(), 'reelway-assets-'));
afterAll(() => rmSync(cacheDir, { recursive: true }));

describe('the bundle of GraphiQL', () => {
  it('holds everything, so that the page needs no internet', async () => {
    const files = await buildGraphiql(cacheDir);
    expect(Object.keys(files)).toEqual(['graphiql.js', 'graphiql.css']);
    const css = readFileSync(files['graphiql.css'] ?? '', 'utf8');
    const sources = [...css.matchAll(/url\(["']?([^"')]{0,20})/g)].map(([, source]) => source ?? '');
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((source) => !/^(data:|#)/.test(source))).toEqual([]);
    expect(readFileSync(files['graphiql.js'] ?? '', 'utf8')).not.toMatch(
      /unpkg|jsdelivr|googleapis|importScripts/,
    );
  }, 30_000);

  it('is used again while nothing has changed', async () => {
    const first = await buildGraphiql(cacheDir);
    const { mtimeMs } = statSync(first['graphiql.js'] ?? '');
    const second = await buildGraphiql(cacheDir);
    expect(second).toEqual(first);
    expect(statSync(second['graphiql.js'] ?? '').mtimeMs).toBe(mtimeMs);
  });
});
