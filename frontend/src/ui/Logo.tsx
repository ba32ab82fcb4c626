/** Planets on their orbits. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable={false}>
      <rect width="32" height="32" rx="7" fill="#3b5bdb" />
      <g fill="none" stroke="#fff" strokeWidth="1.8">
        <circle cx="16" cy="16" r="10" opacity=".55" />
        <circle cx="16" cy="16" r="5.6" opacity=".8" />
      </g>
      <circle cx="16" cy="16" r="2.4" fill="#fff" />
      <circle cx="26" cy="16" r="2.2" fill="#ffd43b" />
      <circle cx="12" cy="12" r="1.7" fill="#74c0fc" />
    </svg>
  )
}
