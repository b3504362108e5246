#!/usr/bin/env node
'use strict';

const [first, ...more] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && more.length === 0) {
  // Not process.stdout, which takes longer to set up than all the rest; nobody reading is no failure.
  require('node:fs').write(1, `${require('../package.json').version}\n`, () => undefined);
} else {
  require('node:module').enableCompileCache?.();
  require('../dist/main.cjs');
}
