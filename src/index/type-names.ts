export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** `Namespace.Outer<T>.Inner?[]` -> `Inner`. */
export function simpleTypeName(type: string): string {
  const bare = type
    .replace(/<.*$/s, '')
    .replace(/^\*+/, '')
    .replace(/[?[\]*&\s(].*$/s, '');
  return lastSegment(bare.replace(/^global::/, ''));
}
