/** Our icons: 16 × 16, drawn with lines in the colour of the text, without meaning to a reader. */

const PATHS = {
  dashboard: 'M2.5 2.5h4.5v6h-4.5zM9 2.5h4.5v3.5H9zM9 8h4.5v5.5H9zM2.5 10.5h4.5v3h-4.5z',
  process: 'M1.5 5.5h4v5h-4zM10.5 5.5h4v5h-4zM5.5 8h5M8.8 6.3 10.5 8 8.8 9.7',
  batch: 'M2 4h8M2 8h8M2 12h8M12 3.4l.9.9 1.6-1.8M12 7.4l.9.9 1.6-1.8M12 11.4l.9.9 1.6-1.8',
  audit: 'M3.5 1.8h7l2.5 2.6v9.8h-9.5zM5.6 6.4h5M5.6 8.9h5M5.6 11.4h3',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  download: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.5 13.5h11',
  retry: 'M13 8a5 5 0 1 1-1.5-3.6M13 1.8v3h-3',
  cancel: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  edit: 'M10.8 2.6l2.6 2.6L5.6 13H3v-2.6zM9.2 4.2l2.6 2.6',
  view: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  filter: 'M2 3h12l-4.6 5.4V13l-2.8-1.5V8.4z',
  up: 'M8 13V3.5M4 7.2 8 3.2l4 4',
  down: 'M8 3v9.5M4 8.8l4 4 4-4',
  left: 'M10 3 5 8l5 5',
  right: 'M6 3l5 5-5 5',
  open: 'M3 6l5 5 5-5',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4 14 14',
  alert: 'M8 2 1.5 13.5h13zM8 6.3v3.4M8 11.6v.2',
  check: 'M2.8 8.6 6.2 12l7-8',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.8V8l2.2 1.6',
  hourglass: 'M4 2h8M4 14h8M5 2c0 3.5 3 4 3 6s-3 2.5-3 6M11 2c0 3.5-3 4-3 6s3 2.5 3 6',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  lost: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM6.3 6.2a1.8 1.8 0 1 1 2.5 1.7c-.6.3-.8.6-.8 1.2M8 11.2v.2',
  empty: 'M2 9.5 4 3h8l2 6.5v4H2zM2 9.5h3.6l.8 1.6h3.2l.8-1.6H14',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z',
  globe:
    'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2 8h12M8 2c2 2 2.6 4 2.6 6S10 12 8 14C6 12 5.4 10 5.4 8S6 4 8 2z',
  user: 'M8 2.5a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM2.8 13.8c.5-2.8 2.6-4 5.2-4s4.7 1.2 5.2 4',
  dot: 'M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  event: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z',
  task: 'M2.5 4.5h11v7h-11z',
  gateway: 'M8 2.2 13.8 8 8 13.8 2.2 8z',
  container: 'M2 3.5h12v9H2zM6.5 10.5h3M8 9v3',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable={false}
      style={{ flex: 'none', display: 'block' }}
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
