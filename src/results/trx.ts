import { Refusal } from '../errors.js';
import { type Outcome, plainClassName, plainMethodName, type RunReader, type TestCase } from './test-run.js';

/** Outcomes of a whole run after which its results are not all of them. */
const BROKEN = ['Aborted', 'Error', 'Timeout', 'Disconnected', 'InProgress', 'Pending'];

/** TRX: results and test methods are joined by `testId`. What is neither passed nor failed was not run to its end. */
export function trxReader(): RunReader {
  const results: { readonly id: string; readonly name: string; readonly outcome: Outcome }[] = [];
  const methods = new Map<string, { readonly className: string; readonly name: string }>();
  const assemblies = new Set<string>();
  let startedAt: number | undefined;
  let summary = '';
  let test = '';
  return {
    open(path, attributes) {
      const name = path.at(-1);
      if (name === 'UnitTestResult')
        results.push({
          id: attributes['testId'] ?? '',
          name: attributes['testName'] ?? '',
          outcome: outcomeOf(attributes['outcome'] ?? ''),
        });
      else if (name === 'UnitTest') test = attributes['id'] ?? '';
      else if (name === 'TestMethod') {
        methods.set(test, { className: attributes['className'] ?? '', name: attributes['name'] ?? '' });
        assemblies.add(attributes['codeBase'] ?? '');
      } else if (name === 'Times' && path.length === 2) startedAt = timeOf(attributes['start'] ?? attributes['creation']);
      else if (name === 'ResultSummary') summary = attributes['outcome'] ?? '';
    },
    run(file) {
      if (BROKEN.includes(summary)) throw new Refusal(`${file}: the test run ended with \`${summary}\`, so its results are not whole`);
      const cases = results.map(({ id, name, outcome }): TestCase => {
        const method = methods.get(id) ?? splitName(name);
        return {
          className: plainClassName(method.className),
          name: plainMethodName(method.name.slice(method.name.lastIndexOf('.') + 1)),
          displayName: name,
          outcome,
        };
      });
      assemblies.delete('');
      return { startedAt, cases, assemblies: [...assemblies] };
    },
  };
}

/** Without a definition the name is all there is: `Namespace.Class.Method(arguments)`. */
function splitName(name: string): { readonly className: string; readonly name: string } {
  const plain = plainMethodName(name);
  const dot = plain.lastIndexOf('.');
  return { className: plain.slice(0, Math.max(dot, 0)), name: plain.slice(dot + 1) };
}

function outcomeOf(outcome: string): Outcome {
  if (outcome === 'Passed') return 'passed';
  return outcome === 'NotExecuted' || outcome === 'NotRunnable' || outcome === 'Pending' ? 'skipped' : 'failed';
}

function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
