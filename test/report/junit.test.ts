import sax from 'sax';
import { expect, test } from 'vitest';
import { junit } from '../../src/report/junit.js';
import type { Report } from '../../src/report/report.js';
import { EMPTY, FULL, HOSTILE, MARKUP, MARKUP_NAME, manyFindings } from './sample-report.js';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly children: Element[];
  text: string;
}

/** The document as a strict parser reads it. */
function parsed(report: Report): Element {
  const parser = sax.parser(true);
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  parser.onopentag = ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  parser.ontext = (text) => {
    (open.at(-1) as Element).text += text;
  };
  parser.onclosetag = () => open.pop();
  parser.write(junit(report)).close();
  return root.children[0] as Element;
}

test('a suite for the scope, a case for every row, then the files with findings', () => {
  const suites = parsed(FULL);
  const counts = { tests: '7', failures: '4', errors: '0', skipped: '1' };
  expect(suites).toMatchObject({ name: 'testsuites', attributes: counts });
  const [suite, ...others] = suites.children;
  expect(others).toEqual([]);
  expect(suite).toMatchObject({ name: 'testsuite', attributes: { name: 'parity batch 11 (FileStore Init)', ...counts } });
  expect(suite?.children.map(({ attributes, children }) => [attributes['name'], ...children.map(({ name }) => name)])).toEqual([
    ['feature/955 fileStore.lockAllMsgBlocks', 'failure'],
    ['feature/956 fileStore.unlockAllMsgBlocks', 'failure', 'system-out'],
    ['feature/957 fileStore.recoverMsgs', 'failure'],
    ['feature/958 fileStore.purge', 'skipped'],
    ['feature/959 fileStore.compact'],
    ['test/351 TestFileStoreLock', 'failure'],
    ['dotnet/src/Server/JetStreamFileStore.cs', 'system-out'],
  ]);
  expect(suite?.children[0]).toMatchObject({
    attributes: { classname: 'JetStreamFileStore', file: 'dotnet/src/Server/JetStreamFileStore.cs', line: '5' },
    children: [
      {
        attributes: {
          type: 'empty-body',
          message: '`JetStreamFileStore.LockAllMsgBlocks` has an empty body; `fileStore.lockAllMsgBlocks` has 3 statements. (and 1 more)',
        },
        text: [
          'error[empty-body]: `JetStreamFileStore.LockAllMsgBlocks` has an empty body; `fileStore.lockAllMsgBlocks` has 3 statements. Port it, or set the row back to `deferred` with a reason. (dotnet/src/Server/JetStreamFileStore.cs:5)',
          'promotion refused: the promotion is refused',
        ].join('\n'),
      },
    ],
  });
});

test('a row without an error fails when its promotion is refused, and says why', () => {
  const verdict = { allowed: false, refused: ['feature/959'], reasons: [{ item: 'feature/959', reasons: ['no test result'] }] };
  const [suite] = parsed({ ...EMPTY, rows: FULL.rows.slice(4, 5), verdict }).children;
  expect(suite?.attributes['failures']).toBe('1');
  expect(suite?.children[0]?.children[0]).toMatchObject({
    attributes: { type: 'promotion', message: 'promotion refused: no test result' },
    text: 'promotion refused: no test result',
  });
});

test('a row that is not judged and has an error fails', () => {
  const findings = FULL.findings.slice(0, 1).map((finding) => ({ ...finding, item: 'feature/958' }));
  const [suite] = parsed({ ...EMPTY, rows: FULL.rows.slice(3, 4), findings }).children;
  expect(suite).toMatchObject({ attributes: { failures: '1', skipped: '0' }, children: [{ children: [{ name: 'failure' }] }] });
});

test('hostile names are text of a well-formed document', () => {
  expect(junit(HOSTILE)).toMatch(/^[\n -~ü]+$/);
  expect(parsed(HOSTILE).children[0]?.children).toHaveLength(2);
  const [suite] = parsed(MARKUP).children;
  expect(suite?.attributes['name']).toBe(`parity ${MARKUP_NAME}`);
  expect(suite?.children[0]?.attributes).toMatchObject({ classname: MARKUP_NAME, name: `feature/1 ${MARKUP_NAME}` });
  expect(suite?.children[1]?.children[0]?.text).toContain(MARKUP_NAME);
});

test('an empty scope and a big one', () => {
  expect(parsed(EMPTY).children[0]).toMatchObject({ attributes: { tests: '0', failures: '0', skipped: '0' }, children: [] });
  expect(parsed(manyFindings(500)).attributes).toMatchObject({ tests: '500', failures: '250' });
});
