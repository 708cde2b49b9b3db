// After `vite build`: writes each file of web/dist compressed beside itself, and then the list of all files, from which the
// web listener serves and which tells the build that dist is whole. A line: hash, bytes, bytes by br, bytes by gzip, path.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const LIST = 'files.txt';
const WORDS = new Set(['.css', '.html', '.js', '.json', '.mjs', '.svg', '.txt', '.webmanifest', '.xml']);
/** Under this, an answer fits into one packet as it is. */
const SMALL = 1_000;

const COMPRESSIONS = [
    {
        ending: '.br',
        compress: (bytes) =>
            brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    },
    { ending: '.gz', compress: (bytes) => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }) },
];

const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !/\.(br|gz)$/.test(file) && relative(DIST, file) !== LIST)
    .sort();
rmSync(join(DIST, LIST), { force: true });
const lines = files.map((file) => {
    const bytes = readFileSync(file);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    const sizes = COMPRESSIONS.map(({ ending, compress }) => {
        rmSync(file + ending, { force: true });
        const smaller = bytes.length >= SMALL && WORDS.has(extname(file)) ? compress(bytes) : bytes;
        if (smaller.length >= bytes.length) {
            return '-';
        }
        writeFileSync(file + ending, smaller);
        return String(smaller.length);
    });
    return [hash, bytes.length, ...sizes, relative(DIST, file).replaceAll(sep, '/')].join(' ') + '\n';
});
writeFileSync(join(DIST, LIST), lines.join(''));
