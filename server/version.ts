declare const __COUNTERSIGN_VERSION__: string

/** From package.json, put in by the build. */
export const VERSION =
  typeof __COUNTERSIGN_VERSION__ === 'undefined' ? 'development' : __COUNTERSIGN_VERSION__
