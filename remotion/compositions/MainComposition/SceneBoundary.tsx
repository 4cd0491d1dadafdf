import { Component, createContext, use, type ReactNode } from 'react';
import { cancelRender } from 'remotion';
import { sceneErrorText } from '../../catalog';

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
 * Names the scene in errors that its components throw or report with {@link useFailScene}, and throws them on. By
 * `cancelRender()`, which throws as well: Remotion listens for exceptions only while it draws a frame, so that what a scene
 * throws when it is mounted would be lost, and the video would end well with nothing in it.
 */
export class SceneBoundary extends Component<Place & { children: ReactNode }, { error: Error | null }> {
  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override state: { error: Error | null } = { error: null };
  readonly #fail = (error: Error) => this.setState({ error });

  override render() {
    const { error } = this.state;
    if (error !== null) return cancelRender(named(error, this.props));
    return <FailScene value={this.#fail}>{this.props.children}</FailScene>;
  }
}

const alreadyNamed = new WeakSet<Error>();

/** Changes the error itself, which so keeps its class, its cause and the place where it was thrown. */
const named = (error: Error, { sceneId, sceneIndex }: Place): Error => {
  // React draws again before it gives up.
  if (alreadyNamed.has(error)) return error;
  alreadyNamed.add(error);
  const { message, stack } = error;
  error.message = sceneErrorText({ sceneId, sceneIndex, message });
  if (stack !== undefined) error.stack = stack.replace(message, () => error.message);
  return error;
};
