import { transformAsync } from '@babel/core'
import compiler from 'babel-plugin-react-compiler'

const COMPONENT = /\/client\/.*\.(tsx|ts)$/

/**
 * A Vite plugin that runs React Compiler over our own components and hooks, so that a keystroke draws only what depends
 * on it. The types and the JSX stay; Vite takes them from there.
 */
export const reactCompiler = () => ({
  name: 'react-compiler',
  enforce: 'pre',
  async transform(code, id) {
    const [path = ''] = id.split('?')
    if (this.environment?.name === 'ssr' || !COMPONENT.test(path) || id.includes('worker')) return undefined
    const result = await transformAsync(code, {
      filename: path,
      babelrc: false,
      configFile: false,
      sourceMaps: true,
      parserOpts: { plugins: ['typescript', 'jsx'] },
      plugins: [compiler],
    })
    return result?.code == null ? undefined : { code: result.code, map: result.map }
  },
})
