import { rmSync } from 'node:fs';

// Files that were renamed must not linger in what ships.
rmSync('dist', { recursive: true, force: true });
