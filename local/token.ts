// `npm run -s token -- alice` prints a token for alice, and nothing else.
import { issueToken, UserIdError } from './tokens';

const [userId, ...others] = process.argv.slice(2);

if (userId === undefined || others.length > 0) {
  process.stderr.write('Usage: npm run -s token -- <user id>\n');
  process.exitCode = 2;
} else {
  issueToken(process.env.REELWAY_DATA_DIR || '.reelway', userId).then(
    (token) => process.stdout.write(`${token}\n`),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = error instanceof UserIdError ? 2 : 1;
    },
  );
}
