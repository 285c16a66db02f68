/** Chunks of the screens that look back; fetched once the first screen stands. */
export const loadHistory = () => import('../features/history/history-panel.tsx')
export const loadCompare = () => import('../features/compare/compare-panel.tsx')
