import { parseSource, walk, type Node } from './syntax';
import { valuesIn } from './values';

describe('the values of an expression', () => {
  it('are found without going through a long list again for each of its places', () => {
    const [length, asked] = [1000, 200];
    const parsed = parseSource(`const L = [${'0,'.repeat(length)}]; ${`L[${length - 1}];`.repeat(asked)}`);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const places: Node[] = [];
    let reads = 0;
    walk(parsed.program, {
      enter(node) {
        if (node.type === 'MemberExpression') places.push(node);
        if (node.type !== 'ArrayExpression') return;
        node.elements = new Proxy(node.elements, {
          get(elements, name) {
            reads += 1;
            return Reflect.get(elements, name) as unknown;
          },
        });
      },
    });
    const valuesOf = valuesIn(parsed.program);
    reads = 0;
    for (const place of places) expect(valuesOf(place)).toMatchObject([{ type: 'Literal', value: 0 }]);
    expect(places).toHaveLength(asked);
    expect(reads).toBeLessThan(3 * (length + asked));
  });
});
