import { compileEventPattern, InvalidEventPatternError } from './event-pattern';

const event = {
  version: '0',
  source: 'aws.s3',
  'detail-type': 'Object Created',
  account: '000000000000',
  detail: {
    name: 'Holiday.MP4',
    path: 'renders/abc/progress.json',
    star: 'a*b\\c',
    size: 300,
    ratio: -1.5,
    ok: true,
    nothing: null,
    ip: '10.0.0.17',
    ip6: '2001:db8::1',
    tags: ['red', 'blue'],
    sizes: [1, 300],
    none: [] as string[],
    nestedTags: [['deep']],
    owner: { id: 'alice', address: { city: 'Bern' } },
    scenes: [
      { kind: 'title', seconds: 3 },
      { kind: 'image', seconds: 9 },
    ],
  },
};

const detail = (pattern: unknown) => ({ detail: pattern });

const matching: [name: string, pattern: unknown][] = [
  ['an exact string', { source: ['aws.s3'] }],
  ['one of several values', { source: ['aws.ec2', 'aws.s3'] }],
  ['several fields', { source: ['aws.s3'], 'detail-type': ['Object Created'] }],
  ['a number', detail({ size: [300] })],
  ['a boolean', detail({ ok: [true] })],
  ['null', detail({ nothing: [null] })],
  ['a nested field', detail({ owner: { address: { city: ['Bern'] } } })],
  ['prefix', detail({ path: [{ prefix: 'renders/' }] })],
  ['prefix without case', detail({ name: [{ prefix: { 'equals-ignore-case': 'holiDAY' } }] })],
  ['suffix', detail({ path: [{ suffix: '.json' }] })],
  ['suffix without case', detail({ name: [{ suffix: { 'equals-ignore-case': '.mp4' } }] })],
  ['equals-ignore-case', detail({ name: [{ 'equals-ignore-case': 'HOLIDAY.mp4' }] })],
  ['wildcard', detail({ path: [{ wildcard: 'renders/*/progress.json' }] })],
  ['wildcard for nothing', detail({ path: [{ wildcard: '*renders/abc/progress.json*' }] })],
  ['wildcard with escapes', detail({ star: [{ wildcard: 'a\\*b\\\\*' }] })],
  ['anything-but a string', detail({ name: [{ 'anything-but': 'other' }] })],
  ['anything-but strings', detail({ name: [{ 'anything-but': ['other', 'third'] }] })],
  ['anything-but a number', detail({ size: [{ 'anything-but': 301 }] })],
  ['anything-but of another type', detail({ name: [{ 'anything-but': [1, 2] }] })],
  ['anything-but prefix', detail({ path: [{ 'anything-but': { prefix: 'uploads/' } }] })],
  ['anything-but prefixes', detail({ path: [{ 'anything-but': { prefix: ['uploads/', 'x'] } }] })],
  ['anything-but suffix', detail({ path: [{ 'anything-but': { suffix: '.mp4' } }] })],
  ['anything-but wildcard', detail({ path: [{ 'anything-but': { wildcard: '*/lib/*' } }] })],
  [
    'anything-but equals-ignore-case',
    detail({ name: [{ 'anything-but': { 'equals-ignore-case': ['A', 'b'] } }] }),
  ],
  ['anything-but, one element of an array being other', detail({ tags: [{ 'anything-but': 'red' }] })],
  ['exists', detail({ size: [{ exists: true }] })],
  ['exists for null', detail({ nothing: [{ exists: true }] })],
  ['absence', detail({ missing: [{ exists: false }] })],
  ['absence under a missing parent', detail({ missing: { deeper: [{ exists: false }] } })],
  ['absence in an empty array', detail({ none: [{ exists: false }] })],
  ['absence or a value', detail({ missing: [{ exists: false }, 'x'] })],
  ['numeric =', detail({ size: [{ numeric: ['=', 300] }] })],
  ['numeric range', detail({ size: [{ numeric: ['>', 0, '<=', 300] }] })],
  ['numeric below zero', detail({ ratio: [{ numeric: ['<', -1] }] })],
  ['numeric over an array', detail({ sizes: [{ numeric: ['>=', 300] }] })],
  ['cidr', detail({ ip: [{ cidr: '10.0.0.0/24' }] })],
  ['cidr of version 6', detail({ ip6: [{ cidr: '2001:db8::/32' }] })],
  ['one element of an array', detail({ tags: ['green', 'blue'] })],
  ['an element of a nested array', detail({ nestedTags: ['deep'] })],
  ['one object of an array', detail({ scenes: { kind: ['image'], seconds: [{ numeric: ['>', 5] }] } })],
  ['$or', detail({ $or: [{ size: [1] }, { name: [{ prefix: 'Hol' }] }] })],
  ['$or beside a field', { source: ['aws.s3'], $or: [{ account: ['1'] }, { detail: { ok: [true] } }] }],
  ['$or within $or', { $or: [{ account: ['1'] }, { $or: [{ account: ['2'] }, { source: ['aws.s3'] }] }] }],
];

const differing: [name: string, pattern: unknown][] = [
  ['another string', { source: ['aws.ec2'] }],
  ['another case', { source: ['AWS.S3'] }],
  ['one field of two', { source: ['aws.s3'], 'detail-type': ['Object Deleted'] }],
  ['a number given as a string', detail({ size: ['300'] })],
  ['a missing field', detail({ missing: ['x'] })],
  ['null for a missing field', detail({ missing: [null] })],
  ['a value where an object is', detail({ owner: ['alice'] })],
  ['an object where a value is', detail({ name: { first: ['Holiday'] } })],
  ['prefix in the middle', detail({ path: [{ prefix: 'abc' }] })],
  ['prefix of a number', detail({ size: [{ prefix: '3' }] })],
  ['suffix in the middle', detail({ path: [{ suffix: 'abc' }] })],
  ['wildcard, other end', detail({ path: [{ wildcard: 'renders/*/out.mp4' }] })],
  ['wildcard with a dot for any character', detail({ path: [{ wildcard: 'renders/abc/progress?json' }] })],
  ['wildcard with an escaped asterisk', detail({ path: [{ wildcard: 'renders/\\*/progress.json' }] })],
  ['anything-but that very string', detail({ name: [{ 'anything-but': 'Holiday.MP4' }] })],
  ['anything-but one of the list', detail({ size: [{ 'anything-but': [100, 300] }] })],
  ['anything-but on a missing field', detail({ missing: [{ 'anything-but': 'x' }] })],
  [
    'anything-but prefix that is there',
    detail({ path: [{ 'anything-but': { prefix: ['x', 'renders/'] } }] }),
  ],
  ['anything-but suffix that is there', detail({ path: [{ 'anything-but': { suffix: '.json' } }] })],
  ['anything-but wildcard that fits', detail({ path: [{ 'anything-but': { wildcard: '*/abc/*' } }] })],
  [
    'anything-but without case',
    detail({ name: [{ 'anything-but': { 'equals-ignore-case': 'holiday.mp4' } }] }),
  ],
  ['exists for a missing field', detail({ missing: [{ exists: true }] })],
  ['exists for an object, which is no leaf', detail({ owner: [{ exists: true }] })],
  ['absence of a field that is there', detail({ size: [{ exists: false }] })],
  ['numeric on a string', detail({ name: [{ numeric: ['>', 0] }] })],
  ['numeric outside the range', detail({ size: [{ numeric: ['>', 0, '<', 300] }] })],
  ['cidr of another net', detail({ ip: [{ cidr: '10.0.1.0/24' }] })],
  ['cidr of another version', detail({ ip6: [{ cidr: '10.0.0.0/8' }] })],
  ['no element of an array', detail({ tags: ['green'] })],
  ['fields of different objects of an array', detail({ scenes: { kind: ['title'], seconds: [9] } })],
  ['no branch of $or', detail({ $or: [{ size: [1] }, { name: ['x'] }] })],
  [
    '$or without the field beside it',
    { source: ['other'], $or: [{ account: ['1'] }, { 'detail-type': ['Object Created'] }] },
  ],
  ['$or as the name of a field', { $or: ['x'] }],
];

const invalid: [name: string, pattern: unknown, message: RegExp][] = [
  ['no object', 'x', /JSON object/],
  ['an empty pattern', {}, /pattern is empty/],
  ['a bare value', { source: 'aws.s3' }, /source must be an object or an array/],
  ['an empty list', { source: [] }, /source is an empty array/],
  ['an array within the array', { source: [['x']] }, /array within its array/],
  [
    'an unknown operator',
    { detail: { size: [{ between: [1, 2] }] } },
    /detail\.size holds the unknown operator "between"/,
  ],
  ['two operators in one', { source: [{ prefix: 'a', suffix: 'b' }] }, /exactly one operator/],
  ['prefix of a number', { source: [{ prefix: 1 }] }, /prefix takes a string/],
  ['two asterisks', { source: [{ wildcard: 'a**b' }] }, /two consecutive asterisks/],
  ['an unknown escape', { source: [{ wildcard: 'a\\b' }] }, /escape other than/],
  ['mixed anything-but', { source: [{ 'anything-but': ['a', 1] }] }, /strings only or numbers only/],
  ['empty anything-but', { source: [{ 'anything-but': [] }] }, /empty list/],
  [
    'anything-but numeric',
    { source: [{ 'anything-but': { numeric: ['=', 1] } }] },
    /anything-but takes one of/,
  ],
  ['exists of a string', { source: [{ exists: 'yes' }] }, /true or false/],
  ['half a comparison', { source: [{ numeric: ['>'] }] }, /one comparison/],
  ['an unknown comparison', { source: [{ numeric: ['!=', 1] }] }, /unknown comparison "!="/],
  ['a number beyond the limit', { source: [{ numeric: ['>', 6e9] }] }, /compares with numbers between/],
  ['no address range', { source: [{ cidr: '10.0.0.0' }] }, /address range/],
];

describe('event patterns', () => {
  it.each(matching)('match %s', (_name, pattern) => {
    expect(compileEventPattern(pattern)(event)).toBe(true);
  });

  it.each(differing)('do not match %s', (_name, pattern) => {
    expect(compileEventPattern(pattern)(event)).toBe(false);
  });

  it.each(invalid)('are refused for %s', (_name, pattern, message) => {
    expect(() => compileEventPattern(pattern)).toThrow(InvalidEventPatternError);
    expect(() => compileEventPattern(pattern)).toThrow(message);
  });
});
