import { Refusal, reasonOf } from '../errors.js';
import type { Language } from '../model/source.js';
import type { FrontEnd } from './front-end.js';

/**
 * Both front ends.
 * @throws Refusal when a native package does not load
 */
export async function loadGrammars(): Promise<Readonly<Record<Language, FrontEnd>>> {
  await native('tree-sitter', () => import('tree-sitter'));
  const [{ goFrontEnd }, { csharpFrontEnd }] = [
    await native('tree-sitter-go', () => import('./go/index.js')),
    await native('tree-sitter-c-sharp', () => import('./csharp/index.js')),
  ];
  return { go: goFrontEnd, csharp: csharpFrontEnd };
}

async function native<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new Refusal(
      `the native package ${name} does not load: ${reasonOf(error)}`,
      `run \`npm rebuild ${name}\` in the directory where parity is installed`,
    );
  }
}
