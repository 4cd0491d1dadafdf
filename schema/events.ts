// Writes schema/events/<type>.schema.json from the event catalog: what consumers in other languages validate with.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { catalog } from '../services/events/catalog';
import { EVENT_SOURCE } from '../services/events/define-event';

const folder = path.join(__dirname, 'events');
for (const file of readdirSync(folder)) if (file.endsWith('.schema.json')) rmSync(path.join(folder, file));
for (const { type, description, schema } of catalog) {
  const json = z.toJSONSchema(schema, { io: 'input' });
  const { $schema, ...rest } = json;
  const document = { $schema, $id: type, title: type, description, 'x-source': EVENT_SOURCE, ...rest };
  writeFileSync(path.join(folder, `${type}.schema.json`), `${JSON.stringify(document, null, 2)}\n`);
}
