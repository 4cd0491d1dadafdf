import * as z from 'zod';
import { defineEvent } from './define-event';

const exportRef = () => ({
  exportId: z.string().min(1),
  ownerId: z.string().min(1),
  /** Which attempt to render this is about, from 1. */
  attempt: z.int().min(1),
});

/** What all ends tell, besides which export it is. */
const end = () => ({
  ...exportRef(),
  /** Set when the user's server wants to be told. */
  hasCallback: z.boolean().optional(),
  batchId: z.string().min(1).optional(),
  /**
   * Subscriptions that were sent this end, and wait for nothing but their completion. `snapshotUntil` tells each from others
   * that had its id; one that is named without it gets the end once more.
   */
  told: z
    .array(z.object({ connectionId: z.string(), operationId: z.string(), snapshotUntil: z.int().optional() }))
    .optional(),
});

/** An export wants to be rendered: it was accepted just now, or it is its turn again. */
export const exportRequested = defineEvent(
  'export.requested.v1',
  'An export was accepted, or its turn has come: take a slot and start the render.',
  () => z.object(exportRef()),
);

/** An export has its file. */
export const exportCompleted = defineEvent('export.completed.v1', 'An export ended with a file.', () =>
  z.object({ ...end(), sizeInBytes: z.number().min(0), billedUsd: z.number().min(0).nullable() }),
);

/** An export ended without a file. */
export const exportFailed = defineEvent('export.failed.v1', 'An export ended without a file.', () =>
  z.object({ ...end(), code: z.string().min(1) }),
);

/** An export ended because its user wants it no more. */
export const exportCancelled = defineEvent(
  'export.cancelled.v1',
  'An export was cancelled: what still renders is to be stopped.',
  () => z.object(end()),
);

const batchRef = () => ({ batchId: z.string().min(1), ownerId: z.string().min(1) });

/** The exports of a batch are to be made: it was accepted just now, or a part of them is there. */
export const batchRequested = defineEvent(
  'batch.requested.v1',
  'A batch was accepted, or a part of its exports is there: make the next ones.',
  () => z.object(batchRef()),
);

/** A batch is wanted no more. */
export const batchCancelled = defineEvent(
  'batch.cancelled.v1',
  'A batch was cancelled: no more exports are made of it, and those that are there are to be cancelled.',
  () => z.object(batchRef()),
);

/** Every event there is. `schema/events/` is generated from this list. */
export const catalog = [
  exportRequested,
  exportCompleted,
  exportFailed,
  exportCancelled,
  batchRequested,
  batchCancelled,
] as const;
