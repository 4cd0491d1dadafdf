import type { Pusher } from '../subscriptions/ports';
import { closes } from '../subscriptions/protocol';

/** A pusher, and the clients at the other end. */
export interface PusherWorld {
  readonly pusher: Pusher;
  readonly join: (connectionId: string) => void;
  readonly leave: (connectionId: string) => void;
  /** The messages of the protocol that a client got, in order. */
  readonly messagesOf: (connectionId: string) => readonly unknown[];
}

/** The contract of a pusher. `make` gives one without clients, for each test. */
export function describePusher(name: string, make: () => Promise<PusherWorld>): void {
  describe(`${name} as a Pusher`, () => {
    it('brings messages to the client that they are for, in order', async () => {
      const { pusher, join, messagesOf } = await make();
      for (const id of ['one=', 'two=']) join(id);
      expect(await pusher.send('one=', '{"type":"ping"}')).toBe('sent');
      expect(await pusher.send('one=', '{"type":"next","payload":"ü字🦀"}')).toBe('sent');
      expect(await pusher.send('two=', '{"type":"pong"}')).toBe('sent');
      expect(messagesOf('one=')).toEqual([{ type: 'ping' }, { type: 'next', payload: 'ü字🦀' }]);
      expect(messagesOf('two=')).toEqual([{ type: 'pong' }]);
    });

    it('tells that a client has left', async () => {
      const { pusher, join, leave, messagesOf } = await make();
      join('one=');
      leave('one=');
      expect(await pusher.send('one=', '{"type":"ping"}')).toBe('gone');
      expect(messagesOf('one=')).toEqual([]);
    });

    it('ends a socket: whatever is sent afterwards finds nobody', async () => {
      const { pusher, join, messagesOf } = await make();
      for (const [index, event] of [closes.unauthorized, closes.expired].entries()) {
        join(`${index}=`);
        await pusher.close(`${index}=`, event);
        expect(await pusher.send(`${index}=`, '{"type":"ping"}')).toBe('gone');
        expect(messagesOf(`${index}=`)).toEqual([]);
      }
    });

    it('closes what is closed, or has left, without an error', async () => {
      const { pusher, join, leave } = await make();
      join('one=');
      await pusher.close('one=', closes.forbidden);
      await expect(pusher.close('one=', closes.forbidden)).resolves.toBeUndefined();
      join('two=');
      leave('two=');
      await expect(pusher.close('two=', closes.expired)).resolves.toBeUndefined();
    });
  });
}
