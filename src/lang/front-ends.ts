import type { Language } from '../model/source.js';
import { csharpFrontEnd } from './csharp/index.js';
import type { FrontEnd } from './front-end.js';
import { goFrontEnd } from './go/index.js';

/** Cheap to import: the native parsers behind them are loaded with the first text. */
export const FRONT_ENDS: Readonly<Record<Language, FrontEnd>> = { go: goFrontEnd, csharp: csharpFrontEnd };
