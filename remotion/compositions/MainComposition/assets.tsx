import type { CSSProperties } from 'react';
import { Img, staticFile } from 'remotion';
import { useFailScene } from './SceneBoundary';

/** The address of an asset reference; for a file in the public folder, the one that the site keeps it at. */
export const resolveAsset = (reference: string): string =>
  /^https:/i.test(reference) ? reference : staticFile(reference);

/** An image by its asset reference. The frame waits until it is there; the scene fails where it does not load. */
export const SceneImage = ({ src, style }: { src: string; style: CSSProperties }) => {
  const fail = useFailScene();
  return <Img src={resolveAsset(src)} onImageError={fail} style={style} />;
};
