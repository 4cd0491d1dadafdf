import { parseSrt as remotionsParseSrt, serializeSrt } from '@remotion/captions';
import fc from 'fast-check';
import { parseSrt } from './srt';

const block = (time: string, text: string, number = 1): string => `${number}\n${time}\n${text}\n`;
const TIME = '00:00:01,000 --> 00:00:03,500';
const EXPECTED = 'where a time such as 00:00:01,000 --> 00:00:03,500 is expected';

describe('parseSrt', () => {
  it.each<[string, string, { text: string; startMs: number; endMs: number }[]]>([
    ['a block', block(TIME, 'Hello'), [{ text: 'Hello', startMs: 1000, endMs: 3500 }]],
    ['several lines', block(TIME, ' One \nTwo'), [{ text: 'One\nTwo', startMs: 1000, endMs: 3500 }]],
    [
      'Windows line ends, a byte order mark and empty lines',
      `\uFEFF\r\n\r\n${block(TIME, 'Hello')}\n\n${block('1:00:00,5 --> 002:00:00,25', 'x', 7)}`.replaceAll(
        '\n',
        '\r\n',
      ),
      [
        { text: 'Hello', startMs: 1000, endMs: 3500 },
        { text: 'x', startMs: 3_600_500, endMs: 7_200_250 },
      ],
    ],
    [
      'no number, a point, a place',
      '00:00:01.000 --> 00:00:03.500  X1:40\nHi',
      [{ text: 'Hi', startMs: 1000, endMs: 3500 }],
    ],
    [
      'marks',
      block(TIME, String.raw`{\an8}<i>So</i> <font color="#fff">it is</font>: 1 < 2`),
      [{ text: 'So it is: 1 < 2', startMs: 1000, endMs: 3500 }],
    ],
    [
      'a caption without text',
      block(TIME, '<b></b>') + '\n' + block(TIME, '42'),
      [{ text: '42', startMs: 1000, endMs: 3500 }],
    ],
  ])('reads %s', (_what, srt, items) => {
    expect(parseSrt(srt)).toEqual({ ok: true, items });
  });

  it.each<[string, string, string]>([
    ['nothing', '', 'holds no caption'],
    ['white space', ' \n\n', 'holds no caption'],
    ['another format', 'WEBVTT\n\n', `line 1: "WEBVTT" ${EXPECTED}`],
    ['text first', `Hello\n${TIME}\n`, `line 1: "Hello" ${EXPECTED}`],
    ['no time', '1\nHello\n', `line 2: "Hello" ${EXPECTED}`],
    ['an end after the number', '1', `line 2: the file ends ${EXPECTED}`],
    [
      'a wrong arrow',
      `${block(TIME, 'a')}\n${block('00:00:01,000 -> 00:00:02,000', 'b', 2)}`,
      `line 6: "00:00:01,000 -> 00:00:02,000" ${EXPECTED}`,
    ],
    [
      'no such minute',
      block('00:60:01,000 --> 00:61:02,000', 'b'),
      `line 2: "00:60:01,000 --> 00:61:02,000" ${EXPECTED}`,
    ],
    [
      'an end before the start',
      block('00:00:03,000 --> 00:00:02,999', 'b'),
      'line 2: the caption ends before it begins',
    ],
    [
      'an end after a day',
      block('00:00:00,000 --> 24:00:00,001', 'b'),
      'line 2: the caption ends after more than a day',
    ],
    [
      'an endless caption',
      block(TIME, 'x'.repeat(501)),
      'line 3: the caption has 501 characters; at most 500 are accepted',
    ],
    ['too many captions', block(TIME, 'x').concat('\n').repeat(5001), 'line 20002: more than 5000 captions'],
  ])('tells the line of what is wrong: %s', (_what, srt, message) => {
    expect(parseSrt(srt)).toEqual({ ok: false, message });
  });

  it('reads what Remotion writes as Remotion reads it', () => {
    const anyTimes = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 80_000_000 }),
        fc.integer({ min: 0, max: 9999 }),
        fc.stringMatching(/^[a-zé你][a-zé你 .!?]{0,30}[a-zé你]$/),
      ),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(anyTimes, (times) => {
        const lines = times.map(([startMs, length, text]) => [
          { text, startMs, endMs: startMs + length, timestampMs: null, confidence: null },
        ]);
        const input = serializeSrt({ lines });
        const items = remotionsParseSrt({ input }).captions.map(({ text, startMs, endMs }) => ({
          ...{ text, startMs: Math.round(startMs), endMs: Math.round(endMs) },
        }));
        expect(parseSrt(input)).toEqual({ ok: true, items });
      }),
    );
  });
});
