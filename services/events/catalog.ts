import { z } from 'zod';
import { defineEvent } from './define-event';

const exportRef = {
  exportId: z.string().min(1),
  ownerId: z.string().min(1),
  /** Which attempt to render this is about, from 1. */
  attempt: z.int().min(1),
};

/** An export wants to be rendered: it was accepted just now, or it is its turn again. */
export const exportRequested = defineEvent(
  'export.requested.v1',
  'An export was accepted, or its turn has come: take a slot and start the render.',
  z.object(exportRef),
);

/** An export has its file. */
export const exportCompleted = defineEvent(
  'export.completed.v1',
  'An export ended with a file.',
  z.object({ ...exportRef, sizeInBytes: z.number().min(0), billedUsd: z.number().min(0).nullable() }),
);

/** An export ended without a file. */
export const exportFailed = defineEvent(
  'export.failed.v1',
  'An export ended without a file.',
  z.object({ ...exportRef, code: z.string().min(1) }),
);

/** Every event there is. `schema/events/` is generated from this list. */
export const catalog = [exportRequested, exportCompleted, exportFailed] as const;
