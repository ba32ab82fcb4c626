// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { compact } from './drawing.ts'
import { flowNodes } from './elements.ts'

it('finds the elements that instances visit, and only those', () => {
  const xml = `<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL">
    <b:process id="p">
      <b:startEvent id="s" name="Start &lt;b&gt;"><b:timerEventDefinition id="t" /></b:startEvent>
      <b:serviceTask id="task" name="" />
      <b:subProcess id="sub"><b:exclusiveGateway id="g" /></b:subProcess>
      <b:sequenceFlow id="f" sourceRef="s" targetRef="task" />
      <b:callActivity id="call" />
    </b:process>
    <b:message id="m" name="Message" />
  </b:definitions>`

  expect(flowNodes(xml)).toEqual([
    { id: 's', name: 'Start <b>' },
    { id: 'task', name: 'task' },
    { id: 'sub', name: 'sub' },
    { id: 'g', name: 'g' },
    { id: 'call', name: 'call' },
  ])
})

it('shows large counts in few characters', () => {
  expect([7, 950, 1_200, 98_000, 3_100_000].map(compact)).toEqual([
    '7',
    '950',
    '1.2K',
    '98K',
    '3.1M',
  ])
})
