import { expect, it } from 'vitest'
import { parseArrival, parsePlace, placeHref, SCREENS } from './place.ts'

it.each([
  { why: 'a step', hash: '#/epic-sandbox/key', place: { environmentId: 'epic-sandbox', screen: 'key' } },
  {
    why: 'an attempt',
    hash: '#/practice/answer/a1',
    place: { environmentId: 'practice', screen: 'answer', attemptId: 'a1' },
  },
  { why: 'an unknown screen', hash: '#/practice/nowhere', place: undefined },
  { why: 'no environment id', hash: '#/A%20b/key', place: undefined },
  { why: 'a start code', hash: '#boot=abc', place: undefined },
  { why: 'nothing', hash: '', place: undefined },
])('parsePlace: $why', ({ hash, place }) => expect(parsePlace(hash)).toEqual(place))

it.each(SCREENS)('the address of %s leads back to it', (screen) => {
  const place = { environmentId: 'practice', screen }
  expect(parsePlace(placeHref(place))).toEqual(place)
})

it.each([
  {
    why: 'both values, decoded once',
    hash: '#/launch?iss=https%3A%2F%2Fh.test%2Ffhir&launch=a%2Bb',
    arrival: { iss: 'https://h.test/fhir', launch: 'a+b' },
  },
  { why: 'one of them', hash: '#/launch?launch=x', arrival: { launch: 'x' } },
  { why: 'the step of an environment is none', hash: '#/practice/launch', arrival: undefined },
])('parseArrival: $why', ({ hash, arrival }) => expect(parseArrival(hash)).toEqual(arrival))
