// How a render tells of scenes that failed. Without zod: functions read it that check no composition.

/** Which scene failed, where in its source, and what it said. `sceneIndex` counts from 0, `line` from 1. */
export type SceneError = {
  sceneId: string;
  sceneIndex: number;
  /** Of a scene that is code, where the error tells. */
  line?: number | undefined;
  message: string;
};

/** The message of an error that a scene threw, as it is shown to users; {@link parseSceneError} reads it back. */
export const sceneErrorText = ({ sceneId, sceneIndex, line, message }: SceneError): string =>
  `Scene ${sceneId} (index ${sceneIndex}${line === undefined ? '' : `, line ${line}`}): ${message}`;

// Remotion puts the name before the message of an error that cancels a render.
const SCENE_ERROR =
  /^(?:Error: )?Scene ([A-Za-z0-9_-]{1,64}) \(index (\d{1,3})(?:, line (\d{1,6}))?\): ([^]*)$/;

/** Reads what {@link sceneErrorText} wrote; null for any other text. */
export const parseSceneError = (text: string): SceneError | null => {
  const [, sceneId, sceneIndex, line, message] = SCENE_ERROR.exec(text) ?? [];
  return sceneId === undefined || message === undefined
    ? null
    : {
        sceneId,
        sceneIndex: Number(sceneIndex),
        ...(line === undefined ? {} : { line: Number(line) }),
        message,
      };
};

/**
 * Name of the artifact by which a render tells of a scene that it drew a fallback picture for; {@link readSceneErrorArtifact}
 * reads it back. All is in the name, since Remotion's progress.json lists names only: nobody has to fetch the file. In parts, as
 * names of files on a disk are short. `unique` keeps apart the pages and functions that render one video, none of which may use a name twice.
 */
export const sceneErrorArtifact = ({ message, ...error }: SceneError, unique: string): string => {
  const told = toBase64Url(JSON.stringify([error.sceneId, error.line ?? null, shortened(message)]));
  return `scene-error-${error.sceneIndex}-${unique}/${told.replace(/.{200}(?!$)/g, '$&/')}.json`;
};

/** UTF-16 units of a message in an artifact's name: in base64 of UTF-8 at most 800 of the 1024 bytes that a key in S3 may have. */
const MAX_ARTIFACT_MESSAGE_LENGTH = 180;

const shortened = (message: string): string => {
  const [line = ''] = message.split('\n');
  return line.length > MAX_ARTIFACT_MESSAGE_LENGTH
    ? `${line.slice(0, MAX_ARTIFACT_MESSAGE_LENGTH - 1)}…`
    : line;
};

const SCENE_ERROR_ARTIFACT = /^scene-error-(\d{1,3})-[A-Za-z0-9]{1,16}\/([A-Za-z0-9_/-]{1,1000})\.json$/;

/** Reads a name that {@link sceneErrorArtifact} made; null for any other. */
export const readSceneErrorArtifact = (filename: string): SceneError | null => {
  const [, sceneIndex, told = ''] = SCENE_ERROR_ARTIFACT.exec(filename) ?? [];
  if (sceneIndex === undefined) return null;
  try {
    const parts: unknown = JSON.parse(fromBase64Url(told.replaceAll('/', '')));
    if (!Array.isArray(parts) || parts.length !== 3) return null;
    const [sceneId, line, message] = parts as unknown[];
    if (typeof sceneId !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(sceneId)) return null;
    if (line !== null && !(Number.isSafeInteger(line) && (line as number) >= 1)) return null;
    if (typeof message !== 'string' || message.length > MAX_ARTIFACT_MESSAGE_LENGTH) return null;
    return {
      sceneId,
      sceneIndex: Number(sceneIndex),
      ...(line === null ? {} : { line: line as number }),
      message,
    };
  } catch {
    return null;
  }
};

// For browsers and Node alike, hence no Buffer.
const toBase64Url = (value: string): string =>
  btoa(String.fromCodePoint(...new TextEncoder().encode(value)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64Url = (value: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(
      atob(value.replaceAll('-', '+').replaceAll('_', '/')),
      (byte) => byte.codePointAt(0) ?? 0,
    ),
  );
