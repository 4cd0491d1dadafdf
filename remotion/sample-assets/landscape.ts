// Draws the sample's pictures, a lake at dusk and at noon, as an SVG on stdout: `tsx landscape.ts dusk|noon`. ../README.md
// says how they become lake.jpg and lake-at-noon.jpg.

const WIDTH = 2560;
const HEIGHT = 1440;
const SHORE_Y = 860;

type Stops = [offset: number, color: string][];

/** The colours of one hour; ridges from the farthest to the nearest, as top and foot. */
const HOURS: Record<
  string,
  {
    ridges: [string, string][];
    sky: Stops;
    water: Stops;
    glow: [string, string, string];
    sun: string;
    mist: string;
    glint: string;
    banks: [string, string];
    stars: number;
  }
> = {
  dusk: {
    ridges: [
      ['#b9688a', '#f3a07c'],
      ['#7d4a80', '#cf7b80'],
      ['#452f63', '#85507c'],
    ],
    sky: [
      [0, '#1a1c4b'],
      [0.28, '#4a3478'],
      [0.52, '#b5537f'],
      [0.74, '#f58a63'],
      [1, '#ffd08a'],
    ],
    water: [
      [0, '#f2a77c'],
      [0.18, '#c46a80'],
      [0.5, '#5c3a74'],
      [1, '#171a3d'],
    ],
    glow: ['#fff3cf', '#ffc98a', '#ff9a6c'],
    sun: '#fff4d6',
    mist: '255,208,160',
    glint: '#ffe0b0',
    banks: ['#1b1636', '#15122d'],
    stars: 110,
  },
  noon: {
    ridges: [
      ['#8fb4d6', '#c6dcea'],
      ['#5f8fae', '#a3c6d2'],
      ['#3c6f7e', '#79a9a8'],
    ],
    sky: [
      [0, '#2a78c8'],
      [0.45, '#6fb1e6'],
      [0.8, '#b9def2'],
      [1, '#e6f4f6'],
    ],
    water: [
      [0, '#b5dbe4'],
      [0.2, '#6db2c9'],
      [0.55, '#2f83a8'],
      [1, '#12516f'],
    ],
    glow: ['#ffffff', '#fdfbe6', '#dff1ff'],
    sun: '#ffffff',
    mist: '235,246,248',
    glint: '#ffffff',
    banks: ['#1f4d3a', '#173c2e'],
    stars: 0,
  },
};

const hour = HOURS[process.argv[2] ?? 'dusk'];
if (hour === undefined) throw new Error(`Name an hour: ${Object.keys(HOURS).join(', ')}.`);

/** Mulberry32, by Tommy Ettinger (public domain): the same picture at every run. */
const seededRandom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

/** Heights of a ridge by midpoint displacement, around 0, at 2 ** depth + 1 equal steps. */
const ridgeHeights = (seed: number, depth: number, roughness: number): number[] => {
  const random = seededRandom(seed);
  let heights = [random() - 0.5, random() - 0.5];
  for (let level = 0, swing = 1; level < depth; level += 1, swing *= roughness) {
    heights = heights.flatMap((height, index) => {
      const next = heights[index + 1];
      return next === undefined ? [height] : [height, (height + next) / 2 + (random() - 0.5) * swing];
    });
  }
  return heights;
};

const ridgePath = (seed: number, baseY: number, amplitude: number, roughness: number): string => {
  const heights = ridgeHeights(seed, 9, roughness);
  const points = heights.map((height, index) => {
    const x = (index / (heights.length - 1)) * WIDTH;
    return `${x.toFixed(1)} ${(baseY - height * amplitude).toFixed(1)}`;
  });
  return `M0 ${SHORE_Y} L${points.join(' L')} L${WIDTH} ${SHORE_Y} Z`;
};

const ridges = [
  { id: 'far', seed: 11, baseY: 650, amplitude: 520, roughness: 0.5 },
  { id: 'middle', seed: 27, baseY: 735, amplitude: 430, roughness: 0.5 },
  { id: 'near', seed: 5, baseY: 800, amplitude: 300, roughness: 0.52 },
];

const mountains = ridges
  .map(({ id, seed, baseY, amplitude, roughness }) => {
    return `<path d="${ridgePath(seed, baseY, amplitude, roughness)}" fill="url(#${id})"/>`;
  })
  .join('');

const gradient = (id: string, stops: Stops, y1 = '0', y2 = '1'): string =>
  `<linearGradient id="${id}" x1="0" x2="0" y1="${y1}" y2="${y2}">${stops
    .map(([offset, color]) => `<stop offset="${offset}" stop-color="${color}"/>`)
    .join('')}</linearGradient>`;

const stars = (): string => {
  const random = seededRandom(3);
  return Array.from({ length: hour.stars }, () => {
    const y = 430 * random() ** 1.6;
    const opacity = (0.75 - y / 620) * (0.4 + 0.6 * random());
    return `<circle cx="${(random() * WIDTH).toFixed(0)}" cy="${y.toFixed(0)}" r="${(0.8 + random() * 1.5).toFixed(1)}" fill="#fff" opacity="${opacity.toFixed(2)}"/>`;
  }).join('');
};

/** Sunlight on the water: flat strokes that widen and thin out towards the viewer. */
const glints = (): string => {
  const random = seededRandom(8);
  return Array.from({ length: 150 }, () => {
    const part = random();
    const y = SHORE_Y + 6 + part ** 1.3 * 470;
    const length = 24 + random() * (60 + 130 * part);
    const x = 1590 + (random() - 0.5) * (110 + 330 * part) - length / 2;
    return `<rect x="${x.toFixed(0)}" y="${y.toFixed(0)}" width="${length.toFixed(0)}" height="${(2 + 3.5 * part).toFixed(1)}" rx="2" fill="${hour.glint}" opacity="${(0.75 - 0.55 * part).toFixed(2)}"/>`;
  }).join('');
};

const pine = (x: number, footY: number, height: number): string => {
  const tiers = Array.from({ length: 6 }, (_, tier) => {
    const top = footY - height + (height * tier) / 7.2;
    const half = height * (0.05 + 0.034 * tier);
    return `M${x} ${top} L${x - half} ${top + height * 0.24} L${x + half} ${top + height * 0.24} Z`;
  });
  return `${tiers.join(' ')} M${x - 4} ${footY - 20} h8 v14 h-8 Z`;
};

const pines = (seed: number, fromX: number, toX: number, footY: (x: number) => number): string => {
  const random = seededRandom(seed);
  return Array.from({ length: 26 }, (_, index) => {
    const x = fromX + ((toX - fromX) * (index + 0.8 * random())) / 26;
    return pine(Math.round(x), Math.round(footY(x)), Math.round(130 + 190 * random() ** 1.5));
  }).join(' ');
};

/** The upper edge of a bank, a little above the feet of its pines. */
const bankTop = (fromX: number, toX: number, footY: (x: number) => number): string =>
  Array.from({ length: 9 }, (_, index) => {
    const x = fromX + ((toX - fromX) * index) / 8;
    return `${x.toFixed(0)} ${(footY(x) - 32).toFixed(0)}`;
  }).join(' L');

const leftShoreY = (x: number): number => 955 + 0.00014 * x * x;
const rightShoreY = (x: number): number => 928 + 0.00038 * (WIDTH - x) ** 2;

process.stdout
  .write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"><defs>
${gradient('sky', hour.sky)}
${gradient('water', hour.water)}
${ridges
  .map(({ id }, index) => {
    const [top, foot] = hour.ridges[index] as [string, string];
    return gradient(id, [
      [0, top],
      [1, foot],
    ]);
  })
  .join('')}
<radialGradient id="glow"><stop offset="0" stop-color="${hour.glow[0]}" stop-opacity=".95"/><stop offset=".2" stop-color="${hour.glow[1]}" stop-opacity=".5"/><stop offset=".5" stop-color="${hour.glow[2]}" stop-opacity=".17"/><stop offset="1" stop-color="${hour.glow[2]}" stop-opacity="0"/></radialGradient>
${gradient('mist', [
  [0, `rgba(${hour.mist},0)`],
  [1, `rgba(${hour.mist},.62)`],
])}
</defs>
<rect width="${WIDTH}" height="${SHORE_Y}" fill="url(#sky)"/>${stars()}
<circle cx="1590" cy="610" r="620" fill="url(#glow)"/><circle cx="1590" cy="610" r="86" fill="${hour.sun}"/>
${mountains}
<rect y="${SHORE_Y - 170}" width="${WIDTH}" height="170" fill="url(#mist)"/>
<rect y="${SHORE_Y}" width="${WIDTH}" height="${HEIGHT - SHORE_Y}" fill="url(#water)"/>
<g transform="translate(0 ${SHORE_Y * 1.72}) scale(1 -.72)" opacity=".34">${mountains}</g>
${glints()}
<path fill="${hour.banks[0]}" d="${pines(21, -20, 640, leftShoreY)}"/>
<path fill="${hour.banks[0]}" d="M${bankTop(-20, 650, leftShoreY)} L740 1010 Q580 1014 480 1040 Q260 1080 -20 1090 Z"/>
<path fill="${hour.banks[1]}" d="${pines(34, 2080, 2590, rightShoreY)}"/>
<path fill="${hour.banks[1]}" d="M${bankTop(2580, 2070, rightShoreY)} L1990 1020 Q2150 1030 2240 1070 Q2400 1110 2580 1120 Z"/>
</svg>
`);

export {};
