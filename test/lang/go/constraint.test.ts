import { expect, test } from 'vitest';
import { goFrontEnd } from '../../../src/lang/go/index.js';

function constraint(file: string, head = ''): string | undefined {
  return goFrontEnd.open(file, `${head}package a\n\nfunc f() {}\n`, new Set()).index.constraint;
}

test.each([
  ['server/disk_avail.go', '', undefined],
  ['server/disk_windows.go', '', 'windows'],
  ['server/disk_windows_test.go', '', 'windows'],
  ['server/pse_linux_amd64.go', '', 'linux && amd64'],
  ['server/hash_arm64.go', '', 'arm64'],
  ['server/x_amd64_linux.go', '', 'linux'],
  ['server/linux.go', '', undefined],
  ['linux/windows.go', '', undefined],
  ['server/windows_names.go', '', undefined],
  ['server/js_test.go', '', undefined],
  ['a.go', '//go:build !windows && !wasm\n\n', '!windows && !wasm'],
  ['a.go', '// Copyright\n\n//go:build linux\n// +build linux\n\n// Package a\n', 'linux'],
  ['a.go', '// +build linux darwin,!cgo\n// +build amd64\n\n', '(linux || darwin && !cgo) && amd64'],
  ['a.go', '//go:build linux\r\n\r\n', 'linux'],
  ['a_windows.go', '//go:build cgo || race\n\n', 'windows && (cgo || race)'],
  ['a.go', '// go:build linux\n\n', undefined],
])('%s %j: %s', (file, head, expected) => {
  expect(constraint(file, head)).toBe(expected);
});

test('a constraint behind the package clause is a comment', () => {
  expect(goFrontEnd.open('a.go', 'package a\n\n//go:build linux\n\nfunc f() {}\n', new Set()).index).not.toHaveProperty('constraint');
});
