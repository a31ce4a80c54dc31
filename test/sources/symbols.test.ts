import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.js';
import { DEFAULTS } from '../../src/config/defaults.js';
import { symbolsOf } from '../../src/sources/sources.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'parity-symbols-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

/** The symbols of src/P/Sub/A.cs, without the many `…_OR_GREATER`. */
function symbols(files: Readonly<Record<string, string>>): string[] {
  write(files);
  return of('src/P/Sub/A.cs').filter((name) => !name.endsWith('_OR_GREATER'));
}

function of(file: string): string[] {
  return [...symbolsOf(loadConfig({ root, cwd: root }))(file).names].sort();
}

const project = (body: string) => ({ 'src/P/P.csproj': `<Project Sdk="Microsoft.NET.Sdk">${body}</Project>` });
const properties = (body: string) => project(`<PropertyGroup>${body}</PropertyGroup>`);
const NET8 = ['DEBUG', 'NET', 'NET8_0', 'NETCOREAPP', 'TRACE'];

test('without a project they are those of the default', () => {
  write({ 'src/P/Sub/A.cs': '', 'other/P.csproj': '<Project />' });
  expect(of('src/P/Sub/A.cs')).toEqual([...DEFAULTS.csharp.defines].sort());
  expect(of('A.cs')).toEqual([...DEFAULTS.csharp.defines].sort());
});

test('a project for net10.0 has them too', () => {
  write(properties('<TargetFramework>net10.0</TargetFramework>'));
  expect(of('src/P/A.cs')).toEqual([...DEFAULTS.csharp.defines].sort());
});

test('what the config names wins over any project', () => {
  write({ ...properties('<DefineConstants>X</DefineConstants>'), 'parity.config.json': '{"csharp": {"defines": ["MINE"]}}' });
  expect(of('src/P/A.cs')).toEqual(['MINE']);
});

describe('frameworks', () => {
  test.each<[string, string[]]>([
    ['<TargetFramework>net8.0</TargetFramework>', NET8],
    ['<TargetFrameworks>netstandard2.0;net8.0;net6.0</TargetFrameworks>', NET8],
    ['<TargetFrameworks> netstandard2.1 ; net48 </TargetFrameworks>', ['DEBUG', 'NETSTANDARD', 'NETSTANDARD2_1', 'TRACE']],
    ['<TargetFramework>netcoreapp3.1</TargetFramework>', ['DEBUG', 'NETCOREAPP', 'NETCOREAPP3_1', 'TRACE']],
    ['<TargetFramework>net472</TargetFramework>', ['DEBUG', 'NET472', 'NETFRAMEWORK', 'TRACE']],
    ['<TargetFramework>net8.0-windows10.0.1</TargetFramework>', [...NET8, 'WINDOWS']],
    ['<TargetFramework>$(Unknown)</TargetFramework>', ['DEBUG', 'NET', 'NET10_0', 'NETCOREAPP', 'TRACE']],
  ])('%s', (text, expected) => {
    expect(symbols(properties(text))).toEqual([...expected].sort());
  });

  test('each has those of the versions before it', () => {
    write(properties('<TargetFramework>net6.0</TargetFramework>'));
    expect(of('src/P/A.cs')).toEqual(expect.arrayContaining(['NET5_0_OR_GREATER', 'NET6_0_OR_GREATER', 'NETCOREAPP3_1_OR_GREATER']));
    expect(of('src/P/A.cs')).not.toContain('NET7_0_OR_GREATER');
  });
});

describe('constants', () => {
  const net8 = '<TargetFramework>net8.0</TargetFramework>';
  test.each<[string, string, string[]]>([
    ['are added', `${net8}<DefineConstants>$(DefineConstants);X; Y</DefineConstants>`, [...NET8, 'X', 'Y']],
    ['take the place of TRACE', `${net8}<DefineConstants>X</DefineConstants>`, [...NET8.filter((name) => name !== 'TRACE'), 'X']],
    [
      'of a debug build',
      `${net8}<DefineConstants Condition="'$(Configuration)' == 'Debug'">$(DefineConstants);X</DefineConstants>`,
      [...NET8, 'X'],
    ],
    [
      'not of a release build',
      `${net8}<DefineConstants Condition="'$(Configuration)'=='Release'">$(DefineConstants);X</DefineConstants>`,
      NET8,
    ],
    [
      'by framework',
      `${net8}<DefineConstants Condition=" '$(TargetFramework)' != 'net6.0' and !('$(A)' == 'b' or false) ">$(DefineConstants);X</DefineConstants>`,
      [...NET8, 'X'],
    ],
    ['of properties', `<A>X;Y</A>${net8}<DefineConstants>$(DefineConstants);$(a);$(None)</DefineConstants>`, [...NET8, 'X', 'Y']],
    ['not by a condition that is not understood', `${net8}<DefineConstants Condition="Exists('x')">X</DefineConstants>`, NET8],
    ['are turned off', `${net8}<DisableImplicitFrameworkDefines>true</DisableImplicitFrameworkDefines>`, ['DEBUG', 'TRACE']],
    ['not in comments', `${net8}<!-- <DefineConstants>X</DefineConstants> -->`, NET8],
  ])('%s', (_, text, expected) => {
    expect(symbols(properties(text))).toEqual([...expected].sort());
  });

  test('of a group with a condition, and of a choice', () => {
    const group = (condition: string, name: string) =>
      `<PropertyGroup Condition="${condition}"><DefineConstants>$(DefineConstants);${name}</DefineConstants></PropertyGroup>`;
    const choice = `<Choose><When Condition="'a' == 'b'">${group('', 'A')}</When><Otherwise>${group('', 'B')}</Otherwise></Choose>`;
    const text = `<PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup>${group("'$(Configuration)|$(Platform)' == 'Debug|AnyCPU'", 'X')}${group("'1' == '2'", 'Y')}${choice}`;
    expect(symbols(project(text))).toEqual([...NET8, 'B', 'X'].sort());
  });
});

describe('files around a project', () => {
  test('the nearest Directory.Build.props comes first, what it imports too, and Directory.Build.targets last', () => {
    expect(
      symbols({
        'Directory.Build.props': '<Project><PropertyGroup><DefineConstants>ROOT</DefineConstants></PropertyGroup></Project>',
        'src/Directory.Build.props':
          '<Project><Import Project="$([MSBuild]::GetPathOfFileAbove(\'Directory.Build.props\', \'$(MSBuildThisFileDirectory)../\'))" /><Import Project="..\\eng\\Own.props" /><PropertyGroup><TargetFrameworks>net8.0</TargetFrameworks></PropertyGroup></Project>',
        'eng/Own.props': '<Project><PropertyGroup><DefineConstants>$(DefineConstants);OWN</DefineConstants></PropertyGroup></Project>',
        'src/Directory.Build.targets':
          '<Project><PropertyGroup><DefineConstants>$(DefineConstants);LAST</DefineConstants></PropertyGroup></Project>',
        ...properties('<DefineConstants>$(DefineConstants);MINE</DefineConstants>'),
      }),
    ).toEqual([...NET8, 'ROOT', 'OWN', 'LAST', 'MINE'].sort());
  });

  test('of several projects in a directory the one with its name counts', () => {
    expect(symbols({ 'src/P/A.csproj': '<Project />', ...properties('<TargetFramework>net8.0</TargetFramework>') })).toEqual(NET8);
  });

  test('imports in a circle, outside of the root or missing, and broken XML, stop nothing', () => {
    expect(
      symbols({
        'src/P/a.props': '<Project><Import Project="a.props" /><Import Project="P.csproj" /></Project>',
        ...project(
          '<Import Project="a.props" /><Import Project="../../../../out.props" /><Import Project="none.props" /><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup><Broken',
        ),
      }),
    ).toEqual(NET8);
  });
});
