import { describe, expect, it } from 'vitest'
import { ownScriptUrl } from './trusted-worker-url.ts'

const base = 'http://127.0.0.1:7523/#assertion'

describe('ownScriptUrl', () => {
  it.each([
    { why: 'a bundled asset', url: '/assets/json.worker-abc.js', development: false },
    {
      why: 'a module that Vite serves',
      url: '/node_modules/monaco-editor/x.js?worker_file',
      development: true,
    },
  ])('takes $why', ({ url, development }) => {
    expect(ownScriptUrl(url, base, development)).toBe(`http://127.0.0.1:7523${url}`)
  })

  it.each([
    { why: 'another origin', url: 'https://cdn.example/assets/x.js', development: false },
    { why: 'another port', url: 'http://127.0.0.1:7524/assets/x.js', development: false },
    { why: 'the API', url: '/api/documents', development: true },
    { why: 'a development path in production', url: '/@fs/x.js', development: false },
    { why: 'a blob', url: 'blob:http://127.0.0.1:7523/assets/', development: false },
    { why: 'a path that climbs out', url: '/assets/../api/x', development: false },
  ])('refuses $why', ({ url, development }) => {
    expect(() => ownScriptUrl(url, base, development)).toThrow(TypeError)
  })
})
