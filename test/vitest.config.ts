import { defineConfig } from 'vitest/config';

/** Lives beside the tests, so that the top level stays as small as README promises. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
  },
});
