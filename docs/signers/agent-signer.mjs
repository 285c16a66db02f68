#!/usr/bin/env node
// Passes the request to an agent that holds the key in one long-running process, over a Unix socket:
//   agent-signer.mjs /run/user/1000/my-agent.sock
// The agent reads the line, answers with base64 of the signature and a line break, and closes. The socket's mode is
// what protects the key: 0600, in a folder of your own.
import { connect } from 'node:net'

const [, , path] = process.argv
const socket = connect(path ?? '')
socket.on('error', (error) => {
  process.stderr.write(`the agent does not answer (${error.code})\n`)
  process.exitCode = 1
})
process.stdin.pipe(socket)
socket.pipe(process.stdout)
