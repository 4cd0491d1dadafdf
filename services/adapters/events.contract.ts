import { exportRequested } from '../events/catalog';
import type { DomainEvent } from '../events/define-event';
import type { EventPublisher } from '../exports/ports';

/** A publisher, and what those who listen got. */
export interface EventPublisherWorld {
  readonly publisher: EventPublisher;
  readonly received: () => readonly { readonly type: string; readonly detail: unknown }[];
}

/** An event that can be told from others by its number. */
export const exampleEvent = (number: number): DomainEvent =>
  exportRequested.make(
    {
      id: `evt_${number}`,
      time: '2026-03-01T12:00:00.000Z',
      correlationId: 'request-ü',
      causationId: 'request',
    },
    { exportId: `exp_${number}`, ownerId: 'user#1 "字"', attempt: 1 },
  );

/** The contract of an event publisher. `make` gives one that nobody has used, for each test. */
export function describeEventPublisher(name: string, make: () => Promise<EventPublisherWorld>): void {
  describe(`${name} as an EventPublisher`, () => {
    it('sends an event unchanged', async () => {
      const { publisher, received } = await make();
      await publisher.publish([exampleEvent(1)]);
      expect(received()).toEqual([{ type: 'export.requested.v1', detail: exampleEvent(1).detail }]);
    });

    it.each([0, 9, 10, 11, 25])('sends %i events at once, each once and in order', async (count) => {
      const { publisher, received } = await make();
      const events = Array.from({ length: count }, (_value, index) => exampleEvent(index));
      await publisher.publish(events);
      expect(received().map(({ detail }) => detail)).toEqual(events.map(({ detail }) => detail));
    });
  });
}
