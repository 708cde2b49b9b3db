// Checks what a browser has to fetch against what we allow ourselves. Reads what `vite build` wrote; its manifest goes: nobody serves it.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url).pathname;
const KIB = 1024;

const manifest = readManifest();

/** The files of these entries, with all that they want before they run. */
function closure(...entries) {
    const files = new Set();
    const seen = new Set();
    const take = (key) => {
        if (seen.has(key)) {
            return;
        }
        seen.add(key);
        const chunk = manifest[key];
        if (chunk === undefined) {
            throw new Error(`The build has no ${key}.`);
        }
        files.add(chunk.file);
        chunk.imports?.forEach(take);
    };
    entries.forEach(take);
    return files;
}

/** The entry whose name begins so: names of libraries' parts end with a hash. */
function named(beginning) {
    const found = Object.keys(manifest).filter((key) => key.startsWith(beginning));
    if (found.length !== 1) {
        throw new Error(`The build has ${found.length} files called ${beginning}….`);
    }
    return found[0];
}

const gzipped = (files) => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length, 0);

const all = readdirSync(DIST, { recursive: true })
    .map(String)
    .filter((file) => statSync(join(DIST, file)).isFile())
    .filter((file) => !/\.(gz|br|zst)$/.test(file));
const mermaid = 'node_modules/mermaid/dist/chunks/mermaid.core/';
const shell = ['index.html', 'src/i18n/en/index.ts'];
const diagram = [
    'node_modules/mermaid/dist/mermaid.core.mjs',
    named(`${mermaid}flowDiagram-`),
    named(`${mermaid}dagre-`),
];

const rows = [
    ['shell, JavaScript, gzipped', gzipped([...closure(...shell), 'theme.js']), 75 * KIB],
    ['home, JavaScript, gzipped', gzipped(closure(...shell, 'src/screens/home/HomeScreen.tsx')), 75 * KIB],
    [
        'reader with a diagram, JavaScript, gzipped',
        gzipped(closure(...shell, 'src/screens/wiki/WikiScreen.tsx', ...diagram)),
        300 * KIB,
    ],
    ['all styles, gzipped', gzipped(all.filter((file) => file.endsWith('.css'))), 14 * KIB],
    ['everything', all.reduce((sum, file) => sum + statSync(join(DIST, file)).size, 0), 4 * KIB * KIB],
];

for (const [what, size, most] of rows) {
    const kib = (bytes) => (bytes / KIB).toFixed(1).padStart(8);
    console.log(`${size > most ? 'TOO LARGE' : '       ok'} ${kib(size)} of ${kib(most)} KiB  ${what}`);
}
if (rows.some(([, size, most]) => size > most)) {
    process.exitCode = 1;
}

function readManifest() {
    const made = join(DIST, '.vite/manifest.json');
    if (existsSync(made)) {
        const text = readFileSync(made, 'utf8');
        rmSync(join(DIST, '.vite'), { recursive: true });
        return JSON.parse(text);
    }
    console.error('There is no manifest: run `npm run build`.');
    process.exit(1);
}
