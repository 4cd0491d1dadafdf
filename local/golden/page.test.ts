import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { templatesPage } from './page';

const file = path.resolve(__dirname, '../../docs/templates.md');

it('docs/templates.md says what templates there are; `npm run golden:update` writes it', () => {
  if (process.env.REELWAY_GOLDEN === 'update') writeFileSync(file, templatesPage());
  expect(readFileSync(file, 'utf8')).toBe(templatesPage());
});
