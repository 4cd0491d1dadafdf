import { Component, createContext, use, useRef, useState, type ReactNode } from 'react';
import { Artifact, cancelRender, useCurrentFrame } from 'remotion';
import { sceneErrorArtifact, sceneErrorText, type SceneError } from '../../catalog';
import { lineOf } from '../../isolation/realm';
import { DEFAULT_ACCENT_COLOR, DEFAULT_BACKGROUND_COLOR, inkOn } from './design';
import { Backdrop } from './staging';

type Place = { sceneId: string; sceneIndex: number };

const FailScene = createContext<(error: Error) => void>((error) => {
  throw error;
});

/**
 * Fails the scene that the calling component belongs to, from wherever an error was caught: for what goes wrong after the
 * component was drawn, such as an image that does not load.
 */
export const useFailScene = (): ((error: Error) => void) => use(FailScene);

/**
 * Names the scene, and the line of its code, in errors that its components throw or report with {@link useFailScene}, and throws
 * them on. By `cancelRender()`, which throws as well: Remotion listens for exceptions only while it draws a frame, so that what a
 * scene throws when it is mounted would be lost, and the video would end well with nothing in it. With `onSceneError: 'fallback'`
 * a calm picture is drawn instead, and an artifact of the render tells of it.
 */
export class SceneBoundary extends Component<
  Place & { onSceneError?: 'fail' | 'fallback' | undefined; children: ReactNode },
  { error: Error | null }
> {
  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(textOf(error)) };
  }

  override state: { error: Error | null } = { error: null };
  readonly #fail = (error: Error) => this.setState({ error });

  override render() {
    const { error } = this.state;
    const { children, onSceneError, ...place } = this.props;
    if (error === null) return <FailScene value={this.#fail}>{children}</FailScene>;
    if (onSceneError === 'fallback') return <FallbackScene error={describe(error, place)} />;
    return cancelRender(named(error, place));
  }
}

const textOf = (value: unknown): string => {
  try {
    return String(value);
  } catch {
    return 'an error that cannot be shown';
  }
};

const alreadyNamed = new WeakSet<Error>();

/** Code may throw what throws when it is looked at. */
const describe = (error: Error, { sceneId, sceneIndex }: Place): SceneError => {
  try {
    return { sceneId, sceneIndex, line: lineOf(error, sceneId) ?? undefined, message: String(error.message) };
  } catch {
    return { sceneId, sceneIndex, message: 'an error that cannot be shown' };
  }
};

/** Changes the error itself, which so keeps its class, its cause and the place where it was thrown. */
const named = (error: Error, place: Place): Error => {
  // React draws again before it gives up.
  if (alreadyNamed.has(error)) return error;
  const text = sceneErrorText(describe(error, place));
  try {
    const { message, stack } = error;
    error.message = text;
    if (stack !== undefined) error.stack = stack.replace(message, () => text);
    alreadyNamed.add(error);
    return error;
  } catch {
    // Code may also have made it immutable.
    return new Error(text);
  }
};

/** What stands in for a scene that has failed: the ground of the built-in templates, without a word. */
const FallbackScene = ({ error }: { error: SceneError }) => (
  <Backdrop
    background={DEFAULT_BACKGROUND_COLOR}
    ink={inkOn(DEFAULT_BACKGROUND_COLOR)}
    accent={DEFAULT_ACCENT_COLOR}
    rings={{ x: 0.5, y: 0.5, radius: 0.42 }}
  >
    <SceneErrorArtifact error={error} />
  </Backdrop>
);

/** A page is opened at a frame that it may not be the one to draw, so that one artifact alone could get lost. */
const ARTIFACTS_PER_PAGE = 2;

/** Tells of the failure in the first frames that this page draws of the fallback: each page of a render tells for itself. */
const SceneErrorArtifact = ({ error }: { error: SceneError }) => {
  const frame = useCurrentFrame();
  const [page] = useState(() => Math.random().toString(36).slice(2, 8));
  const frames = useRef<number[]>([]);
  if (!frames.current.includes(frame)) frames.current.push(frame);
  if (frames.current.indexOf(frame) >= ARTIFACTS_PER_PAGE) return null;
  return <Artifact filename={sceneErrorArtifact(error, `${page}${frame}`)} content={JSON.stringify(error)} />;
};
