import { defineConfig } from 'vitest/config';

// Commands are run as processes: a slow machine is no failure.
export default defineConfig({ test: { include: ['rules/**/*.test.ts', 'test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } });
