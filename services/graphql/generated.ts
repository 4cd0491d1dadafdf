// Made by `npm run codegen` from schema/*.graphql. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { VideoExport } from '../exports/video-export';
import type { Project as StoredProject } from '../projects/project';
import type { Batch as StoredBatch } from '../exports/batch';
import type { AudioSettings as StoredAudio, ProjectCaptions as StoredCaptions, Overlay as StoredOverlay, Transition as StoredTransition, Watermark as StoredWatermark } from '../projects/composition';
import type { RequestContext } from './context';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** The document of the whole schema as JSON, descriptions included. */
export const schemaDocument = "{\"kind\":\"Document\",\"definitions\":[{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The background sound of the whole video.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Audio\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ducking\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Ducking\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length of the fade-in, in seconds; 0.4 if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"fadeInSeconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length of the fade-out, in seconds; 1.2 if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"fadeOutSeconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Whether it is repeated until the video ends; true if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"loop\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"An https URL, or a file that ships with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"url\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"From 0 to 1; 0.85 if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"volume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"AudioInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ducking\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DuckingInput\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length of the fade-in, in seconds from 0 to 60; 0.4 if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"fadeInSeconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length of the fade-out, in seconds from 0 to 60; 1.2 if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"fadeOutSeconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Whether it is repeated until the video ends; true if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"loop\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"An https URL, or a file that ships with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"url\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"From 0 to 1; 0.85 if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"volume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Many exports of one project as it was when the batch was created, one for each row.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Batch\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Exports that are CANCELLED; for a cancelled batch also rows whose export was not created.\"},\"name\":{\"kind\":\"Name\",\"value\":\"cancelled\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Exports that are COMPLETED.\"},\"name\":{\"kind\":\"Name\",\"value\":\"completed\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Exports created so far, in the order of rows.\"},\"name\":{\"kind\":\"Name\",\"value\":\"created\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"createdAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The exports created so far, in the order of rows.\"},\"name\":{\"kind\":\"Name\",\"value\":\"exports\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`endCursor` of the page before; if not given, the first page is returned.\"},\"name\":{\"kind\":\"Name\",\"value\":\"after\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number of items on the page, 1 to 100.\"},\"name\":{\"kind\":\"Name\",\"value\":\"first\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"20\"}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportConnection\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Exports that are FAILED.\"},\"name\":{\"kind\":\"Name\",\"value\":\"failed\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"When it became FINISHED or CANCELLED; null until then.\"},\"name\":{\"kind\":\"Name\",\"value\":\"finishedAt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"format\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`bat_` and a ULID.\"},\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"From 0 to 1: exports that have ended, and the progress of those that render, divided by `total`. May decrease a little when an\\nexport is attempted again.\"},\"name\":{\"kind\":\"Name\",\"value\":\"progress\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The project as it is now; null when it has been deleted.\"},\"name\":{\"kind\":\"Name\",\"value\":\"project\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"quality\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportQuality\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchStatus\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number of rows, which is the number of exports that the batch will have.\"},\"name\":{\"kind\":\"Name\",\"value\":\"total\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Increases with every change: of two states of a batch, the one with the higher version is the newer.\"},\"name\":{\"kind\":\"Name\",\"value\":\"version\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"All exports of the batch have ended, so it cannot be cancelled.\"},\"name\":{\"kind\":\"Name\",\"value\":\"BatchEnded\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchStatus\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The idempotency key was used with different input within the last 24 hours.\"},\"name\":{\"kind\":\"Name\",\"value\":\"BatchIdempotencyConflict\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Id of the batch that was created with this key.\"},\"name\":{\"kind\":\"Name\",\"value\":\"batchId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"There is no such batch, or it belongs to somebody else.\"},\"name\":{\"kind\":\"Name\",\"value\":\"BatchNotFound\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"batchId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchStatus\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Cancelled by the user, with `cancelBatch`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"CANCELLED\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Being cancelled: no more exports are created, and those that have not ended are cancelled.\"},\"name\":{\"kind\":\"Name\",\"value\":\"CANCELLING\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Accepted; its exports are being created, and the first ones may be rendering already.\"},\"name\":{\"kind\":\"Name\",\"value\":\"CREATING\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"All exports have ended; `failed` is the number of those without a file.\"},\"name\":{\"kind\":\"Name\",\"value\":\"FINISHED\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"All exports are created; not all of them have ended.\"},\"name\":{\"kind\":\"Name\",\"value\":\"RUNNING\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Downloads with browsers of one family.\"},\"name\":{\"kind\":\"Name\",\"value\":\"BrowserCount\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The family of browsers.\"},\"name\":{\"kind\":\"Name\",\"value\":\"browser\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BrowserFamily\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number, 1 or more.\"},\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Browsers that are distinguished.\"},\"name\":{\"kind\":\"Name\",\"value\":\"BrowserFamily\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Also Chromium.\"},\"name\":{\"kind\":\"Name\",\"value\":\"CHROME\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"EDGE\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"FIREFOX\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"OPERA\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Another browser, or none.\"},\"name\":{\"kind\":\"Name\",\"value\":\"OTHER\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SAFARI\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Samsung Internet.\"},\"name\":{\"kind\":\"Name\",\"value\":\"SAMSUNG\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The estimated cost is above what is left of the user's budget of this UTC month.\"},\"name\":{\"kind\":\"Name\",\"value\":\"BudgetExceeded\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What the user's exports may cost in one UTC month, in USD.\"},\"name\":{\"kind\":\"Name\",\"value\":\"budgetUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What was spent in this UTC month and is reserved by exports that have not ended, in USD.\"},\"name\":{\"kind\":\"Name\",\"value\":\"committedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What this request would cost, in USD.\"},\"name\":{\"kind\":\"Name\",\"value\":\"estimatedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"One attempt to deliver a callback.\"},\"name\":{\"kind\":\"Name\",\"value\":\"CallbackAttempt\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"When the attempt began.\"},\"name\":{\"kind\":\"Name\",\"value\":\"at\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"How long the attempt took, in milliseconds; null while it is in progress, and if it was interrupted.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationMs\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Why the attempt failed; null if it succeeded, and while it is in progress.\"},\"name\":{\"kind\":\"Name\",\"value\":\"error\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CallbackError\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number of the attempt, from 1.\"},\"name\":{\"kind\":\"Name\",\"value\":\"number\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"HTTP status of the response; null if there was none, and while the attempt is in progress.\"},\"name\":{\"kind\":\"Name\",\"value\":\"statusCode\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CallbackError\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The host name resolves to an address that is not public.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ADDRESS_REFUSED\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The connection could not be made, or was closed before the response.\"},\"name\":{\"kind\":\"Name\",\"value\":\"CONNECTION\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The host name could not be resolved.\"},\"name\":{\"kind\":\"Name\",\"value\":\"DNS\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The response had the status 410; no further attempt is made.\"},\"name\":{\"kind\":\"Name\",\"value\":\"GONE\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The attempt was interrupted; whether the receiver got the message is not known.\"},\"name\":{\"kind\":\"Name\",\"value\":\"INTERRUPTED\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The response had a 3xx status; redirects are not followed.\"},\"name\":{\"kind\":\"Name\",\"value\":\"REDIRECT\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The response had another status than 2xx, 3xx or 410.\"},\"name\":{\"kind\":\"Name\",\"value\":\"STATUS\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"There was no response within 10 seconds.\"},\"name\":{\"kind\":\"Name\",\"value\":\"TIMEOUT\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The TLS handshake failed, for example because the certificate is not valid for the host name.\"},\"name\":{\"kind\":\"Name\",\"value\":\"TLS\"}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CallbackStatus\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The receiver responded with a 2xx status.\"},\"name\":{\"kind\":\"Name\",\"value\":\"DELIVERED\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Given up: the receiver responded with 410, or all attempts within a day failed.\"},\"name\":{\"kind\":\"Name\",\"value\":\"FAILED\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Not delivered yet: the export has not ended, or further attempts follow.\"},\"name\":{\"kind\":\"Name\",\"value\":\"PENDING\"}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelBatchResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchEnded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelBatchSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelBatchSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The batch, now CANCELLING, or CANCELLED if nothing is left to cancel.\"},\"name\":{\"kind\":\"Name\",\"value\":\"batch\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Batch\"}}}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelExportResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelExportSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportEnded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelExportSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The export, now CANCELLED.\"},\"name\":{\"kind\":\"Name\",\"value\":\"export\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"One sentence or word that is said.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Caption\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"End, in milliseconds from the start of the video.\"},\"name\":{\"kind\":\"Name\",\"value\":\"endMs\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Start, in milliseconds from the start of the video.\"},\"name\":{\"kind\":\"Name\",\"value\":\"startMs\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"text\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"One sentence or word that is said, in the form of Remotion's `Caption`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"CaptionInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Accepted and ignored.\"},\"name\":{\"kind\":\"Name\",\"value\":\"confidence\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"End, in milliseconds from the start of the video.\"},\"name\":{\"kind\":\"Name\",\"value\":\"endMs\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Whether the words after this one begin a new page.\"},\"name\":{\"kind\":\"Name\",\"value\":\"pageBreakAfter\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Start, in milliseconds from the start of the video.\"},\"name\":{\"kind\":\"Name\",\"value\":\"startMs\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Up to 500 characters.\"},\"name\":{\"kind\":\"Name\",\"value\":\"text\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Accepted and ignored.\"},\"name\":{\"kind\":\"Name\",\"value\":\"timestampMs\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionStyle\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Colour of the box or the outline.\"},\"name\":{\"kind\":\"Name\",\"value\":\"backgroundColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Colour of the letters.\"},\"name\":{\"kind\":\"Name\",\"value\":\"color\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Colour of the word that is being spoken; if null, it is not highlighted.\"},\"name\":{\"kind\":\"Name\",\"value\":\"highlightColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`box` (if null) or `outline`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"look\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`bottom` (if null), `center` or `top`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`small`, `medium` (if null) or `large`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionStyleInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Colour of the box or the outline.\"},\"name\":{\"kind\":\"Name\",\"value\":\"backgroundColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Colour of the letters, such as `#ffffff`. Replaced where its contrast is too low to be read.\"},\"name\":{\"kind\":\"Name\",\"value\":\"color\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Colour of the word that is being spoken; if not given, it is not highlighted.\"},\"name\":{\"kind\":\"Name\",\"value\":\"highlightColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`box` (if not given) or `outline`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"look\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`bottom` (if not given), `center` or `top`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`small`, `medium` (if not given) or `large`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What is said in the video, as text. Either `srt` or `items` is set, whichever was saved.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Captions\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"items\"},\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Caption\"}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The text of an SRT file.\"},\"name\":{\"kind\":\"Name\",\"value\":\"srt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"style\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionStyle\"}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Either `srt` or `items`: up to 5000 captions, and up to 200 000 bytes.\"},\"name\":{\"kind\":\"Name\",\"value\":\"CaptionsInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"One item for each sentence; or one for each word, with the space before it, as speech recognition returns them.\"},\"name\":{\"kind\":\"Name\",\"value\":\"items\"},\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionInput\"}}}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The text of an SRT file.\"},\"name\":{\"kind\":\"Name\",\"value\":\"srt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"style\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionStyleInput\"}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"format\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"}},\"defaultValue\":{\"kind\":\"EnumValue\",\"value\":\"MP4\"}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"1 to 255 printable ASCII characters, chosen by the caller. Within 24 hours, the same key with the same input returns the same\\nbatch instead of creating another; with different input it returns `BatchIdempotencyConflict`. Keys of `createExport` are\\nseparate.\"},\"name\":{\"kind\":\"Name\",\"value\":\"idempotencyKey\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"projectId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"quality\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportQuality\"}},\"defaultValue\":{\"kind\":\"EnumValue\",\"value\":\"HIGH\"}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"1 to 1000 objects of texts, numbers and booleans by name, as `variables` of an export. Names that no merge field of the project\\nhas are ignored. What the project uses may be up to 10 kB for one row and up to 2.5 MB for all rows together.\"},\"name\":{\"kind\":\"Name\",\"value\":\"rows\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}}}}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchIdempotencyConflict\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BudgetExceeded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DailyLimitReached\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"InvalidInput\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooExpensive\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooLong\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"batch\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Batch\"}}}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateDownloadResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateDownloadSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotReady\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateDownloadSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"When the URL expires; at most an hour from now.\"},\"name\":{\"kind\":\"Name\",\"value\":\"expiresAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"export\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The name under which browsers save the file.\"},\"name\":{\"kind\":\"Name\",\"value\":\"fileName\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"url\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"A public https URL, of at most 2048 characters, that receives a signed POST when the export has ended. Its state is `callback`\\nof the export.\"},\"name\":{\"kind\":\"Name\",\"value\":\"callbackUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"H264 (default) or H265 for MP4, VP8 (default) or VP9 for WEBM. Not for GIF.\"},\"name\":{\"kind\":\"Name\",\"value\":\"codec\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"VideoCodec\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"format\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"}},\"defaultValue\":{\"kind\":\"EnumValue\",\"value\":\"MP4\"}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Frames per second: 24, 30 or 60, for GIF 24 or 30. By default the project's, for GIF at most 30.\"},\"name\":{\"kind\":\"Name\",\"value\":\"fps\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"1 to 255 printable ASCII characters, chosen by the caller. Within 24 hours, the same key with the same input returns the same\\nexport instead of creating another; with different input it returns `IdempotencyConflict`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"idempotencyKey\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"projectId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"quality\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportQuality\"}},\"defaultValue\":{\"kind\":\"EnumValue\",\"value\":\"HIGH\"}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"By default P720 for LOW, P1080 for MEDIUM and HIGH.\"},\"name\":{\"kind\":\"Name\",\"value\":\"resolution\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Resolution\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Values of the project's merge fields `{{name}}`: an object of texts, numbers and booleans by name. Fields that are not named\\nhere have the project's value.\"},\"name\":{\"kind\":\"Name\",\"value\":\"variables\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Video bitrate in bits per second, e.g. `4M` or `800k`, in place of the CRF of `quality`. Not for GIF.\"},\"name\":{\"kind\":\"Name\",\"value\":\"videoBitrate\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BudgetExceeded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DailyLimitReached\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"IdempotencyConflict\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"InvalidInput\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooExpensive\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooLong\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"export\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The user has created as many exports in this UTC day as allowed, or a batch would exceed that.\"},\"name\":{\"kind\":\"Name\",\"value\":\"DailyLimitReached\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Exports that a user may create in one UTC day.\"},\"name\":{\"kind\":\"Name\",\"value\":\"limit\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"When the count is reset: the next midnight UTC.\"},\"name\":{\"kind\":\"Name\",\"value\":\"resetsAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Exports that the user has created in this UTC day.\"},\"name\":{\"kind\":\"Name\",\"value\":\"used\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ScalarTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"A point in time, ISO 8601 in UTC, e.g. `2026-03-01T12:00:00.000Z`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DeleteExportResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DeleteExportSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotEnded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DeleteExportSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Id of the export that was deleted.\"},\"name\":{\"kind\":\"Name\",\"value\":\"exportId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Kind of device.\"},\"name\":{\"kind\":\"Name\",\"value\":\"DeviceClass\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Not a browser: a script, a server, a crawler.\"},\"name\":{\"kind\":\"Name\",\"value\":\"BOT\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Also tablets that identify as desktops, as iPads do.\"},\"name\":{\"kind\":\"Name\",\"value\":\"DESKTOP\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"MOBILE\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"TABLET\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The header was missing or not recognized.\"},\"name\":{\"kind\":\"Name\",\"value\":\"UNKNOWN\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Downloads to one kind of device.\"},\"name\":{\"kind\":\"Name\",\"value\":\"DeviceCount\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number, 1 or more.\"},\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The kind of device.\"},\"name\":{\"kind\":\"Name\",\"value\":\"device\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DeviceClass\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"URLs returned by `createDownload`, by the `User-Agent` of the request. Nothing else about the requester is stored, in particular no\\nIP address. The counts of each list add up to `count`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"DownloadStats\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"By family of browsers.\"},\"name\":{\"kind\":\"Name\",\"value\":\"browsers\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BrowserCount\"}}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number of URLs in all.\"},\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"By kind of device.\"},\"name\":{\"kind\":\"Name\",\"value\":\"devices\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DeviceCount\"}}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"By family of operating systems.\"},\"name\":{\"kind\":\"Name\",\"value\":\"operatingSystems\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"OperatingSystemCount\"}}}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"How the background sound is lowered during narration.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Ducking\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Factor of the volume during narration, from 0 to 1; 0.25 if null. 1 is no ducking.\"},\"name\":{\"kind\":\"Name\",\"value\":\"volume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DuckingInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Factor of the volume while a scene with narration is shown, from 0 to 1; 0.25 if not given. 1 is no ducking.\"},\"name\":{\"kind\":\"Name\",\"value\":\"volume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"EstimateExportResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"EstimateExportSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"InvalidInput\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooExpensive\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooLong\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Estimate of one attempt to render, from AWS list prices and measured files, corrected by earlier renders with the same codec and\\nsize.\"},\"name\":{\"kind\":\"Name\",\"value\":\"EstimateExportSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length of the video in frames.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length of the video in seconds.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationInSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Cost in USD; zero with the local renderer. Whether an earlier export has the same content, and this one would cost nothing, is\\nnot checked.\"},\"name\":{\"kind\":\"Name\",\"value\":\"estimatedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Height of the video in pixels.\"},\"name\":{\"kind\":\"Name\",\"value\":\"height\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Seconds from the start of the render to the finished file, without the time that the export is PENDING.\"},\"name\":{\"kind\":\"Name\",\"value\":\"renderSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Size of the file in bytes.\"},\"name\":{\"kind\":\"Name\",\"value\":\"sizeInBytes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Width of the video in pixels.\"},\"name\":{\"kind\":\"Name\",\"value\":\"width\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"One video file made, or to be made, from a project.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Export\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number of the attempt to render, from 1. After three failed attempts the export fails; throttled ones are not counted.\"},\"name\":{\"kind\":\"Name\",\"value\":\"attempt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Average bitrate of the file in bits per second, picture and sound together; null unless COMPLETED.\"},\"name\":{\"kind\":\"Name\",\"value\":\"bitrate\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Whether the file is that of an earlier export with the same content, so that nothing was rendered.\"},\"name\":{\"kind\":\"Name\",\"value\":\"cacheHit\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"State of the callback to `callbackUrl`; null if the export was created without one.\"},\"name\":{\"kind\":\"Name\",\"value\":\"callback\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportCallback\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Null for GIF.\"},\"name\":{\"kind\":\"Name\",\"value\":\"codec\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"VideoCodec\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"cost\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportCost\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"createdAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"How many URLs `createDownload` has returned for this export.\"},\"name\":{\"kind\":\"Name\",\"value\":\"downloadCount\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length of the video in frames at `fps`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length of the video in seconds.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationInSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Estimated seconds until the render ends, from its progress and from how long renders of this size have taken. Null unless\\nRENDERING, and while there is no estimate.\"},\"name\":{\"kind\":\"Name\",\"value\":\"estimatedSecondsLeft\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Why the export failed; null unless FAILED.\"},\"name\":{\"kind\":\"Name\",\"value\":\"failure\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFailure\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"When it became COMPLETED, FAILED or CANCELLED; null until then.\"},\"name\":{\"kind\":\"Name\",\"value\":\"finishedAt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"format\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Frames per second of the video.\"},\"name\":{\"kind\":\"Name\",\"value\":\"fps\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Height of the video in pixels.\"},\"name\":{\"kind\":\"Name\",\"value\":\"height\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`exp_` and a ULID.\"},\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Signed URL of a short clip of the video: MP4 (H.264) without sound, at most 6 seconds, 360 pixels on its shorter side. It\\nexpires, and is null, as `thumbnailUrl`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"previewUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"From 0 to 1. Never decreases, also not when an attempt is repeated.\"},\"name\":{\"kind\":\"Name\",\"value\":\"progress\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The project as it is now; null when it has been deleted.\"},\"name\":{\"kind\":\"Name\",\"value\":\"project\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"quality\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportQuality\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Place among the caller's own waiting exports: 1 for the one that is rendered next. Null unless PENDING.\"},\"name\":{\"kind\":\"Name\",\"value\":\"queuePosition\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Id of the export that this one repeats; null unless it was created by `retryExport`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"retryOf\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Scenes that failed and are shown as a placeholder in the file. Empty unless COMPLETED, and unless `onSceneError` of the project\\nis FALLBACK.\"},\"name\":{\"kind\":\"Name\",\"value\":\"sceneErrors\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"SceneError\"}}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Size of the file in bytes; null unless COMPLETED.\"},\"name\":{\"kind\":\"Name\",\"value\":\"sizeInBytes\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"When the latest attempt began to render; null while PENDING, and if nothing was rendered.\"},\"name\":{\"kind\":\"Name\",\"value\":\"startedAt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Signed URL of a JPEG of one frame, at most 640 pixels on its longer side. It expires 15 minutes after it was returned; query it\\nagain for a new one. Null until some seconds after COMPLETED, and where no thumbnail could be made. Nothing is published when\\nit becomes available.\"},\"name\":{\"kind\":\"Name\",\"value\":\"thumbnailUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Increases with every change: of two states of an export, the one with the higher version is the newer.\"},\"name\":{\"kind\":\"Name\",\"value\":\"version\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Width of the video in pixels.\"},\"name\":{\"kind\":\"Name\",\"value\":\"width\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"A signed POST to a server of the user's when the export has ended; see docs/callbacks.md.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ExportCallback\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"All attempts so far, oldest first.\"},\"name\":{\"kind\":\"Name\",\"value\":\"attempts\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CallbackAttempt\"}}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"When the next attempt is due; null if none is planned.\"},\"name\":{\"kind\":\"Name\",\"value\":\"nextAttemptAt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CallbackStatus\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The `callbackUrl` of the export.\"},\"name\":{\"kind\":\"Name\",\"value\":\"url\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportConnection\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"edges\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportEdge\"}}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The nodes of `edges`, for those who need no cursors.\"},\"name\":{\"kind\":\"Name\",\"value\":\"nodes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"pageInfo\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"PageInfo\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Cost of rendering at AWS list prices, in USD. Zero with the local renderer, and when the file of an earlier export is used.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ExportCost\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Sum over all attempts so far; null until the cost of one is known.\"},\"name\":{\"kind\":\"Name\",\"value\":\"billedUsd\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Estimated for one attempt when the export was created.\"},\"name\":{\"kind\":\"Name\",\"value\":\"estimatedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportEdge\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Position of `node` in the list, to be passed as `after`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"cursor\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"node\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The export is COMPLETED or FAILED already, so it cannot be cancelled.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ExportEnded\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFailure\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"FailureCode\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Line in the scene's `code`, from 1; null if the scene has no code, or if the error has no position.\"},\"name\":{\"kind\":\"Name\",\"value\":\"line\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What happened, in one line without a stack trace.\"},\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Whether the same export may succeed when it is repeated with `retryExport`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"retryable\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The scene that failed; null if no scene did, or if it is not known which.\"},\"name\":{\"kind\":\"Name\",\"value\":\"sceneId\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Animated GIF, without sound.\"},\"name\":{\"kind\":\"Name\",\"value\":\"GIF\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"H.264 or H.265 with AAC.\"},\"name\":{\"kind\":\"Name\",\"value\":\"MP4\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"VP8 or VP9 with Opus.\"},\"name\":{\"kind\":\"Name\",\"value\":\"WEBM\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The export has not ended, so it cannot be deleted; cancel it first.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotEnded\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"There is no such export, or it belongs to somebody else.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotFound\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"exportId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The export has no file: it has not ended yet, or ended without one.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotReady\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Only FAILED and CANCELLED exports can be repeated.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotRetryable\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"A preset of encoder quality, still quality and, unless said otherwise, resolution.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ExportQuality\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"CRF 18, JPEG quality 90, 1080p.\"},\"name\":{\"kind\":\"Name\",\"value\":\"HIGH\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"CRF 28, JPEG quality 70, 720p.\"},\"name\":{\"kind\":\"Name\",\"value\":\"LOW\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"CRF 23, JPEG quality 80, 1080p.\"},\"name\":{\"kind\":\"Name\",\"value\":\"MEDIUM\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Statistics of a period. Lists are sorted by count, highest first; entries with a count of 0 are left out.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ExportStats\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Completed exports that took over the file of an earlier one, so that nothing was rendered.\"},\"name\":{\"kind\":\"Name\",\"value\":\"cacheHits\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Cancelled by the user.\"},\"name\":{\"kind\":\"Name\",\"value\":\"cancelled\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Ended with a file.\"},\"name\":{\"kind\":\"Name\",\"value\":\"completed\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Downloads of the period, whenever their exports ended.\"},\"name\":{\"kind\":\"Name\",\"value\":\"downloads\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DownloadStats\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Exports that ended: completed, failed and cancelled together.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ended\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Ended without a file; see `failures`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"failed\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`failed` divided by `completed + failed`, from 0 to 1; null if there were none.\"},\"name\":{\"kind\":\"Name\",\"value\":\"failureRate\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Failed exports by reason. The counts add up to `failed`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"failures\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"FailureCount\"}}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Ended exports by format. The counts add up to `ended`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"formats\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"FormatCount\"}}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Frames that were rendered.\"},\"name\":{\"kind\":\"Name\",\"value\":\"frames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The beginning of the first day.\"},\"name\":{\"kind\":\"Name\",\"value\":\"from\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`spentUsd` for each export that ended; null when there were none.\"},\"name\":{\"kind\":\"Name\",\"value\":\"meanUsd\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"How long all renders took.\"},\"name\":{\"kind\":\"Name\",\"value\":\"renderTime\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTime\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"How long renders took by the length of the video, shortest first; every length is there.\"},\"name\":{\"kind\":\"Name\",\"value\":\"renderTimeByLength\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"LengthRenderTime\"}}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Size of all files that were rendered.\"},\"name\":{\"kind\":\"Name\",\"value\":\"sizeInBytes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What rendering has cost in USD, failed attempts included.\"},\"name\":{\"kind\":\"Name\",\"value\":\"spentUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`completed` divided by `completed + failed`, from 0 to 1; null if there were none.\"},\"name\":{\"kind\":\"Name\",\"value\":\"successRate\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The last millisecond of the last day.\"},\"name\":{\"kind\":\"Name\",\"value\":\"to\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Cancelled by the user, with `cancelExport` or with its batch.\"},\"name\":{\"kind\":\"Name\",\"value\":\"CANCELLED\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The file is ready.\"},\"name\":{\"kind\":\"Name\",\"value\":\"COMPLETED\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Ended without a file; see `failure`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"FAILED\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Accepted; waiting for its turn to render.\"},\"name\":{\"kind\":\"Name\",\"value\":\"PENDING\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Being rendered.\"},\"name\":{\"kind\":\"Name\",\"value\":\"RENDERING\"}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"FailureCode\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"An image, video, sound or font could not be loaded.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ASSET_LOAD\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The composition could not be evaluated.\"},\"name\":{\"kind\":\"Name\",\"value\":\"COMPOSITION\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Anything else; it has been logged.\"},\"name\":{\"kind\":\"Name\",\"value\":\"INTERNAL\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The render ran out of memory.\"},\"name\":{\"kind\":\"Name\",\"value\":\"OUT_OF_MEMORY\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The code of a scene threw an error.\"},\"name\":{\"kind\":\"Name\",\"value\":\"SCENE_CODE\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The finished file could not be stored or found.\"},\"name\":{\"kind\":\"Name\",\"value\":\"STORAGE\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"There was no capacity to render, also after waiting and retrying.\"},\"name\":{\"kind\":\"Name\",\"value\":\"THROTTLED\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The render took longer than allowed, or stopped without reporting an error.\"},\"name\":{\"kind\":\"Name\",\"value\":\"TIMEOUT\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number of exports that failed for one reason.\"},\"name\":{\"kind\":\"Name\",\"value\":\"FailureCount\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The reason.\"},\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"FailureCode\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number, 1 or more.\"},\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number of exports of one format that ended.\"},\"name\":{\"kind\":\"Name\",\"value\":\"FormatCount\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number, 1 or more.\"},\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The format.\"},\"name\":{\"kind\":\"Name\",\"value\":\"format\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The idempotency key was used with different input within the last 24 hours.\"},\"name\":{\"kind\":\"Name\",\"value\":\"IdempotencyConflict\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Id of the export that was created with this key.\"},\"name\":{\"kind\":\"Name\",\"value\":\"exportId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"One error in an input.\"},\"name\":{\"kind\":\"Name\",\"value\":\"InputIssue\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What is wrong and what would be accepted.\"},\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Path from the root of the input, e.g. `scenes[1].props.title`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"path\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The input is not valid. Nothing was changed.\"},\"name\":{\"kind\":\"Name\",\"value\":\"InvalidInput\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"All errors found, not only the first.\"},\"name\":{\"kind\":\"Name\",\"value\":\"issues\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"InputIssue\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ScalarTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Any JSON value.\"},\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Render times of videos of similar length.\"},\"name\":{\"kind\":\"Name\",\"value\":\"LengthRenderTime\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length of the videos.\"},\"name\":{\"kind\":\"Name\",\"value\":\"length\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"VideoLength\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Time that their renders took.\"},\"name\":{\"kind\":\"Name\",\"value\":\"time\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTime\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Mutation\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Cancels a whole batch: no more exports are created, and those that have not ended are cancelled. Daily count and cost that were\\nreserved for rows without an export are released.\"},\"name\":{\"kind\":\"Name\",\"value\":\"cancelBatch\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelBatchResult\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Cancels an export that has not ended. Its slot and the cost reserved for it are released at once; the render is stopped.\"},\"name\":{\"kind\":\"Name\",\"value\":\"cancelExport\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelExportResult\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Accepts many exports of one project, one for each row of variables, and returns at once; the exports are created afterwards.\\nA batch is accepted as a whole or not at all: every row is validated, and the limits must leave room for all rows.\"},\"name\":{\"kind\":\"Name\",\"value\":\"createBatch\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"input\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchInput\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchResult\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Creates a signed URL of the finished file, which needs no token and expires. Increases `downloadCount` of the export.\"},\"name\":{\"kind\":\"Name\",\"value\":\"createDownload\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"exportId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateDownloadResult\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Accepts an export and answers at once; rendering happens afterwards. Follow it with the subscription `exportProgress`.\\nThe project is rendered as it is now: later changes to it do not touch this export.\"},\"name\":{\"kind\":\"Name\",\"value\":\"createExport\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"input\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportInput\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportResult\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Deletes an export that has ended, with its files. Its counts in `exportStats` stay.\"},\"name\":{\"kind\":\"Name\",\"value\":\"deleteExport\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DeleteExportResult\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Creates a new export with the content and settings of a FAILED or CANCELLED one. It counts towards the limits like any other.\\nCalling this again within 24 hours returns the same new export.\"},\"name\":{\"kind\":\"Name\",\"value\":\"retryExport\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RetryExportResult\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Creates a project, or replaces the one with the given `id`. All scenes are validated and compiled, so that errors are found\\nhere and not by a render.\"},\"name\":{\"kind\":\"Name\",\"value\":\"saveProject\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"input\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectInput\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectResult\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What happens when a scene throws an error while it is rendered.\"},\"name\":{\"kind\":\"Name\",\"value\":\"OnSceneError\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The export fails; `failure.sceneId` is the scene.\"},\"name\":{\"kind\":\"Name\",\"value\":\"FAIL\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The scene is shown as a placeholder, the export completes, and `sceneErrors` lists the scene.\"},\"name\":{\"kind\":\"Name\",\"value\":\"FALLBACK\"}}]},{\"kind\":\"EnumTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Operating systems that are distinguished.\"},\"name\":{\"kind\":\"Name\",\"value\":\"OperatingSystem\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ANDROID\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CHROMEOS\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Also iPadOS.\"},\"name\":{\"kind\":\"Name\",\"value\":\"IOS\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"LINUX\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"MACOS\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Another operating system, or an unknown one.\"},\"name\":{\"kind\":\"Name\",\"value\":\"OTHER\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"WINDOWS\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Downloads on operating systems of one family.\"},\"name\":{\"kind\":\"Name\",\"value\":\"OperatingSystemCount\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number, 1 or more.\"},\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The family of operating systems.\"},\"name\":{\"kind\":\"Name\",\"value\":\"os\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"OperatingSystem\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"A text or an image over the scenes.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Overlay\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text: colour of a lower third's bar.\"},\"name\":{\"kind\":\"Name\",\"value\":\"accentColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text: colour of the box.\"},\"name\":{\"kind\":\"Name\",\"value\":\"backgroundColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text: colour of the letters.\"},\"name\":{\"kind\":\"Name\",\"value\":\"color\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length in frames at the project's `fps`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of an image: from 0 to 1; 1 if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"opacity\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Where in the safe area: a text at the `bottom-left`, an image in the `center` if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of an image: height as a percentage of the frame's shorter side; 24 if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of an image: an https URL, or a file that ships with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"src\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"First frame, from the start of the video at the project's `fps`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"startInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text: `label` (if null), `lower-third` or `headline`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"style\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text: a smaller line below it.\"},\"name\":{\"kind\":\"Name\",\"value\":\"subtitle\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text.\"},\"name\":{\"kind\":\"Name\",\"value\":\"text\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`text` or `image`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"type\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"OverlayInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text: colour of a lower third's bar.\"},\"name\":{\"kind\":\"Name\",\"value\":\"accentColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text: colour of the box. A headline has none if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"backgroundColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text: colour of the letters, such as `#ffffff`. Replaced where its contrast with the box is too low to be read.\"},\"name\":{\"kind\":\"Name\",\"value\":\"color\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length in frames at the project's `fps`, 1 or more. An overlay ends with the video at the latest.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"1 to 64 letters, digits, `_` or `-`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of an image: from 0 to 1; 1 if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"opacity\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Where in the safe area: `top-left`, `top`, `top-right`, `left`, `center`, `right`, `bottom-left`, `bottom` or\\n`bottom-right`. By default `bottom-left` for a text and `center` for an image. Overlays at the bottom are placed above captions.\"},\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of an image: height as a percentage of the frame's shorter side, 1 to 100; 24 if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of an image: an https URL, or a file that ships with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"src\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"First frame, from the start of the video at the project's `fps`: from 0, and less than the video's length.\"},\"name\":{\"kind\":\"Name\",\"value\":\"startInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text: `label` (if not given), `lower-third` or `headline`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"style\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text: a smaller line below it, 1 to 200 characters.\"},\"name\":{\"kind\":\"Name\",\"value\":\"subtitle\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Of a text: 1 to 200 characters.\"},\"name\":{\"kind\":\"Name\",\"value\":\"text\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`text` or `image`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"type\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"How to get the next page of a connection (Relay).\"},\"name\":{\"kind\":\"Name\",\"value\":\"PageInfo\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The cursor of the last edge, to be passed as `after`; null on an empty page.\"},\"name\":{\"kind\":\"Name\",\"value\":\"endCursor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Whether there are more edges after the last one of this page.\"},\"name\":{\"kind\":\"Name\",\"value\":\"hasNextPage\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Whether this page is not the first one, that is, `after` was given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"hasPreviousPage\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The cursor of the first edge; null on an empty page.\"},\"name\":{\"kind\":\"Name\",\"value\":\"startCursor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"A video to be: scenes in sequence, with sound and a logo.\\n\\nTitle, URLs and every text in the props of scenes, in overlays and captions may hold merge fields: `{{name}}`, or `{{name|default}}`.\\nA name is a letter, followed by up to 63 letters, digits, `_` or `-`. A field is filled when an export is created: with the\\nexport's variable of that name, else with the project's, else with its own default; a field without any of them is refused\\nthen. Values are not filled again. `\\\\{{` stands for two braces.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Project\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The background sound of the whole video.\"},\"name\":{\"kind\":\"Name\",\"value\":\"audio\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Audio\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Short form of `audio` with only a URL: an https URL, or a file that ships with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"audioUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"captions\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Captions\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"createdAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length of the whole video in frames at the project's `fps`: the sum of all scenes, less that of all transitions.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Frames per second that `durationInFrames` counts in.\"},\"name\":{\"kind\":\"Name\",\"value\":\"fps\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Height of the canvas in pixels.\"},\"name\":{\"kind\":\"Name\",\"value\":\"height\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`prj_` and a ULID.\"},\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The logo that templates show: an https URL, or a file that ships with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"logoUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What happens when a scene throws an error while it is rendered.\"},\"name\":{\"kind\":\"Name\",\"value\":\"onSceneError\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"OnSceneError\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Texts and images over the scenes.\"},\"name\":{\"kind\":\"Name\",\"value\":\"overlays\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Overlay\"}}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The scenes, in the order in which they are played.\"},\"name\":{\"kind\":\"Name\",\"value\":\"scenes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Scene\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"title\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"updatedAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Values of merge fields that the export has no variable for: texts by name.\"},\"name\":{\"kind\":\"Name\",\"value\":\"variables\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Increases by one with every save. Pass it as `expectedVersion` to make sure that no other change is overwritten.\"},\"name\":{\"kind\":\"Name\",\"value\":\"version\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"An image over the whole video.\"},\"name\":{\"kind\":\"Name\",\"value\":\"watermark\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Watermark\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Width of the canvas in pixels that scenes are designed for.\"},\"name\":{\"kind\":\"Name\",\"value\":\"width\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectConnection\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"edges\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectEdge\"}}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The nodes of `edges`, for those who need no cursors.\"},\"name\":{\"kind\":\"Name\",\"value\":\"nodes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"pageInfo\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"PageInfo\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectEdge\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Position of `node` in the list, to be passed as `after`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"cursor\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"node\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"There is no such project, or it belongs to somebody else.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ProjectNotFound\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"projectId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The project has another version than `expectedVersion`. Nothing was changed.\"},\"name\":{\"kind\":\"Name\",\"value\":\"ProjectVersionConflict\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The version that the project has.\"},\"name\":{\"kind\":\"Name\",\"value\":\"actualVersion\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The version that the input named.\"},\"name\":{\"kind\":\"Name\",\"value\":\"expectedVersion\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Query\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"One batch of the caller; null when there is none with this id.\"},\"name\":{\"kind\":\"Name\",\"value\":\"batch\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Batch\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Estimates cost, time and size of an export without creating it. The limits on length and cost of one render are checked; the\\ndaily limit and the monthly budget are not. `idempotencyKey` and `callbackUrl` are ignored.\"},\"name\":{\"kind\":\"Name\",\"value\":\"estimateExport\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"input\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportInput\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"EstimateExportResult\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"One export of the caller; null when there is none with this id.\"},\"name\":{\"kind\":\"Name\",\"value\":\"export\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Counts of the caller's exports and downloads, from the UTC day of `from` to that of `to`, both inclusive; at most 366 days. An\\nexport is counted on the day on which it ended, and stays counted when it is deleted.\"},\"name\":{\"kind\":\"Name\",\"value\":\"exportStats\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"from\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"to\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStats\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The caller's exports, newest first.\"},\"name\":{\"kind\":\"Name\",\"value\":\"exports\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`endCursor` of the page before; if not given, the first page is returned.\"},\"name\":{\"kind\":\"Name\",\"value\":\"after\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number of items on the page, 1 to 100.\"},\"name\":{\"kind\":\"Name\",\"value\":\"first\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"20\"}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Only exports of this project.\"},\"name\":{\"kind\":\"Name\",\"value\":\"projectId\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Only exports in this state.\"},\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportConnection\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"One project of the caller; null when there is none with this id.\"},\"name\":{\"kind\":\"Name\",\"value\":\"project\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The caller's projects, newest first.\"},\"name\":{\"kind\":\"Name\",\"value\":\"projects\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`endCursor` of the page before; if not given, the first page is returned.\"},\"name\":{\"kind\":\"Name\",\"value\":\"after\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number of items on the page, 1 to 100.\"},\"name\":{\"kind\":\"Name\",\"value\":\"first\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"20\"}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectConnection\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The built-in templates that scenes can be made from.\"},\"name\":{\"kind\":\"Name\",\"value\":\"templates\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Template\"}}}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The caller, with the limits that apply and how much of them is used.\"},\"name\":{\"kind\":\"Name\",\"value\":\"viewer\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Viewer\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The user has sent more mutations in one minute than allowed. Nothing was changed.\"},\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Mutations that a user may send in one minute.\"},\"name\":{\"kind\":\"Name\",\"value\":\"limitPerMinute\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Seconds from now until mutations are accepted again.\"},\"name\":{\"kind\":\"Name\",\"value\":\"retryAfterSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Time from the start of the last attempt to the finished file. Only exports that were rendered and COMPLETED are counted.\"},\"name\":{\"kind\":\"Name\",\"value\":\"RenderTime\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Mean in seconds; null if there were no renders.\"},\"name\":{\"kind\":\"Name\",\"value\":\"meanSeconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"95th percentile in seconds, exact to 9.6 %; null if there were no renders.\"},\"name\":{\"kind\":\"Name\",\"value\":\"p95Seconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Number of renders.\"},\"name\":{\"kind\":\"Name\",\"value\":\"renders\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The estimated cost of the render is above the limit for one render.\"},\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooExpensive\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What this one would cost, in USD.\"},\"name\":{\"kind\":\"Name\",\"value\":\"estimatedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What one render may cost, in USD.\"},\"name\":{\"kind\":\"Name\",\"value\":\"limitUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The video would be longer than allowed.\"},\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooLong\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"limitInSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The length of the picture's shorter side.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Resolution\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"2160 pixels.\"},\"name\":{\"kind\":\"Name\",\"value\":\"P4K\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"720 pixels: 1280×720, 720×1280 or 720×720.\"},\"name\":{\"kind\":\"Name\",\"value\":\"P720\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"1080 pixels.\"},\"name\":{\"kind\":\"Name\",\"value\":\"P1080\"}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"RetryExportResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BudgetExceeded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DailyLimitReached\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotRetryable\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RetryExportSuccess\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"RetryExportSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The new export.\"},\"name\":{\"kind\":\"Name\",\"value\":\"export\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The background sound of the whole video.\"},\"name\":{\"kind\":\"Name\",\"value\":\"audio\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"AudioInput\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Short form of `audio` with only a URL: an https URL, or a file that ships with the Remotion site, e.g. `sample/music.mp3`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"audioUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"captions\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionsInput\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Replaces the project only if it still has this version; otherwise `ProjectVersionConflict` is returned.\"},\"name\":{\"kind\":\"Name\",\"value\":\"expectedVersion\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Frames per second: 24, 30 or 60.\"},\"name\":{\"kind\":\"Name\",\"value\":\"fps\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"30\"}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Canvas height in pixels: even, 64 to 3840.\"},\"name\":{\"kind\":\"Name\",\"value\":\"height\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"1080\"}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Id of the project to replace; if not given, a new project is created.\"},\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The logo that templates show: an https URL, or a file that ships with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"logoUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What happens when a scene throws an error while it is rendered.\"},\"name\":{\"kind\":\"Name\",\"value\":\"onSceneError\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"OnSceneError\"}},\"defaultValue\":{\"kind\":\"EnumValue\",\"value\":\"FAIL\"}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Texts and images over the scenes, at most 50. Later ones are drawn over earlier ones.\"},\"name\":{\"kind\":\"Name\",\"value\":\"overlays\"},\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"OverlayInput\"}}}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"1 to 200 scenes.\"},\"name\":{\"kind\":\"Name\",\"value\":\"scenes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"SceneInput\"}}}}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"1 to 200 characters.\"},\"name\":{\"kind\":\"Name\",\"value\":\"title\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Values of merge fields that the export has no variable for: an object of up to 100 texts (up to 2048 characters each), numbers\\nand booleans by name. All are stored as text; null stands for no value.\"},\"name\":{\"kind\":\"Name\",\"value\":\"variables\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"An image over the whole video, such as a logo.\"},\"name\":{\"kind\":\"Name\",\"value\":\"watermark\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"WatermarkInput\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Canvas width in pixels: even, 64 to 3840.\"},\"name\":{\"kind\":\"Name\",\"value\":\"width\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"1920\"}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"InvalidInput\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectVersionConflict\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectSuccess\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"project\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"One part of the video: a built-in template, or code of its own.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Scene\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Source of the scene's component, as it was saved; null if the scene has a `template`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length in frames at the project's `fps`, transitions included.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Unique in the project.\"},\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"name\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Sound that is played from the scene's first frame to its last: an https URL, or a file that ships with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"narrationUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"From 0 to 1; 1 if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"narrationVolume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The props of the template, or of the code's component.\"},\"name\":{\"kind\":\"Name\",\"value\":\"props\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Id of the template, e.g. `title`; null if the scene has `code`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"template\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Transition to the next scene; a cut if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"transition\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Transition\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"A scene that failed while it was drawn.\"},\"name\":{\"kind\":\"Name\",\"value\":\"SceneError\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Line in the scene's `code`, from 1; null if the scene has no code, or if the error has no position.\"},\"name\":{\"kind\":\"Name\",\"value\":\"line\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What happened, in one line of at most 180 characters.\"},\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"sceneId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Index of the scene in the project, from 0.\"},\"name\":{\"kind\":\"Name\",\"value\":\"sceneIndex\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SceneInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Source of a React component in TypeScript with JSX, up to 100 000 characters. It is compiled when the project is saved; errors\\nare returned with line and column. Merge fields are filled in `props` only, not in the source.\"},\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"1 or more frames at the project's `fps`, transitions included.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"1 to 64 letters, digits, `_` or `-`; unique in the project. Generated if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Up to 200 characters.\"},\"name\":{\"kind\":\"Name\",\"value\":\"name\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Sound that is played from the scene's first frame to its last: an https URL, or a file that ships with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"narrationUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"From 0 to 1; 1 if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"narrationVolume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The props of the template, valid for its `propsSchema`, or of the code's component.\"},\"name\":{\"kind\":\"Name\",\"value\":\"props\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Id of a built-in template; see the query `templates`. A scene has either `template` or `code`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"template\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Transition to the next scene; a cut if not given. Not for the last scene.\"},\"name\":{\"kind\":\"Name\",\"value\":\"transition\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"TransitionInput\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Subscription\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Publishes the whole batch: once on subscribing, then when exports of it end, at most about twice a second. After FINISHED or\\nCANCELLED has been published, the subscription completes.\"},\"name\":{\"kind\":\"Name\",\"value\":\"batchProgress\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Batch\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Publishes the whole export: once on subscribing, then at each change, at most about once a second while it renders. After\\nCOMPLETED, FAILED or CANCELLED has been published, the subscription completes.\"},\"name\":{\"kind\":\"Name\",\"value\":\"exportProgress\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Publishes the caller's exports: first a list of the newest 50 and of all that are RENDERING, then, at each change, a list of the\\nexports that have changed. An export that is created after subscribing is published as PENDING only if it has to wait for its\\nturn, and otherwise from RENDERING on. The subscription does not complete by itself.\"},\"name\":{\"kind\":\"Name\",\"value\":\"myExports\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"A built-in kind of scene. A scene names it in `template`, and gives props that are valid for its schema.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Template\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What it shows.\"},\"name\":{\"kind\":\"Name\",\"value\":\"description\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Valid props to start from. Their images ship with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"exampleProps\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The value for `template` of a scene, e.g. `title`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"JSON Schema (draft 2020-12) of the scene's `props`, with a description of each. An image or video is a string with the format\\n`uri-reference`: an https URL, or a file that ships with the Remotion site. Merge fields may be used in every string, and in\\nplace of a number.\"},\"name\":{\"kind\":\"Name\",\"value\":\"propsSchema\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Its name for people.\"},\"name\":{\"kind\":\"Name\",\"value\":\"title\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"How a scene changes into the next one. Both are visible meanwhile, so each transition shortens the video by its length.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Transition\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Where the next scene comes from: `from-left` (if null), `from-right`, `from-top` or `from-bottom`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"direction\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length in frames at the project's `fps`; null for `none`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`none` (a cut), `fade`, `slide`, `wipe`, `flip` or `clockWipe`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"type\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"TransitionInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`from-left` (if not given), `from-right`, `from-top` or `from-bottom`; for `slide`, `wipe` and `flip` only.\"},\"name\":{\"kind\":\"Name\",\"value\":\"direction\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length in frames at the project's `fps`, 1 or more; required unless `none`. Neither of the two scenes may be shorter, and the\\ntransitions at both ends of a scene may not overlap.\"},\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`none` (a cut), `fade`, `slide`, `wipe`, `flip` or `clockWipe`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"type\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InterfaceTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"An expected failure that the caller can act on. `code` is stable and meant for programs, `message` is an English sentence for\\npeople. Each type of failure has further fields with its figures.\"},\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"A stable, upper-case code, e.g. `DAILY_LIMIT_REACHED`.\"},\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What happened and what would be accepted instead.\"},\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"VideoCodec\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"H264\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"H265\"}},{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Has no CRF: the quality presets set a bitrate of 0.035, 0.06 or 0.1 bits per pixel of each frame.\"},\"name\":{\"kind\":\"Name\",\"value\":\"VP8\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"VP9\"}}]},{\"kind\":\"EnumTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Length of a video.\"},\"name\":{\"kind\":\"Name\",\"value\":\"VideoLength\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"More than five minutes.\"},\"name\":{\"kind\":\"Name\",\"value\":\"LONGER\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"UP_TO_1_MINUTE\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"UP_TO_5_MINUTES\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"UP_TO_10_SECONDS\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The user that the token was issued to.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Viewer\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Exports of one user that may be RENDERING at the same time; others stay PENDING.\"},\"name\":{\"kind\":\"Name\",\"value\":\"concurrentLimit\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Exports a user may create in one UTC day.\"},\"name\":{\"kind\":\"Name\",\"value\":\"dailyLimit\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Exports created in this UTC day.\"},\"name\":{\"kind\":\"Name\",\"value\":\"dailyUsed\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The token's subject (`sub`).\"},\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"How long one video may be, in seconds.\"},\"name\":{\"kind\":\"Name\",\"value\":\"maxRenderSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What one render may cost, in USD.\"},\"name\":{\"kind\":\"Name\",\"value\":\"maxRenderUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"What this user's exports may cost in one UTC month, in USD; null without a budget.\"},\"name\":{\"kind\":\"Name\",\"value\":\"monthlyBudgetUsd\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"`monthlySpentUsd` and what is reserved by exports that have not ended, in USD. The budget applies to this sum.\"},\"name\":{\"kind\":\"Name\",\"value\":\"monthlyCommittedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Cost of the exports that ended in this UTC month, in USD.\"},\"name\":{\"kind\":\"Name\",\"value\":\"monthlySpentUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"The caller's exports that are RENDERING.\"},\"name\":{\"kind\":\"Name\",\"value\":\"rendering\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"An image over the whole video.\"},\"name\":{\"kind\":\"Name\",\"value\":\"Watermark\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"From 0 to 1; 0.8 if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"opacity\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"As an overlay's; `top-right` if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Height as a percentage of the frame's shorter side; 9 if null.\"},\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"An https URL, or a file that ships with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"src\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"WatermarkInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"From 0 to 1; 0.8 if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"opacity\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"As an overlay's; `top-right` if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"Height as a percentage of the frame's shorter side, 1 to 100; 9 if not given.\"},\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"InputValueDefinition\",\"description\":{\"kind\":\"StringValue\",\"value\":\"An https URL, or a file that ships with the Remotion site.\"},\"name\":{\"kind\":\"Name\",\"value\":\"src\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]}]}";
/** The same without descriptions, for functions that nobody asks about it. */
export const bareSchemaDocument = "{\"kind\":\"Document\",\"definitions\":[{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Audio\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ducking\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Ducking\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"fadeInSeconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"fadeOutSeconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"loop\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"url\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"volume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"AudioInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ducking\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DuckingInput\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"fadeInSeconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"fadeOutSeconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"loop\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"url\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"volume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Batch\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"cancelled\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"completed\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"created\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"createdAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"exports\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"after\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"first\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"20\"}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportConnection\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"failed\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"finishedAt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"format\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"progress\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"project\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"quality\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportQuality\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchStatus\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"total\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"version\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchEnded\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchStatus\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchIdempotencyConflict\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"batchId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchNotFound\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"batchId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchStatus\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CANCELLED\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CANCELLING\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CREATING\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"FINISHED\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"RUNNING\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"BrowserCount\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"browser\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BrowserFamily\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"BrowserFamily\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CHROME\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"EDGE\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"FIREFOX\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"OPERA\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"OTHER\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SAFARI\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SAMSUNG\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"BudgetExceeded\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"budgetUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"committedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"estimatedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CallbackAttempt\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"at\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationMs\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"error\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CallbackError\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"number\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"statusCode\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CallbackError\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ADDRESS_REFUSED\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CONNECTION\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DNS\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"GONE\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"INTERRUPTED\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"REDIRECT\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"STATUS\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"TIMEOUT\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"TLS\"}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CallbackStatus\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DELIVERED\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"FAILED\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"PENDING\"}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelBatchResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchEnded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelBatchSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelBatchSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"batch\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Batch\"}}}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelExportResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelExportSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportEnded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelExportSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"export\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Caption\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"endMs\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"startMs\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"text\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"confidence\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"endMs\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"pageBreakAfter\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"startMs\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"text\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"timestampMs\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionStyle\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"backgroundColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"color\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"highlightColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"look\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionStyleInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"backgroundColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"color\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"highlightColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"look\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Captions\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"items\"},\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Caption\"}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"srt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"style\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionStyle\"}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionsInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"items\"},\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionInput\"}}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"srt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"style\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionStyleInput\"}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"format\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"}},\"defaultValue\":{\"kind\":\"EnumValue\",\"value\":\"MP4\"}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"idempotencyKey\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"projectId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"quality\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportQuality\"}},\"defaultValue\":{\"kind\":\"EnumValue\",\"value\":\"HIGH\"}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"rows\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}}}}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BatchIdempotencyConflict\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BudgetExceeded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DailyLimitReached\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"InvalidInput\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooExpensive\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooLong\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"batch\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Batch\"}}}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateDownloadResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateDownloadSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotReady\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateDownloadSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"expiresAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"export\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"fileName\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"url\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"callbackUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"codec\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"VideoCodec\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"format\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"}},\"defaultValue\":{\"kind\":\"EnumValue\",\"value\":\"MP4\"}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"fps\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"idempotencyKey\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"projectId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"quality\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportQuality\"}},\"defaultValue\":{\"kind\":\"EnumValue\",\"value\":\"HIGH\"}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"resolution\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Resolution\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"variables\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"videoBitrate\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BudgetExceeded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DailyLimitReached\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"IdempotencyConflict\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"InvalidInput\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooExpensive\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooLong\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"export\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DailyLimitReached\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"limit\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"resetsAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"used\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ScalarTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DeleteExportResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DeleteExportSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotEnded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DeleteExportSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"exportId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DeviceClass\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"BOT\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DESKTOP\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"MOBILE\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"TABLET\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"UNKNOWN\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DeviceCount\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"device\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DeviceClass\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DownloadStats\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"browsers\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BrowserCount\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"devices\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DeviceCount\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"operatingSystems\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"OperatingSystemCount\"}}}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Ducking\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"volume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"DuckingInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"volume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"EstimateExportResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"EstimateExportSuccess\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"InvalidInput\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooExpensive\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooLong\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"EstimateExportSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"estimatedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"height\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"renderSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"sizeInBytes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"width\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"attempt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"bitrate\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"cacheHit\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"callback\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportCallback\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"codec\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"VideoCodec\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"cost\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportCost\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"createdAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"downloadCount\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"estimatedSecondsLeft\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"failure\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFailure\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"finishedAt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"format\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"fps\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"height\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"previewUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"progress\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"project\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"quality\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportQuality\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"queuePosition\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"retryOf\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"sceneErrors\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"SceneError\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"sizeInBytes\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"startedAt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"thumbnailUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"version\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"width\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportCallback\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"attempts\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CallbackAttempt\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"nextAttemptAt\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CallbackStatus\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"url\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportConnection\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"edges\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportEdge\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"nodes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"pageInfo\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"PageInfo\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportCost\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"billedUsd\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"estimatedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportEdge\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"cursor\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"node\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportEnded\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFailure\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"FailureCode\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"line\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"retryable\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"sceneId\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"GIF\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"MP4\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"WEBM\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotEnded\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotFound\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"exportId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotReady\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotRetryable\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportQuality\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"HIGH\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"LOW\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"MEDIUM\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStats\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"cacheHits\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"cancelled\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"completed\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"downloads\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DownloadStats\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ended\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"failed\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"failureRate\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"failures\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"FailureCount\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"formats\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"FormatCount\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"frames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"from\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"meanUsd\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"renderTime\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTime\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"renderTimeByLength\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"LengthRenderTime\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"sizeInBytes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"spentUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"successRate\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"to\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CANCELLED\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"COMPLETED\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"FAILED\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"PENDING\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"RENDERING\"}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"FailureCode\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ASSET_LOAD\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"COMPOSITION\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"INTERNAL\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"OUT_OF_MEMORY\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SCENE_CODE\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"STORAGE\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"THROTTLED\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"TIMEOUT\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"FailureCount\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"FailureCode\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"FormatCount\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"format\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportFormat\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"IdempotencyConflict\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"exportId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"InputIssue\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"path\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"InvalidInput\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"issues\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"InputIssue\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ScalarTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"LengthRenderTime\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"length\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"VideoLength\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"time\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTime\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Mutation\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"cancelBatch\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelBatchResult\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"cancelExport\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CancelExportResult\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"createBatch\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"input\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchInput\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateBatchResult\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"createDownload\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"exportId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateDownloadResult\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"createExport\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"input\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportInput\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportResult\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"deleteExport\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DeleteExportResult\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"retryExport\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RetryExportResult\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"saveProject\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"input\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectInput\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectResult\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"OnSceneError\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"FAIL\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"FALLBACK\"}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"OperatingSystem\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ANDROID\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"CHROMEOS\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"IOS\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"LINUX\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"MACOS\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"OTHER\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"WINDOWS\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"OperatingSystemCount\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"count\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"os\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"OperatingSystem\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Overlay\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"accentColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"backgroundColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"color\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"opacity\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"src\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"startInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"style\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"subtitle\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"text\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"type\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"OverlayInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"accentColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"backgroundColor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"color\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"opacity\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"src\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"startInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"style\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"subtitle\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"text\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"type\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"PageInfo\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"endCursor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"hasNextPage\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"hasPreviousPage\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Boolean\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"startCursor\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"audio\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Audio\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"audioUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"captions\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Captions\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"createdAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"fps\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"height\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"logoUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"onSceneError\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"OnSceneError\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"overlays\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Overlay\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"scenes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Scene\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"title\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"updatedAt\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"variables\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"version\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"watermark\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Watermark\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"width\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectConnection\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"edges\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectEdge\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"nodes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"pageInfo\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"PageInfo\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectEdge\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"cursor\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"node\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectNotFound\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"projectId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectVersionConflict\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"actualVersion\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"expectedVersion\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Query\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"batch\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Batch\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"estimateExport\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"input\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CreateExportInput\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"EstimateExportResult\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"export\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"exportStats\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"from\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"to\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DateTime\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStats\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"exports\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"after\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"first\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"20\"}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"projectId\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"status\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportStatus\"}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportConnection\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"project\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"projects\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"after\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"first\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"20\"}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectConnection\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"templates\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Template\"}}}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"viewer\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Viewer\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"limitPerMinute\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"retryAfterSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTime\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"meanSeconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"p95Seconds\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"renders\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooExpensive\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"estimatedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"limitUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"RenderTooLong\"},\"interfaces\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"}}],\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"limitInSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Resolution\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"P4K\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"P720\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"P1080\"}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"RetryExportResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"BudgetExceeded\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"DailyLimitReached\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ExportNotRetryable\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RetryExportSuccess\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"RetryExportSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"export\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"audio\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"AudioInput\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"audioUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"captions\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"CaptionsInput\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"expectedVersion\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"fps\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"30\"}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"height\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"1080\"}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"logoUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"onSceneError\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"OnSceneError\"}},\"defaultValue\":{\"kind\":\"EnumValue\",\"value\":\"FAIL\"}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"overlays\"},\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"OverlayInput\"}}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"scenes\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"SceneInput\"}}}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"title\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"variables\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"watermark\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"WatermarkInput\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"width\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}},\"defaultValue\":{\"kind\":\"IntValue\",\"value\":\"1920\"}}]},{\"kind\":\"UnionTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectResult\"},\"types\":[{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"InvalidInput\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectNotFound\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ProjectVersionConflict\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"RateLimited\"}},{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectSuccess\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SaveProjectSuccess\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"project\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Project\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Scene\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"name\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"narrationUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"narrationVolume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"props\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"template\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"transition\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Transition\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SceneError\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"line\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"sceneId\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"sceneIndex\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"SceneInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"name\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"narrationUrl\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"narrationVolume\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"props\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"template\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"transition\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"TransitionInput\"}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Subscription\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"batchProgress\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Batch\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"exportProgress\"},\"arguments\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}}],\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"myExports\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"ListType\",\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Export\"}}}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Template\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"description\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"exampleProps\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"propsSchema\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"JSON\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"title\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Transition\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"direction\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"type\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"TransitionInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"direction\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"durationInFrames\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"type\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InterfaceTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"UserError\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"code\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"message\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"VideoCodec\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"H264\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"H265\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"VP8\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"VP9\"}}]},{\"kind\":\"EnumTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"VideoLength\"},\"values\":[{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"LONGER\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"UP_TO_1_MINUTE\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"UP_TO_5_MINUTES\"}},{\"kind\":\"EnumValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"UP_TO_10_SECONDS\"}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Viewer\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"concurrentLimit\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"dailyLimit\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"dailyUsed\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"id\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"ID\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"maxRenderSeconds\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"maxRenderUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"monthlyBudgetUsd\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"monthlyCommittedUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"monthlySpentUsd\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"rendering\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}}}]},{\"kind\":\"ObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"Watermark\"},\"fields\":[{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"opacity\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"FieldDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"src\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]},{\"kind\":\"InputObjectTypeDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"WatermarkInput\"},\"fields\":[{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"opacity\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Float\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"position\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"size\"},\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"Int\"}}},{\"kind\":\"InputValueDefinition\",\"name\":{\"kind\":\"Name\",\"value\":\"src\"},\"type\":{\"kind\":\"NonNullType\",\"type\":{\"kind\":\"NamedType\",\"name\":{\"kind\":\"Name\",\"value\":\"String\"}}}}]}]}";

/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A point in time, ISO 8601 in UTC, e.g. `2026-03-01T12:00:00.000Z`. */
  DateTime: { input: string; output: string; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
};

/** The background sound of the whole video. */
export type Audio = {
  __typename?: 'Audio';
  ducking?: Maybe<Ducking>;
  /** Length of the fade-in, in seconds; 0.4 if null. */
  fadeInSeconds?: Maybe<Scalars['Float']['output']>;
  /** Length of the fade-out, in seconds; 1.2 if null. */
  fadeOutSeconds?: Maybe<Scalars['Float']['output']>;
  /** Whether it is repeated until the video ends; true if null. */
  loop?: Maybe<Scalars['Boolean']['output']>;
  /** An https URL, or a file that ships with the Remotion site. */
  url: Scalars['String']['output'];
  /** From 0 to 1; 0.85 if null. */
  volume?: Maybe<Scalars['Float']['output']>;
};

export type AudioInput = {
  ducking?: InputMaybe<DuckingInput>;
  /** Length of the fade-in, in seconds from 0 to 60; 0.4 if not given. */
  fadeInSeconds?: InputMaybe<Scalars['Float']['input']>;
  /** Length of the fade-out, in seconds from 0 to 60; 1.2 if not given. */
  fadeOutSeconds?: InputMaybe<Scalars['Float']['input']>;
  /** Whether it is repeated until the video ends; true if not given. */
  loop?: InputMaybe<Scalars['Boolean']['input']>;
  /** An https URL, or a file that ships with the Remotion site. */
  url: Scalars['String']['input'];
  /** From 0 to 1; 0.85 if not given. */
  volume?: InputMaybe<Scalars['Float']['input']>;
};

/** Many exports of one project as it was when the batch was created, one for each row. */
export type Batch = {
  __typename?: 'Batch';
  /** Exports that are CANCELLED; for a cancelled batch also rows whose export was not created. */
  cancelled: Scalars['Int']['output'];
  /** Exports that are COMPLETED. */
  completed: Scalars['Int']['output'];
  /** Exports created so far, in the order of rows. */
  created: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** The exports created so far, in the order of rows. */
  exports: ExportConnection;
  /** Exports that are FAILED. */
  failed: Scalars['Int']['output'];
  /** When it became FINISHED or CANCELLED; null until then. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  format: ExportFormat;
  /** `bat_` and a ULID. */
  id: Scalars['ID']['output'];
  /**
   * From 0 to 1: exports that have ended, and the progress of those that render, divided by `total`. May decrease a little when an
   * export is attempted again.
   */
  progress: Scalars['Float']['output'];
  /** The project as it is now; null when it has been deleted. */
  project?: Maybe<Project>;
  quality: ExportQuality;
  status: BatchStatus;
  /** Number of rows, which is the number of exports that the batch will have. */
  total: Scalars['Int']['output'];
  /** Increases with every change: of two states of a batch, the one with the higher version is the newer. */
  version: Scalars['Int']['output'];
};


/** Many exports of one project as it was when the batch was created, one for each row. */
export type BatchExportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** All exports of the batch have ended, so it cannot be cancelled. */
export type BatchEnded = UserError & {
  __typename?: 'BatchEnded';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  status: BatchStatus;
};

/** The idempotency key was used with different input within the last 24 hours. */
export type BatchIdempotencyConflict = UserError & {
  __typename?: 'BatchIdempotencyConflict';
  /** Id of the batch that was created with this key. */
  batchId: Scalars['ID']['output'];
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

/** There is no such batch, or it belongs to somebody else. */
export type BatchNotFound = UserError & {
  __typename?: 'BatchNotFound';
  batchId: Scalars['ID']['output'];
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type BatchStatus =
  /** Cancelled by the user, with `cancelBatch`. */
  | 'CANCELLED'
  /** Being cancelled: no more exports are created, and those that have not ended are cancelled. */
  | 'CANCELLING'
  /** Accepted; its exports are being created, and the first ones may be rendering already. */
  | 'CREATING'
  /** All exports have ended; `failed` is the number of those without a file. */
  | 'FINISHED'
  /** All exports are created; not all of them have ended. */
  | 'RUNNING';

/** Downloads with browsers of one family. */
export type BrowserCount = {
  __typename?: 'BrowserCount';
  /** The family of browsers. */
  browser: BrowserFamily;
  /** Number, 1 or more. */
  count: Scalars['Int']['output'];
};

/** Browsers that are distinguished. */
export type BrowserFamily =
  /** Also Chromium. */
  | 'CHROME'
  | 'EDGE'
  | 'FIREFOX'
  | 'OPERA'
  /** Another browser, or none. */
  | 'OTHER'
  | 'SAFARI'
  /** Samsung Internet. */
  | 'SAMSUNG';

/** The estimated cost is above what is left of the user's budget of this UTC month. */
export type BudgetExceeded = UserError & {
  __typename?: 'BudgetExceeded';
  /** What the user's exports may cost in one UTC month, in USD. */
  budgetUsd: Scalars['Float']['output'];
  code: Scalars['String']['output'];
  /** What was spent in this UTC month and is reserved by exports that have not ended, in USD. */
  committedUsd: Scalars['Float']['output'];
  /** What this request would cost, in USD. */
  estimatedUsd: Scalars['Float']['output'];
  message: Scalars['String']['output'];
};

/** One attempt to deliver a callback. */
export type CallbackAttempt = {
  __typename?: 'CallbackAttempt';
  /** When the attempt began. */
  at: Scalars['DateTime']['output'];
  /** How long the attempt took, in milliseconds; null while it is in progress, and if it was interrupted. */
  durationMs?: Maybe<Scalars['Int']['output']>;
  /** Why the attempt failed; null if it succeeded, and while it is in progress. */
  error?: Maybe<CallbackError>;
  /** Number of the attempt, from 1. */
  number: Scalars['Int']['output'];
  /** HTTP status of the response; null if there was none, and while the attempt is in progress. */
  statusCode?: Maybe<Scalars['Int']['output']>;
};

export type CallbackError =
  /** The host name resolves to an address that is not public. */
  | 'ADDRESS_REFUSED'
  /** The connection could not be made, or was closed before the response. */
  | 'CONNECTION'
  /** The host name could not be resolved. */
  | 'DNS'
  /** The response had the status 410; no further attempt is made. */
  | 'GONE'
  /** The attempt was interrupted; whether the receiver got the message is not known. */
  | 'INTERRUPTED'
  /** The response had a 3xx status; redirects are not followed. */
  | 'REDIRECT'
  /** The response had another status than 2xx, 3xx or 410. */
  | 'STATUS'
  /** There was no response within 10 seconds. */
  | 'TIMEOUT'
  /** The TLS handshake failed, for example because the certificate is not valid for the host name. */
  | 'TLS';

export type CallbackStatus =
  /** The receiver responded with a 2xx status. */
  | 'DELIVERED'
  /** Given up: the receiver responded with 410, or all attempts within a day failed. */
  | 'FAILED'
  /** Not delivered yet: the export has not ended, or further attempts follow. */
  | 'PENDING';

export type CancelBatchResult = BatchEnded | BatchNotFound | CancelBatchSuccess | RateLimited;

export type CancelBatchSuccess = {
  __typename?: 'CancelBatchSuccess';
  /** The batch, now CANCELLING, or CANCELLED if nothing is left to cancel. */
  batch: Batch;
};

export type CancelExportResult = CancelExportSuccess | ExportEnded | ExportNotFound | RateLimited;

export type CancelExportSuccess = {
  __typename?: 'CancelExportSuccess';
  /** The export, now CANCELLED. */
  export: Export;
};

/** One sentence or word that is said. */
export type Caption = {
  __typename?: 'Caption';
  /** End, in milliseconds from the start of the video. */
  endMs: Scalars['Int']['output'];
  /** Start, in milliseconds from the start of the video. */
  startMs: Scalars['Int']['output'];
  text: Scalars['String']['output'];
};

/** One sentence or word that is said, in the form of Remotion's `Caption`. */
export type CaptionInput = {
  /** Accepted and ignored. */
  confidence?: InputMaybe<Scalars['Float']['input']>;
  /** End, in milliseconds from the start of the video. */
  endMs: Scalars['Float']['input'];
  /** Whether the words after this one begin a new page. */
  pageBreakAfter?: InputMaybe<Scalars['Boolean']['input']>;
  /** Start, in milliseconds from the start of the video. */
  startMs: Scalars['Float']['input'];
  /** Up to 500 characters. */
  text: Scalars['String']['input'];
  /** Accepted and ignored. */
  timestampMs?: InputMaybe<Scalars['Float']['input']>;
};

export type CaptionStyle = {
  __typename?: 'CaptionStyle';
  /** Colour of the box or the outline. */
  backgroundColor?: Maybe<Scalars['String']['output']>;
  /** Colour of the letters. */
  color?: Maybe<Scalars['String']['output']>;
  /** Colour of the word that is being spoken; if null, it is not highlighted. */
  highlightColor?: Maybe<Scalars['String']['output']>;
  /** `box` (if null) or `outline`. */
  look?: Maybe<Scalars['String']['output']>;
  /** `bottom` (if null), `center` or `top`. */
  position?: Maybe<Scalars['String']['output']>;
  /** `small`, `medium` (if null) or `large`. */
  size?: Maybe<Scalars['String']['output']>;
};

export type CaptionStyleInput = {
  /** Colour of the box or the outline. */
  backgroundColor?: InputMaybe<Scalars['String']['input']>;
  /** Colour of the letters, such as `#ffffff`. Replaced where its contrast is too low to be read. */
  color?: InputMaybe<Scalars['String']['input']>;
  /** Colour of the word that is being spoken; if not given, it is not highlighted. */
  highlightColor?: InputMaybe<Scalars['String']['input']>;
  /** `box` (if not given) or `outline`. */
  look?: InputMaybe<Scalars['String']['input']>;
  /** `bottom` (if not given), `center` or `top`. */
  position?: InputMaybe<Scalars['String']['input']>;
  /** `small`, `medium` (if not given) or `large`. */
  size?: InputMaybe<Scalars['String']['input']>;
};

/** What is said in the video, as text. Either `srt` or `items` is set, whichever was saved. */
export type Captions = {
  __typename?: 'Captions';
  items?: Maybe<Array<Caption>>;
  /** The text of an SRT file. */
  srt?: Maybe<Scalars['String']['output']>;
  style?: Maybe<CaptionStyle>;
};

/** Either `srt` or `items`: up to 5000 captions, and up to 200 000 bytes. */
export type CaptionsInput = {
  /** One item for each sentence; or one for each word, with the space before it, as speech recognition returns them. */
  items?: InputMaybe<Array<CaptionInput>>;
  /** The text of an SRT file. */
  srt?: InputMaybe<Scalars['String']['input']>;
  style?: InputMaybe<CaptionStyleInput>;
};

export type CreateBatchInput = {
  format?: InputMaybe<ExportFormat>;
  /**
   * 1 to 255 printable ASCII characters, chosen by the caller. Within 24 hours, the same key with the same input returns the same
   * batch instead of creating another; with different input it returns `BatchIdempotencyConflict`. Keys of `createExport` are
   * separate.
   */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
  quality?: InputMaybe<ExportQuality>;
  /**
   * 1 to 1000 objects of texts, numbers and booleans by name, as `variables` of an export. Names that no merge field of the project
   * has are ignored. What the project uses may be up to 10 kB for one row and up to 2.5 MB for all rows together.
   */
  rows: Array<Scalars['JSON']['input']>;
};

export type CreateBatchResult = BatchIdempotencyConflict | BudgetExceeded | CreateBatchSuccess | DailyLimitReached | InvalidInput | ProjectNotFound | RateLimited | RenderTooExpensive | RenderTooLong;

export type CreateBatchSuccess = {
  __typename?: 'CreateBatchSuccess';
  batch: Batch;
};

export type CreateDownloadResult = CreateDownloadSuccess | ExportNotFound | ExportNotReady | RateLimited;

export type CreateDownloadSuccess = {
  __typename?: 'CreateDownloadSuccess';
  /** When the URL expires; at most an hour from now. */
  expiresAt: Scalars['DateTime']['output'];
  export: Export;
  /** The name under which browsers save the file. */
  fileName: Scalars['String']['output'];
  url: Scalars['String']['output'];
};

export type CreateExportInput = {
  /**
   * A public https URL, of at most 2048 characters, that receives a signed POST when the export has ended. Its state is `callback`
   * of the export.
   */
  callbackUrl?: InputMaybe<Scalars['String']['input']>;
  /** H264 (default) or H265 for MP4, VP8 (default) or VP9 for WEBM. Not for GIF. */
  codec?: InputMaybe<VideoCodec>;
  format?: InputMaybe<ExportFormat>;
  /** Frames per second: 24, 30 or 60, for GIF 24 or 30. By default the project's, for GIF at most 30. */
  fps?: InputMaybe<Scalars['Int']['input']>;
  /**
   * 1 to 255 printable ASCII characters, chosen by the caller. Within 24 hours, the same key with the same input returns the same
   * export instead of creating another; with different input it returns `IdempotencyConflict`.
   */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
  quality?: InputMaybe<ExportQuality>;
  /** By default P720 for LOW, P1080 for MEDIUM and HIGH. */
  resolution?: InputMaybe<Resolution>;
  /**
   * Values of the project's merge fields `{{name}}`: an object of texts, numbers and booleans by name. Fields that are not named
   * here have the project's value.
   */
  variables?: InputMaybe<Scalars['JSON']['input']>;
  /** Video bitrate in bits per second, e.g. `4M` or `800k`, in place of the CRF of `quality`. Not for GIF. */
  videoBitrate?: InputMaybe<Scalars['String']['input']>;
};

export type CreateExportResult = BudgetExceeded | CreateExportSuccess | DailyLimitReached | IdempotencyConflict | InvalidInput | ProjectNotFound | RateLimited | RenderTooExpensive | RenderTooLong;

export type CreateExportSuccess = {
  __typename?: 'CreateExportSuccess';
  export: Export;
};

/** The user has created as many exports in this UTC day as allowed, or a batch would exceed that. */
export type DailyLimitReached = UserError & {
  __typename?: 'DailyLimitReached';
  code: Scalars['String']['output'];
  /** Exports that a user may create in one UTC day. */
  limit: Scalars['Int']['output'];
  message: Scalars['String']['output'];
  /** When the count is reset: the next midnight UTC. */
  resetsAt: Scalars['DateTime']['output'];
  /** Exports that the user has created in this UTC day. */
  used: Scalars['Int']['output'];
};

export type DeleteExportResult = DeleteExportSuccess | ExportNotEnded | ExportNotFound | RateLimited;

export type DeleteExportSuccess = {
  __typename?: 'DeleteExportSuccess';
  /** Id of the export that was deleted. */
  exportId: Scalars['ID']['output'];
};

/** Kind of device. */
export type DeviceClass =
  /** Not a browser: a script, a server, a crawler. */
  | 'BOT'
  /** Also tablets that identify as desktops, as iPads do. */
  | 'DESKTOP'
  | 'MOBILE'
  | 'TABLET'
  /** The header was missing or not recognized. */
  | 'UNKNOWN';

/** Downloads to one kind of device. */
export type DeviceCount = {
  __typename?: 'DeviceCount';
  /** Number, 1 or more. */
  count: Scalars['Int']['output'];
  /** The kind of device. */
  device: DeviceClass;
};

/**
 * URLs returned by `createDownload`, by the `User-Agent` of the request. Nothing else about the requester is stored, in particular no
 * IP address. The counts of each list add up to `count`.
 */
export type DownloadStats = {
  __typename?: 'DownloadStats';
  /** By family of browsers. */
  browsers: Array<BrowserCount>;
  /** Number of URLs in all. */
  count: Scalars['Int']['output'];
  /** By kind of device. */
  devices: Array<DeviceCount>;
  /** By family of operating systems. */
  operatingSystems: Array<OperatingSystemCount>;
};

/** How the background sound is lowered during narration. */
export type Ducking = {
  __typename?: 'Ducking';
  /** Factor of the volume during narration, from 0 to 1; 0.25 if null. 1 is no ducking. */
  volume?: Maybe<Scalars['Float']['output']>;
};

export type DuckingInput = {
  /** Factor of the volume while a scene with narration is shown, from 0 to 1; 0.25 if not given. 1 is no ducking. */
  volume?: InputMaybe<Scalars['Float']['input']>;
};

export type EstimateExportResult = EstimateExportSuccess | InvalidInput | ProjectNotFound | RenderTooExpensive | RenderTooLong;

/**
 * Estimate of one attempt to render, from AWS list prices and measured files, corrected by earlier renders with the same codec and
 * size.
 */
export type EstimateExportSuccess = {
  __typename?: 'EstimateExportSuccess';
  /** Length of the video in frames. */
  durationInFrames: Scalars['Int']['output'];
  /** Length of the video in seconds. */
  durationInSeconds: Scalars['Float']['output'];
  /**
   * Cost in USD; zero with the local renderer. Whether an earlier export has the same content, and this one would cost nothing, is
   * not checked.
   */
  estimatedUsd: Scalars['Float']['output'];
  /** Height of the video in pixels. */
  height: Scalars['Int']['output'];
  /** Seconds from the start of the render to the finished file, without the time that the export is PENDING. */
  renderSeconds: Scalars['Float']['output'];
  /** Size of the file in bytes. */
  sizeInBytes: Scalars['Float']['output'];
  /** Width of the video in pixels. */
  width: Scalars['Int']['output'];
};

/** One video file made, or to be made, from a project. */
export type Export = {
  __typename?: 'Export';
  /** Number of the attempt to render, from 1. After three failed attempts the export fails; throttled ones are not counted. */
  attempt: Scalars['Int']['output'];
  /** Average bitrate of the file in bits per second, picture and sound together; null unless COMPLETED. */
  bitrate?: Maybe<Scalars['Float']['output']>;
  /** Whether the file is that of an earlier export with the same content, so that nothing was rendered. */
  cacheHit: Scalars['Boolean']['output'];
  /** State of the callback to `callbackUrl`; null if the export was created without one. */
  callback?: Maybe<ExportCallback>;
  /** Null for GIF. */
  codec?: Maybe<VideoCodec>;
  cost: ExportCost;
  createdAt: Scalars['DateTime']['output'];
  /** How many URLs `createDownload` has returned for this export. */
  downloadCount: Scalars['Int']['output'];
  /** Length of the video in frames at `fps`. */
  durationInFrames: Scalars['Int']['output'];
  /** Length of the video in seconds. */
  durationInSeconds: Scalars['Float']['output'];
  /**
   * Estimated seconds until the render ends, from its progress and from how long renders of this size have taken. Null unless
   * RENDERING, and while there is no estimate.
   */
  estimatedSecondsLeft?: Maybe<Scalars['Float']['output']>;
  /** Why the export failed; null unless FAILED. */
  failure?: Maybe<ExportFailure>;
  /** When it became COMPLETED, FAILED or CANCELLED; null until then. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  format: ExportFormat;
  /** Frames per second of the video. */
  fps: Scalars['Int']['output'];
  /** Height of the video in pixels. */
  height: Scalars['Int']['output'];
  /** `exp_` and a ULID. */
  id: Scalars['ID']['output'];
  /**
   * Signed URL of a short clip of the video: MP4 (H.264) without sound, at most 6 seconds, 360 pixels on its shorter side. It
   * expires, and is null, as `thumbnailUrl`.
   */
  previewUrl?: Maybe<Scalars['String']['output']>;
  /** From 0 to 1. Never decreases, also not when an attempt is repeated. */
  progress: Scalars['Float']['output'];
  /** The project as it is now; null when it has been deleted. */
  project?: Maybe<Project>;
  quality: ExportQuality;
  /** Place among the caller's own waiting exports: 1 for the one that is rendered next. Null unless PENDING. */
  queuePosition?: Maybe<Scalars['Int']['output']>;
  /** Id of the export that this one repeats; null unless it was created by `retryExport`. */
  retryOf?: Maybe<Scalars['ID']['output']>;
  /**
   * Scenes that failed and are shown as a placeholder in the file. Empty unless COMPLETED, and unless `onSceneError` of the project
   * is FALLBACK.
   */
  sceneErrors: Array<SceneError>;
  /** Size of the file in bytes; null unless COMPLETED. */
  sizeInBytes?: Maybe<Scalars['Float']['output']>;
  /** When the latest attempt began to render; null while PENDING, and if nothing was rendered. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  status: ExportStatus;
  /**
   * Signed URL of a JPEG of one frame, at most 640 pixels on its longer side. It expires 15 minutes after it was returned; query it
   * again for a new one. Null until some seconds after COMPLETED, and where no thumbnail could be made. Nothing is published when
   * it becomes available.
   */
  thumbnailUrl?: Maybe<Scalars['String']['output']>;
  /** Increases with every change: of two states of an export, the one with the higher version is the newer. */
  version: Scalars['Int']['output'];
  /** Width of the video in pixels. */
  width: Scalars['Int']['output'];
};

/** A signed POST to a server of the user's when the export has ended; see docs/callbacks.md. */
export type ExportCallback = {
  __typename?: 'ExportCallback';
  /** All attempts so far, oldest first. */
  attempts: Array<CallbackAttempt>;
  /** When the next attempt is due; null if none is planned. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  status: CallbackStatus;
  /** The `callbackUrl` of the export. */
  url: Scalars['String']['output'];
};

export type ExportConnection = {
  __typename?: 'ExportConnection';
  edges: Array<ExportEdge>;
  /** The nodes of `edges`, for those who need no cursors. */
  nodes: Array<Export>;
  pageInfo: PageInfo;
};

/** Cost of rendering at AWS list prices, in USD. Zero with the local renderer, and when the file of an earlier export is used. */
export type ExportCost = {
  __typename?: 'ExportCost';
  /** Sum over all attempts so far; null until the cost of one is known. */
  billedUsd?: Maybe<Scalars['Float']['output']>;
  /** Estimated for one attempt when the export was created. */
  estimatedUsd: Scalars['Float']['output'];
};

export type ExportEdge = {
  __typename?: 'ExportEdge';
  /** Position of `node` in the list, to be passed as `after`. */
  cursor: Scalars['String']['output'];
  node: Export;
};

/** The export is COMPLETED or FAILED already, so it cannot be cancelled. */
export type ExportEnded = UserError & {
  __typename?: 'ExportEnded';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  status: ExportStatus;
};

export type ExportFailure = {
  __typename?: 'ExportFailure';
  code: FailureCode;
  /** Line in the scene's `code`, from 1; null if the scene has no code, or if the error has no position. */
  line?: Maybe<Scalars['Int']['output']>;
  /** What happened, in one line without a stack trace. */
  message: Scalars['String']['output'];
  /** Whether the same export may succeed when it is repeated with `retryExport`. */
  retryable: Scalars['Boolean']['output'];
  /** The scene that failed; null if no scene did, or if it is not known which. */
  sceneId?: Maybe<Scalars['ID']['output']>;
};

export type ExportFormat =
  /** Animated GIF, without sound. */
  | 'GIF'
  /** H.264 or H.265 with AAC. */
  | 'MP4'
  /** VP8 or VP9 with Opus. */
  | 'WEBM';

/** The export has not ended, so it cannot be deleted; cancel it first. */
export type ExportNotEnded = UserError & {
  __typename?: 'ExportNotEnded';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  status: ExportStatus;
};

/** There is no such export, or it belongs to somebody else. */
export type ExportNotFound = UserError & {
  __typename?: 'ExportNotFound';
  code: Scalars['String']['output'];
  exportId: Scalars['ID']['output'];
  message: Scalars['String']['output'];
};

/** The export has no file: it has not ended yet, or ended without one. */
export type ExportNotReady = UserError & {
  __typename?: 'ExportNotReady';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  status: ExportStatus;
};

/** Only FAILED and CANCELLED exports can be repeated. */
export type ExportNotRetryable = UserError & {
  __typename?: 'ExportNotRetryable';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  status: ExportStatus;
};

/** A preset of encoder quality, still quality and, unless said otherwise, resolution. */
export type ExportQuality =
  /** CRF 18, JPEG quality 90, 1080p. */
  | 'HIGH'
  /** CRF 28, JPEG quality 70, 720p. */
  | 'LOW'
  /** CRF 23, JPEG quality 80, 1080p. */
  | 'MEDIUM';

/** Statistics of a period. Lists are sorted by count, highest first; entries with a count of 0 are left out. */
export type ExportStats = {
  __typename?: 'ExportStats';
  /** Completed exports that took over the file of an earlier one, so that nothing was rendered. */
  cacheHits: Scalars['Int']['output'];
  /** Cancelled by the user. */
  cancelled: Scalars['Int']['output'];
  /** Ended with a file. */
  completed: Scalars['Int']['output'];
  /** Downloads of the period, whenever their exports ended. */
  downloads: DownloadStats;
  /** Exports that ended: completed, failed and cancelled together. */
  ended: Scalars['Int']['output'];
  /** Ended without a file; see `failures`. */
  failed: Scalars['Int']['output'];
  /** `failed` divided by `completed + failed`, from 0 to 1; null if there were none. */
  failureRate?: Maybe<Scalars['Float']['output']>;
  /** Failed exports by reason. The counts add up to `failed`. */
  failures: Array<FailureCount>;
  /** Ended exports by format. The counts add up to `ended`. */
  formats: Array<FormatCount>;
  /** Frames that were rendered. */
  frames: Scalars['Float']['output'];
  /** The beginning of the first day. */
  from: Scalars['DateTime']['output'];
  /** `spentUsd` for each export that ended; null when there were none. */
  meanUsd?: Maybe<Scalars['Float']['output']>;
  /** How long all renders took. */
  renderTime: RenderTime;
  /** How long renders took by the length of the video, shortest first; every length is there. */
  renderTimeByLength: Array<LengthRenderTime>;
  /** Size of all files that were rendered. */
  sizeInBytes: Scalars['Float']['output'];
  /** What rendering has cost in USD, failed attempts included. */
  spentUsd: Scalars['Float']['output'];
  /** `completed` divided by `completed + failed`, from 0 to 1; null if there were none. */
  successRate?: Maybe<Scalars['Float']['output']>;
  /** The last millisecond of the last day. */
  to: Scalars['DateTime']['output'];
};

export type ExportStatus =
  /** Cancelled by the user, with `cancelExport` or with its batch. */
  | 'CANCELLED'
  /** The file is ready. */
  | 'COMPLETED'
  /** Ended without a file; see `failure`. */
  | 'FAILED'
  /** Accepted; waiting for its turn to render. */
  | 'PENDING'
  /** Being rendered. */
  | 'RENDERING';

export type FailureCode =
  /** An image, video, sound or font could not be loaded. */
  | 'ASSET_LOAD'
  /** The composition could not be evaluated. */
  | 'COMPOSITION'
  /** Anything else; it has been logged. */
  | 'INTERNAL'
  /** The render ran out of memory. */
  | 'OUT_OF_MEMORY'
  /** The code of a scene threw an error. */
  | 'SCENE_CODE'
  /** The finished file could not be stored or found. */
  | 'STORAGE'
  /** There was no capacity to render, also after waiting and retrying. */
  | 'THROTTLED'
  /** The render took longer than allowed, or stopped without reporting an error. */
  | 'TIMEOUT';

/** Number of exports that failed for one reason. */
export type FailureCount = {
  __typename?: 'FailureCount';
  /** The reason. */
  code: FailureCode;
  /** Number, 1 or more. */
  count: Scalars['Int']['output'];
};

/** Number of exports of one format that ended. */
export type FormatCount = {
  __typename?: 'FormatCount';
  /** Number, 1 or more. */
  count: Scalars['Int']['output'];
  /** The format. */
  format: ExportFormat;
};

/** The idempotency key was used with different input within the last 24 hours. */
export type IdempotencyConflict = UserError & {
  __typename?: 'IdempotencyConflict';
  code: Scalars['String']['output'];
  /** Id of the export that was created with this key. */
  exportId: Scalars['ID']['output'];
  message: Scalars['String']['output'];
};

/** One error in an input. */
export type InputIssue = {
  __typename?: 'InputIssue';
  /** What is wrong and what would be accepted. */
  message: Scalars['String']['output'];
  /** Path from the root of the input, e.g. `scenes[1].props.title`. */
  path: Scalars['String']['output'];
};

/** The input is not valid. Nothing was changed. */
export type InvalidInput = UserError & {
  __typename?: 'InvalidInput';
  code: Scalars['String']['output'];
  /** All errors found, not only the first. */
  issues: Array<InputIssue>;
  message: Scalars['String']['output'];
};

/** Render times of videos of similar length. */
export type LengthRenderTime = {
  __typename?: 'LengthRenderTime';
  /** Length of the videos. */
  length: VideoLength;
  /** Time that their renders took. */
  time: RenderTime;
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Cancels a whole batch: no more exports are created, and those that have not ended are cancelled. Daily count and cost that were
   * reserved for rows without an export are released.
   */
  cancelBatch: CancelBatchResult;
  /** Cancels an export that has not ended. Its slot and the cost reserved for it are released at once; the render is stopped. */
  cancelExport: CancelExportResult;
  /**
   * Accepts many exports of one project, one for each row of variables, and returns at once; the exports are created afterwards.
   * A batch is accepted as a whole or not at all: every row is validated, and the limits must leave room for all rows.
   */
  createBatch: CreateBatchResult;
  /** Creates a signed URL of the finished file, which needs no token and expires. Increases `downloadCount` of the export. */
  createDownload: CreateDownloadResult;
  /**
   * Accepts an export and answers at once; rendering happens afterwards. Follow it with the subscription `exportProgress`.
   * The project is rendered as it is now: later changes to it do not touch this export.
   */
  createExport: CreateExportResult;
  /** Deletes an export that has ended, with its files. Its counts in `exportStats` stay. */
  deleteExport: DeleteExportResult;
  /**
   * Creates a new export with the content and settings of a FAILED or CANCELLED one. It counts towards the limits like any other.
   * Calling this again within 24 hours returns the same new export.
   */
  retryExport: RetryExportResult;
  /**
   * Creates a project, or replaces the one with the given `id`. All scenes are validated and compiled, so that errors are found
   * here and not by a render.
   */
  saveProject: SaveProjectResult;
};


export type MutationCancelBatchArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCancelExportArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCreateBatchArgs = {
  input: CreateBatchInput;
};


export type MutationCreateDownloadArgs = {
  exportId: Scalars['ID']['input'];
};


export type MutationCreateExportArgs = {
  input: CreateExportInput;
};


export type MutationDeleteExportArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRetryExportArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSaveProjectArgs = {
  input: SaveProjectInput;
};

/** What happens when a scene throws an error while it is rendered. */
export type OnSceneError =
  /** The export fails; `failure.sceneId` is the scene. */
  | 'FAIL'
  /** The scene is shown as a placeholder, the export completes, and `sceneErrors` lists the scene. */
  | 'FALLBACK';

/** Operating systems that are distinguished. */
export type OperatingSystem =
  | 'ANDROID'
  | 'CHROMEOS'
  /** Also iPadOS. */
  | 'IOS'
  | 'LINUX'
  | 'MACOS'
  /** Another operating system, or an unknown one. */
  | 'OTHER'
  | 'WINDOWS';

/** Downloads on operating systems of one family. */
export type OperatingSystemCount = {
  __typename?: 'OperatingSystemCount';
  /** Number, 1 or more. */
  count: Scalars['Int']['output'];
  /** The family of operating systems. */
  os: OperatingSystem;
};

/** A text or an image over the scenes. */
export type Overlay = {
  __typename?: 'Overlay';
  /** Of a text: colour of a lower third's bar. */
  accentColor?: Maybe<Scalars['String']['output']>;
  /** Of a text: colour of the box. */
  backgroundColor?: Maybe<Scalars['String']['output']>;
  /** Of a text: colour of the letters. */
  color?: Maybe<Scalars['String']['output']>;
  /** Length in frames at the project's `fps`. */
  durationInFrames: Scalars['Int']['output'];
  id?: Maybe<Scalars['ID']['output']>;
  /** Of an image: from 0 to 1; 1 if null. */
  opacity?: Maybe<Scalars['Float']['output']>;
  /** Where in the safe area: a text at the `bottom-left`, an image in the `center` if null. */
  position?: Maybe<Scalars['String']['output']>;
  /** Of an image: height as a percentage of the frame's shorter side; 24 if null. */
  size?: Maybe<Scalars['Int']['output']>;
  /** Of an image: an https URL, or a file that ships with the Remotion site. */
  src?: Maybe<Scalars['String']['output']>;
  /** First frame, from the start of the video at the project's `fps`. */
  startInFrames: Scalars['Int']['output'];
  /** Of a text: `label` (if null), `lower-third` or `headline`. */
  style?: Maybe<Scalars['String']['output']>;
  /** Of a text: a smaller line below it. */
  subtitle?: Maybe<Scalars['String']['output']>;
  /** Of a text. */
  text?: Maybe<Scalars['String']['output']>;
  /** `text` or `image`. */
  type: Scalars['String']['output'];
};

export type OverlayInput = {
  /** Of a text: colour of a lower third's bar. */
  accentColor?: InputMaybe<Scalars['String']['input']>;
  /** Of a text: colour of the box. A headline has none if not given. */
  backgroundColor?: InputMaybe<Scalars['String']['input']>;
  /** Of a text: colour of the letters, such as `#ffffff`. Replaced where its contrast with the box is too low to be read. */
  color?: InputMaybe<Scalars['String']['input']>;
  /** Length in frames at the project's `fps`, 1 or more. An overlay ends with the video at the latest. */
  durationInFrames: Scalars['Int']['input'];
  /** 1 to 64 letters, digits, `_` or `-`. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Of an image: from 0 to 1; 1 if not given. */
  opacity?: InputMaybe<Scalars['Float']['input']>;
  /**
   * Where in the safe area: `top-left`, `top`, `top-right`, `left`, `center`, `right`, `bottom-left`, `bottom` or
   * `bottom-right`. By default `bottom-left` for a text and `center` for an image. Overlays at the bottom are placed above captions.
   */
  position?: InputMaybe<Scalars['String']['input']>;
  /** Of an image: height as a percentage of the frame's shorter side, 1 to 100; 24 if not given. */
  size?: InputMaybe<Scalars['Int']['input']>;
  /** Of an image: an https URL, or a file that ships with the Remotion site. */
  src?: InputMaybe<Scalars['String']['input']>;
  /** First frame, from the start of the video at the project's `fps`: from 0, and less than the video's length. */
  startInFrames: Scalars['Int']['input'];
  /** Of a text: `label` (if not given), `lower-third` or `headline`. */
  style?: InputMaybe<Scalars['String']['input']>;
  /** Of a text: a smaller line below it, 1 to 200 characters. */
  subtitle?: InputMaybe<Scalars['String']['input']>;
  /** Of a text: 1 to 200 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** `text` or `image`. */
  type: Scalars['String']['input'];
};

/** How to get the next page of a connection (Relay). */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last edge, to be passed as `after`; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are more edges after the last one of this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether this page is not the first one, that is, `after` was given. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/**
 * A video to be: scenes in sequence, with sound and a logo.
 *
 * Title, URLs and every text in the props of scenes, in overlays and captions may hold merge fields: `{{name}}`, or `{{name|default}}`.
 * A name is a letter, followed by up to 63 letters, digits, `_` or `-`. A field is filled when an export is created: with the
 * export's variable of that name, else with the project's, else with its own default; a field without any of them is refused
 * then. Values are not filled again. `\{{` stands for two braces.
 */
export type Project = {
  __typename?: 'Project';
  /** The background sound of the whole video. */
  audio?: Maybe<Audio>;
  /** Short form of `audio` with only a URL: an https URL, or a file that ships with the Remotion site. */
  audioUrl?: Maybe<Scalars['String']['output']>;
  captions?: Maybe<Captions>;
  createdAt: Scalars['DateTime']['output'];
  /** Length of the whole video in frames at the project's `fps`: the sum of all scenes, less that of all transitions. */
  durationInFrames: Scalars['Int']['output'];
  /** Frames per second that `durationInFrames` counts in. */
  fps: Scalars['Int']['output'];
  /** Height of the canvas in pixels. */
  height: Scalars['Int']['output'];
  /** `prj_` and a ULID. */
  id: Scalars['ID']['output'];
  /** The logo that templates show: an https URL, or a file that ships with the Remotion site. */
  logoUrl?: Maybe<Scalars['String']['output']>;
  /** What happens when a scene throws an error while it is rendered. */
  onSceneError: OnSceneError;
  /** Texts and images over the scenes. */
  overlays: Array<Overlay>;
  /** The scenes, in the order in which they are played. */
  scenes: Array<Scene>;
  title: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
  /** Values of merge fields that the export has no variable for: texts by name. */
  variables: Scalars['JSON']['output'];
  /** Increases by one with every save. Pass it as `expectedVersion` to make sure that no other change is overwritten. */
  version: Scalars['Int']['output'];
  /** An image over the whole video. */
  watermark?: Maybe<Watermark>;
  /** Width of the canvas in pixels that scenes are designed for. */
  width: Scalars['Int']['output'];
};

export type ProjectConnection = {
  __typename?: 'ProjectConnection';
  edges: Array<ProjectEdge>;
  /** The nodes of `edges`, for those who need no cursors. */
  nodes: Array<Project>;
  pageInfo: PageInfo;
};

export type ProjectEdge = {
  __typename?: 'ProjectEdge';
  /** Position of `node` in the list, to be passed as `after`. */
  cursor: Scalars['String']['output'];
  node: Project;
};

/** There is no such project, or it belongs to somebody else. */
export type ProjectNotFound = UserError & {
  __typename?: 'ProjectNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  projectId: Scalars['ID']['output'];
};

/** The project has another version than `expectedVersion`. Nothing was changed. */
export type ProjectVersionConflict = UserError & {
  __typename?: 'ProjectVersionConflict';
  /** The version that the project has. */
  actualVersion: Scalars['Int']['output'];
  code: Scalars['String']['output'];
  /** The version that the input named. */
  expectedVersion: Scalars['Int']['output'];
  message: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** One batch of the caller; null when there is none with this id. */
  batch?: Maybe<Batch>;
  /**
   * Estimates cost, time and size of an export without creating it. The limits on length and cost of one render are checked; the
   * daily limit and the monthly budget are not. `idempotencyKey` and `callbackUrl` are ignored.
   */
  estimateExport: EstimateExportResult;
  /** One export of the caller; null when there is none with this id. */
  export?: Maybe<Export>;
  /**
   * Counts of the caller's exports and downloads, from the UTC day of `from` to that of `to`, both inclusive; at most 366 days. An
   * export is counted on the day on which it ended, and stays counted when it is deleted.
   */
  exportStats: ExportStats;
  /** The caller's exports, newest first. */
  exports: ExportConnection;
  /** One project of the caller; null when there is none with this id. */
  project?: Maybe<Project>;
  /** The caller's projects, newest first. */
  projects: ProjectConnection;
  /** The built-in templates that scenes can be made from. */
  templates: Array<Template>;
  /** The caller, with the limits that apply and how much of them is used. */
  viewer: Viewer;
};


export type QueryBatchArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEstimateExportArgs = {
  input: CreateExportInput;
};


export type QueryExportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryExportStatsArgs = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryExportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  projectId?: InputMaybe<Scalars['ID']['input']>;
  status?: InputMaybe<ExportStatus>;
};


export type QueryProjectArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The user has sent more mutations in one minute than allowed. Nothing was changed. */
export type RateLimited = UserError & {
  __typename?: 'RateLimited';
  code: Scalars['String']['output'];
  /** Mutations that a user may send in one minute. */
  limitPerMinute: Scalars['Int']['output'];
  message: Scalars['String']['output'];
  /** Seconds from now until mutations are accepted again. */
  retryAfterSeconds: Scalars['Int']['output'];
};

/** Time from the start of the last attempt to the finished file. Only exports that were rendered and COMPLETED are counted. */
export type RenderTime = {
  __typename?: 'RenderTime';
  /** Mean in seconds; null if there were no renders. */
  meanSeconds?: Maybe<Scalars['Float']['output']>;
  /** 95th percentile in seconds, exact to 9.6 %; null if there were no renders. */
  p95Seconds?: Maybe<Scalars['Float']['output']>;
  /** Number of renders. */
  renders: Scalars['Int']['output'];
};

/** The estimated cost of the render is above the limit for one render. */
export type RenderTooExpensive = UserError & {
  __typename?: 'RenderTooExpensive';
  code: Scalars['String']['output'];
  /** What this one would cost, in USD. */
  estimatedUsd: Scalars['Float']['output'];
  /** What one render may cost, in USD. */
  limitUsd: Scalars['Float']['output'];
  message: Scalars['String']['output'];
};

/** The video would be longer than allowed. */
export type RenderTooLong = UserError & {
  __typename?: 'RenderTooLong';
  code: Scalars['String']['output'];
  durationInSeconds: Scalars['Float']['output'];
  limitInSeconds: Scalars['Float']['output'];
  message: Scalars['String']['output'];
};

/** The length of the picture's shorter side. */
export type Resolution =
  /** 2160 pixels. */
  | 'P4K'
  /** 720 pixels: 1280×720, 720×1280 or 720×720. */
  | 'P720'
  /** 1080 pixels. */
  | 'P1080';

export type RetryExportResult = BudgetExceeded | DailyLimitReached | ExportNotFound | ExportNotRetryable | RateLimited | RetryExportSuccess;

export type RetryExportSuccess = {
  __typename?: 'RetryExportSuccess';
  /** The new export. */
  export: Export;
};

export type SaveProjectInput = {
  /** The background sound of the whole video. */
  audio?: InputMaybe<AudioInput>;
  /** Short form of `audio` with only a URL: an https URL, or a file that ships with the Remotion site, e.g. `sample/music.mp3`. */
  audioUrl?: InputMaybe<Scalars['String']['input']>;
  captions?: InputMaybe<CaptionsInput>;
  /** Replaces the project only if it still has this version; otherwise `ProjectVersionConflict` is returned. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Frames per second: 24, 30 or 60. */
  fps?: InputMaybe<Scalars['Int']['input']>;
  /** Canvas height in pixels: even, 64 to 3840. */
  height?: InputMaybe<Scalars['Int']['input']>;
  /** Id of the project to replace; if not given, a new project is created. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** The logo that templates show: an https URL, or a file that ships with the Remotion site. */
  logoUrl?: InputMaybe<Scalars['String']['input']>;
  /** What happens when a scene throws an error while it is rendered. */
  onSceneError?: InputMaybe<OnSceneError>;
  /** Texts and images over the scenes, at most 50. Later ones are drawn over earlier ones. */
  overlays?: InputMaybe<Array<OverlayInput>>;
  /** 1 to 200 scenes. */
  scenes: Array<SceneInput>;
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
  /**
   * Values of merge fields that the export has no variable for: an object of up to 100 texts (up to 2048 characters each), numbers
   * and booleans by name. All are stored as text; null stands for no value.
   */
  variables?: InputMaybe<Scalars['JSON']['input']>;
  /** An image over the whole video, such as a logo. */
  watermark?: InputMaybe<WatermarkInput>;
  /** Canvas width in pixels: even, 64 to 3840. */
  width?: InputMaybe<Scalars['Int']['input']>;
};

export type SaveProjectResult = InvalidInput | ProjectNotFound | ProjectVersionConflict | RateLimited | SaveProjectSuccess;

export type SaveProjectSuccess = {
  __typename?: 'SaveProjectSuccess';
  project: Project;
};

/** One part of the video: a built-in template, or code of its own. */
export type Scene = {
  __typename?: 'Scene';
  /** Source of the scene's component, as it was saved; null if the scene has a `template`. */
  code?: Maybe<Scalars['String']['output']>;
  /** Length in frames at the project's `fps`, transitions included. */
  durationInFrames: Scalars['Int']['output'];
  /** Unique in the project. */
  id: Scalars['ID']['output'];
  name?: Maybe<Scalars['String']['output']>;
  /** Sound that is played from the scene's first frame to its last: an https URL, or a file that ships with the Remotion site. */
  narrationUrl?: Maybe<Scalars['String']['output']>;
  /** From 0 to 1; 1 if null. */
  narrationVolume?: Maybe<Scalars['Float']['output']>;
  /** The props of the template, or of the code's component. */
  props: Scalars['JSON']['output'];
  /** Id of the template, e.g. `title`; null if the scene has `code`. */
  template?: Maybe<Scalars['String']['output']>;
  /** Transition to the next scene; a cut if null. */
  transition?: Maybe<Transition>;
};

/** A scene that failed while it was drawn. */
export type SceneError = {
  __typename?: 'SceneError';
  /** Line in the scene's `code`, from 1; null if the scene has no code, or if the error has no position. */
  line?: Maybe<Scalars['Int']['output']>;
  /** What happened, in one line of at most 180 characters. */
  message: Scalars['String']['output'];
  sceneId: Scalars['ID']['output'];
  /** Index of the scene in the project, from 0. */
  sceneIndex: Scalars['Int']['output'];
};

export type SceneInput = {
  /**
   * Source of a React component in TypeScript with JSX, up to 100 000 characters. It is compiled when the project is saved; errors
   * are returned with line and column. Merge fields are filled in `props` only, not in the source.
   */
  code?: InputMaybe<Scalars['String']['input']>;
  /** 1 or more frames at the project's `fps`, transitions included. */
  durationInFrames: Scalars['Int']['input'];
  /** 1 to 64 letters, digits, `_` or `-`; unique in the project. Generated if not given. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Up to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Sound that is played from the scene's first frame to its last: an https URL, or a file that ships with the Remotion site. */
  narrationUrl?: InputMaybe<Scalars['String']['input']>;
  /** From 0 to 1; 1 if not given. */
  narrationVolume?: InputMaybe<Scalars['Float']['input']>;
  /** The props of the template, valid for its `propsSchema`, or of the code's component. */
  props?: InputMaybe<Scalars['JSON']['input']>;
  /** Id of a built-in template; see the query `templates`. A scene has either `template` or `code`. */
  template?: InputMaybe<Scalars['String']['input']>;
  /** Transition to the next scene; a cut if not given. Not for the last scene. */
  transition?: InputMaybe<TransitionInput>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Publishes the whole batch: once on subscribing, then when exports of it end, at most about twice a second. After FINISHED or
   * CANCELLED has been published, the subscription completes.
   */
  batchProgress: Batch;
  /**
   * Publishes the whole export: once on subscribing, then at each change, at most about once a second while it renders. After
   * COMPLETED, FAILED or CANCELLED has been published, the subscription completes.
   */
  exportProgress: Export;
  /**
   * Publishes the caller's exports: first a list of the newest 50 and of all that are RENDERING, then, at each change, a list of the
   * exports that have changed. An export that is created after subscribing is published as PENDING only if it has to wait for its
   * turn, and otherwise from RENDERING on. The subscription does not complete by itself.
   */
  myExports: Array<Export>;
};


export type SubscriptionBatchProgressArgs = {
  id: Scalars['ID']['input'];
};


export type SubscriptionExportProgressArgs = {
  id: Scalars['ID']['input'];
};

/** A built-in kind of scene. A scene names it in `template`, and gives props that are valid for its schema. */
export type Template = {
  __typename?: 'Template';
  /** What it shows. */
  description: Scalars['String']['output'];
  /** Valid props to start from. Their images ship with the Remotion site. */
  exampleProps: Scalars['JSON']['output'];
  /** The value for `template` of a scene, e.g. `title`. */
  id: Scalars['ID']['output'];
  /**
   * JSON Schema (draft 2020-12) of the scene's `props`, with a description of each. An image or video is a string with the format
   * `uri-reference`: an https URL, or a file that ships with the Remotion site. Merge fields may be used in every string, and in
   * place of a number.
   */
  propsSchema: Scalars['JSON']['output'];
  /** Its name for people. */
  title: Scalars['String']['output'];
};

/** How a scene changes into the next one. Both are visible meanwhile, so each transition shortens the video by its length. */
export type Transition = {
  __typename?: 'Transition';
  /** Where the next scene comes from: `from-left` (if null), `from-right`, `from-top` or `from-bottom`. */
  direction?: Maybe<Scalars['String']['output']>;
  /** Length in frames at the project's `fps`; null for `none`. */
  durationInFrames?: Maybe<Scalars['Int']['output']>;
  /** `none` (a cut), `fade`, `slide`, `wipe`, `flip` or `clockWipe`. */
  type: Scalars['String']['output'];
};

export type TransitionInput = {
  /** `from-left` (if not given), `from-right`, `from-top` or `from-bottom`; for `slide`, `wipe` and `flip` only. */
  direction?: InputMaybe<Scalars['String']['input']>;
  /**
   * Length in frames at the project's `fps`, 1 or more; required unless `none`. Neither of the two scenes may be shorter, and the
   * transitions at both ends of a scene may not overlap.
   */
  durationInFrames?: InputMaybe<Scalars['Int']['input']>;
  /** `none` (a cut), `fade`, `slide`, `wipe`, `flip` or `clockWipe`. */
  type: Scalars['String']['input'];
};

/**
 * An expected failure that the caller can act on. `code` is stable and meant for programs, `message` is an English sentence for
 * people. Each type of failure has further fields with its figures.
 */
export type UserError = {
  /** A stable, upper-case code, e.g. `DAILY_LIMIT_REACHED`. */
  code: Scalars['String']['output'];
  /** What happened and what would be accepted instead. */
  message: Scalars['String']['output'];
};

export type VideoCodec =
  | 'H264'
  | 'H265'
  /** Has no CRF: the quality presets set a bitrate of 0.035, 0.06 or 0.1 bits per pixel of each frame. */
  | 'VP8'
  | 'VP9';

/** Length of a video. */
export type VideoLength =
  /** More than five minutes. */
  | 'LONGER'
  | 'UP_TO_1_MINUTE'
  | 'UP_TO_5_MINUTES'
  | 'UP_TO_10_SECONDS';

/** The user that the token was issued to. */
export type Viewer = {
  __typename?: 'Viewer';
  /** Exports of one user that may be RENDERING at the same time; others stay PENDING. */
  concurrentLimit: Scalars['Int']['output'];
  /** Exports a user may create in one UTC day. */
  dailyLimit: Scalars['Int']['output'];
  /** Exports created in this UTC day. */
  dailyUsed: Scalars['Int']['output'];
  /** The token's subject (`sub`). */
  id: Scalars['ID']['output'];
  /** How long one video may be, in seconds. */
  maxRenderSeconds: Scalars['Float']['output'];
  /** What one render may cost, in USD. */
  maxRenderUsd: Scalars['Float']['output'];
  /** What this user's exports may cost in one UTC month, in USD; null without a budget. */
  monthlyBudgetUsd?: Maybe<Scalars['Float']['output']>;
  /** `monthlySpentUsd` and what is reserved by exports that have not ended, in USD. The budget applies to this sum. */
  monthlyCommittedUsd: Scalars['Float']['output'];
  /** Cost of the exports that ended in this UTC month, in USD. */
  monthlySpentUsd: Scalars['Float']['output'];
  /** The caller's exports that are RENDERING. */
  rendering: Scalars['Int']['output'];
};

/** An image over the whole video. */
export type Watermark = {
  __typename?: 'Watermark';
  /** From 0 to 1; 0.8 if null. */
  opacity?: Maybe<Scalars['Float']['output']>;
  /** As an overlay's; `top-right` if null. */
  position?: Maybe<Scalars['String']['output']>;
  /** Height as a percentage of the frame's shorter side; 9 if null. */
  size?: Maybe<Scalars['Int']['output']>;
  /** An https URL, or a file that ships with the Remotion site. */
  src: Scalars['String']['output'];
};

export type WatermarkInput = {
  /** From 0 to 1; 0.8 if not given. */
  opacity?: InputMaybe<Scalars['Float']['input']>;
  /** As an overlay's; `top-right` if not given. */
  position?: InputMaybe<Scalars['String']['input']>;
  /** Height as a percentage of the frame's shorter side, 1 to 100; 9 if not given. */
  size?: InputMaybe<Scalars['Int']['input']>;
  /** An https URL, or a file that ships with the Remotion site. */
  src: Scalars['String']['input'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CancelBatchResult:
    | ( BatchEnded )
    | ( BatchNotFound )
    | ( Omit<CancelBatchSuccess, 'batch'> & { batch: _RefType['Batch'] } )
    | ( RateLimited )
  ;
  CancelExportResult:
    | ( Omit<CancelExportSuccess, 'export'> & { export: _RefType['Export'] } )
    | ( ExportEnded )
    | ( ExportNotFound )
    | ( RateLimited )
  ;
  CreateBatchResult:
    | ( BatchIdempotencyConflict )
    | ( BudgetExceeded )
    | ( Omit<CreateBatchSuccess, 'batch'> & { batch: _RefType['Batch'] } )
    | ( DailyLimitReached )
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( RateLimited )
    | ( RenderTooExpensive )
    | ( RenderTooLong )
  ;
  CreateDownloadResult:
    | ( Omit<CreateDownloadSuccess, 'export'> & { export: _RefType['Export'] } )
    | ( ExportNotFound )
    | ( ExportNotReady )
    | ( RateLimited )
  ;
  CreateExportResult:
    | ( BudgetExceeded )
    | ( Omit<CreateExportSuccess, 'export'> & { export: _RefType['Export'] } )
    | ( DailyLimitReached )
    | ( IdempotencyConflict )
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( RateLimited )
    | ( RenderTooExpensive )
    | ( RenderTooLong )
  ;
  DeleteExportResult:
    | ( DeleteExportSuccess )
    | ( ExportNotEnded )
    | ( ExportNotFound )
    | ( RateLimited )
  ;
  EstimateExportResult:
    | ( EstimateExportSuccess )
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( RenderTooExpensive )
    | ( RenderTooLong )
  ;
  RetryExportResult:
    | ( BudgetExceeded )
    | ( DailyLimitReached )
    | ( ExportNotFound )
    | ( ExportNotRetryable )
    | ( RateLimited )
    | ( Omit<RetryExportSuccess, 'export'> & { export: _RefType['Export'] } )
  ;
  SaveProjectResult:
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( ProjectVersionConflict )
    | ( RateLimited )
    | ( Omit<SaveProjectSuccess, 'project'> & { project: _RefType['Project'] } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( BatchEnded )
    | ( BatchIdempotencyConflict )
    | ( BatchNotFound )
    | ( BudgetExceeded )
    | ( DailyLimitReached )
    | ( ExportEnded )
    | ( ExportNotEnded )
    | ( ExportNotFound )
    | ( ExportNotReady )
    | ( ExportNotRetryable )
    | ( IdempotencyConflict )
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( ProjectVersionConflict )
    | ( RateLimited )
    | ( RenderTooExpensive )
    | ( RenderTooLong )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Audio: ResolverTypeWrapper<StoredAudio>;
  AudioInput: AudioInput;
  Batch: ResolverTypeWrapper<StoredBatch>;
  BatchEnded: ResolverTypeWrapper<BatchEnded>;
  BatchIdempotencyConflict: ResolverTypeWrapper<BatchIdempotencyConflict>;
  BatchNotFound: ResolverTypeWrapper<BatchNotFound>;
  BatchStatus: BatchStatus;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BrowserCount: ResolverTypeWrapper<BrowserCount>;
  BrowserFamily: BrowserFamily;
  BudgetExceeded: ResolverTypeWrapper<BudgetExceeded>;
  CallbackAttempt: ResolverTypeWrapper<CallbackAttempt>;
  CallbackError: CallbackError;
  CallbackStatus: CallbackStatus;
  CancelBatchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelBatchResult']>;
  CancelBatchSuccess: ResolverTypeWrapper<Omit<CancelBatchSuccess, 'batch'> & { batch: ResolversTypes['Batch'] }>;
  CancelExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelExportResult']>;
  CancelExportSuccess: ResolverTypeWrapper<Omit<CancelExportSuccess, 'export'> & { export: ResolversTypes['Export'] }>;
  Caption: ResolverTypeWrapper<Caption>;
  CaptionInput: CaptionInput;
  CaptionStyle: ResolverTypeWrapper<CaptionStyle>;
  CaptionStyleInput: CaptionStyleInput;
  Captions: ResolverTypeWrapper<StoredCaptions>;
  CaptionsInput: CaptionsInput;
  CreateBatchInput: CreateBatchInput;
  CreateBatchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateBatchResult']>;
  CreateBatchSuccess: ResolverTypeWrapper<Omit<CreateBatchSuccess, 'batch'> & { batch: ResolversTypes['Batch'] }>;
  CreateDownloadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateDownloadResult']>;
  CreateDownloadSuccess: ResolverTypeWrapper<Omit<CreateDownloadSuccess, 'export'> & { export: ResolversTypes['Export'] }>;
  CreateExportInput: CreateExportInput;
  CreateExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateExportResult']>;
  CreateExportSuccess: ResolverTypeWrapper<Omit<CreateExportSuccess, 'export'> & { export: ResolversTypes['Export'] }>;
  DailyLimitReached: ResolverTypeWrapper<DailyLimitReached>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteExportResult']>;
  DeleteExportSuccess: ResolverTypeWrapper<DeleteExportSuccess>;
  DeviceClass: DeviceClass;
  DeviceCount: ResolverTypeWrapper<DeviceCount>;
  DownloadStats: ResolverTypeWrapper<DownloadStats>;
  Ducking: ResolverTypeWrapper<Ducking>;
  DuckingInput: DuckingInput;
  EstimateExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EstimateExportResult']>;
  EstimateExportSuccess: ResolverTypeWrapper<EstimateExportSuccess>;
  Export: ResolverTypeWrapper<VideoExport>;
  ExportCallback: ResolverTypeWrapper<ExportCallback>;
  ExportConnection: ResolverTypeWrapper<Omit<ExportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ExportEdge']>, nodes: Array<ResolversTypes['Export']> }>;
  ExportCost: ResolverTypeWrapper<ExportCost>;
  ExportEdge: ResolverTypeWrapper<Omit<ExportEdge, 'node'> & { node: ResolversTypes['Export'] }>;
  ExportEnded: ResolverTypeWrapper<ExportEnded>;
  ExportFailure: ResolverTypeWrapper<ExportFailure>;
  ExportFormat: ExportFormat;
  ExportNotEnded: ResolverTypeWrapper<ExportNotEnded>;
  ExportNotFound: ResolverTypeWrapper<ExportNotFound>;
  ExportNotReady: ResolverTypeWrapper<ExportNotReady>;
  ExportNotRetryable: ResolverTypeWrapper<ExportNotRetryable>;
  ExportQuality: ExportQuality;
  ExportStats: ResolverTypeWrapper<ExportStats>;
  ExportStatus: ExportStatus;
  FailureCode: FailureCode;
  FailureCount: ResolverTypeWrapper<FailureCount>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FormatCount: ResolverTypeWrapper<FormatCount>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdempotencyConflict: ResolverTypeWrapper<IdempotencyConflict>;
  InputIssue: ResolverTypeWrapper<InputIssue>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LengthRenderTime: ResolverTypeWrapper<LengthRenderTime>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OnSceneError: OnSceneError;
  OperatingSystem: OperatingSystem;
  OperatingSystemCount: ResolverTypeWrapper<OperatingSystemCount>;
  Overlay: ResolverTypeWrapper<StoredOverlay>;
  OverlayInput: OverlayInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Project: ResolverTypeWrapper<StoredProject>;
  ProjectConnection: ResolverTypeWrapper<Omit<ProjectConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ProjectEdge']>, nodes: Array<ResolversTypes['Project']> }>;
  ProjectEdge: ResolverTypeWrapper<Omit<ProjectEdge, 'node'> & { node: ResolversTypes['Project'] }>;
  ProjectNotFound: ResolverTypeWrapper<ProjectNotFound>;
  ProjectVersionConflict: ResolverTypeWrapper<ProjectVersionConflict>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RateLimited: ResolverTypeWrapper<RateLimited>;
  RenderTime: ResolverTypeWrapper<RenderTime>;
  RenderTooExpensive: ResolverTypeWrapper<RenderTooExpensive>;
  RenderTooLong: ResolverTypeWrapper<RenderTooLong>;
  Resolution: Resolution;
  RetryExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetryExportResult']>;
  RetryExportSuccess: ResolverTypeWrapper<Omit<RetryExportSuccess, 'export'> & { export: ResolversTypes['Export'] }>;
  SaveProjectInput: SaveProjectInput;
  SaveProjectResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SaveProjectResult']>;
  SaveProjectSuccess: ResolverTypeWrapper<Omit<SaveProjectSuccess, 'project'> & { project: ResolversTypes['Project'] }>;
  Scene: ResolverTypeWrapper<Omit<Scene, 'transition'> & { transition?: Maybe<ResolversTypes['Transition']> }>;
  SceneError: ResolverTypeWrapper<SceneError>;
  SceneInput: SceneInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Template: ResolverTypeWrapper<Template>;
  Transition: ResolverTypeWrapper<StoredTransition>;
  TransitionInput: TransitionInput;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  VideoCodec: VideoCodec;
  VideoLength: VideoLength;
  Viewer: ResolverTypeWrapper<Viewer>;
  Watermark: ResolverTypeWrapper<StoredWatermark>;
  WatermarkInput: WatermarkInput;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Audio: StoredAudio;
  AudioInput: AudioInput;
  Batch: StoredBatch;
  BatchEnded: BatchEnded;
  BatchIdempotencyConflict: BatchIdempotencyConflict;
  BatchNotFound: BatchNotFound;
  Boolean: Scalars['Boolean']['output'];
  BrowserCount: BrowserCount;
  BudgetExceeded: BudgetExceeded;
  CallbackAttempt: CallbackAttempt;
  CancelBatchResult: ResolversUnionTypes<ResolversParentTypes>['CancelBatchResult'];
  CancelBatchSuccess: Omit<CancelBatchSuccess, 'batch'> & { batch: ResolversParentTypes['Batch'] };
  CancelExportResult: ResolversUnionTypes<ResolversParentTypes>['CancelExportResult'];
  CancelExportSuccess: Omit<CancelExportSuccess, 'export'> & { export: ResolversParentTypes['Export'] };
  Caption: Caption;
  CaptionInput: CaptionInput;
  CaptionStyle: CaptionStyle;
  CaptionStyleInput: CaptionStyleInput;
  Captions: StoredCaptions;
  CaptionsInput: CaptionsInput;
  CreateBatchInput: CreateBatchInput;
  CreateBatchResult: ResolversUnionTypes<ResolversParentTypes>['CreateBatchResult'];
  CreateBatchSuccess: Omit<CreateBatchSuccess, 'batch'> & { batch: ResolversParentTypes['Batch'] };
  CreateDownloadResult: ResolversUnionTypes<ResolversParentTypes>['CreateDownloadResult'];
  CreateDownloadSuccess: Omit<CreateDownloadSuccess, 'export'> & { export: ResolversParentTypes['Export'] };
  CreateExportInput: CreateExportInput;
  CreateExportResult: ResolversUnionTypes<ResolversParentTypes>['CreateExportResult'];
  CreateExportSuccess: Omit<CreateExportSuccess, 'export'> & { export: ResolversParentTypes['Export'] };
  DailyLimitReached: DailyLimitReached;
  DateTime: Scalars['DateTime']['output'];
  DeleteExportResult: ResolversUnionTypes<ResolversParentTypes>['DeleteExportResult'];
  DeleteExportSuccess: DeleteExportSuccess;
  DeviceCount: DeviceCount;
  DownloadStats: DownloadStats;
  Ducking: Ducking;
  DuckingInput: DuckingInput;
  EstimateExportResult: ResolversUnionTypes<ResolversParentTypes>['EstimateExportResult'];
  EstimateExportSuccess: EstimateExportSuccess;
  Export: VideoExport;
  ExportCallback: ExportCallback;
  ExportConnection: Omit<ExportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ExportEdge']>, nodes: Array<ResolversParentTypes['Export']> };
  ExportCost: ExportCost;
  ExportEdge: Omit<ExportEdge, 'node'> & { node: ResolversParentTypes['Export'] };
  ExportEnded: ExportEnded;
  ExportFailure: ExportFailure;
  ExportNotEnded: ExportNotEnded;
  ExportNotFound: ExportNotFound;
  ExportNotReady: ExportNotReady;
  ExportNotRetryable: ExportNotRetryable;
  ExportStats: ExportStats;
  FailureCount: FailureCount;
  Float: Scalars['Float']['output'];
  FormatCount: FormatCount;
  ID: Scalars['ID']['output'];
  IdempotencyConflict: IdempotencyConflict;
  InputIssue: InputIssue;
  Int: Scalars['Int']['output'];
  InvalidInput: InvalidInput;
  JSON: Scalars['JSON']['output'];
  LengthRenderTime: LengthRenderTime;
  Mutation: Record<PropertyKey, never>;
  OperatingSystemCount: OperatingSystemCount;
  Overlay: StoredOverlay;
  OverlayInput: OverlayInput;
  PageInfo: PageInfo;
  Project: StoredProject;
  ProjectConnection: Omit<ProjectConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ProjectEdge']>, nodes: Array<ResolversParentTypes['Project']> };
  ProjectEdge: Omit<ProjectEdge, 'node'> & { node: ResolversParentTypes['Project'] };
  ProjectNotFound: ProjectNotFound;
  ProjectVersionConflict: ProjectVersionConflict;
  Query: Record<PropertyKey, never>;
  RateLimited: RateLimited;
  RenderTime: RenderTime;
  RenderTooExpensive: RenderTooExpensive;
  RenderTooLong: RenderTooLong;
  RetryExportResult: ResolversUnionTypes<ResolversParentTypes>['RetryExportResult'];
  RetryExportSuccess: Omit<RetryExportSuccess, 'export'> & { export: ResolversParentTypes['Export'] };
  SaveProjectInput: SaveProjectInput;
  SaveProjectResult: ResolversUnionTypes<ResolversParentTypes>['SaveProjectResult'];
  SaveProjectSuccess: Omit<SaveProjectSuccess, 'project'> & { project: ResolversParentTypes['Project'] };
  Scene: Omit<Scene, 'transition'> & { transition?: Maybe<ResolversParentTypes['Transition']> };
  SceneError: SceneError;
  SceneInput: SceneInput;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  Template: Template;
  Transition: StoredTransition;
  TransitionInput: TransitionInput;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Viewer: Viewer;
  Watermark: StoredWatermark;
  WatermarkInput: WatermarkInput;
};

export type AudioResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Audio'] = ResolversParentTypes['Audio']> = {
  ducking?: Resolver<Maybe<ResolversTypes['Ducking']>, ParentType, ContextType>;
  fadeInSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  fadeOutSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  loop?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  volume?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type BatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Batch'] = ResolversParentTypes['Batch']> = {
  cancelled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  exports?: Resolver<ResolversTypes['ExportConnection'], ParentType, ContextType, RequireFields<BatchExportsArgs, 'first'>>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ExportFormat'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['ExportQuality'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BatchStatus'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BatchEndedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BatchEnded'] = ResolversParentTypes['BatchEnded']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BatchStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BatchIdempotencyConflictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BatchIdempotencyConflict'] = ResolversParentTypes['BatchIdempotencyConflict']> = {
  batchId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BatchNotFoundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BatchNotFound'] = ResolversParentTypes['BatchNotFound']> = {
  batchId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BrowserCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BrowserCount'] = ResolversParentTypes['BrowserCount']> = {
  browser?: Resolver<ResolversTypes['BrowserFamily'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BudgetExceededResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BudgetExceeded'] = ResolversParentTypes['BudgetExceeded']> = {
  budgetUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  committedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  estimatedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CallbackAttemptResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CallbackAttempt'] = ResolversParentTypes['CallbackAttempt']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['CallbackError']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statusCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CancelBatchResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelBatchResult'] = ResolversParentTypes['CancelBatchResult']> = {
  __resolveType: TypeResolveFn<'BatchEnded' | 'BatchNotFound' | 'CancelBatchSuccess' | 'RateLimited', ParentType, ContextType>;
};

export type CancelBatchSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelBatchSuccess'] = ResolversParentTypes['CancelBatchSuccess']> = {
  batch?: Resolver<ResolversTypes['Batch'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelExportResult'] = ResolversParentTypes['CancelExportResult']> = {
  __resolveType: TypeResolveFn<'CancelExportSuccess' | 'ExportEnded' | 'ExportNotFound' | 'RateLimited', ParentType, ContextType>;
};

export type CancelExportSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelExportSuccess'] = ResolversParentTypes['CancelExportSuccess']> = {
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CaptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Caption'] = ResolversParentTypes['Caption']> = {
  endMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CaptionStyleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CaptionStyle'] = ResolversParentTypes['CaptionStyle']> = {
  backgroundColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  color?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  highlightColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  look?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CaptionsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Captions'] = ResolversParentTypes['Captions']> = {
  items?: Resolver<Maybe<Array<ResolversTypes['Caption']>>, ParentType, ContextType>;
  srt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  style?: Resolver<Maybe<ResolversTypes['CaptionStyle']>, ParentType, ContextType>;
};

export type CreateBatchResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateBatchResult'] = ResolversParentTypes['CreateBatchResult']> = {
  __resolveType: TypeResolveFn<'BatchIdempotencyConflict' | 'BudgetExceeded' | 'CreateBatchSuccess' | 'DailyLimitReached' | 'InvalidInput' | 'ProjectNotFound' | 'RateLimited' | 'RenderTooExpensive' | 'RenderTooLong', ParentType, ContextType>;
};

export type CreateBatchSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateBatchSuccess'] = ResolversParentTypes['CreateBatchSuccess']> = {
  batch?: Resolver<ResolversTypes['Batch'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateDownloadResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateDownloadResult'] = ResolversParentTypes['CreateDownloadResult']> = {
  __resolveType: TypeResolveFn<'CreateDownloadSuccess' | 'ExportNotFound' | 'ExportNotReady' | 'RateLimited', ParentType, ContextType>;
};

export type CreateDownloadSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateDownloadSuccess'] = ResolversParentTypes['CreateDownloadSuccess']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateExportResult'] = ResolversParentTypes['CreateExportResult']> = {
  __resolveType: TypeResolveFn<'BudgetExceeded' | 'CreateExportSuccess' | 'DailyLimitReached' | 'IdempotencyConflict' | 'InvalidInput' | 'ProjectNotFound' | 'RateLimited' | 'RenderTooExpensive' | 'RenderTooLong', ParentType, ContextType>;
};

export type CreateExportSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateExportSuccess'] = ResolversParentTypes['CreateExportSuccess']> = {
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DailyLimitReachedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DailyLimitReached'] = ResolversParentTypes['DailyLimitReached']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resetsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteExportResult'] = ResolversParentTypes['DeleteExportResult']> = {
  __resolveType: TypeResolveFn<'DeleteExportSuccess' | 'ExportNotEnded' | 'ExportNotFound' | 'RateLimited', ParentType, ContextType>;
};

export type DeleteExportSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteExportSuccess'] = ResolversParentTypes['DeleteExportSuccess']> = {
  exportId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeviceCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeviceCount'] = ResolversParentTypes['DeviceCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['DeviceClass'], ParentType, ContextType>;
};

export type DownloadStatsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DownloadStats'] = ResolversParentTypes['DownloadStats']> = {
  browsers?: Resolver<Array<ResolversTypes['BrowserCount']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  devices?: Resolver<Array<ResolversTypes['DeviceCount']>, ParentType, ContextType>;
  operatingSystems?: Resolver<Array<ResolversTypes['OperatingSystemCount']>, ParentType, ContextType>;
};

export type DuckingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Ducking'] = ResolversParentTypes['Ducking']> = {
  volume?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type EstimateExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EstimateExportResult'] = ResolversParentTypes['EstimateExportResult']> = {
  __resolveType: TypeResolveFn<'EstimateExportSuccess' | 'InvalidInput' | 'ProjectNotFound' | 'RenderTooExpensive' | 'RenderTooLong', ParentType, ContextType>;
};

export type EstimateExportSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EstimateExportSuccess'] = ResolversParentTypes['EstimateExportSuccess']> = {
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationInSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  estimatedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  renderSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sizeInBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Export'] = ResolversParentTypes['Export']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  bitrate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  cacheHit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  callback?: Resolver<Maybe<ResolversTypes['ExportCallback']>, ParentType, ContextType>;
  codec?: Resolver<Maybe<ResolversTypes['VideoCodec']>, ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['ExportCost'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  downloadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationInSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  estimatedSecondsLeft?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['ExportFailure']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ExportFormat'], ParentType, ContextType>;
  fps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  previewUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['ExportQuality'], ParentType, ContextType>;
  queuePosition?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryOf?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sceneErrors?: Resolver<Array<ResolversTypes['SceneError']>, ParentType, ContextType>;
  sizeInBytes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  thumbnailUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ExportCallbackResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportCallback'] = ResolversParentTypes['ExportCallback']> = {
  attempts?: Resolver<Array<ResolversTypes['CallbackAttempt']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CallbackStatus'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ExportConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportConnection'] = ResolversParentTypes['ExportConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ExportEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Export']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ExportCostResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportCost'] = ResolversParentTypes['ExportCost']> = {
  billedUsd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  estimatedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ExportEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportEdge'] = ResolversParentTypes['ExportEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
};

export type ExportEndedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportEnded'] = ResolversParentTypes['ExportEnded']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportFailureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportFailure'] = ResolversParentTypes['ExportFailure']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sceneId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ExportNotEndedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportNotEnded'] = ResolversParentTypes['ExportNotEnded']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportNotFoundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportNotFound'] = ResolversParentTypes['ExportNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exportId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportNotReadyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportNotReady'] = ResolversParentTypes['ExportNotReady']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportNotRetryableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportNotRetryable'] = ResolversParentTypes['ExportNotRetryable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportStatsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportStats'] = ResolversParentTypes['ExportStats']> = {
  cacheHits?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cancelled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  downloads?: Resolver<ResolversTypes['DownloadStats'], ParentType, ContextType>;
  ended?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failureRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  failures?: Resolver<Array<ResolversTypes['FailureCount']>, ParentType, ContextType>;
  formats?: Resolver<Array<ResolversTypes['FormatCount']>, ParentType, ContextType>;
  frames?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  meanUsd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  renderTime?: Resolver<ResolversTypes['RenderTime'], ParentType, ContextType>;
  renderTimeByLength?: Resolver<Array<ResolversTypes['LengthRenderTime']>, ParentType, ContextType>;
  sizeInBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  spentUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  successRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type FailureCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FailureCount'] = ResolversParentTypes['FailureCount']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FormatCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FormatCount'] = ResolversParentTypes['FormatCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ExportFormat'], ParentType, ContextType>;
};

export type IdempotencyConflictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IdempotencyConflict'] = ResolversParentTypes['IdempotencyConflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exportId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InputIssueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InputIssue'] = ResolversParentTypes['InputIssue']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  issues?: Resolver<Array<ResolversTypes['InputIssue']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LengthRenderTimeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LengthRenderTime'] = ResolversParentTypes['LengthRenderTime']> = {
  length?: Resolver<ResolversTypes['VideoLength'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['RenderTime'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelBatch?: Resolver<ResolversTypes['CancelBatchResult'], ParentType, ContextType, RequireFields<MutationCancelBatchArgs, 'id'>>;
  cancelExport?: Resolver<ResolversTypes['CancelExportResult'], ParentType, ContextType, RequireFields<MutationCancelExportArgs, 'id'>>;
  createBatch?: Resolver<ResolversTypes['CreateBatchResult'], ParentType, ContextType, RequireFields<MutationCreateBatchArgs, 'input'>>;
  createDownload?: Resolver<ResolversTypes['CreateDownloadResult'], ParentType, ContextType, RequireFields<MutationCreateDownloadArgs, 'exportId'>>;
  createExport?: Resolver<ResolversTypes['CreateExportResult'], ParentType, ContextType, RequireFields<MutationCreateExportArgs, 'input'>>;
  deleteExport?: Resolver<ResolversTypes['DeleteExportResult'], ParentType, ContextType, RequireFields<MutationDeleteExportArgs, 'id'>>;
  retryExport?: Resolver<ResolversTypes['RetryExportResult'], ParentType, ContextType, RequireFields<MutationRetryExportArgs, 'id'>>;
  saveProject?: Resolver<ResolversTypes['SaveProjectResult'], ParentType, ContextType, RequireFields<MutationSaveProjectArgs, 'input'>>;
};

export type OperatingSystemCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OperatingSystemCount'] = ResolversParentTypes['OperatingSystemCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  os?: Resolver<ResolversTypes['OperatingSystem'], ParentType, ContextType>;
};

export type OverlayResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Overlay'] = ResolversParentTypes['Overlay']> = {
  accentColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  backgroundColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  color?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  opacity?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  src?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  style?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subtitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  audio?: Resolver<Maybe<ResolversTypes['Audio']>, ParentType, ContextType>;
  audioUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  captions?: Resolver<Maybe<ResolversTypes['Captions']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  logoUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  onSceneError?: Resolver<ResolversTypes['OnSceneError'], ParentType, ContextType>;
  overlays?: Resolver<Array<ResolversTypes['Overlay']>, ParentType, ContextType>;
  scenes?: Resolver<Array<ResolversTypes['Scene']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variables?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  watermark?: Resolver<Maybe<ResolversTypes['Watermark']>, ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectConnection'] = ResolversParentTypes['ProjectConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProjectEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Project']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProjectEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectEdge'] = ResolversParentTypes['ProjectEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type ProjectNotFoundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectNotFound'] = ResolversParentTypes['ProjectNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  projectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectVersionConflictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectVersionConflict'] = ResolversParentTypes['ProjectVersionConflict']> = {
  actualVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expectedVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  batch?: Resolver<Maybe<ResolversTypes['Batch']>, ParentType, ContextType, RequireFields<QueryBatchArgs, 'id'>>;
  estimateExport?: Resolver<ResolversTypes['EstimateExportResult'], ParentType, ContextType, RequireFields<QueryEstimateExportArgs, 'input'>>;
  export?: Resolver<Maybe<ResolversTypes['Export']>, ParentType, ContextType, RequireFields<QueryExportArgs, 'id'>>;
  exportStats?: Resolver<ResolversTypes['ExportStats'], ParentType, ContextType, RequireFields<QueryExportStatsArgs, 'from' | 'to'>>;
  exports?: Resolver<ResolversTypes['ExportConnection'], ParentType, ContextType, RequireFields<QueryExportsArgs, 'first'>>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'id'>>;
  projects?: Resolver<ResolversTypes['ProjectConnection'], ParentType, ContextType, RequireFields<QueryProjectsArgs, 'first'>>;
  templates?: Resolver<Array<ResolversTypes['Template']>, ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type RateLimitedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RateLimited'] = ResolversParentTypes['RateLimited']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  limitPerMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RenderTimeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenderTime'] = ResolversParentTypes['RenderTime']> = {
  meanSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p95Seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  renders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RenderTooExpensiveResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenderTooExpensive'] = ResolversParentTypes['RenderTooExpensive']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  estimatedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  limitUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RenderTooLongResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenderTooLong'] = ResolversParentTypes['RenderTooLong']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  durationInSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  limitInSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetryExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RetryExportResult'] = ResolversParentTypes['RetryExportResult']> = {
  __resolveType: TypeResolveFn<'BudgetExceeded' | 'DailyLimitReached' | 'ExportNotFound' | 'ExportNotRetryable' | 'RateLimited' | 'RetryExportSuccess', ParentType, ContextType>;
};

export type RetryExportSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RetryExportSuccess'] = ResolversParentTypes['RetryExportSuccess']> = {
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SaveProjectResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SaveProjectResult'] = ResolversParentTypes['SaveProjectResult']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'ProjectNotFound' | 'ProjectVersionConflict' | 'RateLimited' | 'SaveProjectSuccess', ParentType, ContextType>;
};

export type SaveProjectSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SaveProjectSuccess'] = ResolversParentTypes['SaveProjectSuccess']> = {
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SceneResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Scene'] = ResolversParentTypes['Scene']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  narrationUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  narrationVolume?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  props?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  template?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  transition?: Resolver<Maybe<ResolversTypes['Transition']>, ParentType, ContextType>;
};

export type SceneErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SceneError'] = ResolversParentTypes['SceneError']> = {
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sceneId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sceneIndex?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  batchProgress?: SubscriptionResolver<ResolversTypes['Batch'], "batchProgress", ParentType, ContextType, RequireFields<SubscriptionBatchProgressArgs, 'id'>>;
  exportProgress?: SubscriptionResolver<ResolversTypes['Export'], "exportProgress", ParentType, ContextType, RequireFields<SubscriptionExportProgressArgs, 'id'>>;
  myExports?: SubscriptionResolver<Array<ResolversTypes['Export']>, "myExports", ParentType, ContextType>;
};

export type TemplateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Template'] = ResolversParentTypes['Template']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exampleProps?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  propsSchema?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TransitionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Transition'] = ResolversParentTypes['Transition']> = {
  direction?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationInFrames?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'BatchEnded' | 'BatchIdempotencyConflict' | 'BatchNotFound' | 'BudgetExceeded' | 'DailyLimitReached' | 'ExportEnded' | 'ExportNotEnded' | 'ExportNotFound' | 'ExportNotReady' | 'ExportNotRetryable' | 'IdempotencyConflict' | 'InvalidInput' | 'ProjectNotFound' | 'ProjectVersionConflict' | 'RateLimited' | 'RenderTooExpensive' | 'RenderTooLong', ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  concurrentLimit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dailyLimit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dailyUsed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxRenderSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  maxRenderUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  monthlyBudgetUsd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  monthlyCommittedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  monthlySpentUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rendering?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WatermarkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Watermark'] = ResolversParentTypes['Watermark']> = {
  opacity?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  src?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Audio?: AudioResolvers<ContextType>;
  Batch?: BatchResolvers<ContextType>;
  BatchEnded?: BatchEndedResolvers<ContextType>;
  BatchIdempotencyConflict?: BatchIdempotencyConflictResolvers<ContextType>;
  BatchNotFound?: BatchNotFoundResolvers<ContextType>;
  BrowserCount?: BrowserCountResolvers<ContextType>;
  BudgetExceeded?: BudgetExceededResolvers<ContextType>;
  CallbackAttempt?: CallbackAttemptResolvers<ContextType>;
  CancelBatchResult?: CancelBatchResultResolvers<ContextType>;
  CancelBatchSuccess?: CancelBatchSuccessResolvers<ContextType>;
  CancelExportResult?: CancelExportResultResolvers<ContextType>;
  CancelExportSuccess?: CancelExportSuccessResolvers<ContextType>;
  Caption?: CaptionResolvers<ContextType>;
  CaptionStyle?: CaptionStyleResolvers<ContextType>;
  Captions?: CaptionsResolvers<ContextType>;
  CreateBatchResult?: CreateBatchResultResolvers<ContextType>;
  CreateBatchSuccess?: CreateBatchSuccessResolvers<ContextType>;
  CreateDownloadResult?: CreateDownloadResultResolvers<ContextType>;
  CreateDownloadSuccess?: CreateDownloadSuccessResolvers<ContextType>;
  CreateExportResult?: CreateExportResultResolvers<ContextType>;
  CreateExportSuccess?: CreateExportSuccessResolvers<ContextType>;
  DailyLimitReached?: DailyLimitReachedResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteExportResult?: DeleteExportResultResolvers<ContextType>;
  DeleteExportSuccess?: DeleteExportSuccessResolvers<ContextType>;
  DeviceCount?: DeviceCountResolvers<ContextType>;
  DownloadStats?: DownloadStatsResolvers<ContextType>;
  Ducking?: DuckingResolvers<ContextType>;
  EstimateExportResult?: EstimateExportResultResolvers<ContextType>;
  EstimateExportSuccess?: EstimateExportSuccessResolvers<ContextType>;
  Export?: ExportResolvers<ContextType>;
  ExportCallback?: ExportCallbackResolvers<ContextType>;
  ExportConnection?: ExportConnectionResolvers<ContextType>;
  ExportCost?: ExportCostResolvers<ContextType>;
  ExportEdge?: ExportEdgeResolvers<ContextType>;
  ExportEnded?: ExportEndedResolvers<ContextType>;
  ExportFailure?: ExportFailureResolvers<ContextType>;
  ExportNotEnded?: ExportNotEndedResolvers<ContextType>;
  ExportNotFound?: ExportNotFoundResolvers<ContextType>;
  ExportNotReady?: ExportNotReadyResolvers<ContextType>;
  ExportNotRetryable?: ExportNotRetryableResolvers<ContextType>;
  ExportStats?: ExportStatsResolvers<ContextType>;
  FailureCount?: FailureCountResolvers<ContextType>;
  FormatCount?: FormatCountResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  InputIssue?: InputIssueResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LengthRenderTime?: LengthRenderTimeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OperatingSystemCount?: OperatingSystemCountResolvers<ContextType>;
  Overlay?: OverlayResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  ProjectNotFound?: ProjectNotFoundResolvers<ContextType>;
  ProjectVersionConflict?: ProjectVersionConflictResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RateLimited?: RateLimitedResolvers<ContextType>;
  RenderTime?: RenderTimeResolvers<ContextType>;
  RenderTooExpensive?: RenderTooExpensiveResolvers<ContextType>;
  RenderTooLong?: RenderTooLongResolvers<ContextType>;
  RetryExportResult?: RetryExportResultResolvers<ContextType>;
  RetryExportSuccess?: RetryExportSuccessResolvers<ContextType>;
  SaveProjectResult?: SaveProjectResultResolvers<ContextType>;
  SaveProjectSuccess?: SaveProjectSuccessResolvers<ContextType>;
  Scene?: SceneResolvers<ContextType>;
  SceneError?: SceneErrorResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Template?: TemplateResolvers<ContextType>;
  Transition?: TransitionResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Watermark?: WatermarkResolvers<ContextType>;
};

