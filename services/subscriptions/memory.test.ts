import { BoundedMap } from './bounded-map';
import { describeConnectionStore } from './connections.contract';
import { createMemoryConnectionStore } from './memory';

describeConnectionStore('memory, pages of 5', async () => createMemoryConnectionStore({ pageSize: 5 }));
describeConnectionStore('memory, pages of 100', async () => createMemoryConnectionStore());

describe('BoundedMap', () => {
  it('forgets the entry that was unused for longest', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.get('a');
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
  });

  it('replaces a value without forgetting another', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('b', 3);
    map.delete('c');
    expect([map.get('a'), map.get('b')]).toEqual([1, 3]);
    map.delete('a');
    expect(map.size).toBe(1);
  });
});
