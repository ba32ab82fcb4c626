import { createTheme, Modal, Tooltip } from '@mantine/core'

/** Greys with a little blue, from text to ground, as the dark appearance has them elsewhere. */
const DARK = [
  '#d5dbe5',
  '#b6bfcc',
  '#8f99a9',
  '#7a8494',
  '#454d5b',
  '#39414d',
  '#2a303a',
  '#1c2027',
  '#181b21',
  '#14171c',
] as const

/** Dense and quiet: small type, thin lines, one colour that means "here". */
export const theme = createTheme({
  colors: { dark: DARK },
  primaryColor: 'indigo',
  primaryShade: 7,
  defaultRadius: 'sm',
  autoContrast: true,
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: { fontWeight: '600' },
  components: {
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 200, withArrow: true } }),
    Modal: Modal.extend({ defaultProps: { overlayProps: { backgroundOpacity: 0.4 } } }),
  },
})
