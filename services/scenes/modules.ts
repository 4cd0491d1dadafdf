/**
 * What scenes may import by name, module by module: what the composition gives them (remotion/isolation), as a test sees to. Kept
 * here as names, since the packages themselves are far too large for the GraphQL function.
 */
export const MODULE_NAMES: Readonly<Record<string, string>> = {
  react:
    'Children Component Fragment Profiler PureComponent StrictMode Suspense cloneElement createContext createElement createRef ' +
    'forwardRef isValidElement memo startTransition use useActionState useCallback useContext useDebugValue useDeferredValue ' +
    'useEffect useEffectEvent useId useImperativeHandle useInsertionEffect useLayoutEffect useMemo useOptimistic useReducer ' +
    'useRef useState useSyncExternalStore useTransition version',
  'react/jsx-runtime': 'Fragment jsx jsxs',
  remotion:
    'AbsoluteFill AnimatedImage Audio Easing Freeze Html5Audio Html5Video Img Loop OffthreadVideo Sequence Series VERSION Video ' +
    'cancelRender continueRender delayRender getRemotionEnvironment interpolate interpolateColors measureSpring random spring ' +
    'staticFile useBufferState useCurrentFrame useCurrentScale useDelayRender useRemotionEnvironment useVideoConfig',
  '@remotion/media': 'Audio Video',
  '@remotion/transitions': 'TransitionSeries linearTiming springTiming useTransitionProgress',
  '@remotion/transitions/fade': 'fade',
  '@remotion/transitions/slide': 'slide',
  '@remotion/transitions/wipe': 'wipe',
  '@remotion/transitions/flip': 'flip',
  '@remotion/transitions/clock-wipe': 'clockWipe',
  '@remotion/shapes':
    'Arrow Callout Circle Ellipse Heart Pie Polygon Rect Spark Star Triangle makeArrow makeCallout makeCircle makeEllipse ' +
    'makeHeart makePie makePolygon makeRect makeSpark makeStar makeTriangle',
  '@remotion/paths':
    'centerPath cutPath evolvePath extendViewBox getBoundingBox getInstructionIndexAtLength getLength getPointAtLength ' +
    'getSubpaths getTangentAtLength interpolatePath normalizePath parsePath reduceInstructions resetPath reversePath scalePath ' +
    'serializeInstructions translatePath warpPath',
  '@remotion/noise': 'noise2D noise3D noise4D',
  '@remotion/captions': 'createTikTokStyleCaptions parseSrt serializeSrt',
  '@iconify/react': 'Icon InlineIcon',
  reelway:
    'Backdrop Eyebrow Headline Icon Rise contrastOf fitFontSize inkOn legibleAccentOn mix settle theme useStage withAlpha',
};

/** The names that a module gives to scenes; null when they are not known, and every name is let through. */
export const namesOf = (module: string): readonly string[] | null =>
  Object.hasOwn(MODULE_NAMES, module) ? (MODULE_NAMES[module]?.split(' ') ?? null) : null;

/** Names of these packages that scenes ask for now and then, and why they do not get them. */
export const REFUSED_NAMES: Readonly<Record<string, string>> = {
  Composition: 'the project says how long a scene is and where it stands; export the component alone',
  Still: 'the project says how long a scene is and where it stands; export the component alone',
  Folder: 'the project says how long a scene is and where it stands; export the component alone',
  registerRoot: 'the project says how long a scene is and where it stands; export the component alone',
  getInputProps: "a scene is given its own props as its component's props",
  getStaticFiles: 'name the files of the public folder with staticFile()',
  watchStaticFile: 'name the files of the public folder with staticFile()',
  lazy: 'a scene is one file',
  prefetch: 'files are loaded before a frame is drawn',
  Artifact: 'a scene makes pictures only',
  Internals: 'it is not public',
  IFrame: 'other pages cannot be shown in a scene',
};

/** What to take instead of packages that scenes are often written with. */
export const INSTEAD: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [
    /^(lucide-react|react-icons(\/.*)?|@heroicons\/.*|@tabler\/icons-react|@phosphor-icons\/.*|phosphor-react|@mui\/icons-material.*|react-feather)$/,
    'for icons write <Icon icon="lucide:star" /> with Icon from "@iconify/react"',
  ],
  [
    /^(framer-motion|motion(\/.*)?|gsap(\/.*)?|@react-spring\/.*|animejs)$/,
    'animate with useCurrentFrame(), interpolate() and spring() from "remotion"',
  ],
  [/\.(css|scss|sass|less)$/, 'write styles inline, with style={{ … }}'],
  [
    /\.(png|jpe?g|gif|svg|webp|avif|mp4|webm|mov|mp3|wav|m4a|woff2?|ttf|otf|json)$/,
    'give files by URL, as props or with staticFile()',
  ],
  [
    /^(styled-components|@emotion\/.*|clsx|classnames|tailwind-merge)$/,
    'write styles inline, with style={{ … }}',
  ],
  [/^@remotion\/(google-fonts|fonts)(\/.*)?$/, 'the fonts that ship with Reelway need no import'],
  [/^remotion\/.+$/, 'import from "remotion" itself'],
];
