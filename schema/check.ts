// Fails when generated files are not what the schema and the event catalog say; leaves them right.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
const eventFolder = path.join(root, 'schema/events');

const generated = (): Map<string, string> => {
  const events = readdirSync(eventFolder).filter((file) => file.endsWith('.schema.json'));
  const files = [
    'services/graphql/generated.ts',
    'docs/api.md',
    ...events.map((file) => `schema/events/${file}`),
  ];
  const present = files.filter((file) => existsSync(path.join(root, file)));
  return new Map(present.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
};

const before = generated();
execFileSync('npm', ['run', '--silent', 'codegen'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
const after = generated();
const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
);
if (changed.length > 0) {
  console.error(
    `Generated files were out of date and have been made anew; commit them:\n  ${changed.join('\n  ')}`,
  );
  process.exitCode = 1;
}
