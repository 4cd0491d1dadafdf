import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { EVENT_SOURCE, type DomainEvent } from '../events/define-event';
import type { EventPublisher } from '../exports/ports';

/** PutEvents takes at most ten entries (EventBridge API reference). */
const ENTRIES_LIMIT = 10;

/** Sends events to the stage's bus. */
export class EventBridgePublisher implements EventPublisher {
  constructor(
    private readonly client: EventBridgeClient,
    private readonly busName: string,
  ) {}

  async publish(events: readonly DomainEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += ENTRIES_LIMIT) {
      const Entries = events.slice(start, start + ENTRIES_LIMIT).map((event) => ({
        EventBusName: this.busName,
        Source: EVENT_SOURCE,
        DetailType: event.type,
        Detail: JSON.stringify(event.detail),
      }));
      const answer = await this.client.send(new PutEventsCommand({ Entries }));
      // PutEvents answers 200 even when it took nothing.
      const refused = (answer.Entries ?? []).find((entry) => entry.ErrorCode !== undefined);
      if (refused !== undefined) {
        throw new Error(
          `EventBridge refused ${answer.FailedEntryCount} of ${Entries.length} events: ${refused.ErrorCode}`,
        );
      }
    }
  }
}
