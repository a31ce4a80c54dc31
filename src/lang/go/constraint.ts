/**
 * What the build of a Go file depends on, as an expression of `//go:build`; undefined for a file that is always built. From its first lines and its
 * name, as `go help buildconstraint` has it.
 * @param head the text before the package clause
 */
export function constraintOf(file: string, head: string): string | undefined {
  const parts = [...(fromName(file) ?? []), ...(fromComments(head) ?? [])];
  if (parts.length === 0) return undefined;
  return parts.length === 1 ? parts[0] : parts.map((part) => (/^!?[\w.]+$/.test(part) ? part : `(${part})`)).join(' && ');
}

function fromComments(head: string): string[] | undefined {
  const written = /^\/\/go:build[ \t]+(.+?)[ \t\r]*$/m.exec(head)?.[1];
  if (written !== undefined) return [written];
  // The form before Go 1.17: a line is a list of alternatives, a comma means "and".
  const lines = [...head.matchAll(/^\/\/[ \t]*\+build[ \t]+(.+?)[ \t\r]*$/gm)].map(([, list = '']) => list.split(/[ \t]+/));
  return lines.map((alternatives) => alternatives.map((each) => each.split(',').join(' && ')).join(' || '));
}

/** `x_linux_arm64.go`, `x_windows_test.go`; a name that is nothing but a platform's says nothing. */
function fromName(file: string): string[] | undefined {
  const words = file
    .slice(file.lastIndexOf('/') + 1)
    .replace(/(_test)?\.go$/, '')
    .split('_')
    .slice(1);
  const [system, last = ''] = [words.at(-2) ?? '', words.at(-1)];
  if (ARCHITECTURES.has(last)) return SYSTEMS.has(system) ? [system, last] : [last];
  return SYSTEMS.has(last) ? [last] : undefined;
}

// go/build, syslist.go
const SYSTEMS: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(' '),
);
const ARCHITECTURES: ReadonlySet<string> = new Set(
  `386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64
  s390 s390x sparc sparc64 wasm`.split(/\s+/),
);
