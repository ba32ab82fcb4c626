import { expect, it } from 'vitest'
import { componentsOf } from './health.ts'

it('lists what is unwell first, wherever it is', () => {
  const found = componentsOf({
    status: 'DOWN',
    components: {
      broker: { status: 'UP', details: { version: '1.0', free: 12345 } },
      exporters: {
        status: 'DOWN',
        components: { files: { status: 'DOWN', details: { lag: 7, error: { code: 1 } } } },
      },
      partitions: { status: 'UP', details: { 1: { status: 'DEGRADED', role: 'leader' } } },
    },
  })

  expect(found).toEqual([
    { name: 'exporters', status: 'DOWN', details: [] },
    {
      name: 'exporters / files',
      status: 'DOWN',
      details: [
        ['lag', '7'],
        ['error', '{"code":1}'],
      ],
    },
    { name: 'partitions / 1', status: 'DEGRADED', details: [['role', 'leader']] },
    {
      name: 'broker',
      status: 'UP',
      details: [
        ['version', '1.0'],
        ['free', '12,345'],
      ],
    },
    { name: 'partitions', status: 'UP', details: [] },
  ])
})

it('tells the room on the disk as people do', () => {
  const found = componentsOf({
    status: 'UP',
    components: {
      diskSpace: { status: 'UP', details: { total: 270553174016, free: 1610612736, path: '/' } },
    },
  })

  expect(found).toEqual([
    {
      name: 'diskSpace',
      status: 'UP',
      details: [
        ['total', '252 GiB'],
        ['free', '1.5 GiB'],
      ],
    },
  ])
})

it('looks into health only so deep', () => {
  const endless = { status: 'UP', components: {} }
  endless.components = { again: endless }

  expect(componentsOf(endless).length).toBeLessThan(10)
})
