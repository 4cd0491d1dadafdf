// Draws the sample's smaller pictures as SVGs: `tsx pictures.ts dunes|forest|city|portrait|speaker`, on stdout.

const WIDTH = 1600;
const HEIGHT = 1000;

const svg = (content: string, width = WIDTH, height = HEIGHT): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${content}</svg>\n`;

const gradient = (id: string, ...colors: string[]): string =>
  `<linearGradient id="${id}" x1="0" x2="0" y1="0" y2="1">${colors
    .map((color, index) => `<stop offset="${index / (colors.length - 1)}" stop-color="${color}"/>`)
    .join('')}</linearGradient>`;

const sky = (...colors: string[]): string =>
  `<defs>${gradient('sky', ...colors)}</defs><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>`;

const fixed = (value: number): string => value.toFixed(0);

/** A hill's outline: two sines over each other, closed at the foot of the picture. */
const hill = (baseY: number, height: number, waves: number, phase: number, fill: string): string => {
  const points = Array.from({ length: 41 }, (_, index) => {
    const part = index / 40;
    const swing = Math.sin(waves * part * Math.PI + phase) + 0.35 * Math.sin(2.7 * waves * part * Math.PI);
    return `${fixed(part * WIDTH)} ${fixed(baseY - height * swing)}`;
  });
  return `<path d="M0 ${HEIGHT}L${points.join('L')}L${WIDTH} ${HEIGHT}Z" fill="${fill}"/>`;
};

const dunes = (): string =>
  svg(
    [
      sky('#2f5d8c', '#8fb9c9', '#ffe3b8', '#ffd09a'),
      '<circle cx="1180" cy="330" r="78" fill="#fff6df"/><circle cx="1180" cy="330" r="150" fill="#fff6df" opacity=".25"/>',
      hill(560, 34, 2.2, 0.4, '#dba66c'),
      hill(640, 58, 1.6, 2.1, '#d08f52'),
      hill(740, 74, 1.3, 0.2, '#b9723c'),
      hill(880, 92, 1.1, 3.3, '#8f4f2a'),
    ].join(''),
  );

const pine = (x: number, footY: number, height: number): string =>
  Array.from({ length: 4 }, (_, tier) => {
    const top = footY - height + (height * tier) / 5;
    const half = height * (0.1 + 0.055 * tier);
    return `M${fixed(x)} ${fixed(top)}l${fixed(-half)} ${fixed(height * 0.4)}h${fixed(2 * half)}z`;
  }).join('');

const pines = (count: number, footY: number, height: number, seed: number, fill: string): string => {
  const trees = Array.from({ length: count }, (_, index) => {
    const jitter = Math.sin(seed + index * 12.9898) * 0.5 + 0.5;
    return pine(((index + jitter) / count) * WIDTH, footY + 18 * jitter, height * (0.7 + 0.6 * jitter));
  });
  return `<path d="${trees.join('')}M0 ${footY - 30}H${WIDTH}V${HEIGHT}H0z" fill="${fill}"/>`;
};

const forest = (): string =>
  svg(
    [
      sky('#cfe6dc', '#e8f1dc', '#f7f0d2'),
      hill(470, 60, 2, 1.2, '#a9cdbd'),
      pines(34, 640, 170, 1, '#7db09c'),
      pines(24, 770, 260, 2, '#3f7f6b'),
      pines(15, 930, 380, 3, '#17453c'),
    ].join(''),
  );

const tower = (index: number, baseY: number, fill: string, light: string): string => {
  const noise = (factor: number) => Math.abs(Math.sin((index + 1) * factor * 78.233)) % 1;
  const width = 90 + Math.round(noise(1) * 60);
  const height = 220 + Math.round(noise(2) * 400);
  const x = index * 118 - 30;
  const windows = Array.from({ length: 24 }, (_, window) => {
    const isLit = Math.abs(Math.sin(index * 31.7 + window * 12.9)) > 0.55;
    const column = window % 3;
    const y = baseY - height + 30 + Math.floor(window / 3) * 46;
    return isLit && y < baseY - 40 ? `M${fixed(x + 18 + column * 26)} ${fixed(y)}h12v20h-12z` : '';
  });
  return `<path d="M${x} ${baseY - height}h${width}v${height}h${-width}z" fill="${fill}"/><path d="${windows.join('')}" fill="${light}"/>`;
};

const city = (): string =>
  svg(
    [
      sky('#0d1b3d', '#283a78', '#8a4f8f', '#f08a6b'),
      '<circle cx="420" cy="220" r="56" fill="#fdf3d8"/>',
      ...Array.from({ length: 14 }, (_, index) => tower(index + 40, 800, '#2a2f63', '#f3b27a')),
      '<g transform="translate(-46 40)">',
      ...Array.from({ length: 15 }, (_, index) => tower(index, 800, '#131a3f', '#ffd88f')),
      '</g>',
      `<defs>${gradient('sea', '#3b2f66', '#10173a')}</defs><rect y="800" width="${WIDTH}" height="200" fill="url(#sea)"/>`,
      ...Array.from({ length: 16 }, (_, index) => {
        const x = (index * 367) % WIDTH;
        return `<rect x="${x}" y="${826 + ((index * 53) % 150)}" width="${60 + ((index * 41) % 90)}" height="4" rx="2" fill="#ffd88f" opacity=".4"/>`;
      }),
    ].join(''),
  );

/** A woman with short hair, seen from the front; the chin at 0 0, about 900 wide and 1000 high. */
const person = (): string =>
  [
    '<path d="M-430 700Q-420 330-190 240Q-90 205-84 130V40H84V130Q90 205 190 240Q420 330 430 700Z" fill="#e7e0f2"/>',
    '<path d="M-84 20H84V150Q84 250 0 268Q-84 250-84 150Z" fill="#b96f52"/>',
    '<path d="M-84 130Q-160 205-210 246Q-120 400 0 470Q120 400 210 246Q160 205 84 130Q70 250 0 262Q-70 250-84 130Z" fill="#cfc4e6"/>',
    '<path d="M-186-214Q-206-430 0-440Q206-430 186-214Q200-60 150 0H-150Q-200-60-186-214Z" fill="#2b1a33"/>',
    '<path d="M-148-210Q-148-330 0-336Q148-330 148-210V-90Q138 74 0 84Q-138 74-148-90Z" fill="#d98f6c"/>',
    '<path d="M-160-190Q-120-330 60-346Q150-320 160-180Q110-230 60-282Q-30-220-160-190Z" fill="#2b1a33"/>',
    '<path d="M-92-142q32-22 60 0M32-142q30-22 60 0" fill="none" stroke="#2b1a33" stroke-width="10" stroke-linecap="round"/>',
    '<circle cx="-62" cy="-106" r="13" fill="#2b1a33"/><circle cx="62" cy="-106" r="13" fill="#2b1a33"/>',
    '<path d="M0-96q-14 48-16 60q12 12 30 6" fill="none" stroke="#b46a4d" stroke-width="8" stroke-linecap="round"/>',
    '<path d="M-50 2Q0 52 50 2Q0 16-50 2Z" fill="#fff"/><path d="M-56 0Q0 62 56 0" fill="none" stroke="#9c4a42" stroke-width="9" stroke-linecap="round"/>',
  ].join('');

const portrait = (): string =>
  svg(
    `<defs>${gradient('ground', '#ffb35c', '#e0566f')}</defs><rect width="1000" height="1000" fill="url(#ground)"/><g transform="translate(500 640)">${person()}</g>`,
    1000,
    1000,
  );

const speaker = (): string =>
  svg(
    [
      sky('#1d2a4d', '#27446b', '#2f5f7d'),
      '<circle cx="1290" cy="240" r="300" fill="#ffb35c" opacity=".22"/><circle cx="1290" cy="240" r="170" fill="#ffb35c" opacity=".35"/>',
      '<path d="M90 120h330v440H90zM120 150h270v380H120z" fill="#16213f" fill-rule="evenodd"/><path d="M120 430l90-110 70 80 50-60 60 90v100H120z" fill="#4f86a0"/>',
      '<path d="M1180 1000V620h320v380z" fill="#16213f"/><path d="M1280 620q-60-150 10-260 20 90 40 120 50-80 110-90-10 130-70 230z" fill="#3f8f7a"/>',
      `<g transform="translate(800 560) scale(.95)">${person()}</g>`,
    ].join(''),
  );

const pictures: Record<string, () => string> = { dunes, forest, city, portrait, speaker };
const picture = pictures[process.argv[2] ?? ''];
if (picture === undefined) {
  throw new Error(`Name a picture: ${Object.keys(pictures).join(', ')}.`);
}
process.stdout.write(picture());

export {};
