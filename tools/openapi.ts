import { z } from 'zod'
import { OPERATIONS } from '../shared/contract/operations.ts'
import type { Operation } from '../shared/contract/operation.ts'
import { problem } from '../shared/contract/problem.ts'

const schema = (type: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return rest
}

const problemAnswer = {
  description: 'The workbench could not do it (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function describe(operation: Operation): object {
  const request = schema(operation.request, 'input') as {
    properties?: Record<string, object>
    required?: string[]
  }
  const takes =
    operation.method === 'GET'
      ? {
          parameters: Object.entries(request.properties ?? {}).map(([name, type]) => ({
            name,
            in: 'query',
            required: request.required?.includes(name) ?? false,
            schema: type,
          })),
        }
      : { requestBody: { required: true, content: { 'application/json': { schema: request } } } }
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...takes,
    ...(operation.id === 'openSession' ? { security: [] } : {}),
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: schema(operation.response, 'output') } },
      },
      default: problemAnswer,
    },
  }
}

/** docs/openapi.json, made from the contract that both sides parse with. */
export function openapi(): string {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS) {
    ;(paths[operation.path] ??= {})[operation.method.toLowerCase()] = describe(operation)
  }
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Countersign',
      version: '1',
      description:
        'The API between the page and the process on 127.0.0.1. It takes JSON only, demands the Host of the listener and the token of this run, and sets no CORS header.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: 'http://127.0.0.1:7523' }],
    security: [{ run: [] }],
    paths,
    components: {
      securitySchemes: { run: { type: 'apiKey', in: 'header', name: 'X-Workbench-Token' } },
      schemas: { Problem: schema(problem, 'output') },
    },
  }
  return JSON.stringify(document, null, 2) + '\n'
}
