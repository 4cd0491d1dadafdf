import type { RenderSettings } from './video-export';

const EXTENSION: Record<RenderSettings['format'], string> = { MP4: 'mp4', WEBM: 'webm', GIF: 'gif' };

/**
 * Where an attempt's file goes. The key names export and attempt: Remotion repeats it in progress.json, which is how a
 * progress event finds its export without a look-up, even if the render's id was never saved.
 */
export const outputKey = (exportId: string, attempt: number, format: RenderSettings['format']): string =>
  `exports/${exportId}/${attempt}.${EXTENSION[format]}`;

/** Where an attempt's file is when nothing is known of its format any more. */
export const possibleOutputKeys = (exportId: string, attempt: number): string[] =>
  (['MP4', 'WEBM', 'GIF'] as const).map((format) => outputKey(exportId, attempt, format));

/** Where the thumbnail and the clip of a finished file are: beside it, so that whoever has its key has theirs. */
export function previewKeys(file: string): { readonly thumbnail: string; readonly clip: string } {
  const name = file.replace(/\.[a-z0-9]+$/, '');
  return { thumbnail: `${name}.thumbnail.jpg`, clip: `${name}.preview.mp4` };
}

/** The export and attempt that a key was made for; null for any other key. */
export function parseOutputKey(key: string): { exportId: string; attempt: number } | null {
  const match = /^exports\/(exp_[0-9A-HJKMNP-TV-Z]{26})\/([1-9]\d{0,3})\.(?:mp4|webm|gif)$/.exec(key);
  return match === null ? null : { exportId: match[1] as string, attempt: Number(match[2]) };
}

/** The name under which a browser saves the file: the title without what file systems refuse. */
export const downloadFileName = (title: string, format: RenderSettings['format']): string =>
  `${fileTitle(title)}.${EXTENSION[format]}`;

/** The names under which a browser saves the thumbnail and the clip of a file. */
export const previewFileNames = (title: string): { readonly thumbnail: string; readonly clip: string } => ({
  thumbnail: `${fileTitle(title)}.jpg`,
  clip: `${fileTitle(title)} preview.mp4`,
});

function fileTitle(title: string): string {
  const name = title
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex -- control characters are what must go
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+/, '')
    .slice(0, 100)
    .replace(/[\s.]+$/, '')
    // Cutting may leave half of a character, and half a character cannot be sent in a header.
    .toWellFormed();
  return name === '' ? 'video' : name;
}
