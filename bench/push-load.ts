/** How long a slow client takes to accept what comes after its first state, in milliseconds. */
export const SLOW_SEND_MS = 2_000;

/** True for what slow clients are slow at. */
export const isLater = (data: string): boolean => data.includes('"next"') && !data.includes('"version":1}');
