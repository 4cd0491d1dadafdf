import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorldLog } from './log';

const directory = mkdtempSync(join(tmpdir(), 'reelway-log-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe('the log of a world', () => {
  it('keeps JSON lines as they are, and makes records of all others', () => {
    const log = new WorldLog(directory);
    expect(log.parse('{"level":"WARN","message":"slow","exportId":"exp_1"}', 'stdout')).toMatchObject({
      level: 'WARN',
      message: 'slow',
      exportId: 'exp_1',
    });
    expect(log.parse('{"no":"message"}', 'stdout')).toMatchObject({
      level: 'INFO',
      message: '{"no":"message"}',
    });
    expect(log.parse('{broken', 'stdout').message).toBe('{broken');
    expect(log.parse('✖ Unhandled exception', 'stderr')).toMatchObject({ level: 'ERROR', stream: 'stderr' });
    return log.close();
  });

  it('begins a new file at each start, and keeps three old ones', async () => {
    for (let run = 1; run <= 6; run += 1) {
      const log = new WorldLog(directory);
      log.write(log.parse(`run ${run}`, 'stdout'));
      await log.close();
    }
    expect(readdirSync(directory).sort()).toEqual(['world.log', 'world.log.1', 'world.log.2', 'world.log.3']);
    expect(readFileSync(join(directory, 'world.log'), 'utf8')).toContain('"message":"run 6"');
    expect(readFileSync(join(directory, 'world.log.3'), 'utf8')).toContain('"message":"run 3"');
  });

  it('shows errors, warnings and what becomes of exports in one short line each, and nothing else', () => {
    const log = new WorldLog(directory);
    const timestamp = '2026-01-02T03:04:05.678Z';
    const show = (record: object) => log.noteworthy({ level: 'INFO', message: '', timestamp, ...record });
    expect(show({ message: 'GET /graphql' })).toBeUndefined();
    const event = { message: 'export.completed.v1', event: 'id', data: { exportId: 'exp_1' } };
    expect(show(event)).toBe('03:04:05  export.completed.v1  exp_1');
    expect(show({ level: 'WARN', message: 'slow', exportId: 'exp_2' })).toBe('03:04:05  WARN slow  exp_2');
    expect(show({ level: 'ERROR', message: 'failed', error: { message: 'no disk\nat x' } })).toBe(
      '03:04:05  ERROR failed: no disk',
    );
    expect(show({ level: 'ERROR', message: `× ${'x'.repeat(500)}` })).toMatch(/^03:04:05 {2}ERROR x+…$/);
    return log.close();
  });

  it('says the same error once', () => {
    const log = new WorldLog(directory);
    const say = (message: string) => log.noteworthy(log.parse(message, 'stderr'));
    expect(say('× Error: boom')).toContain('Error: boom');
    expect(say('× boom')).toBeUndefined();
    expect(say('× Error: other')).toContain('Error: other');
    return log.close();
  });
});
