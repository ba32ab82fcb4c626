import { createTheme, Modal, Tooltip } from '@mantine/core'

/** Dense and quiet: small type, thin lines, one colour that means "here". */
export const theme = createTheme({
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
