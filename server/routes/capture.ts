import type { IRouter } from 'express'
import {
  clearCapture,
  readCapture,
  setCaptureAnswer,
  startCapture,
  stopCapture,
} from '../../shared/contract/capture.ts'
import { mount } from '../http/mount.ts'
import type { Program } from '../program.ts'

export const mountCapture = (router: IRouter, { capture }: Program): void => {
  mount(router, readCapture, () => capture.state())
  mount(router, startCapture, ({ environmentId }) => capture.start(environmentId))
  mount(router, stopCapture, () => capture.stop())
  mount(router, setCaptureAnswer, (input) => capture.setAnswer(input))
  mount(router, clearCapture, () => capture.clear())
}
