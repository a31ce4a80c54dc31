declare module 'tree-sitter-c-sharp/bindings/node/index.js' {
  const language: unknown;
  export default language;
}
declare module 'tree-sitter-go/bindings/node/index.js' {
  const language: unknown;
  export default language;
}
