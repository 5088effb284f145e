// Makes the script and the style sheet of the report; with --check, says whether the committed ones are what these sources give.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const MOST_GZIPPED = 60 * 1024;
const TARGET = ['chrome109', 'firefox115', 'safari16.4'];
const LIBRARIES = ['preact', '@preact/signals', '@preact/signals-core', 'uplot'];
const STYLES = ['base.css', 'explorer.css'];

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, '../resources/org/lakehousereplay/html/assets');

const notices = LIBRARIES.map((name) => {
  const library = join(here, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(library, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})\n\n${readFileSync(join(library, 'LICENSE'), 'utf8').trim()}\n`;
}).join('\n');
const legal = `\n/*!\nContains:\n\n${notices}*/\n`;

const common = { absWorkingDir: here, bundle: true, minify: true, target: TARGET, write: false, charset: 'utf8', legalComments: 'none' };

const script = await build({
  ...common,
  entryPoints: ['src/main.tsx'],
  format: 'iife',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"' },
});
const styles = await build({
  ...common,
  stdin: {
    contents: STYLES.filter((name) => existsSync(join(here, name)))
      .map((name) => `@import "./${name}";`)
      .join('\n'),
    loader: 'css',
    resolveDir: here,
  },
});

const outputs = new Map([
  ['report.js', script.outputFiles[0].text.trimEnd() + legal],
  ['report.css', styles.outputFiles[0].text.trimEnd() + '\n'],
]);

const sizes = [...outputs].map(([name, content]) => [name, gzipSync(content, { level: 9 }).length]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
console.log(sizes.map(([name, size]) => `${name} ${size}`).join(', ') + `, together ${total} bytes gzipped`);
if (total > MOST_GZIPPED) {
  console.error(`Script and style sheet may have ${MOST_GZIPPED} bytes gzipped.`);
  process.exitCode = 1;
}

for (const [name, content] of outputs) {
  const file = join(assets, name);
  if (!process.argv.includes('--check')) {
    mkdirSync(assets, { recursive: true });
    writeFileSync(file, content);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== content) {
    console.error(`${relative(process.cwd(), file)} is not what the sources give: run "npm ci && npm run build" in report-ui/src/main/ui and commit it.`);
    process.exitCode = 1;
  }
}
