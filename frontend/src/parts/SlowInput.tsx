import { TextInput, type TextInputProps } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'

const SETTLE_MILLIS = 400

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: string
  onSettle: (value: string) => void
}

/** A text field that tells its value when somebody has stopped typing. */
export function SlowInput({ value, onSettle, ...others }: Props) {
  const [typed, setTyped] = useState({ text: value, from: value })
  const settle = useDebouncedCallback(onSettle, SETTLE_MILLIS)
  // What came from outside since the last key wins over what was typed before it.
  const text = typed.from === value || typed.text === value ? typed.text : value

  return (
    <TextInput
      size="xs"
      {...others}
      value={text}
      onChange={({ currentTarget }) => {
        setTyped({ text: currentTarget.value, from: value })
        settle(currentTarget.value)
      }}
    />
  )
}
