import type { Unit } from './code-index.js';

/** After so many questions it is cheaper to have read every word once. */
const FEW = 40;

/** In which files a name stands, as text: comments and strings included. */
export class Mentions {
  #asked = 0;
  #byWord: Map<string, Unit[]> | undefined;

  constructor(private readonly units: readonly Unit[]) {}

  unitsWith(name: string): readonly Unit[] {
    if (this.#byWord === undefined && this.#asked++ < FEW) return this.units.filter((unit) => unit.text.includes(name));
    this.#byWord ??= this.#read();
    return this.#byWord.get(name) ?? [];
  }

  #read(): Map<string, Unit[]> {
    const byWord = new Map<string, Unit[]>();
    for (const unit of this.units) {
      for (const word of new Set(unit.text.match(/[A-Za-z_]\w*/g))) {
        const known = byWord.get(word);
        if (known === undefined) byWord.set(word, [unit]);
        else known.push(unit);
      }
    }
    return byWord;
  }
}
