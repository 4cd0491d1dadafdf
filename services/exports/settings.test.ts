import fc from 'fast-check';
import { parseMainCompositionProps } from '../../remotion/catalog';
import { compositionProps } from '../projects/project';
import { exampleProject } from './memory';
import { resolveSettings, type OutputRequest } from './settings';

const request = (changes: Partial<OutputRequest> = {}): OutputRequest => ({
  format: 'MP4',
  quality: 'HIGH',
  resolution: null,
  fps: null,
  codec: null,
  videoBitrate: null,
  ...changes,
});

const fullHd = { width: 1920, height: 1080, fps: 30 };

function resolved(changes: Partial<OutputRequest> = {}, project = fullHd) {
  const result = resolveSettings(request(changes), project);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result;
}

const issuesOf = (changes: Partial<OutputRequest>, project = fullHd) => {
  const result = resolveSettings(request(changes), project);
  return result.ok ? [] : result.issues;
};

const projects = {
  landscape: fullHd,
  portrait: { width: 1080, height: 1920, fps: 30 },
  square: { width: 1080, height: 1080, fps: 30 },
  small: { width: 640, height: 360, fps: 30 },
};

describe('the size of a video', () => {
  it.each([
    ['landscape', 'P720', 1280, 720],
    ['landscape', 'P1080', 1920, 1080],
    ['landscape', 'P4K', 3840, 2160],
    ['portrait', 'P720', 720, 1280],
    ['portrait', 'P1080', 1080, 1920],
    ['portrait', 'P4K', 2160, 3840],
    ['square', 'P720', 720, 720],
    ['square', 'P1080', 1080, 1080],
    ['square', 'P4K', 2160, 2160],
    ['small', 'P720', 1280, 720],
    ['small', 'P1080', 1920, 1080],
    ['small', 'P4K', 3840, 2160],
  ] as const)('of a %s project at %s is %i×%i', (name, resolution, width, height) => {
    for (const quality of ['LOW', 'MEDIUM', 'HIGH'] as const) {
      expect(resolved({ resolution, quality }, projects[name]).settings).toMatchObject({ width, height });
    }
  });

  it.each([
    ['LOW', 720, 28, 70],
    ['MEDIUM', 1080, 23, 80],
    ['HIGH', 1080, 18, 90],
  ] as const)('and its encoding follow from the quality %s', (quality, height, crf, jpegQuality) => {
    expect(resolved({ quality }).settings).toMatchObject({
      quality,
      height,
      crf,
      jpegQuality,
      videoBitrate: null,
    });
  });

  it.each([
    ['4:5', 1080, 1350, 'P1080', 1080, 1350],
    ['4:5, small', 640, 800, 'P720', 720, 900],
    ['4:5, large', 640, 800, 'P4K', 2160, 2700],
    ['21:9', 2560, 1080, 'P720', 1706, 720],
    ['21:9', 2560, 1080, 'P1080', 2560, 1080],
    ['nearly 16:9', 1000, 562, 'P1080', 1922, 1080],
    ['3:1', 2400, 800, 'P1080', 3240, 1080],
    ['1:3', 800, 2400, 'P720', 720, 2160],
  ] as const)('with the aspect %s, %i×%i, at %s is %i×%i', (_name, width, height, resolution, w, h) => {
    const { settings } = resolved({ resolution }, { width, height, fps: 30 });
    expect([settings.width, settings.height]).toEqual([w, h]);
  });

  it.each([
    [2560, 1080, 'P4K', '5120×2160'],
    [64, 3840, 'P720', '720×43200'],
    [3840, 64, 'P4K', '129600×2160'],
  ] as const)('of %i×%i at %s is refused', (width, height, resolution, size) => {
    const message = `makes a video of ${size} pixels; the longer side may have at most 4096`;
    expect(issuesOf({ resolution }, { width, height, fps: 30 })).toEqual([{ path: 'resolution', message }]);
  });

  it('keeps the canvas of the project where its scaled size is whole', () => {
    const { settings, composition } = resolved({ resolution: 'P720' });
    expect(composition).toEqual(fullHd);
    expect(settings.scale).toBeCloseTo(2 / 3, 12);
  });

  it('takes the size of the video for the canvas where scaling would leave fractions of a pixel', () => {
    const { settings, composition } = resolved({ resolution: 'P720' }, { width: 1000, height: 562, fps: 30 });
    expect(settings).toMatchObject({ width: 1282, height: 720, scale: 1 });
    expect(composition).toEqual({ width: 1282, height: 720, fps: 30 });
  });

  const side = fc.integer({ min: 32, max: 1920 }).map((half) => 2 * half);
  const resolutions = fc.constantFrom('P720', 'P1080', 'P4K' as const);

  it('is even, near to the scaled canvas, and exactly what Remotion will make of the canvas', () => {
    fc.assert(
      fc.property(side, side, resolutions, (width, height, resolution) => {
        const result = resolveSettings(request({ resolution }), { width, height, fps: 30 });
        if (!result.ok) return;
        const { settings, composition } = result;
        const shortSide = { P720: 720, P1080: 1080, P4K: 2160 }[resolution];
        const wanted = shortSide / Math.min(width, height);
        expect([settings.width % 2, settings.height % 2]).toEqual([0, 0]);
        expect(Math.min(settings.width, settings.height)).toBe(shortSide);
        expect(Math.abs(settings.width - width * wanted)).toBeLessThanOrEqual(1);
        expect(Math.abs(settings.height - height * wanted)).toBeLessThanOrEqual(1);
        // Remotion refuses a video whose scaled canvas is not a whole number of pixels.
        expect(composition.width * settings.scale).toBe(settings.width);
        expect(composition.height * settings.scale).toBe(settings.height);
        const props = compositionProps(exampleProject({ width, height }), composition);
        expect(parseMainCompositionProps(props)).toMatchObject({ success: true });
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused when a side would be longer than encoders take', () => {
    fc.assert(
      fc.property(side, side, resolutions, (width, height, resolution) => {
        const short = { P720: 720, P1080: 1080, P4K: 2160 }[resolution];
        const long = (Math.max(width, height) / Math.min(width, height)) * short;
        const result = resolveSettings(request({ resolution }), { width, height, fps: 30 });
        if (long < 4095) expect(result.ok).toBe(true);
        if (long > 4097) expect(result.ok).toBe(false);
      }),
    );
    expect(issuesOf({ resolution: 'P4K' }, { width: 2000, height: 1000, fps: 30 })).toEqual([
      {
        path: 'resolution',
        message: 'makes a video of 4320×2160 pixels; the longer side may have at most 4096',
      },
    ]);
  });
});

describe('format and codec', () => {
  it.each([
    ['MP4', null, 'H264'],
    ['MP4', 'H265', 'H265'],
    ['WEBM', null, 'VP8'],
    ['WEBM', 'VP9', 'VP9'],
    ['GIF', null, null],
  ] as const)('%s with %s is encoded with %s', (format, codec, expected) => {
    expect(resolved({ format, codec }).settings.codec).toBe(expected);
  });

  it.each([
    ['MP4', 'VP8', 'VP8 does not fit the format MP4, which takes H264 or H265'],
    ['MP4', 'VP9', 'VP9 does not fit the format MP4, which takes H264 or H265'],
    ['WEBM', 'H264', 'H264 does not fit the format WEBM, which takes VP8 or VP9'],
    ['WEBM', 'H265', 'H265 does not fit the format WEBM, which takes VP8 or VP9'],
    ['GIF', 'H264', 'H264 does not fit the format GIF, which takes no codec, since GIF has only one'],
  ] as const)('%s with %s is refused', (format, codec, message) => {
    expect(issuesOf({ format, codec })).toEqual([{ path: 'codec', message }]);
  });

  it.each([
    ['LOW', null, 30, '968k'],
    ['MEDIUM', null, 30, '3732k'],
    ['HIGH', null, 60, '12442k'],
    ['LOW', 'P4K', 60, '17418k'],
  ] as const)(
    'VP8 in %s at %s and %i fps has a bitrate in place of a CRF',
    (quality, resolution, fps, bitrate) => {
      const { settings } = resolved({ format: 'WEBM', quality, resolution, fps });
      expect(settings).toMatchObject({ codec: 'VP8', crf: null, videoBitrate: bitrate });
      const asked = resolved({ format: 'WEBM', quality, resolution, fps, videoBitrate: '1M' });
      expect(asked.settings).toMatchObject({ crf: null, videoBitrate: '1M' });
    },
  );

  it('leaves CRF and bitrate out of a GIF', () => {
    expect(resolved({ format: 'GIF' }).settings).toMatchObject({ crf: null, videoBitrate: null });
  });
});

describe('frame rate', () => {
  it.each([24, 30, 60])('may be %i', (fps) => {
    expect(resolved({ fps })).toMatchObject({ settings: { fps }, composition: { fps } });
  });

  it("is the project's unless said otherwise", () => {
    expect(resolved({}, { ...fullHd, fps: 24 }).settings.fps).toBe(24);
  });

  it.each([0, -30, 25, 29.97, 120, Number.NaN])('may not be %d', (fps) => {
    expect(issuesOf({ fps })).toEqual([{ path: 'fps', message: `must be 24, 30 or 60, got ${fps}` }]);
  });
});

describe('the frame rate of a GIF', () => {
  it.each([24, 30])('may be %i', (fps) => {
    expect(resolved({ format: 'GIF', fps }).settings.fps).toBe(fps);
  });

  it('may not be 60, which it has no room for', () => {
    expect(issuesOf({ format: 'GIF', fps: 60 })).toEqual([
      { path: 'fps', message: 'must be 24 or 30 for GIF, whose frames cannot be that short, got 60' },
    ]);
  });

  it.each([0, 25, -60, 61])('is refused like any other when it is %d', (fps) => {
    expect(issuesOf({ format: 'GIF', fps })).toEqual([
      { path: 'fps', message: `must be 24, 30 or 60, got ${fps}` },
    ]);
  });

  it.each([
    [24, 24],
    [30, 30],
    [60, 30],
  ])('of a project at %i is %i unless said otherwise', (project, fps) => {
    const result = resolved({ format: 'GIF' }, { ...fullHd, fps: project });
    expect(result).toMatchObject({ settings: { fps }, composition: { fps } });
  });
});

describe('bitrate', () => {
  it.each(['100k', '800k', '4M', '2.5M', '100M', '100000k', '0.1M'])(
    'may be %s, and then replaces the CRF',
    (videoBitrate) => {
      expect(resolved({ videoBitrate }).settings).toMatchObject({ videoBitrate, crf: null });
    },
  );

  it.each([
    '',
    '4',
    '4m',
    '4K',
    '4 M',
    '-4M',
    '99k',
    '0M',
    '101M',
    '1e2M',
    '4M ',
    '4M\n',
    '.5M',
    '1000000000M',
    '4M; rm',
    'NaNM',
  ])('may not be %j', (videoBitrate) => {
    expect(issuesOf({ videoBitrate })).toEqual([
      { path: 'videoBitrate', message: 'must be from `100k` to `100M`, such as `800k` or `4M`' },
    ]);
  });

  it('is not for GIF', () => {
    expect(issuesOf({ format: 'GIF', videoBitrate: '4M' })).toEqual([
      { path: 'videoBitrate', message: 'is not for GIF, which has no bitrate' },
    ]);
  });
});

describe('a request with several faults', () => {
  it('is told all of them', () => {
    const issues = issuesOf(
      { fps: 1, codec: 'VP8', videoBitrate: 'x', resolution: 'P4K' },
      { width: 3840, height: 64, fps: 30 },
    );
    expect(issues.map(({ path }) => path)).toEqual(['fps', 'codec', 'videoBitrate', 'resolution']);
  });
});
