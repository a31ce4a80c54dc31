import { type Outcome, plainClassName, plainMethodName, type RunReader, type TestCase } from './test-run.js';

/** JUnit XML as the loggers for VSTest and xUnit's own reporter write it. A case without a child has passed. */
export function junitReader(): RunReader {
  const cases: TestCase[] = [];
  let started: number | undefined;
  let current: { readonly className: string; readonly name: string; outcome: Outcome } | undefined;
  return {
    open(path, attributes) {
      const name = path.at(-1);
      if (name === 'testsuite' || name === 'testsuites') {
        const time = timeOf(attributes['timestamp']);
        if (time !== undefined && (started === undefined || time < started)) started = time;
      } else if (name === 'testcase')
        current = { className: plainClassName(attributes['classname'] ?? ''), name: attributes['name'] ?? '', outcome: 'passed' };
      else if (current !== undefined && (name === 'failure' || name === 'error')) current.outcome = 'failed';
      else if (current?.outcome === 'passed' && name === 'skipped') current.outcome = 'skipped';
    },
    close(path) {
      if (path.at(-1) !== 'testcase' || current === undefined) return;
      const { className, name, outcome } = current;
      // Some writers put the class before the name.
      const own = [className, className.replaceAll('.', '+')].find((prefix) => name.startsWith(`${prefix}.`)) ?? lastPlus(name, className);
      const method = plainMethodName(own === undefined ? name : name.slice(own.length + 1));
      cases.push({ className, name: method, displayName: name, outcome });
      current = undefined;
    },
    run: () => ({ startedAt: started, cases, assemblies: [] }),
  };
}

/** `Ns.Outer+Inner` of `Ns.Outer+Inner.Method`, if that is the class. */
function lastPlus(name: string, className: string): string | undefined {
  const plain = plainMethodName(name);
  const owner = plain.slice(0, Math.max(plain.lastIndexOf('.'), 0));
  return owner !== '' && plainClassName(owner) === className ? owner : undefined;
}

/** Times are written without a zone: the later reading counts, as nothing is to be called stale that is not. */
function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const times = /(Z|[+-]\d\d:?\d\d)$/.test(text) ? [Date.parse(text)] : [Date.parse(text), Date.parse(`${text}Z`)];
  const known = times.filter((time) => !Number.isNaN(time));
  return known.length === 0 ? undefined : Math.max(...known);
}
