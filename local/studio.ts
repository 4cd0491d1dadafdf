import path from 'node:path';
import { RenderInternals } from '@remotion/renderer';

// Remotion Studio on the site, for this machine alone. Studio listens on all addresses and has no setting for that, but whoever
// reaches it may write files; it takes the address from this object, which is made once in each process.
Object.assign(RenderInternals.getPortConfig(false), { host: '127.0.0.1', hostsToTry: ['127.0.0.1'] });

const site = path.join(__dirname, '..', 'remotion');
const entryPoint = path.join(site, 'index.ts');
process.argv.splice(2, 0, 'studio', entryPoint, `--public-dir=${path.join(site, 'public')}`, '--no-open');
// Only now, since Remotion reads the command line when it is loaded.
void import('@remotion/cli').then(({ cli }) => cli());
