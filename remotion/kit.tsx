// The module `reelway` of scenes that are code: what the built-in templates are drawn with.
import {
  DEFAULT_ACCENT_COLOR,
  DEFAULT_BACKGROUND_COLOR,
  FONT_FAMILY,
} from './compositions/MainComposition/design';

export {
  contrastOf,
  fitFontSize,
  inkOn,
  legibleAccentOn,
  mix,
  settle,
  withAlpha,
} from './compositions/MainComposition/design';
export { Backdrop, Eyebrow, Headline, Rise, useStage } from './compositions/MainComposition/staging';

/** Colours and font of the built-in templates. */
export const theme = Object.freeze({
  accentColor: DEFAULT_ACCENT_COLOR,
  backgroundColor: DEFAULT_BACKGROUND_COLOR,
  fontFamily: FONT_FAMILY,
});
