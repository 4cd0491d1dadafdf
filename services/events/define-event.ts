import * as z from 'zod';

/** Where all of Reelway's own events come from: EventBridge's `source`. */
export const EVENT_SOURCE = 'reelway.exports';

/** The largest entry that PutEvents takes, in bytes (EventBridge quota). */
export const EVENT_ENTRY_BYTES_LIMIT = 256 * 1024;

const metadataSchema = () =>
  z.object({
    /** `evt_` and a ULID; stays the same on every delivery, so that a consumer can drop doubles. */
    id: z.string().min(1),
    time: z.iso.datetime(),
    /** The request that began it all. */
    correlationId: z.string().min(1),
    /** The event or request that directly led to this one. */
    causationId: z.string().min(1),
  });
type MetadataSchema = ReturnType<typeof metadataSchema>;

/** Who, when and why; the same for every event. */
export type EventMetadata = z.infer<MetadataSchema>;

/** An event as it travels: EventBridge's `detail-type` and `detail`. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly detail: { readonly metadata: EventMetadata; readonly data: Data };
}

/** One kind of event: its type with version, its schema, and how to make and read it. */
export interface EventDefinition<Type extends string, Schema extends z.ZodObject> {
  readonly type: Type;
  readonly description: string;
  /** Schema of the whole `detail`. */
  readonly schema: z.ZodObject<{ metadata: MetadataSchema; data: Schema }>;
  /** Makes an event. @throws ZodError when the data does not fit, so that a bad event never leaves. */
  make(metadata: EventMetadata, data: z.input<Schema>): DomainEvent<Type, z.output<Schema>>;
  /** Reads a received `detail`. Fields that are not known are dropped. @throws ZodError when it does not fit. */
  parse(detail: unknown): { metadata: EventMetadata; data: z.output<Schema> };
}

/**
 * Defines an event. Within one version, fields may only be added, and only optional ones: whoever wrote a consumer
 * against `v1` must be able to read every `v1` there will ever be.
 * @param data makes the schema of the event's own data, when it is first asked for: few functions ever see most events.
 */
export function defineEvent<Type extends `${string}.v${number}`, Schema extends z.ZodObject>(
  type: Type,
  description: string,
  data: () => Schema,
): EventDefinition<Type, Schema> {
  let made: EventDefinition<Type, Schema>['schema'] | null = null;
  const schema = () => (made ??= z.object({ metadata: metadataSchema(), data: data() }));
  const parse = (detail: unknown) =>
    schema().parse(detail) as { metadata: EventMetadata; data: z.output<Schema> };
  return {
    type,
    description,
    get schema() {
      return schema();
    },
    parse,
    make: (metadata, input) => ({ type, detail: parse({ metadata, data: input }) }),
  };
}
