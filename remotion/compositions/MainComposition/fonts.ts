import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/noto-sans-arabic/wght.css';
import '@fontsource-variable/noto-sans-devanagari/wght.css';
import '@fontsource-variable/noto-sans-hebrew/wght.css';
import '@fontsource-variable/noto-sans-jp/wght.css';
import '@fontsource-variable/noto-sans-kr/wght.css';
import '@fontsource-variable/noto-sans-sc/wght.css';
import '@fontsource-variable/noto-sans-thai/wght.css';
import './emoji.css';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useCurrentFrame, useDelayRender } from 'remotion';

/**
 * Holds each frame until the fonts that its text needs are there. A browser loads a font only once text is laid out in it, and
 * only the subset that the text needs (fonts for Chinese have a hundred of them), and would paint the frame without. What text
 * comes when is not known beforehand: scenes are code too.
 */
export const useFonts = (): void => {
  const frame = useCurrentFrame();
  const { delayRender, continueRender, cancelRender } = useDelayRender();
  const [hold] = useState(() => {
    let isHolding = false;
    return () => {
      if (isHolding || !areLoading()) return;
      isHolding = true;
      const handle = delayRender('Loading fonts');
      loaded().then(
        () => {
          isHolding = false;
          continueRender(handle);
        },
        (error: unknown) => cancelRender(error),
      );
    };
  });
  // Text that a scene shows later, when something else is loaded, asks for its font later as well.
  useEffect(() => {
    document.fonts.addEventListener('loading', hold);
    return () => document.fonts.removeEventListener('loading', hold);
  }, [hold]);
  // After the effects of the scenes below, since those of parents run last.
  useLayoutEffect(hold, [frame, hold]);
};

/** Lays the page out, which is when a browser finds out what fonts it lacks. */
const areLoading = (): boolean => {
  document.body.getBoundingClientRect();
  return document.fonts.status === 'loading';
};

const loaded = async (): Promise<void> => {
  // With one font there, the browser may find that a character needs yet another.
  while (areLoading()) await document.fonts.ready;
  const failed = [...document.fonts].find(({ status }) => status === 'error');
  if (failed !== undefined) throw new Error(`The font ${failed.family} did not load.`);
};
