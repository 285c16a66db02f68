import type { Plugin } from 'vite'

export declare const reactCompiler: () => Plugin
